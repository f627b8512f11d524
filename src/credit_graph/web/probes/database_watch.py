"""An embedded database that has died or frozen is started again while the service runs."""

import asyncio
from collections.abc import Awaitable, Callable

from credit_graph.errors import CreditGraphError, DatabaseError

Revive = Callable[[DatabaseError | None], str | None]

_LOOK_S = 0.5


class DatabaseWatch:
    """Asks the database twice a second, and has it revived when it does not answer.

    `probe` raises a `DatabaseError` within a second or so if there is no answer. `revive` is
    given that error, or None after an answer, and returns why it started the database again;
    it blocks for a second, and so runs in a thread.
    """

    def __init__(
        self,
        probe: Callable[[], Awaitable[None]],
        revive: Revive,
        announce: Callable[[str], None],
        *,
        look_s: float = _LOOK_S,
    ) -> None:
        self._probe = probe
        self._revive = revive
        self._announce = announce
        self._look_s = look_s
        self._said = ""

    async def keep(self) -> None:
        """Run until cancelled."""
        while True:
            await self._look()
            await asyncio.sleep(self._look_s)

    async def _look(self) -> None:
        try:
            await self._probe()
        except DatabaseError as error:
            await self._look_after(error)
        else:
            self._revive(None)

    async def _look_after(self, error: DatabaseError) -> None:
        try:
            why = await asyncio.to_thread(self._revive, error)
        except CreditGraphError as failed:
            self._say(f"The embedded database cannot be started again: {failed} {failed.advice}")
            return
        if why is not None:
            self._say(f"The embedded database is started again, for {why}.")

    def _say(self, words: str) -> None:
        if words != self._said:  # the same failure is said once
            self._said = words
            self._announce(words)
