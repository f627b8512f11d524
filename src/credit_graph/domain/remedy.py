"""What could be changed for an enterprise, and which conditions each change settles.

A change is made to a fact, not to a condition: gaining tax level A settles every condition on
the tax scheme at once. What nobody can change (a region, a stated zone, what one is) is not
offered; what is not known is offered as "supply the fact".
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from credit_graph.domain.case import Case
from credit_graph.domain.change import Change, ChangeKind
from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    Leaf,
    LinkDirection,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.coverage import kept_elsewhere, may_lie_in
from credit_graph.domain.evaluation import Evaluation
from credit_graph.domain.facts import CommitmentFact, EnterpriseFacts, Origin
from credit_graph.domain.truth import Truth, greatest, least, negate
from credit_graph.domain.vocabulary import Register

_SUPPOSED = Origin("supposed")
_NO_ZONE = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change with the values that it gives to the leaves it settles."""

    change: Change
    values: Mapping[Leaf, Truth]


def remedies(
    goal: Condition, now: Mapping[Leaf, Truth], case: Case
) -> tuple[tuple[Remedy, ...], ...]:
    """Group the changes that could help by what they change: of one group at most one happens.

    `now` holds the value of each leaf of the goal. The zone stands first, then groups in the
    order of the leaves, the changes of a group least demanding first.
    """
    wanted = frozenset(_ends(goal, Truth.MET))
    offers = _Offers(now, case)
    groups: dict[Hashable, tuple[Remedy, ...]] = {"zone": _useful(offers.zones(), now, wanted)}
    for leaf in now:
        subject, found = offers.about(leaf)
        if subject not in groups:
            groups[subject] = _useful(found, now, wanted)
    return tuple(group for group in groups.values() if group)


def extreme(
    condition: Condition, reachable: Callable[[Leaf], Collection[Truth]], end: Truth
) -> Truth:
    """Return the value nearest to an end that a condition could have.

    `reachable` tells the values that each leaf could have, independently of the others.
    """
    match condition:
        case AllOf(members):
            return least(extreme(member, reachable, end) for member in members)
        case AnyOf(members):
            return greatest(extreme(member, reachable, end) for member in members)
        case NotOf(member):
            return negate(extreme(member, reachable, negate(end)))
        case _:
            values = reachable(condition)
            return max(values) if end is Truth.MET else min(values)


def _ends(condition: Condition, end: Truth) -> Iterator[tuple[Leaf, Truth]]:
    """Yield each leaf with the end to which it would have to move to help."""
    match condition:
        case AllOf(members) | AnyOf(members):
            for member in members:
                yield from _ends(member, end)
        case NotOf(member):
            yield from _ends(member, negate(end))
        case _:
            yield condition, end


def _useful(
    found: Iterator[Remedy], now: Mapping[Leaf, Truth], wanted: Collection[tuple[Leaf, Truth]]
) -> tuple[Remedy, ...]:
    """Return those that move a leaf where it helps, the first of those that settle the same."""
    useful: dict[tuple[tuple[Leaf, Truth], ...], Remedy] = {}
    for remedy in found:
        settled = tuple(remedy.values.items())
        moves = ((leaf, now[leaf], to) for leaf, to in settled if to is not now[leaf])
        if any(_helps(leaf, before, after, wanted) for leaf, before, after in moves):
            useful.setdefault(settled, remedy)
    return tuple(useful.values())


def _helps(leaf: Leaf, before: Truth, after: Truth, wanted: Collection[tuple[Leaf, Truth]]) -> bool:
    # Denied, a judgement stays one, which is better than not knowing: it helps on either side.
    if before is Truth.UNKNOWN and after is Truth.JUDGEMENT:
        return True
    return (leaf, Truth.MET if after > before else Truth.NOT_MET) in wanted


def _settled(leaves: Iterable[Leaf], met: Collection[Leaf]) -> dict[Leaf, Truth]:
    return {leaf: Truth.MET if leaf in met else Truth.NOT_MET for leaf in leaves}


_L = TypeVar("_L", bound=Leaf)


