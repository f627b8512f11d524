"""Pages of the change log, filtered, and the inboxes of agencies."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from credit_graph.clock import Now
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.errors import BadCursorError
from credit_graph.graph.notifying.change_log import LARGEST_READ, ChangeLog
from credit_graph.graph.notifying.inboxes import Inboxes, InboxMark
from credit_graph.message import Message

MOST_FOR_A_PAGE: Final = 5_000
"""Entries that are looked at for one page."""

MOST_WAITING: Final = 1_000
"""Entries that are counted in an inbox."""

_Read = Callable[[int, int], Awaitable[tuple[LogEntry, ...]]]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries in order; `resume` is the position after which to go on, None at the log's end.

    It may lie beyond the last item where the work for one page ended first.
    """

    items: tuple[LogEntry, ...]
    resume: int | None


class LogReader:
    """Reads the log for those who ask, and moves the marks of inboxes."""

    def __init__(self, log: ChangeLog, inboxes: Inboxes, now: Now) -> None:
        self._log = log
        self._inboxes = inboxes
        self._now = now

    async def page(self, wanted: NoticeFilter, after: int, first: int) -> EntryPage:
        """Return up to `first` entries after a position that pass."""
        agency = wanted.agency
        if agency is None:
            return await self._page(wanted, after, first, self._log.after)

        async def read(position: int, limit: int) -> tuple[LogEntry, ...]:
            return await self._log.to_agency(agency, position, limit)

        return await self._page(wanted, after, first, read)

    async def mark(self, agency: str) -> InboxMark:
        """Return how far an agency has acknowledged its inbox."""
        return await self._inboxes.mark(agency)

    async def waiting(self, agency: str, after: int) -> int:
        """Count what waits in an inbox after a position, up to `MOST_WAITING`."""
        return await self._inboxes.waiting(agency, after, MOST_WAITING)

    async def acknowledge(self, agency: str, up_to: int, by: str) -> InboxMark:
        """Note that an agency has taken note of everything up to a position.

        Never goes back. Raises `BadCursorError` for a position that the log has not reached.
        """
        if up_to > await self._log.length():
            raise BadCursorError(why=Message("the change log does not reach so far"))
        return await self._inboxes.acknowledge(agency, up_to, self._now(), by)

    async def _page(self, wanted: NoticeFilter, after: int, first: int, read: _Read) -> EntryPage:
        found: list[LogEntry] = []
        looked_at, position, limit = 0, after, min(first + 1, LARGEST_READ)
        while looked_at < MOST_FOR_A_PAGE:
            entries = await read(position, limit)
            for entry in entries:
                shown = wanted.shown(entry)
                if shown is not None:
                    found.append(shown)
                if len(found) > first:
                    return EntryPage(tuple(found[:first]), found[first - 1].sequence)
            if len(entries) < limit:
                return EntryPage(tuple(found), None)
            looked_at, position, limit = looked_at + limit, entries[-1].sequence, LARGEST_READ
        return EntryPage(tuple(found), position)
