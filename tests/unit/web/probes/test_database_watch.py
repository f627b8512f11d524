"""The watch over an embedded database."""

import asyncio
from contextlib import suppress

from credit_graph.embedded.errors import (
    EmbeddedStartError,
)
from credit_graph.errors import (
    DatabaseError,
    DatabaseUnreachableError,
)
from credit_graph.message import Message, Words
from credit_graph.web.probes.database_watch import DatabaseWatch

SILENT = DatabaseUnreachableError("bolt://here")


async def watched(answers: list[DatabaseError | None], revive_raises: bool = False) -> list[str]:  # noqa: FBT001, FBT002
    """Return what happened while the database answered so, look after look."""
    happened: list[str] = []
    left = list(answers)

    async def probe() -> None:
        await asyncio.sleep(0)
        if not left:
            raise asyncio.CancelledError
        if (error := left.pop(0)) is not None:
            raise error

    def revive(error: DatabaseError | None) -> Message | None:
        happened.append("alive" if error is None else error.code)
        if revive_raises and error is not None:
            raise EmbeddedStartError(Message("no room"), "the log")
        return None if error is None else Message("it is gone")

    def hear(words: Words) -> None:
        happened.append(str(words))

    with suppress(asyncio.CancelledError):
        await DatabaseWatch(probe, revive, hear, look_s=0).keep()
    return happened


async def test_it_has_a_silent_database_revived_and_says_why() -> None:
    said = "The embedded database is started again, for it is gone."
    assert await watched([None, SILENT, None]) == ["alive", "DATABASE_UNREACHABLE", said, "alive"]


async def test_what_fails_in_the_same_way_again_is_said_once_and_the_watch_goes_on() -> None:
    happened = await watched([SILENT, SILENT, None], revive_raises=True)
    assert [each for each in happened if "cannot be started again" in each] == [happened[1]]
    assert happened[-1] == "alive"
