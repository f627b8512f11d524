"""The announcer: has readers leave out a change that is about to be made, in batches."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from contextvars import Context
from datetime import datetime
from functools import partial
from typing import Any, Final

from credit_graph.clock import INSTANT, AdvancingClock
from credit_graph.errors import DatabaseError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.recording.announcements import announce, withdraw

_WRITING_S: Final = 4.0


class Announcer:
    """Announces changes; one for all requests of the process.

    Those that come while a transaction is under way are announced together in the next one.
    """

    def __init__(self, graph: Graph, clock: AdvancingClock) -> None:
        self._graph = graph
        self._clock = clock
        self._wanted: dict[asyncio.Future[None], str] = {}
        self._announcing: asyncio.Task[None] | None = None
        self._withdrawing: set[asyncio.Task[None]] = set()

    async def announce(self, change: str) -> datetime:
        """Have readers leave out the change set; return the instant that its facts are to bear.

        It is later than any that was given out before to ask for what is known, so that a statement
        that began before does not see the facts either. Raises `DatabaseError` if the change set
        could not be announced.
        """
        done = asyncio.get_running_loop().create_future()
        self._wanted[done] = change
        if self._announcing is None or self._announcing.done():
            self._announcing = _apart(self._announce_all())
        await done
        return self._clock() + INSTANT

    def withdraw(self, change: str) -> None:
        """Have an announced change set taken away that was not made after all.

        If the database does not answer, it stays until a process that records starts.
        """
        task = _apart(self._withdraw(change))
        self._withdrawing.add(task)
        task.add_done_callback(self._withdrawing.discard)

    async def _announce_all(self) -> None:
        while self._wanted:
            wanted, self._wanted = self._wanted, {}
            work = partial(announce, changes=wanted.values(), at=self._clock())
            error: DatabaseError | None = None
            try:
                await self._graph.transact(work, label="recording/announce", timeout_s=_WRITING_S)
            except DatabaseError as raised:
                error = raised
            for done in wanted:
                if done.done():  # its request was given up
                    continue
                if error is None:
                    done.set_result(None)
                else:
                    done.set_exception(error)

    async def _withdraw(self, change: str) -> None:
        work = partial(withdraw, change=change)
        with suppress(DatabaseError):
            await self._graph.transact(work, label="recording/withdraw", timeout_s=_WRITING_S)


def _apart(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Start work for several requests, in a context of its own: it counts as none's."""
    return asyncio.get_running_loop().create_task(work, context=Context())
