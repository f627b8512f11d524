"""What is said of enterprises. A fact is never overwritten, only retracted and replaced."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_graph.domain.interval import Interval


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
    """Who said it (`source`), under which reference, and when this system learned it."""

    fact_id: str
    source: str | None = None
    reference: str | None = None
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None


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
        """Who said it."""
        return self.origin.source

    @property
    def reference(self) -> str | None:
        """Under which reference."""
        return self.origin.reference


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
    """One stay on a list."""

    list: str
    interval: Interval
    origin: Origin
    reason: str | None = None


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
    """Something that the enterprise broke; a repair closes it."""

    violation: str
    severity: Severity
    found_on: date
    repaired_on: date | None
    found_by: str | None
    origin: Origin

    def is_open(self, day: date) -> bool:
        """Tell whether it was found by the day and is not repaired on it."""
        return self.found_on <= day and (self.repaired_on is None or day < self.repaired_on)


@dataclass(frozen=True, slots=True)
class Partner:
    """A direct supplier or customer with what link conditions ask about it."""

    uscc: str
    name: str
    region: str
    direction: LinkDirection
    interval: Interval
    origin: Origin
    ratings: tuple[RatingFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise as its registration describes it."""

    uscc: str
    name: str
    region: str
    zone: str | None = None
    kinds: tuple[str, ...] = ()
    registered_on: date | None = None
    status: str = "active"


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """Everything known of one enterprise at one `knownAt`, for any day.

    `partners_cut`: more partners exist than were read, so no partner among those read does
    not mean there is none. Ended and future facts are included: the day selects. `registration`
    is who said what stands of the enterprise itself.
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


@dataclass(frozen=True, slots=True)
class Sync:
    """Days between which a scheme or list was synced for a region.

    Entries count as complete from `first` until the register's freshness after `last`.
    """

    register: str
    region: str
    first: date
    last: date
