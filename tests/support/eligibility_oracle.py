"""A slow, plain second version of the eligibility rules, written from the design pages alone.

Each function quotes the sentence of the pages that it repeats. It shares the value types with
the real engine and nothing else: no rule of the engine is called here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    Operator,
    RatingIs,
    Stated,
)
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    EnterpriseFacts,
    EntryFact,
    LinkDirection,
    Partner,
    RatingFact,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.domain.policy import Measure, Policy
from credit_graph.domain.vocabulary import Vocabulary
from support.rating_oracle import at_level, levels_now
from support.violation_oracle import matches


class Value(IntEnum):
    """Four values, ordered NOT_MET < UNKNOWN < JUDGEMENT < MET."""

    NOT_MET = 0
    UNKNOWN = 1
    JUDGEMENT = 2
    MET = 3


NOT_MET, UNKNOWN, JUDGEMENT, MET = Value

VERDICTS = {
    NOT_MET: "NOT_ELIGIBLE",
    UNKNOWN: "UNKNOWN",
    JUDGEMENT: "CONDITIONAL",
    MET: "ELIGIBLE",
}


_LEVEL_VALUES = {True: MET, False: NOT_MET, None: JUDGEMENT}


@dataclass(frozen=True)
class View:
    """What is known of an enterprise, or of a partner; `None` was never read.

    `absent`: registers on which it is known not to stand, and `links`: values of link
    conditions, whatever else is known. The search for the nearest change supposes them.
    """

    region: str
    zone: str | None
    kinds: tuple[str, ...]
    ratings: tuple[RatingFact, ...]
    entries: tuple[EntryFact, ...]
    statements: tuple[StatementFact, ...] = ()
    commitments: tuple[CommitmentFact, ...] | None = None
    violations: tuple[ViolationFact, ...] | None = None
    partners: tuple[Partner, ...] = ()
    partners_cut: bool = False
    absent: frozenset[str] = frozenset()
    links: Mapping[LinkedTo, Value] = field(default_factory=dict)
    status: str = "active"


@dataclass(frozen=True)
class World:
    """The day, the codes and the syncs: the same for everyone."""

    vocabulary: Vocabulary
    syncs: tuple[Sync, ...]
    day: date


def view_of(
    facts: EnterpriseFacts,
    absent: frozenset[str] = frozenset(),
    links: Mapping[LinkedTo, Value] | None = None,
) -> View:
    """Return all that is known of an enterprise, and what is supposed besides."""
    return View(
        region=facts.enterprise.region,
        zone=facts.enterprise.zone,
        kinds=facts.enterprise.kinds,
        ratings=facts.ratings,
        entries=facts.entries,
        statements=facts.statements,
        commitments=facts.commitments,
        violations=facts.violations,
        partners=facts.partners,
        partners_cut=facts.partners_cut,
        absent=absent,
        links=links or {},
        status=facts.enterprise.status,
    )


def left_by(status: str) -> Value:
    """Deregistered and annulled: NOT_ELIGIBLE; revoked and suspended: UNKNOWN."""
    if status in ("deregistered", "annulled", "ended"):
        return NOT_MET
    return UNKNOWN if status in ("revoked", "suspended", "unregistered") else MET


def partner_view(partner: Partner) -> View:
    """Partners are judged by their region, ratings and entries only."""
    return View(
        region=partner.region,
        zone=None,
        kinds=(),
        ratings=partner.ratings,
        entries=partner.entries,
    )


def lies_in(world: World, region: str, wider: str) -> bool:
    """A region includes the regions below it (310000 holds 310115)."""
    if region == wider:
        return True
    known = world.vocabulary.regions.get(region)
    return known is not None and known.parent is not None and lies_in(world, known.parent, wider)


def holds_on(interval: Interval, day: date) -> bool:
    """A fact counts when valid_from ≤ asOf < valid_to."""
    if day < interval.valid_from:
        return False
    return interval.valid_to is None or day < interval.valid_to


def value(condition: Condition, view: View, world: World) -> Value:
    """`all` is the least, `any` the greatest, `not` swaps the ends and keeps the middle."""
    if isinstance(condition, AllOf):
        return min((value(each, view, world) for each in condition.members), default=MET)
    if isinstance(condition, AnyOf):
        return max((value(each, view, world) for each in condition.members), default=NOT_MET)
    if isinstance(condition, NotOf):
        inner = value(condition.member, view, world)
        return {MET: NOT_MET, NOT_MET: MET}.get(inner, inner)
    return leaf_value(condition, view, world)


def leaf_value(leaf: Operator, view: View, world: World) -> Value:  # noqa: C901, PLR0911 - one per kind
    """Return the value of one leaf."""
    if isinstance(leaf, Judgement):
        return JUDGEMENT
    if isinstance(leaf, InRegion):
        return in_region(leaf.region, view, world)
    if isinstance(leaf, InZone):
        return in_zones(leaf.zones, view, world)
    if isinstance(leaf, OfKind):
        return of_kind(leaf, view)
    if isinstance(leaf, RatingIs):
        return rating(leaf, view, world)
    if isinstance(leaf, OnList):
        return on_list(leaf, view, world)
    if isinstance(leaf, Stated):
        return stated(leaf.statement, leaf.value, view, world)
    if isinstance(leaf, HasCommitment):
        return commitment(leaf, view, world)
    if isinstance(leaf, HasViolation):
        return violation(leaf, view, world)
    if isinstance(leaf, LinkedTo):
        return linked(leaf, view, world)
    raise TypeError(f"the oracle knows no operator {leaf.code}")


def in_region(region: str, view: View, world: World) -> Value:
    """Of who is registered in a wider region it is UNKNOWN whether that is in the one asked."""
    if lies_in(world, view.region, region):
        return MET
    return UNKNOWN if lies_in(world, region, view.region) else NOT_MET


def in_zones(zones: tuple[str, ...], view: View, world: World) -> Value:
    """An empty zone inside the zones' district is UNKNOWN; of another region NOT_MET.

    An enterprise without a stated zone whose region lies in a zone's district, or holds that
    district, may lie in it.
    """
    if view.zone is not None:
        return MET if view.zone in zones else NOT_MET
    for code in zones:
        district = world.vocabulary.zones[code].region
        if lies_in(world, view.region, district) or lies_in(world, district, view.region):
            return UNKNOWN
    return NOT_MET


def of_kind(leaf: OfKind, view: View) -> Value:
    """Empty kinds are UNKNOWN; `EnterpriseFilter.kinds`: any of which matches."""
    if not view.kinds:
        return UNKNOWN
    return MET if any(kind in leaf.kinds for kind in view.kinds) else NOT_MET


def absence(register: str, view: View, world: World) -> Value:
    """No entry says NOT_MET only within coverage, or where the register is not kept."""
    if register in view.absent:
        return NOT_MET
    book = {**world.vocabulary.schemes, **world.vocabulary.lists}[register]
    kept = book.kept_for
    if kept is not None:
        in_a_region = any(in_region(each, view, world) is not NOT_MET for each in kept.regions)
        if not in_a_region and in_zones(kept.zones, view, world) is NOT_MET:
            return NOT_MET
    # "An entry excludes from its day, none recorded is NOT_MET."
    if book.none_recorded is not None:
        return NOT_MET
    syncs = [
        sync
        for sync in world.syncs
        if sync.register == register and lies_in(world, view.region, sync.region)
    ]
    if not syncs:
        return UNKNOWN
    first = min(sync.first for sync in syncs)
    last = max(sync.last for sync in syncs) + timedelta(days=book.freshness_days)
    return NOT_MET if first <= world.day <= last else UNKNOWN


def rating(leaf: RatingIs, view: View, world: World) -> Value:
    """A rating at another level of the same scheme on that day says NOT_MET without any sync.

    A rating that stands across a turn keeps its level where the mapping has one; where it has
    several, the value is known if it is the same for each.
    """
    found = []
    for fact in view.ratings:
        if fact.scheme == leaf.scheme and holds_on(fact.interval, world.day):
            scheme = world.vocabulary.schemes[leaf.scheme]
            levels = levels_now(fact.level, fact.interval.valid_from, scheme, world.day)
            values = {_LEVEL_VALUES[at_level(leaf, each, scheme, world.day)] for each in levels}
            if values:
                found.append(values.pop() if len(values) == 1 else UNKNOWN)
    return max(found) if found else absence(leaf.scheme, view, world)


def on_list(leaf: OnList, view: View, world: World) -> Value:
    """An entry on that day is MET; no entry as in `absence`."""
    for entry in view.entries:
        if entry.list == leaf.list and holds_on(entry.interval, world.day):
            return MET
    return absence(leaf.list, view, world)


def stated(code: str, wanted: str, view: View, world: World) -> Value:
    """Nobody keeps statements completely, so no declaration is UNKNOWN; another value says no."""
    declared = [
        fact.value
        for fact in view.statements
        if fact.statement == code and holds_on(fact.interval, world.day)
    ]
    if wanted in declared:
        return MET
    return NOT_MET if declared else UNKNOWN


def commitment(leaf: HasCommitment, view: View, world: World) -> Value:
    """Commitments: none recorded is NOT_MET."""
    if view.commitments is None:
        return UNKNOWN
    for fact in view.commitments:
        if leaf.commitment in (None, fact.commitment) and stands_as(fact, leaf.state, world.day):
            return MET
    return NOT_MET


def stands_as(fact: CommitmentFact, state: CommitmentState, day: date) -> bool:
    """Made, and by that day fulfilled, or open, or open and past its due day."""
    if fact.made_on > day:
        return False
    fulfilled = fact.fulfilled_on is not None and fact.fulfilled_on <= day
    overdue = not fulfilled and fact.due_on is not None and fact.due_on < day
    return {
        CommitmentState.MADE: True,
        CommitmentState.OPEN: not fulfilled,
        CommitmentState.FULFILLED: fulfilled,
        CommitmentState.OVERDUE: overdue,
    }[state]


def violation(leaf: HasViolation, view: View, world: World) -> Value:
    """Violations: none recorded is NOT_MET."""
    if view.violations is None:
        return UNKNOWN
    return MET if any(matches(leaf, fact, world.day) for fact in view.violations) else NOT_MET


def linked(leaf: LinkedTo, view: View, world: World) -> Value:
    """No recorded link is UNKNOWN unless links are declared complete, and read to the end."""
    if leaf in view.links:
        return view.links[leaf]
    complete = stated("links_complete", "true", view, world) is MET and not view.partners_cut
    found = [NOT_MET if complete else UNKNOWN]
    for partner in view.partners:
        fits = leaf.direction in (LinkDirection.EITHER, partner.direction)
        if fits and holds_on(partner.interval, world.day):
            dealing = min(
                value(leaf.to, partner_view(partner), world), partner_left(partner, world)
            )
            found.append(dealing)
    return max(found)


def partner_left(partner: Partner, world: World) -> Value:
    """A partner that has ended fulfils nothing; one in doubt, nothing for certain."""
    if partner.registered is None:
        return MET
    return left_by(partner.registered.on(world.day).status)


def own_value(measure: Measure, view: View, world: World) -> Value | None:
    """A measure's value is that of (requirements and not exclusions)."""
    if measure.requires is None:
        return None
    if measure.excludes is None:
        return value(measure.requires, view, world)
    return value(AllOf((measure.requires, NotOf(measure.excludes))), view, world)