@dataclass(frozen=True, slots=True)
class _Offers:
    """The changes that can be offered in a case, given the values of the leaves now."""

    now: Mapping[Leaf, Truth]
    case: Case

    def about(  # noqa: PLR0911  # one per kind of leaf, but zones
        self, leaf: Leaf
    ) -> tuple[Hashable, Iterator[Remedy]]:
        """Return what a leaf is about, and the changes of that."""
        match leaf:
            case RatingIs(scheme):
                return ("scheme", scheme), self._ratings(leaf)
            case OnList(code):
                return ("list", code), self._entries(leaf)
            case Stated(statement):
                return ("statement", statement), self._statements(leaf)
            case OfKind():
                return ("kinds",), self._kinds()
            case HasCommitment(commitment):
                return ("commitment", commitment), self._commitments(commitment)
            case HasViolation():
                return ("violation",), self._repair()
            case LinkedTo():
                return ("link", leaf), self._links(leaf)
            case _:
                return (), iter(())

    def _leaves(self, kind: type[_L]) -> list[_L]:
        return [leaf for leaf in self.now if isinstance(leaf, kind)]

    def _is_unknown(self, leaf: Leaf) -> bool:
        return self.now[leaf] is Truth.UNKNOWN

    def _moved(self, facts: EnterpriseFacts, *kinds: type[Leaf]) -> dict[Leaf, Truth]:
        """Return the leaves of those kinds to which other facts give another value."""
        evaluation = Evaluation(replace(self.case, facts=facts))
        found = {leaf: evaluation.value(leaf) for leaf in self.now if isinstance(leaf, kinds)}
        return {leaf: value for leaf, value in found.items() if value is not self.now[leaf]}

    def _is_kept_elsewhere(self, register: Register) -> bool:
        return kept_elsewhere(register, self.case.region, self.case.zone, self.case.vocabulary)

    def _ratings(self, asked: RatingIs) -> Iterator[Remedy]:
        scheme = self.case.vocabulary.schemes[asked.scheme]
        if self._is_kept_elsewhere(scheme):
            return
        leaves = [each for each in self._leaves(RatingIs) if each.scheme == scheme.code]
        agency = self.case.vocabulary.keeper(scheme.code, self.case.region)
        unknown = self._is_unknown(asked)
        kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.GAIN_RATING
        for level in reversed(scheme.levels):
            text = f"{scheme.name} ({scheme.code}): {level.name}."
            met = [each for each in leaves if level.code in each.levels]
            change = Change(kind, scheme.code, level.code, agency, text)
            yield Remedy(change, _settled(leaves, met))
        if unknown:
            text = f"Confirm that it is not rated on {scheme.name}."
            change = Change(kind, scheme.code, None, agency, text)
            yield Remedy(change, _settled(leaves, ()))

    def _entries(self, asked: OnList) -> Iterator[Remedy]:
        credit_list = self.case.vocabulary.lists[asked.list]
        code, name = credit_list.code, credit_list.name
        agency = self.case.vocabulary.keeper(code, self.case.region)
        leaves = [each for each in self._leaves(OnList) if each.list == code]
        on, off = _settled(leaves, leaves), _settled(leaves, ())
        if self._is_unknown(asked):
            supply = ChangeKind.SUPPLY_FACT
            text = f"Confirm that it stands on {name}."
            yield Remedy(Change(supply, code, "on", agency, text), on)
            text = f"Confirm that it does not stand on {name}."
            yield Remedy(Change(supply, code, "off", agency, text), off)
        elif self.now[asked] is Truth.MET:
            yield Remedy(Change(ChangeKind.LEAVE_LIST, code, "off", agency, f"Leave {name}."), off)
        elif not self._is_kept_elsewhere(credit_list):
            yield Remedy(Change(ChangeKind.JOIN_LIST, code, "on", agency, f"Join {name}."), on)

    def _statements(self, asked: Stated) -> Iterator[Remedy]:
        code, name = asked.statement, self.case.vocabulary.statements[asked.statement].name
        leaves = [each for each in self._leaves(Stated) if each.statement == code]
        values = tuple(dict.fromkeys(each.value for each in leaves))
        kind = ChangeKind.SUPPLY_FACT if self._is_unknown(asked) else ChangeKind.DECLARE
        for to in (*values, f"not {' or '.join(values)}"):
            change = Change(kind, code, to, None, f"{name} = {to}")
            yield Remedy(change, _settled(leaves, [each for each in leaves if each.value == to]))

    def zones(self) -> Iterator[Remedy]:
        """Yield the zones that it may lie in, where it states none: registers are kept for some."""
        if self.case.zone is not None:
            return
        zones = dict.fromkeys(zone for leaf in self._leaves(InZone) for zone in leaf.zones)
        for code in zones:
            if may_lie_in((code,), self.case.region, None, self.case.vocabulary):
                text = f"State its zone: {self.case.vocabulary.zones[code].name}."
                yield self._zone(code, code, text)
        yield self._zone(_NO_ZONE, None, "State that it lies in none of the zones asked about.")

    def _zone(self, zone: str, to: str | None, text: str) -> Remedy:
        enterprise = replace(self.case.facts.enterprise, zone=zone)
        facts = replace(self.case.facts, enterprise=enterprise)
        change = Change(ChangeKind.SUPPLY_FACT, "zone", to, None, text)
        return Remedy(change, self._moved(facts, InZone, RatingIs, OnList))

    def _kinds(self) -> Iterator[Remedy]:
        if self.case.facts.enterprise.kinds:
            return
        leaves = self._leaves(OfKind)
        kinds = tuple(dict.fromkeys(kind for leaf in leaves for kind in leaf.kinds))
        for size in range(len(leaves) + 1):
            for stated in combinations(kinds, size):
                names = "、".join(self.case.vocabulary.kinds[code].name for code in stated)
                text = f"State its kinds: {names or 'none of those asked about'}."
                to = ";".join(stated) or None
                met = [leaf for leaf in leaves if not set(stated).isdisjoint(leaf.kinds)]
                change = Change(ChangeKind.SUPPLY_FACT, "kinds", to, None, text)
                yield Remedy(change, _settled(leaves, met))

    def _commitments(self, commitment: str | None) -> Iterator[Remedy]:
        subject = commitment or "commitment"
        made = Change(
            ChangeKind.COMMIT, subject, CommitmentState.MADE, None, f"Make it: {subject}."
        )
        # Whatever else happens to older ones, a commitment made today is open.
        yield Remedy(
            made,
            {
                leaf: Truth.MET
                for leaf in self._leaves(HasCommitment)
                if leaf.commitment in (None, commitment)
                and leaf.state in (CommitmentState.MADE, CommitmentState.OPEN)
            },
        )
        kept = Change(
            ChangeKind.FULFIL, subject, CommitmentState.FULFILLED, None, f"Fulfil it: {subject}."
        )
        yield Remedy(kept, self._moved(self._fulfilled(commitment), HasCommitment))

    def _fulfilled(self, commitment: str | None) -> EnterpriseFacts:
        """Return the facts with all such commitments fulfilled, made today if there were none."""
        facts, day = self.case.facts, self.case.day
        asked = [
            fact
            for fact in facts.commitments
            if commitment in (None, fact.commitment) and fact.made_on <= day
        ]
        rest = [fact for fact in facts.commitments if fact not in asked]
        made = CommitmentFact(commitment or "", None, day, None, None, _SUPPOSED)
        kept = [
            fact
            if fact.fulfilled_on is not None and fact.fulfilled_on <= day
            else replace(fact, fulfilled_on=day)
            for fact in asked or (made,)
        ]
        return replace(facts, commitments=(*rest, *kept))

    def _repair(self) -> Iterator[Remedy]:
        facts, day = self.case.facts, self.case.day
        violations = tuple(
            replace(fact, repaired_on=day)
            if fact.found_on <= day and (fact.repaired_on is None or day < fact.repaired_on)
            else fact
            for fact in facts.violations
        )
        change = Change(ChangeKind.REPAIR, "violation", None, None, "Repair the open violations.")
        yield Remedy(change, self._moved(replace(facts, violations=violations), HasViolation))

    def _links(self, asked: LinkedTo) -> Iterator[Remedy]:
        unknown = self._is_unknown(asked)
        kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.LINK
        gained = extreme(asked.to, _of_some_partner, Truth.MET)
        who = _PARTNERS[asked.direction]
        if gained > self.now[asked]:
            text = f"A direct {who} that fulfils the condition."
            yield Remedy(Change(kind, "link", "on", None, text), {asked: gained})
        if unknown:
            text = f"Confirm that no direct {who} fulfils the condition."
            yield Remedy(Change(kind, "link", "off", None, text), {asked: Truth.NOT_MET})


_PARTNERS = {
    LinkDirection.SUPPLIER: "supplier",
    LinkDirection.CUSTOMER: "customer",
    LinkDirection.EITHER: "supplier or customer",
}


def _of_some_partner(leaf: Leaf) -> tuple[Truth, ...]:
    """Return the values that a leaf could have for a partner, of whom little is read."""
    match leaf:
        case InRegion() | RatingIs() | OnList():
            return (Truth.NOT_MET, Truth.MET)
        case InZone():
            return (Truth.NOT_MET, Truth.UNKNOWN)
        case Judgement():
            return (Truth.JUDGEMENT,)
        case _:
            return (Truth.UNKNOWN,)
