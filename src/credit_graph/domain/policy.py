"""A policy document as data: its measures, obligations and flows of information."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import Condition
from credit_graph.domain.duties.duty import Duty


class Beneficiary(StrEnum):
    """Who gains by a measure."""

    ENTERPRISE = "enterprise"
    LEGAL_REPRESENTATIVE = "legal_representative"
    STAFF = "staff"
    PARTNER = "partner"
    SHIP = "ship"


class MeasureKind(StrEnum):
    """What a measure does.

    An `administrative` measure, `task` of that kind or `safeguard` directs agencies and
    promises an enterprise nothing: its requirements hold a judgement with its words.
    """

    INCENTIVE = "incentive"
    CULTIVATION = "cultivation"
    SANCTION = "sanction"
    ADMINISTRATIVE = "administrative"
    SAFEGUARD = "safeguard"


_PROMISE_NOTHING = frozenset({MeasureKind.ADMINISTRATIVE, MeasureKind.SAFEGUARD})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure that a document states: `what` `operator` `value` `unit`, relative to `base`."""

    what: str
    operator: str
    value: float
    unit: str
    base: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Direction:
    """A change without a figure (降低查验率): `lower`, `raise`, `shorten`, `exempt`, `prefer`."""

    what: str
    direction: str
    quote: str


@dataclass(frozen=True, slots=True)
class StatedQuantity:
    """A figure as an item shows it; `part` is the code of the part that states it, if one does."""

    quantity: Quantity
    part: str | None


@dataclass(frozen=True, slots=True)
class StatedDirection:
    """A direction as an item shows it; `part` as of a figure."""

    direction: Direction
    part: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due, with the assumption that fixes the day if one is made."""

    due_on: date
    quote: str
    assumption: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """An item, clause, sub-item, safeguard or table task of a policy.

    `requires` is `None` where the verdict is that of the parts alone. `task_of` names the
    body item that a table task restates. `effective_from` and `superseded_by` are set where
    a later text prevails (000, section five). `text_from` is the day from which its policy's text
    stands in place of an earlier one, `None` in the first. `edition` differs whenever anything else
    here does.
    """

    code: str
    number: str
    policy: str
    category: str
    title: str
    gloss: str
    kind: MeasureKind
    beneficiary: Beneficiary
    citation: Citation
    requires: Condition | None
    excludes: Condition | None
    quantities: tuple[Quantity, ...] = ()
    directions: tuple[Direction, ...] = ()
    deadline: Deadline | None = None
    deadline_note: str | None = None
    duties: tuple[Duty, ...] = ()
    duty_note: str | None = None
    damage: str | None = None
    parts: tuple["Measure", ...] = ()
    task_of: str | None = None
    effective_from: date | None = None
    superseded_by: str | None = None
    superseded_on: date | None = None
    interpretations: tuple[str, ...] = ()
    text_from: date | None = None
    edition: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The official words, exactly."""
        return self.citation.quote

    def holds(self, day: date) -> bool:
        """Tell whether it has begun and is not superseded on a day, its policy aside."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.superseded_on is None or day < self.superseded_on)

    @property
    def promises(self) -> bool:
        """Whether it grants or refuses something, and does not only direct agencies."""
        return self.kind not in _PROMISE_NOTHING

    @property
    def due_day(self) -> date | None:
        """The day by which it is due, where the document states one."""
        return None if self.deadline is None else self.deadline.due_on

    @property
    def due_note(self) -> str | None:
        """On what the day by which it is due rests, or why there is none."""
        return self.deadline_note or (self.deadline.assumption if self.deadline else None)

    @property
    def every_duty(self) -> tuple[Duty, ...]:
        """Its own duties, then what its parts state beside them; each names its subject."""
        own = {(duty.agency, duty.role, duty.citation) for duty in self.duties}
        of_parts = (duty for part in self.parts for duty in part.every_duty)
        others = (duty for duty in of_parts if (duty.agency, duty.role, duty.citation) not in own)
        return (*self.duties, *others)

    @property
    def every_quantity(self) -> tuple[StatedQuantity, ...]:
        """Its own figures, then what its parts state beside them."""
        own = tuple(StatedQuantity(figure, None) for figure in self.quantities)
        of_parts = ((each, figure) for each in self.walk() for figure in each.quantities)
        others = (
            StatedQuantity(figure, each.code)
            for each, figure in of_parts
            if figure not in self.quantities
        )
        return (*own, *others)

    @property
    def every_direction(self) -> tuple[StatedDirection, ...]:
        """Its own directions, then what its parts state beside them."""
        own = tuple(StatedDirection(change, None) for change in self.directions)
        of_parts = ((each, change) for each in self.walk() for change in each.directions)
        others = (
            StatedDirection(change, each.code)
            for each, change in of_parts
            if change not in self.directions
        )
        return (*own, *others)

    def walk(self) -> Iterator["Measure"]:
        """Yield the measure and its parts in the document's order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Obligation:
    """A report or feedback that agencies owe, once (`due_on`) or by a recurrence (RFC 5545).

    `rrule` with `starts_on`: the first due day the recurrence is counted from. `min_cases` is
    the number of cases a submission must hold. `assumption` states what the document leaves open;
    `text_from` as of a measure.
    """

    code: str
    policy: str
    title: str
    gloss: str
    citation: Citation
    duties: tuple[Duty, ...]
    recipients: tuple[str, ...]
    due_on: date | None = None
    rrule: str | None = None
    starts_on: date | None = None
    min_cases: int = 0
    assumption: str | None = None
    text_from: date | None = None

    @property
    def due_day(self) -> date | None:
        """The one day by which it is due; `None` for a recurrence."""
        return self.due_on


