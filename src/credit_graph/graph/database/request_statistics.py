"""What one request cost and wrote: round trips and bookmarks, whatever tasks it used."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Receipt:
    """Round trips to the database, and the bookmarks of the writes, since it was begun.

    Tasks started inside share it. A read that a loader sends for several requests at once is
    counted on the receipt of the request that caused it to be sent.
    """

    round_trips: int = 0
    bookmarks: frozenset[str] = frozenset()


_current: ContextVar[Receipt | None] = ContextVar("receipt", default=None)


@contextmanager
def receipt() -> Iterator[Receipt]:
    """Collect what is sent to any graph inside the `with` block; a block around it has it too."""
    around = _current.get()
    collected = Receipt()
    token = _current.set(collected)
    try:
        yield collected
    finally:
        _current.reset(token)
        if around is not None:
            around.round_trips += collected.round_trips
            around.bookmarks |= collected.bookmarks


def note_round_trip() -> None:
    """Count one round trip on the receipt in force, if there is one."""
    if (collected := _current.get()) is not None:
        collected.round_trips += 1


def note_bookmarks(bookmarks: frozenset[str]) -> None:
    """Add the bookmarks of a committed write to the receipt in force, if there is one."""
    if (collected := _current.get()) is not None:
        collected.bookmarks |= bookmarks
