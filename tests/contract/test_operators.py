"""Every operator is complete, and what the service does with one is derived from its class."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit_graph.api.policies.condition import ConditionType
from credit_graph.domain.conditions import (
    GROUPS,
    OPERATORS,
    AllOf,
    Condition,
    Family,
    LinkedTo,
    NotOf,
    Operator,
)
from credit_graph.domain.conditions.candidates import EVERYONE, candidates
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.conditions.words import condition_prose, condition_words
from credit_graph.domain.cultivation.standing import needs_history, needs_record
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, LinkDirection, Sync
from credit_graph.domain.truth import Truth
from credit_graph.graph.condition_rows import condition_nodes
from credit_graph.seeds.forms.condition import CONDITION_FORMS
from credit_graph.seeds.transcription.conditions import Conditions
from support import eligibility_cases as cases
from support.capital import CapitalAtLeast
from support.small_world import TODAY, VOCABULARY, WORDS, decide, declared, known

POLICIES_PAGE = (Path(__file__).parents[2] / "docs" / "policies.md").read_text("utf-8")
READERS = vars(Conditions)["_read"].dispatcher.registry
# What else a policy file may write where a condition stands: it reads as conditions above.
SHORTHANDS = {"programme", "use"}

CAPITAL = CapitalAtLeast(500, WORDS)
ENOUGH = known("111", None, (), declared("small_micro", "800"))
TOO_LITTLE = known("111", None, (), declared("small_micro", "20"))

often = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_no_two_operators_or_groups_share_a_code() -> None:
    codes = [each.code for each in (*GROUPS, *OPERATORS)]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda each: each.code)
def test_an_operator_can_be_written_in_policy_files_and_is_explained(
    operator: type[Operator],
) -> None:
    assert operator.code in CONDITION_FORMS, "seeds/forms/condition.py has no form for it"
    assert CONDITION_FORMS[operator.code] in READERS, "seeds/conditions.py does not read it"
    assert f"\n| `{operator.code}` |" in POLICIES_PAGE, "docs/policies.md does not explain it"


def test_policy_files_have_a_key_for_nothing_else() -> None:
    written = set(CONDITION_FORMS) - SHORTHANDS
    assert written == {each.code for each in (*GROUPS, *OPERATORS)}


def test_the_generated_cases_draw_every_operator() -> None:
    assert {*cases.FLAT_LEAVES, LinkedTo} == set(OPERATORS)


# What an enterprise would look like if facts of a family were not at hand.
WITHOUT: dict[Family, dict[str, object]] = {
    Family.RATINGS: {"ratings": ()},
    Family.ENTRIES: {"entries": ()},
    Family.STATEMENTS: {"statements": ()},
    Family.COMMITMENTS: {"commitments": ()},
    Family.VIOLATIONS: {"violations": ()},
    Family.PARTNERS: {"partners": (), "partners_cut": False},
}


@often
@given(
    leaf=cases.any_leaves,
    facts=cases.enterprise_facts,
    other=cases.enterprises,
    syncs=cases.syncs,
)
def test_what_an_operator_finds_depends_on_the_families_it_reads_and_on_no_other(
    leaf: Operator, facts: EnterpriseFacts, other: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    # The registration is replaced, not left out: there is no enterprise without one.
    blanks: dict[Family, dict[str, object]] = {
        **WITHOUT,
        Family.REGISTRATION: {"enterprise": other},
    }
    changes: dict[str, object] = {}
    for family in set(Family) - leaf.reads:
        changes |= blanks[family]
    coverage = Coverage(syncs, VOCABULARY)
    blind = replace(facts, **changes)  # type: ignore[arg-type]  # by family
    found, still = (
        leaf.evaluate(Case(each, TODAY, VOCABULARY, coverage)) for each in (facts, blind)
    )
    assert found == still


@pytest.mark.parametrize(
    ("facts", "value"),
    [(ENOUGH, Truth.MET), (TOO_LITTLE, Truth.NOT_MET), (known(), Truth.UNKNOWN)],
)
def test_a_new_operator_is_decided_with_its_reason(facts: EnterpriseFacts, value: Truth) -> None:
    decision = decide(AllOf((CAPITAL,)), facts)
    assert decision.verdict.value is value
    assert decision.reasons[0].leaf == CAPITAL


def test_a_new_operator_offers_its_changes() -> None:
    nearest = decide(CAPITAL, TOO_LITTLE).nearest()
    assert [(each.subject, each.to) for each in nearest.changes] == [("small_micro", "500")]
    assert nearest.reaches is Truth.MET


def test_a_new_operator_is_put_into_words() -> None:
    asked = NotOf(CAPITAL)
    assert condition_words(asked) == "not capital at least 500"
    assert condition_prose(asked, VOCABULARY) == "not with a capital of at least 500"


def test_a_new_operator_is_a_row_of_the_graph() -> None:
    (row,) = condition_nodes(CAPITAL, measure="p/1", side="requires")
    assert (row.node["kind"], row.node["amount"]) == ("capital", 500)


def test_a_new_operator_has_its_kind_in_graphql() -> None:
    (shown,) = (
        each
        for each in ConditionType.__strawberry_definition__.fields  # type: ignore[attr-defined]
        if each.graphql_name == "kind"
    )
    assert shown.base_resolver is None
    assert getattr(CAPITAL, shown.python_name) == "capital"


def test_a_new_operator_is_searched_for() -> None:
    assert candidates(CAPITAL, frozenset({Truth.MET}), VOCABULARY) == EVERYONE


def test_what_a_new_operator_needs_follows_from_the_families_it_reads() -> None:
    assert not needs_record(CAPITAL)
    assert not needs_history(CAPITAL)

    class Recorded(CapitalAtLeast):
        reads = frozenset({Family.VIOLATIONS})

    recorded: Condition = AllOf((Recorded(500, WORDS),))
    assert needs_record(recorded)
    assert needs_history(recorded)


def test_a_new_operator_is_unknown_of_partners_of_whom_its_facts_are_not_read() -> None:
    case = Case(ENOUGH, TODAY, VOCABULARY, Coverage((), VOCABULARY))
    assert Evaluation(case).value(CAPITAL) is Truth.MET
    assert Evaluation(case, of_partner=True).value(CAPITAL) is Truth.UNKNOWN
    linked = LinkedTo(LinkDirection.EITHER, CAPITAL, WORDS)
    assert decide(linked, known()).verdict.name == "UNKNOWN"


@often
@given(condition=st.one_of(cases.conditions))
def test_the_graph_has_a_row_for_each_condition_below_a_link_too(condition: Condition) -> None:
    rows = list(condition_nodes(condition, measure="p/1", side="requires"))
    assert len(rows) == _size(condition)


def _size(condition: Condition) -> int:
    if isinstance(condition, NotOf):
        return 1 + _size(condition.member)
    if isinstance(condition, LinkedTo):
        return 1 + _size(condition.to)
    if isinstance(condition, Operator):
        return 1
    return 1 + sum(map(_size, condition.members))
