"""Half-open stretches of days: valid_from ≤ day < valid_to."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `valid_from` up to but not including `valid_to`; `None` is open-ended."""

    valid_from: date
    valid_to: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether any day lies in both."""
        ends_before = self.valid_to is not None and self.valid_to <= other.valid_from
        starts_after = other.valid_to is not None and other.valid_to <= self.valid_from
        return not (ends_before or starts_after)