def in_force(policy: Policy, day: date) -> bool:
    """In force from `effective_from`, else the issue day, until `effective_to`."""
    start = policy.effective_from if policy.effective_from is not None else policy.issued_on
    if start is None or day < start:
        return False
    return policy.effective_to is None or day < policy.effective_to


def applies(measure: Measure, day: date) -> bool:
    """Where the law behind a measure changes, the later text prevails from its day."""
    if measure.effective_from is not None and day < measure.effective_from:
        return False
    return measure.superseded_on is None or day < measure.superseded_on


def measure_value(measure: Measure, view: View, world: World) -> Value | None:
    """Return the best of an item's own value and its parts'; `None` if not in the report."""
    if not applies(measure, world.day):
        return None
    own = own_value(measure, view, world)
    parts = [part for part in measure.parts if measure_value(part, view, world) is not None]
    # "Parts of kind administrative or safeguard count only where the item has no others."
    promising = [part for part in parts if part.kind.value not in {"administrative", "safeguard"}]
    if not promising and own is None:
        promising = parts
    values = [own, *(measure_value(part, view, world) for part in promising)]
    best = max((each for each in values if each is not None), default=None)
    return None if best is None else min(best, left_by(view.status))


def report(policies: Iterable[Policy], facts: EnterpriseFacts, world: World) -> list[str]:
    """Return `code VERDICT` of every measure and part in the report, in the documents' order."""
    view = view_of(facts)
    lines: list[str] = []
    for policy in policies:
        if in_force(policy, world.day):
            for measure in policy.measures:
                lines.extend(described(measure, view, world))
    return lines


def described(measure: Measure, view: View, world: World) -> list[str]:
    """Return `code VERDICT` of a measure and then of its parts."""
    own = measure_value(measure, view, world)
    if own is None:
        return []
    lines = [f"{measure.code} {VERDICTS[own]}"]
    for part in measure.parts:
        lines.extend(described(part, view, world))
    return lines
