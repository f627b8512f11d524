"""Examples for each rule of the page on eligibility: verdicts, validity, parts, explanation."""

from dataclasses import replace
from datetime import date

import pytest

from credit_graph.domain.conditions import AllOf, InRegion, Judgement, OnList, RatingIs, Stated
from credit_graph.domain.eligibility.report import Decision, Report, Side
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EnterpriseFacts, Sync
from credit_graph.domain.facts.registration import REGISTERED
from credit_graph.domain.policy import Beneficiary, Measure, Policy
from credit_graph.domain.truth import Truth
from support.small_world import (
    TODAY,
    VOCABULARY,
    WORDS,
    broken,
    day,
    decide,
    known,
    listed,
    measure,
    policy,
    rated,
    rulebook,
    synced,
)

HERE = InRegion("111", WORDS)
ELSEWHERE = InRegion("12", WORDS)
ADVANCED = RatingIs("customs", ("A",), WORDS)
BLACK = OnList("black", WORDS)
ASKED = Judgement("符合条件的", WORDS)
WISH = Stated("wants_aeo", "true", WORDS)
AEO = rated("customs", "A")
CLEAN = synced("black", "1", 0, 0)


def report(facts: EnterpriseFacts, *policies: Policy, on: date = TODAY) -> Report:
    return RuleEngine(rulebook(*policies)).report(facts, Coverage((), VOCABULARY), on)


def verdicts(*policies: Policy, on: date = TODAY) -> dict[str, str]:
    found = report(known(), *policies, on=on)
    return {each.measure.code: each.verdict.name for each in found.walk()}


@pytest.mark.parametrize(
    ("facts", "syncs", "expected"),
    [
        (known("111", None, (), AEO), [CLEAN], "ELIGIBLE"),
        (known("111", None, (), AEO), [], "UNKNOWN"),
        (known("111", None, (), AEO, listed("black")), [], "NOT_ELIGIBLE"),
        (known("121", None, (), AEO), [CLEAN], "NOT_ELIGIBLE"),
        (known(), [CLEAN], "UNKNOWN"),
        (known(), [CLEAN, synced("customs", "1", 0, 0)], "NOT_ELIGIBLE"),
        (known("111", None, (), listed("black")), [], "NOT_ELIGIBLE"),
    ],
)
def test_a_measure_is_refused_unknown_or_granted_by_requirements_and_exclusions(
    facts: EnterpriseFacts, syncs: list[Sync], expected: str
) -> None:
    decision = decide(AllOf((HERE, ADVANCED)), facts, *syncs, excludes=BLACK)
    assert decision.verdict.name == expected


def test_a_judgement_that_remains_makes_the_verdict_conditional_and_is_quoted() -> None:
    decision = decide(AllOf((HERE, ASKED)), known())
    assert decision.verdict.name == "CONDITIONAL"
    assert "符合条件的" in str(decision.reasons[1].text)


def test_what_is_unknown_weighs_more_than_a_judgement() -> None:
    assert decide(AllOf((WISH, ASKED)), known()).verdict.name == "UNKNOWN"


def test_a_judgement_among_the_exclusions_makes_the_verdict_conditional() -> None:
    assert decide(HERE, known(), excludes=ASKED).verdict.name == "CONDITIONAL"


def test_a_measure_that_ends_with_the_rating_is_granted_only_while_it_lasts() -> None:
    aeo = rated("customs", "A", Interval(day(-5), day(5)))
    facts = known("111", None, (), aeo)
    found = [decide(ADVANCED, facts, on=day(offset)).verdict.name for offset in (-6, -5, 4, 5)]
    assert found == ["UNKNOWN", "ELIGIBLE", "ELIGIBLE", "UNKNOWN"]


def test_a_repaired_entry_excludes_no_more_from_its_day_on() -> None:
    facts = known("111", None, (), listed("black", Interval(day(-9), day(0))))
    before = decide(HERE, facts, CLEAN, excludes=BLACK, on=day(-1))
    after = decide(HERE, facts, CLEAN, excludes=BLACK, on=day(0))
    assert (before.verdict.name, after.verdict.name) == ("NOT_ELIGIBLE", "ELIGIBLE")


def test_an_open_violation_excludes_nothing_and_is_a_warning() -> None:
    found = report(
        known(
            "111", None, (), broken(0), broken(-9, repaired=0), broken(1), broken(-9, repaired=1)
        ),
        policy(measure("p/1", HERE)),
    )
    assert [each.verdict.name for each in found.decisions] == ["ELIGIBLE"]
    assert [each.found_on for each in found.warnings] == [day(0), day(-9)]


