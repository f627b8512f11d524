"""What is said of enterprises. A fact is never overwritten, only retracted and replaced."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.openness import Openness

ENDED: Final = "ended"
"""The status after the last day of a registration."""

UNREGISTERED: Final = "unregistered"

PARTNER: Final = "partner"
"""The status of a partner abroad or without a credit code; its region is its country."""
"""The status before the first day of which a registration is known."""


class LinkDirection(StrEnum):
    """On which side of an enterprise a partner stands in the supply chain."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    EITHER = "either"


class Severity(StrEnum):
    """How grave a violation is, mildest first."""

    MINOR = "minor"
    GENERAL = "general"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who stated it (`source`), under which reference, and when this system learned it.

    `openness`: who is shown it, where that is stated for the fact; it only narrows its term's.
    """

    fact_id: str
    source: str | None = None
    reference: str | None = None
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None
    openness: Openness | None = None


class Recorded:
    """What bears an `origin`."""

    __slots__ = ()
    origin: Origin

    @property
    def fact_id(self) -> str:
        """Id of the fact."""
        return self.origin.fact_id

    @property
    def source(self) -> str | None:
        """Who stated it."""
        return self.origin.source

    @property
    def reference(self) -> str | None:
        """Under which reference."""
        return self.origin.reference

    @property
    def openness(self) -> Openness | None:
        """Who is shown it, where that is stated for it."""
        return self.origin.openness


class Lasting:
    """What holds on the days of an `interval`."""

    __slots__ = ()
    interval: Interval

    @property
    def valid_from(self) -> date:
        """First day it holds."""
        return self.interval.valid_from

    @property
    def valid_to(self) -> date | None:
        """First day it holds no more; `None` if it has no end."""
        return self.interval.valid_to


@dataclass(frozen=True, slots=True)
class RatingFact(Recorded, Lasting):
    """One award of a level on a scheme."""

    scheme: str
    level: str
    interval: Interval
    origin: Origin


@dataclass(frozen=True, slots=True)
class EntryFact(Recorded, Lasting):
    """One stay on a list.

    `severity`: how grave the cause is, if stated. Repair can be asked for from `repair_from`, and
    display ends on `display_until`, where these days are stated. A repair ends the entry, on
    `repaired_on`.
    """

    list: str
    interval: Interval
    origin: Origin
    reason: str | None = None
    severity: Severity | None = None
    repair_from: date | None = None
    display_until: date | None = None
    repaired_on: date | None = None


@dataclass(frozen=True, slots=True)
class StatementFact:
    """Something that the enterprise declared."""

    statement: str
    value: str
    interval: Interval
    origin: Origin


@dataclass(frozen=True, slots=True)
class CommitmentFact:
    """Something that the enterprise promised."""

    commitment: str
    subject: str | None
    made_on: date
    due_on: date | None
    fulfilled_on: date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class ViolationFact:
    """Something that the enterprise broke; a repair closes it.

    `is_graded`: the severity was stated; it counts as the mildest otherwise. Repair can be asked
    for from `repair_from`, and display ends on `display_until`, where these days are stated.
    """

    violation: str
    severity: Severity
    found_on: date
    repaired_on: date | None
    found_by: str | None
    origin: Origin
    is_graded: bool = True
    repair_from: date | None = None
    display_until: date | None = None

    def is_open(self, day: date) -> bool:
        """Tell whether it was found by the day and is not repaired on it."""
        return self.found_on <= day and (self.repaired_on is None or day < self.repaired_on)


KeptFact = RatingFact | EntryFact | StatementFact | CommitmentFact | ViolationFact
"""A fact that somebody keeps, and that may be shown to few."""


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise as it is registered on a day.

    `status` is a code of the vocabulary, or `ended` after the last day of its registration, or
    `unregistered` before the first day of which one is known, or `partner`.
    """

    uscc: str
    name: str
    region: str
    zone: str | None = None
    kinds: tuple[str, ...] = ()
    registered_on: date | None = None
    status: str = "active"

    @property
    def country(self) -> str | None:
        """The country of a partner without a credit code; `None` for an enterprise."""
        return self.region if self.status == PARTNER else None


