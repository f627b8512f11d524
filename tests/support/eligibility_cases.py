"""Generated conditions, facts, syncs and policies over the small vocabulary.

Days cluster round the day asked and round the ends of freshness, where rules change.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import combinations, product
from typing import TypeVar

from hypothesis import strategies as st

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
    Severity,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.domain.policy import Measure, Policy
from credit_graph.domain.vocabulary import Register
from support.small_world import (
    ORIGIN,
    OTHER_WORDS,
    VOCABULARY,
    WORDS,
    day,
    enterprise,
    measure,
    policy,
)

T = TypeVar("T")

VALUES = ("true", "false")
OFFSETS = (-36, -32, -31, -30, -11, -10, -6, -5, -4, -1, 0, 1, 2, 9)

DAYS = tuple(map(day, OFFSETS))
PERHAPS_DAYS = (None, *DAYS)
CITATIONS = (WORDS, OTHER_WORDS)
TURNED = VOCABULARY.schemes["turned"]

regions = st.sampled_from(tuple(VOCABULARY.regions))
rare_days = st.sampled_from((*[None] * 2 * len(DAYS), *DAYS))


def pool(build: Callable[..., T], *parts: Iterable[object]) -> st.SearchStrategy[T]:
    """Return one of all combinations of the parts: a single, cheap draw."""
    return st.sampled_from([build(*each) for each in product(*parts)])


def one_or_two(codes: Iterable[str]) -> list[tuple[str, ...]]:
    """Return every code and every two codes, in their order."""
    known = tuple(codes)
    return [*combinations(known, 1), *combinations(known, 2)]


rating_leaves = st.sampled_from(
    [
        RatingIs(scheme.code, levels, citation)
        for scheme in VOCABULARY.schemes.values()
        for levels in (
            *one_or_two(level.code for level in scheme.levels),
            tuple(level.code for level in scheme.levels),
        )
        for citation in CITATIONS
    ]
    + [
        RatingIs("turned", TURNED.at_least(level), WORDS, level, judged)
        for level in "ABCGDS"
        for judged in ((), ("C",))
    ]
)
list_leaves = pool(OnList, VOCABULARY.lists, CITATIONS)
region_leaves = pool(InRegion, VOCABULARY.regions, CITATIONS)
zone_leaves = pool(InZone, one_or_two(VOCABULARY.zones), CITATIONS)
kind_leaves = pool(OfKind, one_or_two(VOCABULARY.kinds), CITATIONS)
statement_leaves = pool(Stated, VOCABULARY.statements, VALUES, CITATIONS)
commitment_leaves = pool(HasCommitment, (None, *VOCABULARY.commitments), CommitmentState, CITATIONS)
violation_leaves = pool(
    HasViolation, (None, 4, 5, 30), (None, *Severity), (None, True, False), CITATIONS
)
judgements = pool(Judgement, ["符合条件的"], CITATIONS)
# Every operator but links, which take a condition; tests/contract/test_operators.py compares.
FLAT_LEAVES: Mapping[type[Operator], st.SearchStrategy[Operator]] = {
    RatingIs: rating_leaves,
    OnList: list_leaves,
    InRegion: region_leaves,
    InZone: zone_leaves,
    OfKind: kind_leaves,
    Stated: statement_leaves,
    HasCommitment: commitment_leaves,
    HasViolation: violation_leaves,
    Judgement: judgements,
}
flat_leaves: st.SearchStrategy[Operator] = st.one_of(*FLAT_LEAVES.values())


def trees(leaves: st.SearchStrategy[Condition], depth: int) -> st.SearchStrategy[Condition]:
    """Return conditions whose groups are nested at most so deep."""
    if depth == 0:
        return leaves
    deeper = trees(leaves, depth - 1)
    members = st.lists(deeper, min_size=1, max_size=3).map(tuple)
    return leaves | st.builds(AllOf, members) | st.builds(AnyOf, members) | st.builds(NotOf, deeper)


def link_leaves(to: st.SearchStrategy[Condition]) -> st.SearchStrategy[LinkedTo]:
    """Return conditions on direct suppliers and customers."""
    return st.builds(LinkedTo, st.sampled_from(LinkDirection), to, st.sampled_from(CITATIONS))


linked_leaves = link_leaves(trees(flat_leaves | link_leaves(flat_leaves), 1))
any_leaves = flat_leaves | linked_leaves
conditions = trees(any_leaves, 3)

# What a partner would have to be is either possible or not; two regions at once never are.
partner_conditions = st.one_of(
    rating_leaves,
    st.builds(NotOf, list_leaves),
    statement_leaves,
    judgements,
    st.builds(
        lambda *each: AllOf(each), region_leaves, rating_leaves, st.builds(NotOf, list_leaves)
    ),
    st.builds(lambda *each: AllOf(each), rating_leaves, judgements),
    st.builds(lambda *each: AnyOf(each), zone_leaves, kind_leaves),
)


def _is_nearby(leaf: Condition) -> bool:
    """Leave out what no document asks: any commitment, and that links are complete.

    Both hang together with other conditions in ways that the nearest change does not follow.
    """
    if isinstance(leaf, Stated):
        return leaf.statement != "links_complete"
    return not isinstance(leaf, HasCommitment) or leaf.commitment is not None


nearby_leaves = flat_leaves.filter(_is_nearby)
nearby_conditions = trees(nearby_leaves | link_leaves(partner_conditions), 2)
unlinked_conditions = trees(nearby_leaves, 2)


INTERVALS = [
    Interval(start, end) for start, end in product(DAYS, PERHAPS_DAYS) if end is None or start < end
]
ratings = st.sampled_from(
    [
        RatingFact(scheme.code, level.code, interval, ORIGIN)
        for scheme in VOCABULARY.schemes.values()
        for level in scheme.levels
        for interval in INTERVALS
    ]
)
entries = pool(EntryFact, VOCABULARY.lists, INTERVALS, [ORIGIN])
statements = pool(StatementFact, VOCABULARY.statements, VALUES, INTERVALS, [ORIGIN])
commitments = pool(
    CommitmentFact,
    VOCABULARY.commitments,
    [None],
    DAYS,
    PERHAPS_DAYS,
    PERHAPS_DAYS,
    [ORIGIN],
)
violations = pool(
    ViolationFact, VOCABULARY.violations, Severity, DAYS, PERHAPS_DAYS, [None], [ORIGIN]
)
partners = st.builds(
    Partner,
    st.just("91310115MA1FAKE01Y"),
    st.just("虚构供应商"),
    regions,
    st.sampled_from([LinkDirection.SUPPLIER, LinkDirection.CUSTOMER]),
    st.sampled_from(INTERVALS),
    st.just(ORIGIN),
    st.lists(ratings, max_size=2).map(tuple),
    st.lists(entries, max_size=2).map(tuple),
)
_PLACES = (
    VOCABULARY.regions,
    (None, *VOCABULARY.zones),
    ((), *one_or_two(VOCABULARY.kinds)),
)
enterprises = pool(enterprise, *_PLACES)
enterprises_of_any_status = pool(
    enterprise,
    *_PLACES,
    ("active", "active", "active", "revoked", "deregistered", "ended", "unregistered"),
)


def several(each: st.SearchStrategy[T], most: int) -> st.SearchStrategy[tuple[T, ...]]:
    """Return none to `most` of them."""
    return st.lists(each, max_size=most).map(tuple)


links_complete = st.sampled_from(
    [
        StatementFact("links_complete", declared, interval, ORIGIN)
        for declared in ("true", "true", "true", "false")
        for interval in (Interval(DAYS[0]), *INTERVALS[::9])
    ]
)
linked_facts = st.builds(
    EnterpriseFacts,
    enterprises,
    statements=several(links_complete, 1),
    partners=several(partners, 2),
    partners_cut=st.booleans(),
)
enterprise_facts = st.builds(
    EnterpriseFacts,
    enterprises,
    several(ratings, 4),
    several(entries, 4),
    several(statements, 3),
    several(commitments, 2),
    several(violations, 2),
    several(partners, 2),
    st.booleans(),
)


facts_of_any_status = st.builds(
    EnterpriseFacts,
    enterprises_of_any_status,
    several(ratings, 4),
    several(entries, 4),
    several(statements, 3),
    several(commitments, 2),
    several(violations, 2),
    several(partners, 2),
    st.booleans(),
)


def _turns(register: Register) -> tuple[int, ...]:
    """Return the offsets at which coverage by a sync turns, and their neighbours."""
    freshness = register.freshness_days
    return (-40, -freshness - 1, -freshness, -1, 0, 1)


sync_spans = st.sampled_from(
    [
        Sync(register.code, region, day(first), day(last))
        for register in (*VOCABULARY.schemes.values(), *VOCABULARY.lists.values())
        for region in VOCABULARY.regions
        for first, last in product(_turns(register), _turns(register))
        if first <= last
    ]
)
syncs = several(sync_spans, 6)


@st.composite
def measures(draw: st.DrawFn, code: str, asked: st.SearchStrategy[Condition]) -> Measure:
    """Return a measure without parts."""
    return measure(
        code,
        draw(asked),
        draw(st.none() | asked),
        effective_from=draw(rare_days),
        superseded_on=draw(rare_days),
    )


@st.composite
def items(draw: st.DrawFn, code: str, asked: st.SearchStrategy[Condition]) -> Measure:
    """Return a measure with its parts; with some, it may have no requirement of its own."""
    item = draw(measures(code, asked))
    codes = [f"{code}.{number}" for number in range(draw(st.integers(0, 2)))]
    parts = tuple([draw(measures(each, asked)) for each in codes])
    rests_on_parts = draw(st.booleans())
    if parts and rests_on_parts:
        return replace(item, requires=None, excludes=None, parts=parts)
    return replace(item, parts=parts)


@st.composite
def policies(draw: st.DrawFn, code: str) -> Policy:
    """Return a policy of one to three measures, in force or not on the day asked."""
    numbers = range(draw(st.integers(1, 3)))
    return policy(
        *(draw(items(f"{code}/{number}", conditions)) for number in numbers),
        code=code,
        issued_on=draw(st.sampled_from((*PERHAPS_DAYS, *[day(-40)] * 14))),
        effective_from=draw(rare_days),
        effective_to=draw(rare_days),
    )
