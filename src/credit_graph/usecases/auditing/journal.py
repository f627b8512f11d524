"""A journal: records are noted at once and written later, a batch at a time, off the request path.

It holds a bounded number of them. What finds no room is counted, and the count is written as a
record of its own as soon as there is room: a reader sees that something is missing, and when.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Generic, TypeVar

from credit_graph.audit.records import instant_id
from credit_graph.clock import Now
from credit_graph.errors import DatabaseError

Record = TypeVar("Record")
Note = TypeVar("Note")

MOST_HELD = 50_000
"""Records that wait to be written; more are counted and lost."""

_AT_ONCE = 200  # so that packing a batch takes the loop for some milliseconds only
_PAUSE_S = 1.0
_PRUNING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Record]):
    """Where records are kept: `put` some, `prune` those of before an instant."""

    put: Callable[[Sequence[Record]], Awaitable[None]]
    prune: Callable[[datetime], Awaitable[int]]


class Journal(Generic[Note, Record]):
    """One for all requests of the process.

    `read(note, at, id)` makes a note into a record and `missing(at, id, count)` one for those that
    were lost. Records are kept for `days`.
    """

    def __init__(
        self,
        shelf: Shelf[Record],
        read: Callable[[Note, datetime, str], Record],
        missing: Callable[[datetime, str, int], Record],
        *,
        now: Now,
        days: int,
        most_held: int = MOST_HELD,
    ) -> None:
        self._shelf = shelf
        self._read = read
        self._missing = missing
        self._now = now
        self._kept = timedelta(days=days)
        self._most_held = most_held
        self._waiting: deque[tuple[datetime, Note]] = deque()
        self._writing: list[Record] = []
        self._lost = 0
        self._process = token_hex(4)
        self._count = 0
        self._pruned_at: datetime | None = None

    def note(self, *notes: Note) -> None:
        """Note what has just happened; never waits and never raises."""
        room = self._most_held - len(self._waiting)
        self._lost += max(len(notes) - room, 0)
        at = self._now().astimezone(UTC)
        self._waiting.extend((at, each) for each in notes[:room])

    async def keep(self) -> None:
        """Write what is noted, once a second, and prune once an hour, until cancelled.

        While the database does not answer, what was noted waits.
        """
        while True:
            await asyncio.sleep(_PAUSE_S)
            try:
                await self.write()
                await self.prune()
            except DatabaseError:
                continue

    async def write(self) -> None:
        """Write everything that is noted by now; raises the `DatabaseError`s, and may go on."""
        while self._writing or self._waiting or self._lost:
            if not self._writing:
                self._writing = self._next()
            # A record that is kept already is kept once: after a lost answer they are sent again.
            await self._shelf.put(self._writing)
            self._writing = []

    async def prune(self) -> int:
        """Delete what has been kept for its time, if it is an hour since that was done last."""
        now = self._now()
        if self._pruned_at is not None and now < self._pruned_at + _PRUNING:
            return 0
        self._pruned_at = now
        return await self._shelf.prune(now - self._kept)

    def _next(self) -> list[Record]:
        found = [
            self._read(note, at, self._id(at))
            for at, note in (
                self._waiting.popleft() for _ in range(min(len(self._waiting), _AT_ONCE))
            )
        ]
        if self._lost:
            at, lost = self._now().astimezone(UTC), self._lost
            self._lost = 0
            found.append(self._missing(at, self._id(at), lost))
        return found

    def _id(self, at: datetime) -> str:
        self._count += 1
        return f"{instant_id(at)}-{self._process}-{self._count:010x}"
