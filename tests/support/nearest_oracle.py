"""Brute force over sets of changed facts: the nearest change, written from the design pages.

`nearestChange` is the smallest set of changes (a rating gained, an entry ended, a fact
supplied) that lifts the measure to the best verdict it can reach; ties by fewest agencies;
what nobody can change (a region) is not offered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, product
from math import prod

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasCommitment,
    HasViolation,
    InZone,
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
    Origin,
    RatingFact,
    StatementFact,
)
from credit_graph.domain.policy import Measure
from support.eligibility_oracle import (
    NOT_MET,
    UNKNOWN,
    Value,
    View,
    World,
    absence,
    applies,
    holds_on,
    in_zones,
    leaf_value,
    measure_value,
    value,
    view_of,
)
from support.rating_oracle import levels_now, levels_of
from support.violation_oracle import repaired

SUPPOSED = Origin("supposed")


@dataclass(frozen=True)
class Known:
    """What would be known after some changes."""

    facts: EnterpriseFacts
    absent: frozenset[str] = frozenset()
    links: dict[LinkedTo, Value] = field(default_factory=dict)

    def view(self) -> View:
        """Return it as the rules see it."""
        return view_of(self.facts, self.absent, self.links)


@dataclass(frozen=True)
class Option:
    """One change: what would be known after it, and the agency that keeps the register."""

    apply: Callable[[Known], Known]
    agency: str | None = None


# The changes of one subject exclude each other: one value per scheme, list, statement, ….
Choice = tuple[Option, ...]


@dataclass(frozen=True)
class Nearest:
    """The best value that any changes reach, the fewest of them, and their agencies."""

    value: Value
    changes: int
    agencies: int


def nearest(measure: Measure, facts: EnterpriseFacts, world: World) -> Nearest | None:
    """Try every set of changes; `None` for a measure that is not in the report."""
    best: tuple[Value, int, int] | None = None
    for options in sets_of(tuple(choices(measure, facts, world))):
        known = Known(facts)
        for option in options:
            known = option.apply(known)
        reached = measure_value(measure, known.view(), world)
        if reached is None:
            return None
        agencies = len({option.agency for option in options} - {None})
        best = max(best or (NOT_MET, -99, -99), (reached, -len(options), -agencies))
    return None if best is None else Nearest(best[0], -best[1], -best[2])


def number_of_sets(measure: Measure, facts: EnterpriseFacts, world: World) -> int:
    """Return how many sets `nearest` would try."""
    return prod(1 + len(choice) for choice in choices(measure, facts, world))


def sets_of(subjects: tuple[Choice, ...]) -> Iterator[tuple[Option, ...]]:
    """Yield every way to change some of the subjects."""
    for picks in product(*((None, *choice) for choice in subjects)):
        yield tuple(pick for pick in picks if pick is not None)


def choices(measure: Measure, facts: EnterpriseFacts, world: World) -> Iterator[Choice]:
    """Yield the changes of each subject that the measure or a part of it asks about."""
    leaves = list(dict.fromkeys(leaves_of_measure(measure, world)))
    kinds = tuple(
        dict.fromkeys(chain(*(each.kinds for each in leaves if isinstance(each, OfKind))))
    )
    zones = tuple(
        dict.fromkeys(chain(*(each.zones for each in leaves if isinstance(each, InZone))))
    )
    if kinds and not facts.enterprise.kinds:
        yield tuple(kinds_supplied(kinds))
    if facts.enterprise.zone is None:
        yield tuple(zones_supplied(zones, facts, world))
    for scheme in dict.fromkeys(each.scheme for each in leaves if isinstance(each, RatingIs)):
        yield tuple(ratings_changed(scheme, facts, world))
    for code in dict.fromkeys(each.list for each in leaves if isinstance(each, OnList)):
        yield tuple(entries_changed(code, facts, world))
    for code in dict.fromkeys(each.statement for each in leaves if isinstance(each, Stated)):
        wanted = [each.value for each in leaves if isinstance(each, Stated)]
        yield tuple(statements_changed(code, wanted, world))
    promised = {each.commitment for each in leaves if isinstance(each, HasCommitment)}
    for commitment in sorted(promised, key=lambda code: code or ""):
        yield tuple(commitments_changed(commitment, world))
    if any(isinstance(each, HasViolation) for each in leaves):
        yield tuple(violations_repaired(world))
    for leaf in leaves:
        if isinstance(leaf, LinkedTo):
            yield tuple(links_changed(leaf, facts, world))


def leaves_of_measure(measure: Measure, world: World) -> Iterator[Operator]:
    """Yield the leaves of a measure and of its parts in force."""
    if not applies(measure, world.day):
        return
    for condition in (measure.requires, measure.excludes):
        if condition is not None:
            yield from leaves_of(condition)
    for part in measure.parts:
        yield from leaves_of_measure(part, world)


def leaves_of(condition: Condition) -> Iterator[Operator]:
    """Yield a condition's leaves, but not those of its links' partners."""
    if isinstance(condition, AllOf | AnyOf):
        for member in condition.members:
            yield from leaves_of(member)
    elif isinstance(condition, NotOf):
        yield from leaves_of(condition.member)
    else:
        yield condition


def kinds_supplied(kinds: tuple[str, ...]) -> Iterator[Option]:
    """Empty kinds are UNKNOWN, so any set of them may turn out to be true."""
    sets = chain.from_iterable(combinations(kinds, size) for size in range(len(kinds) + 1))
    for chosen in sets:

        def supply(known: Known, chosen: tuple[str, ...] = chosen) -> Known:
            enterprise = replace(known.facts.enterprise, kinds=(*chosen, "of another kind"))
            return replace(known, facts=replace(known.facts, enterprise=enterprise))

        yield Option(supply)


def zones_supplied(
    zones: tuple[str, ...], facts: EnterpriseFacts, world: World
) -> Iterator[Option]:
    """An empty zone in a zone's district may be that zone, or none at all."""
    possible = [zone for zone in zones if in_zones((zone,), view_of(facts), world) is UNKNOWN]
    for zone in (*possible, "in no zone"):

        def supply(known: Known, zone: str = zone) -> Known:
            enterprise = replace(known.facts.enterprise, zone=zone)
            return replace(known, facts=replace(known.facts, enterprise=enterprise))

        yield Option(supply)


