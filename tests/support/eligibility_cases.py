"""Generated conditions, facts, syncs and policies over the small vocabulary.

Days cluster round the day asked and round the ends of freshness, where rules change.
"""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from credit_graph.domain.citation import Citation
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
    LinkDirection,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Severity,
    Stated,
)
from credit_graph.domain.facts import (
    CommitmentFact,
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Partner,
    RatingFact,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.domain.interval import Interval
from credit_graph.domain.policy import Measure, Policy
from support.small_world import ORIGIN, OTHER_WORDS, VOCABULARY, WORDS, day, measure, policy

T = TypeVar("T")

OFFSETS = (-36, -32, -31, -30, -11, -10, -6, -5, -4, -1, 0, 1, 2, 9)

days: st.SearchStrategy[date] = st.sampled_from(OFFSETS).map(day)
perhaps_days = st.none() | days
citations: st.SearchStrategy[Citation] = st.sampled_from([WORDS, WORDS, WORDS, OTHER_WORDS])
regions = st.sampled_from(tuple(VOCABULARY.regions))
zones = st.sampled_from(tuple(VOCABULARY.zones))
kinds = st.sampled_from(tuple(VOCABULARY.kinds))
lists = st.sampled_from(tuple(VOCABULARY.lists))
values = st.sampled_from(["true", "false"])


def some(codes: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return one or two different codes."""
    return st.lists(codes, min_size=1, max_size=2, unique=True).map(tuple)


def rating_leaf(scheme: str) -> st.SearchStrategy[RatingIs]:
    """Return a condition on a scheme: at least a level, or any of some levels."""
    codes = [level.code for level in VOCABULARY.schemes[scheme].levels]
    at_least = st.sampled_from(codes).map(VOCABULARY.schemes[scheme].at_least)
    return st.builds(RatingIs, st.just(scheme), at_least | some(st.sampled_from(codes)), citations)


rating_leaves = st.sampled_from(tuple(VOCABULARY.schemes)).flatmap(rating_leaf)
list_leaves = st.builds(OnList, lists, citations)
region_leaves = st.builds(InRegion, regions, citations)
zone_leaves = st.builds(InZone, some(zones), citations)
kind_leaves = st.builds(OfKind, some(kinds), citations)
statement_leaves = st.builds(
    Stated, st.sampled_from(tuple(VOCABULARY.statements)), values, citations
)
commitment_leaves = st.builds(
    HasCommitment,
    st.none() | st.sampled_from(tuple(VOCABULARY.commitments)),
    st.sampled_from(CommitmentState),
    citations,
)
violation_leaves = st.builds(
    HasViolation,
    st.none() | st.sampled_from([4, 5, 30]),
    st.none() | st.sampled_from(Severity),
    st.none() | st.booleans(),
    citations,
)
judgements = st.builds(Judgement, st.just("符合条件的"), citations)
flat_leaves = st.one_of(
    rating_leaves,
    list_leaves,
    region_leaves,
    zone_leaves,
    kind_leaves,
    statement_leaves,
    commitment_leaves,
    violation_leaves,
    judgements,
)


def trees(leaves: st.SearchStrategy[Condition], depth: int) -> st.SearchStrategy[Condition]:
    """Return conditions whose groups are nested at most so deep."""
    if depth == 0:
        return leaves
    deeper = trees(leaves, depth - 1)
    members = st.lists(deeper, min_size=1, max_size=3).map(tuple)
    return leaves | st.builds(AllOf, members) | st.builds(AnyOf, members) | st.builds(NotOf, deeper)


def link_leaves(to: st.SearchStrategy[Condition]) -> st.SearchStrategy[LinkedTo]:
    """Return conditions on direct suppliers and customers."""
    return st.builds(LinkedTo, st.sampled_from(LinkDirection), to, citations)


any_leaves = flat_leaves | link_leaves(trees(flat_leaves | link_leaves(flat_leaves), 1))
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


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Return days from one to a later one, or open-ended."""
    start, end = draw(days), draw(perhaps_days)
    return Interval(start, None if end is None or end <= start else end)


@st.composite
def ratings(draw: st.DrawFn) -> RatingFact:
    """Return an award on one of the schemes."""
    scheme = draw(st.sampled_from(tuple(VOCABULARY.schemes.values())))
    level = draw(st.sampled_from(scheme.levels))
    return RatingFact(scheme.code, level.code, draw(intervals()), ORIGIN)


entries = st.builds(EntryFact, lists, intervals(), st.just(ORIGIN))
statements = st.builds(
    StatementFact,
    st.sampled_from(tuple(VOCABULARY.statements)),
    values,
    intervals(),
    st.just(ORIGIN),
)
commitments = st.builds(
    CommitmentFact,
    st.sampled_from(tuple(VOCABULARY.commitments)),
    st.none(),
    days,
    perhaps_days,
    perhaps_days,
    st.just(ORIGIN),
)
violations = st.builds(
    ViolationFact,
    st.just("tax_breach"),
    st.sampled_from(Severity),
    days,
    perhaps_days,
    st.none(),
    st.just(ORIGIN),
)
partners = st.builds(
    Partner,
    st.just("91310115MA1FAKE01Y"),
    st.just("虚构供应商"),
    regions,
    st.sampled_from([LinkDirection.SUPPLIER, LinkDirection.CUSTOMER]),
    intervals(),
    st.just(ORIGIN),
    st.lists(ratings(), max_size=2).map(tuple),
    st.lists(entries, max_size=2).map(tuple),
)
enterprises = st.builds(
    Enterprise,
    st.just("91310115MA1FAKE00X"),
    st.just("虚构有限公司"),
    regions,
    st.none() | zones,
    st.just(()) | some(kinds),
)


def several(each: st.SearchStrategy[T], most: int) -> st.SearchStrategy[tuple[T, ...]]:
    """Return none to `most` of them."""
    return st.lists(each, max_size=most).map(tuple)


enterprise_facts = st.builds(
    EnterpriseFacts,
    enterprises,
    several(ratings(), 4),
    several(entries, 4),
    several(statements, 3),
    several(commitments, 2),
    several(violations, 2),
    several(partners, 2),
    st.booleans(),
)


@st.composite
def sync_spans(draw: st.DrawFn) -> Sync:
    """Return the first and last sync of a register for a region."""
    register = draw(st.sampled_from((*VOCABULARY.schemes, *VOCABULARY.lists)))
    first, last = sorted((draw(days), draw(days)))
    return Sync(register, draw(regions), first, last)


syncs = several(sync_spans(), 6)


@st.composite
def measures(draw: st.DrawFn, code: str, asked: st.SearchStrategy[Condition]) -> Measure:
    """Return a measure without parts."""
    return measure(
        code,
        draw(asked),
        draw(st.none() | asked),
        effective_from=draw(st.none() | st.none() | days),
        superseded_on=draw(st.none() | st.none() | days),
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
        issued_on=draw(st.just(day(-40)) | perhaps_days),
        effective_from=draw(st.none() | perhaps_days),
        effective_to=draw(st.none() | perhaps_days),
    )
