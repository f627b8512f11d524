"""The engine and the oracle agree on generated policies, facts and syncs."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from credit_graph.domain.coverage import Coverage
from credit_graph.domain.eligibility import Judge, Report
from credit_graph.domain.facts import EnterpriseFacts, Sync
from credit_graph.domain.policy import Policy
from support import eligibility_cases as cases
from support import eligibility_oracle as oracle
from support.small_world import TODAY, VOCABULARY, rulebook

# Repeatable: what a run finds, the next run finds too.
often = settings(max_examples=1_000, deadline=None, derandomize=True, database=None)


def world(syncs: tuple[Sync, ...]) -> oracle.World:
    return oracle.World(VOCABULARY, syncs, TODAY)


def reported(policies: Iterable[Policy], facts: EnterpriseFacts, syncs: tuple[Sync, ...]) -> Report:
    return Judge(rulebook(*policies)).report(facts, Coverage(syncs, VOCABULARY), TODAY)


@often
@given(policy=cases.policies("p"), facts=cases.enterprise_facts, syncs=cases.syncs)
def test_every_verdict_of_a_report_is_the_oracles(
    policy: Policy, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    report = reported([policy], facts, syncs)
    lines = [f"{each.measure.code} {each.verdict.name}" for each in report.walk()]
    assert lines == oracle.report([policy], facts, world(syncs))


@often
@given(policy=cases.policies("p"), facts=cases.enterprise_facts, syncs=cases.syncs)
def test_every_condition_is_found_as_the_oracle_finds_it(
    policy: Policy, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    view = oracle.view_of(facts)
    for decision in reported([policy], facts, syncs).walk():
        for reason in decision.reasons:
            expected = oracle.leaf_value(reason.leaf, view, world(syncs))
            assert reason.finding.value.name == expected.name, reason.leaf


@often
@given(
    policies=st.tuples(cases.policies("p"), cases.policies("q")),
    facts=cases.enterprise_facts,
    syncs=cases.syncs,
)
def test_deciding_one_measure_says_what_the_report_says(
    policies: tuple[Policy, ...], facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    judge = Judge(rulebook(*policies))
    in_report = {
        each.measure.code: each.verdict for each in reported(policies, facts, syncs).walk()
    }
    for measure in judge.rulebook.measures.values():
        decision = judge.decide(measure, facts, Coverage(syncs, VOCABULARY), TODAY)
        verdict = None if decision is None else decision.verdict
        assert verdict is in_report.get(measure.code)


@often
@given(facts=cases.enterprise_facts)
def test_open_violations_are_warnings(facts: EnterpriseFacts) -> None:
    assert list(reported([], facts, ()).warnings) == oracle.open_violations(facts, TODAY)