def kept_elsewhere(register: str, facts: EnterpriseFacts, world: World) -> bool:
    """Nobody can be rated, or listed, where the register is not kept."""
    if register in world.vocabulary.lists and world.vocabulary.lists[register].none_recorded:
        return False  # no entry says no of it everywhere
    unsynced = replace(world, syncs=())
    return absence(register, view_of(facts), unsynced) is NOT_MET


def ratings_changed(scheme: str, facts: EnterpriseFacts, world: World) -> Iterator[Option]:
    """A rating is gained at a level, or it is supplied that there is none; none is taken away."""
    agency = world.vocabulary.keeper(scheme, facts.enterprise.region)
    register = world.vocabulary.schemes[scheme]

    def without(known: Known) -> tuple[RatingFact, ...]:
        return tuple(
            fact
            for fact in known.facts.ratings
            if fact.scheme != scheme or not holds_on(fact.interval, world.day)
        )

    def end(known: Known) -> Known:
        facts = replace(known.facts, ratings=without(known))
        return replace(known, facts=facts, absent=known.absent | {scheme})

    if not any(
        fact.scheme == scheme
        and holds_on(fact.interval, world.day)
        and levels_now(fact.level, fact.interval.valid_from, register, world.day)
        for fact in facts.ratings
    ):
        yield Option(end, agency)
    if kept_elsewhere(scheme, facts, world):
        return
    for level in levels_of(register, world.day):

        def gain(known: Known, level: str = level) -> Known:
            gained = RatingFact(scheme, level, Interval(world.day), SUPPOSED)
            return replace(known, facts=replace(known.facts, ratings=(*without(known), gained)))

        yield Option(gain, agency)


def entries_changed(code: str, facts: EnterpriseFacts, world: World) -> Iterator[Option]:
    """An entry is gained, or ended, or it is supplied that there is none."""
    agency = world.vocabulary.keeper(code, facts.enterprise.region)

    def end(known: Known) -> Known:
        kept = tuple(
            fact
            for fact in known.facts.entries
            if fact.list != code or not holds_on(fact.interval, world.day)
        )
        facts = replace(known.facts, entries=kept)
        return replace(known, facts=facts, absent=known.absent | {code})

    def gain(known: Known) -> Known:
        gained = EntryFact(code, Interval(world.day), SUPPOSED)
        return replace(known, facts=replace(known.facts, entries=(*known.facts.entries, gained)))

    yield Option(end, agency)
    if not kept_elsewhere(code, facts, world):
        yield Option(gain, agency)


