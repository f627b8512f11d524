"""One reader of the change log as it grows: what waits for it, up to a bound (back-pressure)."""

import asyncio
from collections import deque

from credit_graph.domain.notifying.errors import SubscriberTooSlowError
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.errors import BadRequestError


class Subscriber:
    """Takes entries as they come and gives them out one by one.

    For one that does not read, at most `most` entries are kept; then it gets
    `SubscriberTooSlowError`.
    """

    __slots__ = ("_ended", "_most", "_ready", "_waiting", "wanted")

    def __init__(self, wanted: NoticeFilter, most: int) -> None:
        self.wanted = wanted
        self._ended: BadRequestError | None = None
        self._most = most
        self._waiting: deque[LogEntry] = deque()
        self._ready = asyncio.Event()

    def offer(self, entry: LogEntry) -> None:
        """Keep what it wants of an entry."""
        if self._ended is not None:
            return
        shown = self.wanted.shown(entry)
        if shown is None:
            return
        if len(self._waiting) >= self._most:
            self._waiting.clear()
            self.end(SubscriberTooSlowError(self._most))
        else:
            self._waiting.append(shown)
            self._ready.set()

    def end(self, error: BadRequestError) -> None:
        """Have it end with an error once it has read what waits."""
        self._ended = error
        self._ready.set()

    async def next(self) -> LogEntry:
        """Wait for the next entry; raise what ended it."""
        while not self._waiting:
            if self._ended is not None:
                raise self._ended
            self._ready.clear()
            await self._ready.wait()
        return self._waiting.popleft()
