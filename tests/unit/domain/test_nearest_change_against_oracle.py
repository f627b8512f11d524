"""The nearest change is the one that trying every set of changed facts finds."""

from hypothesis import assume, given, settings

from credit_graph.domain.coverage import Coverage
from credit_graph.domain.eligibility import Judge
from credit_graph.domain.facts import EnterpriseFacts, Sync
from credit_graph.domain.policy import Measure
from support import eligibility_cases as cases
from support import nearest_oracle
from support.eligibility_oracle import World
from support.small_world import TODAY, VOCABULARY, policy, rulebook

MOST_SETS = 2_000
often = settings(max_examples=1_000, deadline=None, derandomize=True, database=None)


def agrees(measure: Measure, facts: EnterpriseFacts, syncs: tuple[Sync, ...]) -> None:
    world = World(VOCABULARY, syncs, TODAY)
    assume(nearest_oracle.number_of_sets(measure, facts, world) <= MOST_SETS)
    expected = nearest_oracle.nearest(measure, facts, world)
    judge = Judge(rulebook(policy(measure)))
    decision = judge.decide(measure, facts, Coverage(syncs, VOCABULARY), TODAY)
    if decision is None:
        assert expected is None
        return
    found = decision.nearest()
    assert expected is not None
    assert (found.reaches.name, len(found.changes), found.agencies) == (
        expected.value.name,
        expected.changes,
        expected.agencies,
    ), found


@often
@given(
    measure=cases.items("p/1", cases.nearby_conditions),
    facts=cases.enterprise_facts,
    syncs=cases.syncs,
)
def test_it_reaches_as_far_with_as_few_changes_and_agencies(
    measure: Measure, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    agrees(measure, facts, syncs)