class News(StrEnum):
    """What happens to an enterprise that a document has agencies pass on."""

    RATING = "rating"
    VIOLATION = "violation"
    BLACK_LIST = "black_list"


@dataclass(frozen=True, slots=True)
class Flow:
    """Information that passes between agencies.

    `news`: what happens to an enterprise and is passed on by it one by one. What the loss of a
    standing has passed on follows from who keeps the register (`domain.duties.notice`).
    """

    code: str
    policy: str
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    channel: str | None
    content: str
    cadence: str | None
    citation: Citation
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A reading of words that the document leaves open; shown with whatever rests on it."""

    code: str
    reading: str
    citation: Citation


class Validity(StrEnum):
    """Whether a policy is in force on a day, and how it ended if not.

    A text that was `amended` goes on in a later one of the same policy.
    """

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    EXPIRED = "expired"
    REPEALED = "repealed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class PolicyEnd:
    """How a policy ended: the document that says so, in words, and the policy in its place."""

    how: Validity
    by: str
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One official document.

    In force from `effective_from`, else `issued_on`; `effective_assumption` explains a day
    that the document does not state. `text` is the document file's text, exactly; `None` where
    the rules came without it. `text_from` is the day from which this text stands in place of an
    earlier one of the policy; `None` for its first.
    """

    code: str
    number: str | None
    title: str
    gloss: str
    document: str
    document_sha256: str
    region: str
    zones: tuple[str, ...]
    issuers: tuple[str, ...]
    issued_on: date | None
    effective_from: date | None
    effective_assumption: str | None
    effective_to: date | None
    measures: tuple[Measure, ...]
    obligations: tuple[Obligation, ...] = ()
    flows: tuple[Flow, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    oddities: tuple[str, ...] = ()
    text: str | None = None
    end: PolicyEnd | None = None
    text_from: date | None = None

    @property
    def begins(self) -> date | None:
        """The first day on which it is in force, as far as the document or the data states one."""
        return self.effective_from or self.issued_on

    def validity(self, day: date) -> Validity:
        """Tell whether it is in force on a day, and how it ended if it was before.

        An end of which nothing is said is an expiry.
        """
        if self.in_force(day):
            return Validity.IN_FORCE
        if self.effective_to is None or day < self.effective_to:
            return Validity.NOT_YET
        return Validity.EXPIRED if self.end is None else self.end.how

    def in_force(self, day: date) -> bool:
        """Tell whether the policy is in force on a day."""
        started = self.begins is not None and self.begins <= day
        return started and (self.effective_to is None or day < self.effective_to)

    def walk(self) -> Iterator[Measure]:
        """Yield every measure and part in the document's order."""
        for measure in self.measures:
            yield from measure.walk()
