"""The only place that asks what time it is; everything else is given it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """Return this instant with its offset (UTC)."""
    return datetime.now(UTC)


def shanghai_day(instant: datetime) -> date:
    """Return the calendar day in Asia/Shanghai on which the instant falls."""
    return instant.astimezone(SHANGHAI).date()
