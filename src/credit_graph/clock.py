"""The only place that asks what time it is; everything else is given it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

Now = Callable[[], datetime]
INSTANT: Final = timedelta(microseconds=1)
"""How far apart two instants are at least, as they are kept."""


def utc_now() -> datetime:
    """Return this instant with its offset (UTC)."""
    return datetime.now(UTC)


class AdvancingClock:
    """A clock that is never behind what was published, whatever the clocks of other machines say.

    A process whose clock is behind would not see what another one has just published, for it asks
    for what is known now.
    """

    __slots__ = ("_now", "_seen")

    def __init__(self, now: Now) -> None:
        self._now = now
        self._seen: datetime | None = None

    def __call__(self) -> datetime:
        """Return this instant, or the latest that it was advanced to if that is later."""
        now = self._now()
        return now if self._seen is None else max(now, self._seen)

    def advance(self, instant: datetime) -> None:
        """Have it give no earlier instant from now on."""
        self._seen = instant if self._seen is None else max(instant, self._seen)


def shanghai_day(instant: datetime) -> date:
    """Return the calendar day in Asia/Shanghai on which the instant falls."""
    return instant.astimezone(SHANGHAI).date()