def test_a_decision_names_who_gains_and_who_grants() -> None:
    asked = replace(measure("p/1", HERE), beneficiary=Beneficiary.SHIP)
    (decision,) = report(known(), policy(asked)).decisions
    assert decision.beneficiary is Beneficiary.SHIP
    assert decision.duties == asked.duties


def test_every_condition_looked_at_is_a_reason_on_its_side_in_written_order() -> None:
    decision = decide(AllOf((HERE, ADVANCED, HERE)), known(), excludes=BLACK)
    found = [(each.side, each.leaf, each.outcome) for each in decision.reasons]
    assert found == [
        (Side.REQUIREMENT, HERE, Truth.MET),
        (Side.REQUIREMENT, ADVANCED, Truth.UNKNOWN),
        (Side.EXCLUSION, BLACK, Truth.UNKNOWN),
    ]


def test_measures_that_share_a_condition_each_give_it_as_a_reason_in_their_own_order() -> None:
    first, second = report(
        known("111", None, (), AEO),
        policy(measure("p/1", ADVANCED), measure("p/2", AllOf((HERE, ADVANCED, ELSEWHERE)))),
    ).decisions
    assert [(each.leaf, each.outcome) for each in first.reasons] == [(ADVANCED, Truth.MET)]
    assert [(each.leaf, each.outcome) for each in second.reasons] == [
        (HERE, Truth.MET),
        (ADVANCED, Truth.MET),
        (ELSEWHERE, Truth.NOT_MET),
    ]


def test_what_one_measure_requires_and_others_exclude_is_a_reason_on_the_side_of_each() -> None:
    asking = measure("p/1", BLACK)
    refusing = measure("p/2", HERE, BLACK), measure("p/3", ADVANCED, BLACK)
    decisions = report(known(), policy(asking, *refusing)).decisions
    found = [[(each.side, each.leaf) for each in decision.reasons] for decision in decisions]
    assert found == [
        [(Side.REQUIREMENT, BLACK)],
        [(Side.REQUIREMENT, HERE), (Side.EXCLUSION, BLACK)],
        [(Side.REQUIREMENT, ADVANCED), (Side.EXCLUSION, BLACK)],
    ]


def test_a_reason_carries_the_words_and_place_of_its_rule_and_its_evidence() -> None:
    (reason,) = decide(ADVANCED, known("111", None, (), AEO)).reasons
    assert reason.citation == WORDS
    assert [each.fact for each in reason.evidence] == [AEO.origin]


def test_a_report_holds_the_measures_in_the_documents_order_with_its_version() -> None:
    later = policy(measure("q/1", HERE), code="q")
    found = report(known(), later, policy(measure("p/2", HERE), measure("p/1", ELSEWHERE)))
    assert [each.measure.code for each in found.walk()] == ["q/1", "p/2", "p/1"]
    assert (found.as_of, found.rules_version) == (TODAY, "0123456789abcdef")


def test_a_report_counts_the_verdicts_of_items_without_their_parts() -> None:
    item = measure("p/1", None, parts=(measure("p/1.a", HERE), measure("p/1.b", ELSEWHERE)))
    counts = report(known(), policy(item, measure("p/2", ASKED))).counts()
    assert {verdict.name: count for verdict, count in counts.items()} == {
        "ELIGIBLE": 1,
        "CONDITIONAL": 1,
    }


def test_a_policy_is_in_force_from_its_day_until_before_its_last() -> None:
    bounded = policy(measure("p/1", HERE), effective_from=day(-1), effective_to=day(1))
    found = [bool(verdicts(bounded, on=day(offset))) for offset in (-2, -1, 0, 1)]
    assert found == [False, True, True, False]


def test_a_policy_without_a_day_of_effect_is_in_force_from_its_issue() -> None:
    issued = policy(measure("p/1", HERE), issued_on=day(0))
    assert [bool(verdicts(issued, on=day(offset))) for offset in (-1, 0)] == [False, True]


def test_a_day_of_effect_prevails_over_the_day_of_issue() -> None:
    later = policy(measure("p/1", HERE), issued_on=day(-9), effective_from=day(1))
    assert verdicts(later) == {}


def test_a_policy_without_any_day_is_not_in_force() -> None:
    assert verdicts(policy(measure("p/1", HERE), issued_on=None)) == {}


