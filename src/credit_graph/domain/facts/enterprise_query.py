"""Which enterprises are asked for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RegisterDisplay:
    """Which facts of a scheme or list are shown to whoever asks, by the openness stated for each.

    Those for which none is stated, or one of `openness`. In `regions`, where whoever asks keeps the
    register, every fact is shown.
    """

    openness: tuple[str, ...]
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListDisplay:
    """Which entries of a list are shown to whoever asks: all but those whose display has ended.

    That is of those that are open, as `shown` has it. Display has ended where a repair was made by
    `repaired_by` (`None`: no repair ends it), where the stated day is not after `until` (`None`: it
    never ends on this list), and without one where the entry began by the day of its severity in
    `begun`. In the regions of `shown` every entry is shown.
    """

    shown: RegisterDisplay
    until: date | None = None
    repaired_by: date | None = None
    begun: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class EnterpriseQuery:
    """Which enterprises are asked for; `None` does not filter.

    `regions` holds the codes of the region asked and all below it. Rating and list count as
    they hold on `as_of`, ratings as far as `rated` shows them, entries as far as `display` does
    (`None`: all).
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
    rated: RegisterDisplay | None = None
    display: ListDisplay | None = None
