"""The nearest change is the one that trying every set of changed facts finds."""

from hypothesis import HealthCheck, assume, given, settings

from credit_graph.domain.conditions import Condition
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, Sync
from credit_graph.domain.policy import Measure
from support import eligibility_cases as cases
from support import nearest_oracle
from support.applied import applied
from support.eligibility_oracle import Value, World
from support.small_world import TODAY, VOCABULARY, decide, policy, rulebook

MOST_SETS = 2_000
# A busy machine draws slowly; that is no finding.
often = settings(
    max_examples=1_000,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@often
@given(
    measure=cases.items("p/1", cases.nearby_conditions),
    facts=cases.enterprise_facts,
    syncs=cases.syncs,
)
def test_it_reaches_as_far_with_as_few_changes_and_agencies(
    measure: Measure, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    world = World(VOCABULARY, syncs, TODAY)
    assume(nearest_oracle.number_of_sets(measure, facts, world) <= MOST_SETS)
    expected = nearest_oracle.nearest(measure, facts, world)
    engine = RuleEngine(rulebook(policy(measure)))
    decision = engine.decide(measure, facts, Coverage(syncs, VOCABULARY), TODAY)
    found = None if decision is None else decision.nearest()
    assert expected == (
        found
        and nearest_oracle.Nearest(
            value=Value(found.reaches),
            changes=len(found.changes),
            agencies=found.agencies,
        )
    )


@often
@given(
    requires=cases.unlinked_conditions,
    excludes=cases.unlinked_conditions,
    facts=cases.enterprise_facts,
    syncs=cases.syncs,
)
def test_making_the_changes_gives_the_verdict_they_promise(
    requires: Condition, excludes: Condition, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    promise = decide(requires, facts, *syncs, excludes=excludes).nearest()
    for change in promise.changes:
        facts, confirmed = applied(facts, change)
        syncs = (*syncs, *confirmed)
    after = decide(requires, facts, *syncs, excludes=excludes)
    assert after.verdict.value is promise.reaches
