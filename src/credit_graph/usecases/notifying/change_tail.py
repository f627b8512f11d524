"""The tail of the change log: one reader for all subscribers of the process.

One query a second while anybody subscribes, and one at once after each change of this process.
What it reads it hands to every subscriber in the order of the log.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Final

from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.errors import (
    BadCursorError,
    BadRequestError,
    DatabaseError,
    OverloadError,
)
from credit_graph.graph.notifying.change_log import ChangeLog
from credit_graph.message import Message
from credit_graph.usecases.notifying.subscriber import Subscriber

_log = logging.getLogger(__name__)

PAUSE_S: Final = 1.0
"""Seconds between two looks at the log, where this process has written nothing."""

QUEUED: Final = 1_000
"""Entries that may wait for one subscriber."""


RENEWED_S: Final = 600.0
"""Seconds after which the filter of a subscriber is made anew, if it follows a chain."""

Renewal = Callable[[], Awaitable[NoticeFilter]]
"""Makes a filter anew."""


class ChangeTail:
    """Follows the log for everybody who subscribes in this process.

    `keep()` runs as long as the process; `nudge()` says that there is something to read.
    """

    def __init__(
        self,
        log: ChangeLog,
        pause_s: float = PAUSE_S,
        queued: int = QUEUED,
        renewed_s: float = RENEWED_S,
    ) -> None:
        self._log = log
        self._pause_s = pause_s
        self._queued = queued
        self._renewed_s = renewed_s
        self._subscribers: set[Subscriber] = set()
        self._position: int | None = None  # of the last entry handed on; none while nobody follows
        self._joining = asyncio.Lock()
        self._nudged = asyncio.Event()

    @property
    def followers(self) -> int:
        """How many subscribers there are."""
        return len(self._subscribers)

    def nudge(self) -> None:
        """Have the log read at once: this process has just written to it."""
        self._nudged.set()

    async def follow(
        self, wanted: NoticeFilter, after: int | None, renewal: Renewal | None = None
    ) -> AsyncIterator[LogEntry]:
        """Give every entry after a position that passes, without end; now if there is none.

        Each once, in order. Raises `SubscriberTooSlowError` if too many wait, `BadCursorError`
        for a position that the log has not reached, and the `DatabaseError`s while it catches up.
        With a `renewal` the filter is made anew now and then; what that raises ends it.
        """
        subscriber = Subscriber(wanted, self._queued)
        begun = await self._join(subscriber)
        renewing = None
        try:
            if renewal is not None:
                renewing = asyncio.create_task(self._renew(subscriber, renewal))
            start = begun if after is None else after
            if start > begun:
                await self._check_reached(start)
            position = start
            while position < begun:
                position, passed = await self._earlier(wanted, position, begun)
                for entry in passed:
                    yield entry
            while True:
                entry = await subscriber.next()
                if entry.sequence > start:
                    yield entry
        finally:
            if renewing is not None:
                renewing.cancel()
            self._leave(subscriber)

    async def keep(self) -> None:
        """Read the log as it grows, for ever."""
        while True:
            self._nudged.clear()
            # What cannot be read now is read later: nobody has missed anything until then.
            try:
                with suppress(DatabaseError):
                    await self.read_on()
            except Exception:  # noqa: BLE001  # a fault of ours must not end the tail
                _log.exception("the change log cannot be decoded")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause_s):
                    await self._nudged.wait()

    async def read_on(self) -> None:
        """Hand on what has been written since the last look."""
        while (position := self._position) is not None:
            entries = await self._log.after(position)
            for entry in entries:
                if self._position != position:
                    break  # everybody left, and others have come, meanwhile
                self._hand_on(entry)
                position = entry.sequence
                await asyncio.sleep(0)  # hundreds of subscribers share the loop with requests
            else:
                if not entries:
                    return

    def _hand_on(self, entry: LogEntry) -> None:
        for subscriber in self._subscribers:
            subscriber.offer(entry)
        self._position = entry.sequence

    async def _join(self, subscriber: Subscriber) -> int:
        """Begin to hand entries to a subscriber; return the position after which it gets them."""
        async with self._joining:
            if self._position is None:
                self._position = await self._log.length()
            self._subscribers.add(subscriber)
            return self._position

    async def _renew(self, subscriber: Subscriber, renewal: Renewal) -> None:
        while True:
            await asyncio.sleep(self._renewed_s)
            try:
                subscriber.wanted = await renewal()
            except (DatabaseError, OverloadError):
                continue  # it is as it was until the next time
            except BadRequestError as error:
                subscriber.end(error)
                return

    def _leave(self, subscriber: Subscriber) -> None:
        self._subscribers.discard(subscriber)
        if not self._subscribers:
            self._position = None

    async def _earlier(
        self, wanted: NoticeFilter, position: int, end: int
    ) -> tuple[int, list[LogEntry]]:
        """Return how far a page of entries before the tail reaches, and those of it that pass."""
        entries = [each for each in await self._log.after(position) if each.sequence <= end]
        if not entries:
            return end, []
        passed = [shown for each in entries if (shown := wanted.shown(each)) is not None]
        return entries[-1].sequence, passed

    async def _check_reached(self, position: int) -> None:
        # Another process may be ahead of this one's tail, but not of the log.
        if position > await self._log.length():
            raise BadCursorError(why=Message("the change log does not reach so far"))
