"""Registrations day by day: a slow replay of rows, one after the other, on a calendar.

Written from docs/import.md alone: "A line with `valid_from` begins a registration on that day and
ends the one before. A line without corrects the registration of the day of the import (the first,
if none has begun) and leaves its days as they are, unless it states `valid_to`."
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST, LAST = date(2019, 12, 1), date(2021, 2, 1)
DAYS = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days))
BEGINNING = date.min


@dataclass(frozen=True)
class Line:
    """A row: what it says, and on which days, as far as it says so."""

    what: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass
class Calendar:
    """What is registered on each day: who begins where, and what holds.

    `starts` maps the first day of a registration to what it says; `ends` to the day on which it
    ends by its own word.
    """

    starts: dict[date, str] = field(default_factory=dict)
    ends: dict[date, date] = field(default_factory=dict)

    def next_start(self, start: date) -> date | None:
        """Return the first day of the registration that follows."""
        return min((each for each in self.starts if each > start), default=None)

    def end(self, start: date) -> date | None:
        """Return the first day on which the registration holds no more."""
        known = [each for each in (self.ends.get(start), self.next_start(start)) if each]
        return min(known, default=None)

    def take(self, line: Line, today: date) -> bool:
        """Take a row, and tell whether it could be taken."""
        start = line.valid_from or self._meant(line, today)
        following = self.next_start(start)
        if line.valid_to and following and line.valid_to > following:
            return False
        if line.valid_to and line.valid_to <= start:
            return False
        corrects = line.valid_from is None and start in self.starts
        kept = self.end(start) if corrects else None
        self.starts[start] = line.what
        stated = line.valid_to or kept
        if stated:
            self.ends[start] = stated
        else:
            self.ends.pop(start, None)
        self._trim()
        return True

    def on(self, day: date) -> str:
        """Return what it is on a day."""
        if not self.starts:
            return "nothing"
        begun = [each for each in self.starts if each <= day]
        if not begun:
            return f"unregistered {self.starts[min(self.starts)]}"
        start = max(begun)
        end = self.end(start)
        return f"{'ended ' if end and end <= day else ''}{self.starts[start]}"

    def _meant(self, line: Line, today: date) -> date:
        if not self.starts:
            return BEGINNING
        begun = [each for each in self.starts if each <= today]
        latest = max(begun) if begun else min(self.starts)
        if line.valid_to is None or line.valid_to > latest or latest == BEGINNING:
            return latest
        if BEGINNING in self.starts or line.valid_to <= min(self.starts):
            return BEGINNING
        return latest

    def _trim(self) -> None:
        # A registration that was ended by another one stays so, whatever comes later.
        for start in list(self.starts):
            end = self.end(start)
            if end:
                self.ends[start] = end
