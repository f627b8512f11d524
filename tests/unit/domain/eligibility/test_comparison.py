"""What was gained, lost and changed between two reports on one enterprise."""

from dataclasses import replace
from datetime import date

from credit_graph.domain.conditions import InRegion, Judgement, OnList, RatingIs
from credit_graph.domain.eligibility.comparison import Comparison, DecisionChange, compare
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EnterpriseFacts, Registration
from credit_graph.domain.facts.registration import REGISTERED
from credit_graph.domain.policy import Measure
from credit_graph.domain.truth import Truth
from support.small_world import (
    ORIGIN,
    VOCABULARY,
    WORDS,
    day,
    known,
    listed,
    measure,
    policy,
    rated,
    rulebook,
    synced,
)

HERE = InRegion("111", WORDS)
ADVANCED = RatingIs("customs", ("A",), WORDS)
BLACK = OnList("black", WORDS)
ASKED = Judgement("符合条件的", WORDS)
FROM_TODAY = Interval(day(0))


def between(facts: EnterpriseFacts, *measures: Measure) -> Comparison:
    """Compare yesterday with today."""
    engine = RuleEngine(rulebook(policy(*measures)))
    coverage = Coverage([synced("black", "1", -5, 0)], VOCABULARY)
    return compare(engine.report(facts, coverage, day(-1)), engine.report(facts, coverage, day(0)))


def registered(
    facts: EnterpriseFacts, valid_from: date | None, valid_to: date | None = None
) -> EnterpriseFacts:
    """Return the facts of an enterprise that is registered on these days only."""
    only = Registration(facts.enterprise, valid_from, valid_to, ORIGIN)
    return replace(facts, registrations=(only,))


def codes(moves: tuple[DecisionChange, ...]) -> list[str]:
    return [move.measure.code for move in moves]


def test_a_measure_that_opens_is_gained_through_the_fact_that_opened_it() -> None:
    facts = known("111", None, (), rated("customs", "A", FROM_TODAY))
    found = between(facts, measure("p/1", ADVANCED), measure("p/2", HERE))
    assert (codes(found.gained), found.lost, found.changed) == (["p/1"], (), ())
    (cause,) = found.gained[0].causes
    assert (cause.leaf, cause.outcome) == (ADVANCED, Truth.MET)


def test_a_measure_that_closes_is_lost_through_the_fact_that_closed_it() -> None:
    facts = known("111", None, (), listed("black", FROM_TODAY))
    found = between(facts, measure("p/1", HERE, BLACK))
    assert (found.gained, codes(found.lost), found.changed) == ((), ["p/1"], ())
    assert [cause.leaf for cause in found.lost[0].causes] == [BLACK]


def test_moves_that_neither_open_nor_close_are_changes() -> None:
    facts = known("111", None, (), rated("customs", "G", FROM_TODAY))
    found = between(facts, measure("p/1", ADVANCED))
    assert (found.gained, found.lost, codes(found.changed)) == ((), (), ["p/1"])


def test_a_verdict_that_moves_between_conditional_and_eligible_stays_open() -> None:
    better = measure("p/1", None, parts=(measure("p/1.a", ASKED), measure("p/1.b", ADVANCED)))
    facts = known("111", None, (), rated("customs", "A", FROM_TODAY))
    found = between(facts, better)
    assert (codes(found.gained), codes(found.changed)) == (["p/1.b"], ["p/1"])


def test_the_causes_of_an_item_are_those_of_its_parts() -> None:
    item = measure("p/1", None, parts=(measure("p/1.a", ADVANCED),))
    facts = known("111", None, (), rated("customs", "A", FROM_TODAY))
    found = between(facts, item)
    assert [len(move.causes) for move in found.gained] == [1, 1]


def test_a_measure_that_comes_into_force_is_gained_without_a_fact() -> None:
    found = between(known(), measure("p/1", HERE, effective_from=day(0)))
    (move,) = found.gained
    assert (move.before, move.after is not None, move.causes) == (None, True, ())


def test_a_measure_that_goes_out_of_force_is_lost_without_a_fact() -> None:
    found = between(known(), measure("p/1", HERE, superseded_on=day(0)))
    (move,) = found.lost
    assert (move.before is not None, move.after, move.causes) == (True, None, ())


def test_what_stays_as_it_was_is_left_out() -> None:
    found = between(known(), measure("p/1", HERE), measure("p/2", ADVANCED))
    assert (found.gained, found.lost, found.changed) == ((), (), ())


def test_a_registration_that_begins_is_the_cause_of_what_it_opens_as_found_before() -> None:
    facts = registered(known("111", None, (), rated("customs", "A")), day(0))
    (move,) = between(facts, measure("p/1", ADVANCED)).gained
    assert [(cause.leaf, cause.outcome) for cause in move.causes] == [(REGISTERED, Truth.UNKNOWN)]


def test_a_registration_that_ends_is_the_cause_of_what_it_closes_as_found_after() -> None:
    facts = registered(known("111", None, (), rated("customs", "A")), day(-9), day(0))
    (move,) = between(facts, measure("p/1", ADVANCED)).lost
    assert [(cause.leaf, cause.outcome) for cause in move.causes] == [(REGISTERED, Truth.NOT_MET)]


def test_a_registration_comes_before_the_other_causes_of_the_same_move() -> None:
    facts = registered(known("111", None, (), rated("customs", "A", FROM_TODAY)), day(0))
    (move,) = between(facts, measure("p/1", ADVANCED)).gained
    assert [cause.leaf for cause in move.causes] == [REGISTERED, ADVANCED]
