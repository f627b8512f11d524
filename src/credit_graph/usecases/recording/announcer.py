"""The announcer: has readers leave out a change that is about to be made, in batches."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
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
        self._making: Counter[str] = Counter()
        self._wanted: dict[asyncio.Future[None], str] = {}
        self._announcing: asyncio.Task[None] | None = None
        self._batch: asyncio.Task[None] | None = None
        self._withdrawing: dict[str, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def announced(self, change: str) -> AsyncIterator[datetime]:
        """Have readers leave out the change set, which the block makes; yield what its facts bear.

        That instant is later than any that was given out before to ask for what is known, so that a
        statement that began before does not see the facts either. If the block raises, a change set
        that was not made is taken away afterwards; if the database does not answer then, it stays
        until a process that records starts. Raises `DatabaseError` if the change set could not be
        announced.
        """
        self._making[change] += 1
        try:
            # Of an earlier request with the same key: it would take this announcement away.
            while withdrawal := self._withdrawing.get(change):
                await asyncio.wait([withdrawal])
            await self._announce(change)
            yield self._clock() + INSTANT
        except BaseException:
            self._done(change)
            # Refused, given up or not known to be made; what is made stays.
            if change not in self._making and change not in self._withdrawing:
                self._withdrawing[change] = _apart(self._withdraw(change))
            raise
        self._done(change)

    def _done(self, change: str) -> None:
        self._making[change] -= 1
        if not self._making[change]:
            del self._making[change]

    async def _announce(self, change: str) -> None:
        done = asyncio.get_running_loop().create_future()
        self._wanted[done] = change
        if self._announcing is None or self._announcing.done():
            self._announcing = _apart(self._announce_all())
        await done

    async def _announce_all(self) -> None:
        while self._wanted:
            # Without those whose request has been given up.
            wanted = {done: change for done, change in self._wanted.items() if not done.done()}
            self._wanted = {}
            self._batch = _apart(self._announce_batch(wanted))
            await self._batch

    async def _announce_batch(self, wanted: Mapping[asyncio.Future[None], str]) -> None:
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
        try:
            # A request may be given up while its announcement is on the way to the database.
            if self._batch is not None:
                await asyncio.wait([self._batch])
            with suppress(DatabaseError):
                work = partial(withdraw, change=change)
                await self._graph.transact(work, label="recording/withdraw", timeout_s=_WRITING_S)
        finally:
            del self._withdrawing[change]


def _apart(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Start work for several requests, in a context of its own: it counts as none's."""
    return asyncio.get_running_loop().create_task(work, context=Context())
