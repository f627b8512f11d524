"""What was ever said of an enterprise, and when this system knew it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from credit_graph.domain.authority.authorship import Authorship
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    EntryFact,
    KeptFact,
    Origin,
    RatingFact,
    Recorded,
    Severity,
    StatementFact,
    ViolationFact,
)


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

    def withheld(self) -> "PastFact":
        """Return the fact without what it says, who stated it and why."""
        origin = replace(self.origin, source=None, reference=None)
        brought = replace(self.recorded_by, reason=None)
        withdrawn = self.retracted_by and replace(self.retracted_by, reason=None)
        return replace(self, details=(), origin=origin, recorded_by=brought, retracted_by=withdrawn)


def kept_of(fact: PastFact) -> KeptFact | None:
    """Return a fact that may be shown to few as one; `None` for any other."""
    stated = {each.name: each.value for each in fact.details}
    days = None if fact.valid_from is None else Interval(fact.valid_from, fact.valid_to)
    if days is not None and fact.kind is FactKind.RATING:
        return RatingFact(stated["scheme"], stated["level"], days, fact.origin)
    if days is not None and fact.kind is FactKind.LIST_ENTRY:
        return EntryFact(
            stated["list"],
            days,
            fact.origin,
            severity=_severity(stated),
            display_until=_day(stated.get("display_until")),
            repaired_on=_day(stated.get("repaired_on")),
        )
    if days is not None and fact.kind is FactKind.STATEMENT:
        return StatementFact(stated["statement"], stated["value"], days, fact.origin)
    return _kept_since(fact, stated)


def _kept_since(fact: PastFact, stated: Mapping[str, str]) -> KeptFact | None:
    """Return a commitment or a violation, which have a day and no days, as one."""
    if fact.kind is FactKind.COMMITMENT:
        return CommitmentFact(
            commitment=stated["commitment"],
            subject=stated.get("subject"),
            made_on=date.fromisoformat(stated["made_on"]),
            due_on=_day(stated.get("due_on")),
            fulfilled_on=_day(stated.get("fulfilled_on")),
            origin=fact.origin,
        )
    if fact.kind is FactKind.VIOLATION:
        severity = _severity(stated)
        return ViolationFact(
            violation=stated["violation"],
            severity=severity or Severity.MINOR,
            found_on=date.fromisoformat(stated["found_on"]),
            repaired_on=_day(stated.get("repaired_on")),
            found_by=stated.get("found_by"),
            origin=fact.origin,
            is_graded=severity is not None,
            display_until=_day(stated.get("display_until")),
        )
    return None


def _severity(stated: Mapping[str, str]) -> Severity | None:
    return Severity(stated["severity"]) if "severity" in stated else None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class HistoryCount:
    """How many facts a history holds, and of how many another openness than `public` is stated."""

    facts: int = 0
    narrowed: int = 0


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Up to `limit` facts, those published last first, after a position.

    A position is the instant of a fact's publication, then its id; `None` is the beginning.
    """

    after: tuple[datetime, str] | None
    limit: int
