"""Partners that are left out of account change nobody's being eligible."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from credit_graph.domain.conditions import (
    LINKS_COMPLETE,
    AllOf,
    AnyOf,
    Condition,
    InRegion,
    LinkedTo,
    NotOf,
    OnList,
    RatingIs,
)
from credit_graph.domain.conditions.candidates import Rated
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.partner_ratings import OPEN, partner_ratings
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    EnterpriseFacts,
    LinkDirection,
    Origin,
    Partner,
    StatementFact,
    Sync,
)
from credit_graph.domain.truth import Truth
from support import eligibility_cases as cases
from support.small_world import TODAY, VOCABULARY, WORDS

ADVANCED = RatingIs("customs", ("A",), WORDS)
GENERAL = RatingIs("customs", ("G",), WORDS)
HERE = InRegion("11", WORDS)
BLACK = OnList("black", WORDS)


def linked(to: Condition) -> LinkedTo:
    return LinkedTo(LinkDirection.EITHER, to, WORDS)


def needed(condition: Condition) -> frozenset[Rated] | None:
    return partner_ratings(condition, VOCABULARY)


def value(condition: Condition, facts: EnterpriseFacts, syncs: tuple[Sync, ...]) -> Truth:
    case = Case(facts, TODAY, VOCABULARY, Coverage(syncs, VOCABULARY))
    return Evaluation(case).value(condition)


def holds_one(partner: Partner, ratings: frozenset[Rated]) -> bool:
    return any(
        Rated(each.scheme, each.level) in ratings and TODAY in each.interval
        for each in partner.ratings
    )


ASKED_OF_A_PARTNER = (ADVANCED, GENERAL, AllOf((HERE, ADVANCED)), NotOf(GENERAL), HERE)
COMPLETE = StatementFact(LINKS_COMPLETE, "true", Interval(date(2000, 1, 1)), Origin("complete"))
LINKS = cases.link_leaves(st.sampled_from(ASKED_OF_A_PARTNER))


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(
    condition=cases.trees(LINKS, 2) | cases.conditions,
    facts=cases.enterprise_facts,
    syncs=cases.syncs,
)
def test_without_partners_that_hold_none_the_same_enterprises_qualify_with_the_same_value(
    condition: Condition, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    ratings = needed(condition)
    if ratings is None:
        return
    # Were links not declared complete, none that is missing would say no.
    facts = replace(facts, statements=(*facts.statements, COMPLETE))
    few = replace(facts, partners=tuple(p for p in facts.partners if holds_one(p, ratings)))
    whole, part = value(condition, facts, syncs), value(condition, few, syncs)
    assert whole == part or not {whole, part} & OPEN


def test_a_partner_needs_the_rating_that_is_asked_of_it_whatever_else_is() -> None:
    asked = AllOf((HERE, linked(AllOf((HERE, ADVANCED, NotOf(BLACK))))))
    assert needed(asked) == frozenset({Rated("customs", "A")})


def test_of_two_links_partners_with_either_rating_matter() -> None:
    asked = AnyOf((linked(ADVANCED), linked(GENERAL)))
    assert needed(asked) == frozenset({Rated("customs", "A"), Rated("customs", "G")})


def test_anyone_may_matter_where_no_rating_is_asked_or_the_link_is_denied() -> None:
    assert needed(linked(HERE)) is None
    assert needed(linked(AnyOf((ADVANCED, BLACK)))) is None
    assert needed(AllOf((HERE, NotOf(linked(ADVANCED))))) is None


def test_a_link_that_is_denied_twice_is_one() -> None:
    assert needed(NotOf(NotOf(linked(ADVANCED)))) == frozenset({Rated("customs", "A")})


def test_who_is_asked_for_no_link_needs_no_partners() -> None:
    assert needed(AllOf((HERE, ADVANCED))) == frozenset()