def statements_changed(code: str, wanted: list[str], world: World) -> Iterator[Option]:
    """A statement has one value at a time."""
    for declared in dict.fromkeys((*wanted, "something else")):

        def declare(known: Known, declared: str = declared) -> Known:
            kept = tuple(
                fact
                for fact in known.facts.statements
                if fact.statement != code or not holds_on(fact.interval, world.day)
            )
            stated = StatementFact(code, declared, Interval(world.day), SUPPOSED)
            return replace(known, facts=replace(known.facts, statements=(*kept, stated)))

        yield Option(declare)


def commitments_changed(code: str | None, world: World) -> Iterator[Option]:
    """A commitment is made, or whatever was promised is fulfilled; nothing promised is undone.

    `code` None is any commitment.
    """

    def make(known: Known) -> Known:
        made = CommitmentFact(code or "any other", None, world.day, None, None, SUPPOSED)
        commitments = (*known.facts.commitments, made)
        return replace(known, facts=replace(known.facts, commitments=commitments))

    def asked(fact: CommitmentFact) -> bool:
        return code in (None, fact.commitment) and fact.made_on <= world.day

    def fulfil(known: Known) -> Known:
        known = known if any(map(asked, known.facts.commitments)) else make(known)
        commitments = tuple(
            replace(fact, fulfilled_on=world.day)
            if asked(fact) and (fact.fulfilled_on is None or fact.fulfilled_on > world.day)
            else fact
            for fact in known.facts.commitments
        )
        return replace(known, facts=replace(known.facts, commitments=commitments))

    yield Option(make)
    yield Option(fulfil)


def violations_repaired(world: World) -> Iterator[Option]:
    """The open violations are repaired; nothing found is undone."""

    def repair(known: Known) -> Known:
        violations = tuple(
            fact
            if fact.found_on > world.day or repaired(fact, world.day)
            else replace(fact, repaired_on=world.day)
            for fact in known.facts.violations
        )
        return replace(known, facts=replace(known.facts, violations=violations))

    yield Option(repair)


def links_changed(leaf: LinkedTo, facts: EnterpriseFacts, world: World) -> Iterator[Option]:
    """A link is gained, or it is supplied that there is none."""

    def link(known: Known, supplied: Value) -> Known:
        return replace(known, links={**known.links, leaf: supplied})

    now = leaf_value(leaf, view_of(facts), world)
    gained = best_of_partners(leaf.to, world)
    if gained > now:
        yield Option(lambda known: link(known, gained))
    if now is UNKNOWN:
        yield Option(lambda known: link(known, NOT_MET))


def best_of_partners(condition: Condition, world: World) -> Value:
    """Return the best value of a condition for some partner that might be found."""
    leaves = list(dict.fromkeys(leaves_of(condition)))
    schemes = list(dict.fromkeys(each.scheme for each in leaves if isinstance(each, RatingIs)))
    lists = list(dict.fromkeys(each.list for each in leaves if isinstance(each, OnList)))
    registers = [world.vocabulary.schemes[scheme] for scheme in schemes]
    levels = [(None, *levels_of(each, world.day)) for each in registers]
    best = NOT_MET
    for region in world.vocabulary.regions:
        for held in product(*levels):
            for listed in product((False, True), repeat=len(lists)):
                ratings = zip(schemes, held, strict=True)
                entries = [code for code, on in zip(lists, listed, strict=True) if on]
                view = View(
                    region=region,
                    zone=None,
                    kinds=(),
                    ratings=tuple(
                        RatingFact(scheme, level, Interval(world.day), SUPPOSED)
                        for scheme, level in ratings
                        if level is not None
                    ),
                    entries=tuple(
                        EntryFact(code, Interval(world.day), SUPPOSED) for code in entries
                    ),
                    absent=frozenset((*schemes, *lists)),
                )
                best = max(best, value(condition, view, world))
    return best
