"""What was ever said of an enterprise, and when this system knew it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_graph.domain.authority.authorship import Authorship
from credit_graph.domain.facts.record import Origin, Recorded


class FactKind(StrEnum):
    """What a fact is about."""

    REGISTRATION = "registration"
    RATING = "rating"
    LIST_ENTRY = "list_entry"
    STATEMENT = "statement"
    COMMITMENT = "commitment"
    VIOLATION = "violation"
    MEASURE_USE = "measure_use"
    SUBMISSION = "submission"
    SUPPLIES = "supplies"  # it supplies the partner
    IS_SUPPLIED = "is_supplied"
    OWNS = "owns"  # it owns a share of the partner
    IS_OWNED = "is_owned"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a fact says: `level` is `advanced`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PastFact(Recorded):
    """A fact as it was recorded, whether or not it was withdrawn since.

    `valid_from` and `valid_to` are the days on which it holds, where it has such. `partner` is
    the code of the enterprise at the other end of a link. `recorded_by` and `retracted_by` are who
    brought and withdrew it, and why.
    """

    kind: FactKind
    origin: Origin
    valid_from: date | None
    valid_to: date | None
    partner: str | None
    details: tuple[Detail, ...]
    recorded_by: Authorship
    retracted_by: Authorship | None = None

    @property
    def recorded_at(self) -> datetime | None:
        """Instant since which it was known here."""
        return self.origin.recorded_at

    @property
    def retracted_at(self) -> datetime | None:
        """Instant at which it was withdrawn or corrected; `None` while it stands."""
        return self.origin.retracted_at


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Up to `limit` facts, those published last first, after a position.

    A position is the instant of a fact's publication, then its id; `None` is the beginning.
    """

    after: tuple[datetime, str] | None
    limit: int
