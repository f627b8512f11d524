"""Which enterprises are asked for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ListDisplay:
    """Which entries of a list are shown to whoever asks: all but those whose display has ended.

    It has ended where a repair was made by `repaired_by` (`None`: no repair ends it), where the
    stated day is not after `until`, and without one where the entry began by the day of its
    severity in `begun`. In `regions`, where whoever asks keeps the list, every entry is shown.
    """

    until: date
    repaired_by: date | None = None
    begun: tuple[tuple[str, date], ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterpriseQuery:
    """Which enterprises are asked for; `None` does not filter.

    `regions` holds the codes of the region asked and all below it. Rating and list count as
    they hold on `as_of`, entries as far as `display` shows them (`None`: all).
    """

    as_of: date
    regions: tuple[str, ...] | None = None
    zone: str | None = None
    kinds: tuple[str, ...] | None = None
    status: str | None = None
    name: str | None = None
    scheme: str | None = None
    level: str | None = None
    list: str | None = None
    display: ListDisplay | None = None
