"""One reader of the change log as it grows: what waits for it, up to a bound (back-pressure)."""

import asyncio
from collections import deque

from credit_graph.domain.notifying.errors import SubscriberTooSlowError
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter


class Subscriber:
    """Takes entries as they come and gives them out one by one.

    For one that does not read, at most `most` entries are kept; then it gets
    `SubscriberTooSlowError`.
    """

    __slots__ = ("_most", "_ready", "_waiting", "_wanted", "is_too_slow")

    def __init__(self, wanted: NoticeFilter, most: int) -> None:
        self.is_too_slow = False
        self._wanted = wanted
        self._most = most
        self._waiting: deque[LogEntry] = deque()
        self._ready = asyncio.Event()

    def offer(self, entry: LogEntry) -> None:
        """Keep what it wants of an entry."""
        if self.is_too_slow:
            return
        shown = self._wanted.shown(entry)
        if shown is None:
            return
        if len(self._waiting) >= self._most:
            self.is_too_slow = True
            self._waiting.clear()
        else:
            self._waiting.append(shown)
        self._ready.set()

    async def next(self) -> LogEntry:
        """Wait for the next entry; raise `SubscriberTooSlowError` if too many were waiting."""
        while not self._waiting:
            if self.is_too_slow:
                raise SubscriberTooSlowError(self._most)
            self._ready.clear()
            await self._ready.wait()
        return self._waiting.popleft()
