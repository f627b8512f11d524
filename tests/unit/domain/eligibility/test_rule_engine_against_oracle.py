"""The engine and the oracle agree on generated policies, facts and syncs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit_graph.domain.conditions import Condition
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, Sync, ViolationFact
from credit_graph.domain.policy import Policy
from support import eligibility_cases as cases
from support import eligibility_oracle as oracle
from support.small_world import TODAY, VOCABULARY, known, rulebook, value
from support.violation_oracle import open_violations

# Repeatable: what a run finds, the next run finds too.
# A busy machine draws slowly; that is no finding.
often = settings(
    max_examples=1_000,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
sometimes = settings(often, max_examples=300)


def expected(condition: Condition, facts: EnterpriseFacts, syncs: tuple[Sync, ...]) -> oracle.Value:
    return oracle.value(condition, oracle.view_of(facts), oracle.World(VOCABULARY, syncs, TODAY))


@pytest.mark.parametrize(
    "leaves",
    [
        cases.rating_leaves,
        cases.list_leaves,
        cases.region_leaves | cases.zone_leaves | cases.kind_leaves,
        cases.statement_leaves,
        cases.commitment_leaves,
        cases.violation_leaves,
    ],
    ids=["ratings", "lists", "places", "statements", "commitments", "violations"],
)
@sometimes
@given(data=st.data(), facts=cases.enterprise_facts, syncs=cases.syncs)
def test_each_kind_of_condition_is_found_as_the_oracle_finds_it(
    leaves: st.SearchStrategy[Condition],
    data: st.DataObject,
    facts: EnterpriseFacts,
    syncs: tuple[Sync, ...],
) -> None:
    leaf = data.draw(leaves)
    assert value(leaf, facts, *syncs).name == expected(leaf, facts, syncs).name


@often
@given(leaf=cases.linked_leaves, facts=cases.linked_facts, syncs=cases.syncs)
def test_links_are_found_as_the_oracle_finds_them(
    leaf: Condition, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    assert value(leaf, facts, *syncs).name == expected(leaf, facts, syncs).name


@often
@given(policy=cases.policies("p"), facts=cases.facts_of_any_status, syncs=cases.syncs)
def test_every_verdict_of_a_report_is_the_oracles(
    policy: Policy, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    report = RuleEngine(rulebook(policy)).report(facts, Coverage(syncs, VOCABULARY), TODAY)
    lines = [f"{each.measure.code} {each.verdict.name}" for each in report.walk()]
    world = oracle.World(VOCABULARY, syncs, TODAY)
    assert lines == oracle.report([policy], facts, world)
    assert report.verdicts == tuple(each.verdict for each in report.decisions)


@sometimes
@given(
    policies=st.tuples(cases.policies("p"), cases.policies("q")),
    facts=cases.facts_of_any_status,
    syncs=cases.syncs,
)
def test_deciding_one_measure_says_what_the_report_says(
    policies: tuple[Policy, ...], facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    engine, coverage = RuleEngine(rulebook(*policies)), Coverage(syncs, VOCABULARY)
    report = engine.report(facts, coverage, TODAY)
    in_report = {each.measure.code: each.verdict for each in report.walk()}
    for measure in engine.rulebook.measures.values():
        decision = engine.decide(measure, facts, coverage, TODAY)
        verdict = None if decision is None else decision.verdict
        assert verdict is in_report.get(measure.code)


@sometimes
@given(policy=cases.policies("p"), facts=cases.facts_of_any_status, syncs=cases.syncs)
def test_the_value_of_a_measures_goal_is_its_verdict(
    policy: Policy, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    engine, coverage = RuleEngine(rulebook(policy)), Coverage(syncs, VOCABULARY)
    for measure in policy.walk():
        goal = engine.goal(measure, TODAY)
        decision = engine.decide(measure, facts, coverage, TODAY)
        found = None if goal is None else engine.verdict(goal, facts, coverage, TODAY)
        assert found is (None if decision is None else decision.verdict)


@sometimes
@given(violations=cases.several(cases.violations, 3))
def test_open_violations_are_warnings(violations: tuple[ViolationFact, ...]) -> None:
    facts = known("111", None, (), *violations)
    report = RuleEngine(rulebook()).report(facts, Coverage((), VOCABULARY), TODAY)
    assert list(report.warnings) == open_violations(facts, TODAY)
