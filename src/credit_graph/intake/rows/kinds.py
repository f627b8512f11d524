"""Typed rows, one class per kind; the fields are the file's columns in their documented order.

`clash` looks at the other facts of a row's group and says what keeps it from standing beside them.
`openness` is that of the one fact, where it is stated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import PARTNER
from credit_graph.message import Message

_ROUNDING = 1e-9  # shares are decimal fractions, whose sums are not exact in binary


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another fact of the group says something else about the same days: what, in words."""

    column: str
    other: object
    said: Message


@dataclass(frozen=True, slots=True)
class TooMuch:
    """All owners together would hold more than the whole on a day."""

    owned: str
    total: float
    day: date


Clash = Overlap | TooMuch


def since(interval: Interval) -> Message:
    """Return the days in words."""
    first, after = interval.valid_from, interval.valid_to
    if after is None:
        return Message("from {first} on", first=first)
    return Message("from {first} to before {after}", first=first, after=after)


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """A line of enterprises.csv; `kinds` in the order of their codes, each once.

    What is no column is how it is stored: the days on which it is the registration to look at,
    and whether it was recorded anew only because another one ends it (`carried`).
    """

    uscc: str
    name: str
    region: str
    zone: str | None
    kinds: tuple[str, ...]
    registered_on: date | None
    status: str
    valid_from: date | None = None
    valid_to: date | None = None
    shown_from: date | None = field(default=None, compare=False)
    shown_to: date | None = field(default=None, compare=False)
    carried: bool | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A line of partners.csv: who supplies, buys or owns, and has no credit code."""

    id: str
    name: str
    country: str

    def registration(self) -> EnterpriseRow:
        """Return the row as it is stored; its region is the country."""
        return EnterpriseRow(self.id, self.name, self.country, None, (), None, PARTNER)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A line of ratings.csv."""

    uscc: str
    scheme: str
    level: str
    valid_from: date
    valid_to: date | None
    awarded_by: str | None
    reference: str | None
    openness: str | None = None

    @property
    def interval(self) -> Interval:
        """The days on which it holds."""
        return Interval(self.valid_from, self.valid_to)

    def clash(self, others: Iterable["RatingRow"]) -> Clash | None:
        """Two ratings by one scheme on one day contradict each other, of one level too."""
        for other in others:
            if other.interval.overlaps(self.interval):
                days = since(other.interval)
                said = Message(
                    "{what} is {value} {days}", what=self.scheme, value=other.level, days=days
                )
                return Overlap("level", other, said)
        return None


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of lists.csv; a repair ends the entry on its day."""

    uscc: str
    list: str
    valid_from: date
    valid_to: date | None
    reason: str | None
    reported_by: str | None
    reference: str | None
    severity: str | None = None
    repair_from: date | None = None
    display_until: date | None = None
    repaired_on: date | None = None
    openness: str | None = None

    @property
    def interval(self) -> Interval:
        """The days on which it holds."""
        return Interval(self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A line of statements.csv; `value` is `true` or `false`."""

    uscc: str
    statement: str
    value: str
    valid_from: date
    valid_to: date | None
    reported_by: str | None
    openness: str | None = None

    @property
    def interval(self) -> Interval:
        """The days on which it holds."""
        return Interval(self.valid_from, self.valid_to)

    def clash(self, others: Iterable["StatementRow"]) -> Clash | None:
        """Two values on one day contradict each other."""
        for other in others:
            if other.value != self.value and other.interval.overlaps(self.interval):
                days = since(other.interval)
                said = Message(
                    "{what} is {value} {days}", what=self.statement, value=other.value, days=days
                )
                return Overlap("value", other, said)
        return None


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A line of commitments.csv; `agency` is the one to which the promise was made."""

    uscc: str
    commitment: str
    subject: str | None
    made_on: date
    due_on: date | None
    fulfilled_on: date | None
    agency: str | None
    openness: str | None = None


@dataclass(frozen=True, slots=True)
class ViolationRow:
    """A line of violations.csv; a repair closes it."""

    uscc: str
    violation: str
    found_on: date
    severity: str | None
    found_by: str | None
    repaired_on: date | None
    reference: str | None
    repair_from: date | None = None
    display_until: date | None = None
    openness: str | None = None


@dataclass(frozen=True, slots=True)
class UseRow:
    """A line of uses.csv: a measure was enjoyed, or refused."""

    uscc: str
    measure: str
    agency: str | None
    used_on: date
    outcome: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A line of links.csv."""

    supplier_uscc: str
    customer_uscc: str
    valid_from: date
    valid_to: date | None
    category: str | None
    share: float | None
    source: str | None


@dataclass(frozen=True, slots=True)
class OwnershipRow:
    """A line of ownership.csv."""

    owner_uscc: str
    owned_uscc: str
    share: float
    valid_from: date
    valid_to: date | None

    @property
    def interval(self) -> Interval:
        """The days on which it holds."""
        return Interval(self.valid_from, self.valid_to)

    def clash(self, others: Iterable["OwnershipRow"]) -> Clash | None:
        """One owner holds one share on a day, and all owners together at most the whole."""
        meeting = [other for other in others if other.interval.overlaps(self.interval)]
        for other in meeting:
            if other.owner_uscc == self.owner_uscc:
                said = Message(
                    "this owner holds {share} {days}",
                    share=f"{other.share:g}",
                    days=since(other.interval),
                )
                return Overlap("share", other, said)
        return self._excess(meeting)

    def _excess(self, meeting: Sequence["OwnershipRow"]) -> TooMuch | None:
        # The total only grows on the first day of a holding, so those days are enough.
        starts = {self.valid_from, *(each.valid_from for each in meeting)}
        for day in sorted(start for start in starts if start in self.interval):
            total = self.share + sum(each.share for each in meeting if day in each.interval)
            if total > 1 + _ROUNDING:
                return TooMuch(self.owned_uscc, total, day)
        return None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A line of coverage.csv: the keeper's word that a register was complete on a day."""

    register: str
    region: str
    synced_on: date
    reference: str | None


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A line of submissions.csv: what an agency handed in for an obligation."""

    obligation: str
    agency: str | None
    handed_in_on: date
    text: str | None
    cases: int | None
    reference: str | None


Row = (
    EnterpriseRow
    | PartnerRow
    | RatingRow
    | ListRow
    | StatementRow
    | CommitmentRow
    | ViolationRow
    | UseRow
    | LinkRow
    | OwnershipRow
    | CoverageRow
    | SubmissionRow
)


def stated_openness(row: Row) -> str | None:
    """Return the openness that a row states; `None` for none, and for kinds that state none."""
    return getattr(row, "openness", None)
