"""Evaluation of conditions for one case; each distinct leaf is looked at once."""

from collections.abc import Iterator, Mapping

from credit_graph.domain.case import Case
from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    HasCommitment,
    HasViolation,
    Leaf,
    LinkDirection,
    LinkedTo,
    NotOf,
)
from credit_graph.domain.facts import EnterpriseFacts, Partner
from credit_graph.domain.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.leaves import LOOK, at_least_unknown
from credit_graph.domain.registration import effect_of
from credit_graph.domain.truth import Truth, greatest, least, negate

LINKS_COMPLETE = "links_complete"
# Of a partner only the region, ratings and entries are read: no record of these says nothing.
UNREAD_OF_PARTNERS: tuple[type[Leaf], ...] = (HasCommitment, HasViolation)


def leaves_of(condition: Condition) -> Iterator[Leaf]:
    """Yield the leaves in written order, repeated ones too."""
    match condition:
        case AllOf(members) | AnyOf(members):
            for member in members:
                yield from leaves_of(member)
        case NotOf(member):
            yield from leaves_of(member)
        case _:
            yield condition


def combine(condition: Condition, values: Mapping[Leaf, Truth]) -> Truth:
    """Value of a condition, given the value of each of its leaves."""
    match condition:
        case AllOf(members):
            return least(combine(member, values) for member in members)
        case AnyOf(members):
            return greatest(combine(member, values) for member in members)
        case NotOf(member):
            return negate(combine(member, values))
        case _:
            return values[condition]


class Evaluation:
    """Findings of one case, remembered by leaf; leaves of the `unread` kinds are unknown."""

    __slots__ = ("_findings", "_unread", "case")

    def __init__(self, case: Case, unread: tuple[type[Leaf], ...] = ()) -> None:
        self.case = case
        self._unread = unread
        self._findings: dict[Leaf, Finding] = {}

    def finding(self, leaf: Leaf) -> Finding:
        """Return what the leaf finds for this case."""
        found = self._findings.get(leaf)
        if found is None:
            found = self.look(leaf)
            self._findings[leaf] = found
        return found

    def value(self, condition: Condition) -> Truth:
        """Return the condition's value for this case."""
        match condition:
            case AllOf(members):
                return least(self.value(member) for member in members)
            case AnyOf(members):
                return greatest(self.value(member) for member in members)
            case NotOf(member):
                return negate(self.value(member))
            case _:
                return self.finding(condition).value

    def look(self, leaf: Leaf) -> Finding:
        """Look at a leaf afresh, for callers that remember findings themselves."""
        if isinstance(leaf, LinkedTo):
            return self._look_linked(leaf)
        if isinstance(leaf, self._unread):
            return Finding(Truth.UNKNOWN, "Not known: it is not read of partners.", ())
        return LOOK[type(leaf)](leaf, self.case)

    def _look_linked(self, leaf: LinkedTo) -> Finding:
        """Met through one fitting partner; unrecorded links stay possible until complete."""
        facts = self.case.facts
        partners = [each for each in facts.partners if self._is_linked(each, leaf)]
        values = [(self._value_of(each, leaf.to), each) for each in partners]
        best = greatest(value for value, _ in values)
        evidence = tuple(
            Evidence(
                EvidenceKind.FACT,
                f"{each.direction} {each.name} ({each.uscc})",
                each.origin,
                each.interval,
            )
            for value, each in values
            if value is best
        ) or (Evidence(EvidenceKind.ABSENCE, "no such link recorded"),)
        text = f"Direct {leaf.direction} links: {best.name.lower().replace('_', ' ')}."
        found = Finding(best, text, evidence)
        if facts.partners_cut:
            return at_least_unknown(found, "it has more partners than were read")
        if not self._links_complete():
            return at_least_unknown(found, "its links are not declared complete")
        return found

    def _is_linked(self, partner: Partner, leaf: LinkedTo) -> bool:
        fits = leaf.direction in (LinkDirection.EITHER, partner.direction)
        return fits and partner.deals_on(self.case.day)

    def _value_of(self, partner: Partner, asked: Condition) -> Truth:
        """Return the value of a condition for a partner; one that has ended fulfils none."""
        case = self._of(partner)
        return min(
            Evaluation(case, UNREAD_OF_PARTNERS).value(asked),
            effect_of(case.facts.enterprise.status, case.vocabulary),
        )

    def _links_complete(self) -> bool:
        return any(
            fact.statement == LINKS_COMPLETE
            and fact.value == "true"
            and self.case.day in fact.interval
            for fact in self.case.facts.statements
        )

    def _of(self, partner: Partner) -> Case:
        facts = EnterpriseFacts(
            enterprise=partner.enterprise(self.case.day),
            ratings=partner.ratings,
            entries=partner.entries,
        )
        return Case(facts, self.case.day, self.case.vocabulary, self.case.coverage)