@dataclass(frozen=True, slots=True)
class Registration:
    """What is registered of an enterprise on the days from `valid_from` to before `valid_to`.

    Without `valid_from` it holds from the beginning. `shown_from` and `shown_to` are the days on
    which it is the one to look at: the registrations of an enterprise share all days among them,
    so that there is one before the first of them begins and after the last has ended.
    """

    enterprise: Enterprise
    valid_from: date | None
    valid_to: date | None
    origin: Origin
    shown_from: date | None = None
    shown_to: date | None = None

    @property
    def interval(self) -> Interval | None:
        """The days on which it holds; `None` if it states no beginning."""
        return None if self.valid_from is None else Interval(self.valid_from, self.valid_to)

    def is_shown(self, day: date) -> bool:
        """Tell whether it is the one to look at on the day."""
        begun = self.shown_from is None or self.shown_from <= day
        return begun and (self.shown_to is None or day < self.shown_to)

    def on(self, day: date) -> Enterprise:
        """Return the enterprise as this registration describes it on the day."""
        if self.valid_to is not None and self.valid_to <= day:
            return replace(self.enterprise, status=ENDED)
        if self.valid_from is not None and day < self.valid_from:
            return replace(self.enterprise, status=UNREGISTERED)
        return self.enterprise


@dataclass(frozen=True, slots=True)
class Partner:
    """A direct supplier or customer with what link conditions ask about it.

    `registered` is the registration that states its name and region; there is one such partner
    for each. `None`: they hold on every day.
    """

    uscc: str
    name: str
    region: str
    direction: LinkDirection
    interval: Interval
    origin: Origin
    ratings: tuple[RatingFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    registered: Registration | None = None

    @property
    def kept(self) -> tuple[KeptFact, ...]:
        """Its ratings and entries."""
        return (*self.ratings, *self.entries)

    def deals_on(self, day: date) -> bool:
        """Tell whether it is a partner on the day, under this name and in this region."""
        return day in self.interval and (self.registered is None or self.registered.is_shown(day))

    def without(self, fact_ids: Container[str]) -> "Partner":
        """Return the partner as if these ratings and entries were not recorded."""
        ratings, entries = _without(self.ratings, fact_ids), _without(self.entries, fact_ids)
        if (ratings, entries) == (self.ratings, self.entries):
            return self
        return replace(self, ratings=ratings, entries=entries)

    def enterprise(self, day: date) -> Enterprise:
        """Return the partner as it is registered on the day."""
        if self.registered is None:
            return Enterprise(self.uscc, self.name, self.region)
        return self.registered.on(day)


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """Everything known of one enterprise at one `knownAt`, for any day.

    `partners_cut`: more partners exist than were read, so no partner among those read does
    not mean there is none. Ended and future facts are included: the day selects.

    `enterprise` is what is registered of it, `registration` who said so, `registered` on which
    days. Where that differs from day to day, `registrations` has it all, and `on` selects.
    """

    enterprise: Enterprise
    ratings: tuple[RatingFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    statements: tuple[StatementFact, ...] = ()
    commitments: tuple[CommitmentFact, ...] = ()
    violations: tuple[ViolationFact, ...] = ()
    partners: tuple[Partner, ...] = ()
    partners_cut: bool = False
    registration: Origin | None = None
    registered: Interval | None = None
    registrations: tuple[Registration, ...] = ()

    @property
    def kept(self) -> tuple[KeptFact, ...]:
        """All facts that may be shown to few, of any day; none of partners."""
        said: tuple[KeptFact, ...] = (*self.statements, *self.commitments, *self.violations)
        return (*self.ratings, *self.entries, *said)

    @property
    def narrowed_of_partners(self) -> tuple[tuple[KeptFact, str], ...]:
        """The facts of partners for which an openness is stated, with where each is registered."""
        return tuple(
            (fact, each.region)
            for each in self.partners
            for fact in each.kept
            if fact.origin.openness is not None
        )

    def on(self, day: date) -> "EnterpriseFacts":
        """Return the facts with the registration of the day alone."""
        for each in self.registrations:
            if each.is_shown(day):
                return replace(
                    self,
                    enterprise=each.on(day),
                    registration=each.origin,
                    registered=each.interval,
                    registrations=(),
                )
        return self

    def without(self, fact_ids: Container[str]) -> "EnterpriseFacts":
        """Return the facts as if those of these ids were not recorded.

        Registrations and the links to partners stay.
        """
        return replace(
            self,
            ratings=_without(self.ratings, fact_ids),
            entries=_without(self.entries, fact_ids),
            statements=_without(self.statements, fact_ids),
            commitments=_without(self.commitments, fact_ids),
            violations=_without(self.violations, fact_ids),
            partners=tuple(each.without(fact_ids) for each in self.partners),
        )


class _Originated(Protocol):
    @property
    def origin(self) -> Origin: ...


_Fact = TypeVar("_Fact", bound=_Originated)


def _without(facts: tuple[_Fact, ...], fact_ids: Container[str]) -> tuple[_Fact, ...]:
    return tuple(each for each in facts if each.origin.fact_id not in fact_ids)


@dataclass(frozen=True, slots=True)
class Sync:
    """Days between which a scheme or list was synced for a region.

    Entries count as complete from `first` until the register's freshness after `last`.
    """

    register: str
    region: str
    first: date
    last: date