def test_a_measure_is_in_the_report_from_its_own_day_until_it_is_superseded() -> None:
    bounded = policy(measure("p/1", HERE, effective_from=day(-1), superseded_on=day(1)))
    found = [bool(verdicts(bounded, on=day(offset))) for offset in (-2, -1, 0, 1)]
    assert found == [False, True, True, False]


def test_an_item_has_the_best_verdict_of_its_own_and_its_parts() -> None:
    parts = (measure("p/1.a", ELSEWHERE), measure("p/1.b", ASKED))
    assert verdicts(policy(measure("p/1", ELSEWHERE, parts=parts))) == {
        "p/1": "CONDITIONAL",
        "p/1.a": "NOT_ELIGIBLE",
        "p/1.b": "CONDITIONAL",
    }
    assert verdicts(policy(measure("p/1", HERE, parts=parts)))["p/1"] == "ELIGIBLE"


def test_an_item_without_requirements_has_the_best_verdict_of_its_parts_in_force() -> None:
    parts = (measure("p/1.a", ASKED), measure("p/1.b", HERE, effective_from=day(1)))
    item = policy(measure("p/1", None, parts=parts))
    assert verdicts(item) == {"p/1": "CONDITIONAL", "p/1.a": "CONDITIONAL"}


def test_an_item_that_rests_on_parts_of_which_none_is_in_force_is_not_in_the_report() -> None:
    item = measure("p/1", None, parts=(measure("p/1.a", HERE, superseded_on=TODAY),))
    assert verdicts(policy(item)) == {}


def decided(asked: Measure, *policies: Policy) -> Decision | None:
    engine = RuleEngine(rulebook(*policies))
    return engine.decide(asked, known(), Coverage((), VOCABULARY), TODAY)


def test_a_measure_that_is_not_in_force_is_not_decided() -> None:
    ended = measure("p/1", HERE, superseded_on=TODAY)
    assert decided(ended, policy(ended)) is None
    assert decided(measure("p/2", HERE), policy(measure("p/2", HERE), effective_to=TODAY)) is None


def test_a_part_of_an_item_that_is_not_in_force_is_not_decided() -> None:
    part = measure("p/1.a", HERE)
    assert decided(part, policy(measure("p/1", None, parts=(part,), superseded_on=TODAY))) is None


def test_a_part_is_decided_by_itself() -> None:
    part = measure("p/1.a", HERE)
    decision = decided(part, policy(measure("p/1", ELSEWHERE, parts=(part,))))
    assert decision is not None
    assert decision.verdict.name == "ELIGIBLE"


def test_one_judge_knows_what_is_in_force_on_each_of_many_days_however_often_it_is_asked() -> None:
    engine = RuleEngine(
        rulebook(policy(measure("p/1", HERE), effective_from=day(0), effective_to=day(1)))
    )
    days = [*map(day, range(-120, 121)), day(0), day(1), day(0), day(-1)]
    decided_on = [
        len(engine.report(known(), Coverage((), VOCABULARY), each).decisions) for each in days
    ]
    assert decided_on == [int(each == day(0)) for each in days]


def of_status(status: str, facts: EnterpriseFacts) -> EnterpriseFacts:
    return replace(facts, enterprise=replace(facts.enterprise, status=status))


@pytest.mark.parametrize(
    ("status", "verdict"),
    [("revoked", "UNKNOWN"), ("unregistered", "UNKNOWN"), ("ended", "NOT_ELIGIBLE")],
)
def test_a_registration_that_does_not_hold_is_the_first_of_the_reasons(
    status: str, verdict: str
) -> None:
    decision = decide(HERE, of_status(status, known()))
    assert decision.verdict.name == verdict
    assert [(reason.side, reason.leaf) for reason in decision.reasons] == [
        (Side.REQUIREMENT, REGISTERED),
        (Side.REQUIREMENT, HERE),
    ]


def test_a_registration_that_holds_is_no_reason() -> None:
    assert [reason.leaf for reason in decide(HERE, known()).reasons] == [HERE]


def test_nothing_that_an_enterprise_that_has_ended_could_change_opens_a_measure() -> None:
    nearest = decide(WISH, of_status("ended", known())).nearest()
    assert (nearest.changes, nearest.reaches) == ((), Truth.NOT_MET)


def test_whoever_may_not_be_in_business_first_has_to_confirm_that_it_is() -> None:
    nearest = decide(WISH, of_status("revoked", known())).nearest()
    assert [(each.kind, each.subject) for each in nearest.changes] == [
        ("supply_fact", "status"),
        ("supply_fact", "wants_aeo"),
    ]
    assert (nearest.reaches, nearest.changes[0].agency) == (Truth.MET, "registrar-of-11")
