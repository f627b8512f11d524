"""Walks and folds over condition trees, each against the definition of what it returns."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Family,
    InRegion,
    LinkedTo,
    NotOf,
    Noun,
    OnList,
    Operator,
    RatingIs,
    children,
    leaves_of,
)
from credit_graph.domain.conditions.tree import (
    bounds,
    codes_of,
    combine,
    conjuncts_of,
    families_of,
    signed_leaves,
    uncited,
)
from credit_graph.domain.facts.record import LinkDirection
from credit_graph.domain.truth import Truth
from support import eligibility_cases as cases
from support.small_world import OTHER_WORDS, WORDS

HERE = InRegion("111", WORDS)
WHITE = OnList("white", WORDS)
BLACK = OnList("black", WORDS)
AEO = RatingIs("customs", ("A",), WORDS)
LINK = LinkedTo(LinkDirection.EITHER, AllOf((HERE, AEO)), WORDS)

often = settings(max_examples=300, deadline=None, derandomize=True, database=None)


def test_children_are_members_and_what_a_link_asks_of_partners() -> None:
    assert children(AllOf((HERE, WHITE))) == (HERE, WHITE)
    assert children(AnyOf((LINK,))) == (LINK,)
    assert children(NotOf(WHITE)) == (WHITE,)
    assert children(LINK) == (AllOf((HERE, AEO)),)
    assert children(AEO) == ()


def test_leaves_come_in_written_order_and_those_of_partners_are_none_of_them() -> None:
    tree = AllOf((WHITE, NotOf(AnyOf((LINK, NotOf(BLACK)))), WHITE))
    assert list(leaves_of(tree)) == [WHITE, LINK, BLACK, WHITE]
    assert list(signed_leaves(tree)) == [
        (WHITE, False),
        (LINK, True),
        (BLACK, False),
        (WHITE, False),
    ]


def test_conjuncts_are_reached_through_all_alone() -> None:
    tree = AllOf((HERE, AllOf((WHITE,)), AnyOf((BLACK, AEO)), NotOf(BLACK)))
    assert list(conjuncts_of(tree)) == [HERE, WHITE]
    assert list(conjuncts_of(AnyOf((HERE,)))) == []


def test_families_and_codes_are_those_of_the_leaves() -> None:
    tree = AnyOf((NotOf(WHITE), LINK))
    assert families_of(tree) == {
        Family.ENTRIES,
        Family.REGISTRATION,
        Family.PARTNERS,
        Family.STATEMENTS,
    }
    assert codes_of(tree, Noun.LIST, Noun.SCHEME) == {"white"}
    assert codes_of(AEO, Noun.SCHEME) == {"customs"}


@often
@given(condition=cases.conditions)
def test_what_is_asked_is_the_same_wherever_it_is_stated(condition: Condition) -> None:
    asked = uncited(condition)
    assert set(_citations(asked)) <= {Citation("", "", "")}
    assert uncited(_stated_elsewhere(condition)) == asked


@often
@given(
    condition=cases.trees(st.sampled_from([HERE, WHITE, BLACK]), 2),
    values=st.tuples(*[st.sets(st.sampled_from(Truth), min_size=1) for _ in range(3)]),
)
def test_bounds_hold_every_value_that_can_be_reached(
    condition: Condition, values: tuple[set[Truth], ...]
) -> None:
    leaves: tuple[Operator, ...] = (HERE, WHITE, BLACK)
    low, high = bounds(condition, dict(zip(leaves, values, strict=True)).__getitem__)
    for chosen in product(*values):
        found = combine(condition, dict(zip(leaves, chosen, strict=True)).__getitem__)
        # Denied, two middle values keep their order: the bound may be one step too low there.
        assert low <= found or {low, found} == {Truth.UNKNOWN, Truth.JUDGEMENT}
        assert found <= high or {high, found} == {Truth.UNKNOWN, Truth.JUDGEMENT}


def _citations(condition: Condition) -> list[Citation]:
    own = [condition.citation] if isinstance(condition, Operator) else []
    return own + [each for child in children(condition) for each in _citations(child)]


def _stated_elsewhere(condition: Condition) -> Condition:
    """Return the condition with other citations, by hand."""
    match condition:
        case AllOf(members):
            return AllOf(tuple(map(_stated_elsewhere, members)))
        case AnyOf(members):
            return AnyOf(tuple(map(_stated_elsewhere, members)))
        case NotOf(member):
            return NotOf(_stated_elsewhere(member))
        case LinkedTo(direction, to):
            return LinkedTo(direction, _stated_elsewhere(to), OTHER_WORDS)
        case OnList(code):
            return OnList(code, OTHER_WORDS)
        case _:
            return condition
