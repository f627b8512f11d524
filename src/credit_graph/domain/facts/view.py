"""Both times of a bitemporal question: valid time and transaction time."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class View:
    """On which day facts hold that are asked for, and at which instant they were known."""

    as_of: date
    known_at: datetime
