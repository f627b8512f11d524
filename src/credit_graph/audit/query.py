"""What is asked of the audit log and of the records beside it; every criterion given must fit."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from credit_graph.clock import SHANGHAI

_EARLIEST = date(1, 1, 2)


@dataclass(frozen=True, slots=True)
class Days:
    """Days in Asia/Shanghai, both included; None sets no bound."""

    first: date | None = None
    last: date | None = None

    @property
    def begin(self) -> datetime | None:
        """The first instant of them."""
        # Before that day no instant can be written in UTC.
        return None if self.first is None or self.first < _EARLIEST else _midnight(self.first)

    @property
    def end(self) -> datetime | None:
        """The first instant after them; None also where no day follows."""
        if self.last is None or self.last == date.max:
            return None
        return _midnight(self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """Which entries of the log: by kind of change set, author, agency, enterprise, days."""

    kind: str | None = None
    author: str | None = None
    agency: str | None = None
    uscc: str | None = None
    days: Days = Days()


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records of access, or refused attempts: by who asked, agency, enterprise, days."""

    subject: str | None = None
    agency: str | None = None
    uscc: str | None = None
    days: Days = Days()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
