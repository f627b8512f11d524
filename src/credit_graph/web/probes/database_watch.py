"""An embedded database that has died or frozen is started again while the service runs."""

import asyncio
from collections.abc import Awaitable, Callable

from credit_graph.errors import CreditGraphError, DatabaseError
from credit_graph.message import Message, Words

Revive = Callable[[DatabaseError | None], Message | None]

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
        announce: Callable[[Words], None],
        *,
        look_s: float = _LOOK_S,
    ) -> None:
        self._probe = probe
        self._revive = revive
        self._announce = announce
        self._look_s = look_s
        self._said: Message | None = None

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
            self._say(
                Message(
                    "The embedded database cannot be started again: {problem} {advice}",
                    problem=failed.message,
                    advice=failed.advice_message,
                )
            )
            return
        if why is not None:
            self._say(Message("The embedded database is started again, for {why}.", why=why))

    def _say(self, words: Message) -> None:
        if words != self._said:  # the same failure is said once
            self._said = words
            self._announce(words)
