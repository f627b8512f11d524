"""What a measure requires or excludes: leaves and groups.

Every leaf carries the citation of the words that state it. Equal conditions compare and hash
equal, so that an evaluator can look at each only once.
"""

from dataclasses import dataclass
from enum import StrEnum

from credit_graph.domain.citation import Citation


class LinkDirection(StrEnum):
    """Which neighbours in the supply chain a link condition looks at."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    EITHER = "either"


class CommitmentState(StrEnum):
    """How a commitment stands on a day."""

    MADE = "made"
    OPEN = "open"
    FULFILLED = "fulfilled"
    OVERDUE = "overdue"


class Severity(StrEnum):
    """How grave a violation is, mildest first."""

    MINOR = "minor"
    GENERAL = "general"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class InRegion:
    """Registered in the region or one below it."""

    region: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class InZone:
    """Registered in one of the zones."""

    zones: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class OfKind:
    """Is of one of the kinds (`manufacturer`, `freight_forwarder`, …)."""

    kinds: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class RatingIs:
    """Holds one of the levels of a scheme, best first."""

    scheme: str
    levels: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class OnList:
    """Stands on a list."""

    list: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Stated:
    """Declared a statement with a value."""

    statement: str
    value: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class HasCommitment:
    """Made a commitment (any, if `commitment` is None) that stands as `state`."""

    commitment: str | None
    state: CommitmentState
    citation: Citation


@dataclass(frozen=True, slots=True)
class HasViolation:
    """Has a recorded violation.

    `within_days`: found at most so many days before the day asked; `severity`: at least so
    grave; `repaired`: only repaired (True), only open (False), or either (None).
    """

    within_days: int | None
    severity: Severity | None
    repaired: bool | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class LinkedTo:
    """Has a direct supplier or customer of which `to` holds."""

    direction: LinkDirection
    to: "Condition"
    citation: Citation


@dataclass(frozen=True, slots=True)
class Judgement:
    """Words that the document leaves to an agency's judgement (符合条件的, 同等条件下)."""

    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of the members holds."""

    members: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the members holds."""

    members: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class NotOf:
    """The member does not hold."""

    member: "Condition"


Leaf = (
    InRegion
    | InZone
    | OfKind
    | RatingIs
    | OnList
    | Stated
    | HasCommitment
    | HasViolation
    | LinkedTo
    | Judgement
)
Group = AllOf | AnyOf | NotOf
Condition = Leaf | Group
