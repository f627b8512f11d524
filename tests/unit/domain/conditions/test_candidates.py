"""Candidates leave out nobody who has a wanted value, and are as few as indexes can tell."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    HasCommitment,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.conditions import CommitmentState as State
from credit_graph.domain.conditions.candidates import (
    EVERYONE,
    NOBODY,
    Candidates,
    Declared,
    Listed,
    PartnerRated,
    Places,
    Rated,
    candidates,
    narrowed,
    widened,
)
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, LinkDirection, Sync
from credit_graph.domain.policy import Policy
from credit_graph.domain.truth import Truth, negate
from support import eligibility_cases as cases
from support.candidate_reading import is_among
from support.small_world import TODAY, VOCABULARY, WORDS, rulebook

often = settings(max_examples=600, deadline=None, derandomize=True, database=None)

EVERY_WISH = [
    frozenset(chosen) for size in range(len(Truth) + 1) for chosen in combinations(Truth, size)
]
YES = frozenset({Truth.MET})
OPEN = frozenset({Truth.MET, Truth.JUDGEMENT})
UNKNOWN = frozenset({Truth.UNKNOWN})
NO = frozenset({Truth.NOT_MET})

ADVANCED = RatingIs("customs", ("A",), WORDS)
GENERAL = RatingIs("customs", ("G",), WORDS)
BLACK = OnList("black", WORDS)
HERE = InRegion("11", WORDS)
WISH = Stated("wants_aeo", "true", WORDS)
OPINION = Judgement("符合条件的", WORDS)
PLACES = Places(frozenset({"11", "111", "112"}))


def found(condition: Condition, wanted: frozenset[Truth]) -> Candidates:
    return candidates(condition, wanted, VOCABULARY)


def of(*sources: Rated | Listed | Declared | PartnerRated) -> Candidates:
    return Candidates(sources=frozenset(sources))


@often
@given(condition=cases.conditions, facts=cases.enterprise_facts, syncs=cases.syncs)
def test_whoever_has_a_wanted_value_is_among_the_candidates(
    condition: Condition, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    case = Case(facts, TODAY, VOCABULARY, Coverage(syncs, VOCABULARY))
    value = Evaluation(case).value(condition)
    for wanted in EVERY_WISH:
        assert value not in wanted or is_among(found(condition, wanted), facts, TODAY), wanted


@often
@given(policy=cases.policies("p"), facts=cases.enterprise_facts, syncs=cases.syncs)
def test_the_goal_of_a_measure_has_the_value_of_its_verdict(
    policy: Policy, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    engine, coverage = RuleEngine(rulebook(policy)), Coverage(syncs, VOCABULARY)
    for measure in engine.rulebook.measures.values():
        decision = engine.decide(measure, facts, coverage, TODAY)
        goal = engine.goal(measure, TODAY)
        evaluation = Evaluation(Case(facts, TODAY, VOCABULARY, coverage))
        verdict = None if goal is None else Verdict(evaluation.value(goal))
        assert verdict is (None if decision is None else decision.verdict)


@often
@given(
    first=st.tuples(cases.conditions, st.sampled_from(EVERY_WISH)),
    second=st.tuples(cases.conditions, st.sampled_from(EVERY_WISH)),
    facts=cases.enterprise_facts,
)
def test_narrowing_keeps_those_in_both_and_widening_those_in_either(
    first: tuple[Condition, frozenset[Truth]],
    second: tuple[Condition, frozenset[Truth]],
    facts: EnterpriseFacts,
) -> None:
    one, other = found(*first), found(*second)
    in_one, in_other = is_among(one, facts, TODAY), is_among(other, facts, TODAY)
    assert is_among(narrowed(one, other), facts, TODAY) >= (in_one and in_other)
    assert is_among(widened(one, other), facts, TODAY) >= (in_one or in_other)


@pytest.mark.parametrize(
    ("condition", "wanted", "expected"),
    [
        (ADVANCED, YES, of(Rated("customs", "A"))),
        (ADVANCED, NO, EVERYONE),
        (BLACK, YES, of(Listed("black"))),
        (WISH, YES, of(Declared("wants_aeo", "true"))),
        (HERE, OPEN, Candidates(places=PLACES)),
        (HERE, NO, EVERYONE),
        (HERE, UNKNOWN, Candidates(places=Places(frozenset({"1"})))),
        (InZone(("quay",), WORDS), YES, Candidates(places=Places(zones=frozenset({"quay"})))),
        (OPINION, YES, NOBODY),
        (OPINION, OPEN, EVERYONE),
        (OfKind(("maker",), WORDS), YES, EVERYONE),
        (HasCommitment(None, State.MADE, WORDS), frozenset({Truth.JUDGEMENT}), NOBODY),
        # Known for certain elsewhere: only where the register is kept can it be unknown.
        (
            RatingIs("port", ("A",), WORDS),
            UNKNOWN,
            Candidates(places=Places(PLACES.regions | {"1"})),
        ),
    ],
)
def test_a_leaf_says_where_to_look(
    condition: Condition, wanted: frozenset[Truth], expected: Candidates
) -> None:
    assert found(condition, wanted) == expected


def test_all_of_a_group_looks_up_what_names_the_fewest_and_checks_the_next() -> None:
    assert found(AllOf((HERE, WISH, BLACK, ADVANCED)), YES) == Candidates(
        sources=frozenset({Listed("black")}),
        places=PLACES,
        also=frozenset({Rated("customs", "A")}),
    )


def test_any_of_a_group_looks_up_each() -> None:
    assert found(AnyOf((ADVANCED, GENERAL, BLACK)), YES) == of(
        Rated("customs", "A"), Rated("customs", "G"), Listed("black")
    )


def test_one_of_a_group_that_nothing_finds_makes_it_everyone() -> None:
    assert found(AnyOf((ADVANCED, OPINION)), OPEN) == EVERYONE


def test_two_places_share_their_regions() -> None:
    part = AllOf((HERE, InRegion("111", WORDS)))
    assert found(part, YES) == Candidates(places=Places(frozenset({"111"})))


def test_two_sets_of_zones_share_the_zones_in_both() -> None:
    either, quay = InZone(("quay", "field"), WORDS), InZone(("quay",), WORDS)
    expected = Candidates(places=Places(zones=frozenset({"quay"})))
    assert found(AllOf((either, quay)), YES) == expected


@pytest.mark.parametrize(("group", "value"), [(AllOf(()), Truth.MET), (AnyOf(()), Truth.NOT_MET)])
def test_a_group_without_members_has_its_value_of_everyone(group: Condition, value: Truth) -> None:
    # The least of no values is the greatest there is, and the greatest of none the least.
    assert found(group, frozenset({value})) == EVERYONE
    assert found(NotOf(group), frozenset({negate(value)})) == EVERYONE


def test_a_group_without_members_asks_nothing_more_of_those_found() -> None:
    assert found(AllOf((ADVANCED, AllOf(()))), YES) == of(Rated("customs", "A"))
    assert found(AllOf((ADVANCED, NotOf(AnyOf(())))), YES) == of(Rated("customs", "A"))


def test_a_denied_group_is_read_the_other_way_round() -> None:
    assert found(NotOf(AnyOf((NotOf(ADVANCED), NotOf(BLACK)))), YES) == found(
        AllOf((ADVANCED, BLACK)), YES
    )


def test_a_link_is_found_from_the_partner() -> None:
    link = LinkedTo(LinkDirection.SUPPLIER, AllOf((HERE, ADVANCED)), WORDS)
    rated = PartnerRated(LinkDirection.SUPPLIER, Rated("customs", "A"), PLACES.regions)
    assert found(link, YES) == of(rated)
    assert found(AllOf((link, BLACK)), YES) == of(Listed("black"))
    assert found(AllOf((link, HERE)), OPEN) == Candidates(frozenset({rated}), PLACES)


@pytest.mark.parametrize(
    ("partner", "expected"),
    [(BLACK, EVERYONE), (HERE, EVERYONE), (AllOf((OPINION, ADVANCED)), NOBODY)],
)
def test_a_link_that_no_rating_finds_is_anyones_or_nobodys(
    partner: Condition, expected: Candidates
) -> None:
    assert found(LinkedTo(LinkDirection.EITHER, partner, WORDS), YES) == expected


def test_who_may_be_unknown_by_a_link_is_everyone() -> None:
    assert found(LinkedTo(LinkDirection.EITHER, ADVANCED, WORDS), UNKNOWN) == EVERYONE


def test_nothing_wanted_is_nobody_and_everything_is_everyone() -> None:
    assert found(ADVANCED, frozenset()) == NOBODY
    assert found(ADVANCED, frozenset(Truth)) == EVERYONE
    assert NOBODY.are_none
    assert not EVERYONE.are_none
    assert found(InRegion("1", WORDS), UNKNOWN).are_none  # nothing holds it
