"""Whether the service can answer, and if not, why."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from credit_graph.errors import (
    CreditGraphError,
    DatabaseUnreachableError,
    StartingError,
    UnforeseenError,
)
from credit_graph.message import Message, Words

_log = logging.getLogger(__name__)


class Readiness:
    """Makes the service ready, and keeps it so: retries until it works, then looks regularly.

    `problem` is None when ready, else the error that says why not. `prepare` runs until it has
    succeeded once; then `prepared` is set: what writes beside requests must not come before the
    schema. `refresh` tells regularly from then on whether the database answers, and takes up new
    rules. A database that was out of reach may have been started anew: `warm` is done before the
    service is ready again. An error that nobody foresaw makes the service not ready (`INTERNAL`)
    and is logged; the watch goes on.
    """

    def __init__(
        self,
        prepare: Callable[[], Awaitable[None]],
        refresh: Callable[[], Awaitable[object]],
        announce: Callable[[Words], None],
        warm: Callable[[], Awaitable[None]] | None = None,
        *,
        retry_s: float = 1.0,
        refresh_s: float = 2.0,
    ) -> None:
        self.problem: CreditGraphError | None = StartingError()
        self.stopping = False
        self.prepared = asyncio.Event()
        self._prepare = prepare
        self._refresh = refresh
        self._announce = announce
        self._warm = warm
        self._is_cold = False
        self._retry_s = retry_s
        self._refresh_s = refresh_s

    def stop(self) -> None:
        """Be ready no more, for good: the service is about to end."""
        self.stopping = True

    async def keep(self) -> None:
        """Run until cancelled."""
        await self._until_it_works(self._prepare)
        self.prepared.set()
        while True:
            await self._until_it_works(self._look)
            await asyncio.sleep(self._refresh_s)

    async def _look(self) -> None:
        """Look whether the database answers; one that comes back is warm before it is used."""
        try:
            await self._refresh()
            if self._is_cold and self._warm is not None:
                await self._warm()
        except DatabaseUnreachableError:
            self._is_cold = True
            raise
        self._is_cold = False
        if self.problem is not None:
            self.problem = None
            self._announce(Message("Ready."))

    async def _until_it_works(self, work: Callable[[], Awaitable[object]]) -> None:
        while not await self._try(work):  # noqa: ASYNC110  # nobody could set an event
            await asyncio.sleep(self._retry_s)

    async def _try(self, work: Callable[[], Awaitable[object]]) -> bool:
        try:
            await work()
        except CreditGraphError as error:
            self._note(error, _not_ready(error))
            return False
        except Exception as error:  # noqa: BLE001  # a fault of ours must show, not end the watch
            unforeseen = UnforeseenError(type(error).__name__)
            if self._note(unforeseen, Message("Not ready: {problem}", problem=unforeseen.message)):
                _log.exception("while getting ready")
            return False
        return True

    def _note(self, error: CreditGraphError, words: Message) -> bool:
        """Take up a problem; say it, and return True, if it is not the one there was."""
        known, self.problem = self.problem, error
        if known is not None and known.code == error.code:
            return False
        self._announce(words)
        return True


def _not_ready(error: CreditGraphError) -> Message:
    return Message(
        "Not ready: {problem} {advice} [{code}]",
        problem=error.message,
        advice=error.advice_message,
        code=error.code,
    )
