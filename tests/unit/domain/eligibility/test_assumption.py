"""Assumed changes do to a report what the real ones would, and are shown as assumed."""

from dataclasses import replace

import pytest
from hypothesis import assume as provided
from hypothesis import given, settings

from credit_graph.domain.conditions import (
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InZone,
    LinkedTo,
    OfKind,
    OnList,
    Operator,
    RatingIs,
    Stated,
)
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.assumption import (
    ASSUMED,
    AssumeCommitment,
    AssumedCoverage,
    AssumeFulfilment,
    AssumeKinds,
    AssumeLink,
    AssumeOffList,
    AssumeOnList,
    AssumeRating,
    AssumeRepair,
    AssumeStatement,
    AssumeZone,
    Assumption,
    assume,
)
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.eligibility.minimal_change import minimal_change
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, LinkDirection, Sync
from credit_graph.domain.truth import Truth
from support import eligibility_cases as cases
from support.small_world import (
    TODAY,
    VOCABULARY,
    WORDS,
    broken,
    declared,
    known,
    listed,
    promised,
    rated,
)

A_RATED = RatingIs("customs", ("A",), WORDS)
BLACK = OnList("black", WORDS)
WISH = Stated("wants_aeo", "true", WORDS)
OPEN_BREACH = HasViolation(None, None, repaired=False, citation=WORDS)


def found(facts: EnterpriseFacts, leaf: Operator, *assumptions: Assumption) -> Finding:
    coverage = AssumedCoverage(Coverage((), VOCABULARY), assumptions)
    case = Case(assume(facts, assumptions, TODAY), TODAY, VOCABULARY, coverage)
    return Evaluation(case).finding(leaf)


def commitment(state: CommitmentState) -> HasCommitment:
    return HasCommitment("repair", state, WORDS)


@pytest.mark.parametrize(
    ("facts", "assumption", "leaf", "expected"),
    [
        (known(), AssumeRating("customs", "A"), A_RATED, Truth.MET),
        (
            known("111", None, (), rated("customs", "G")),
            AssumeRating("customs", "A"),
            A_RATED,
            Truth.MET,
        ),
        (
            known("111", None, (), rated("customs", "A")),
            AssumeRating("customs", "G"),
            A_RATED,
            Truth.NOT_MET,
        ),
        (
            known("111", None, (), rated("customs", "A")),
            AssumeRating("customs", None),
            A_RATED,
            Truth.NOT_MET,
        ),
        (known(), AssumeRating("customs", None), A_RATED, Truth.NOT_MET),
        (
            known("111", None, (), rated("customs", "A")),
            AssumeRating("tax", "A"),
            A_RATED,
            Truth.MET,
        ),
        (known(), AssumeOnList("black"), BLACK, Truth.MET),
        (known("111", None, (), listed("black")), AssumeOffList("black"), BLACK, Truth.NOT_MET),
        (known("111", None, (), listed("black")), AssumeOffList("white"), BLACK, Truth.MET),
        (known(), AssumeOffList("black"), BLACK, Truth.NOT_MET),
        (known(), AssumeStatement("wants_aeo", "true"), WISH, Truth.MET),
        (
            known("111", None, (), declared("wants_aeo", "true")),
            AssumeStatement("wants_aeo", "false"),
            WISH,
            Truth.NOT_MET,
        ),
        (
            known("111", None, (), declared("wants_aeo", "true")),
            AssumeStatement("small_micro", "false"),
            WISH,
            Truth.MET,
        ),
        (known(), AssumeZone("quay"), InZone(("quay",), WORDS), Truth.MET),
        (known(), AssumeZone(""), InZone(("quay",), WORDS), Truth.NOT_MET),
        (known(), AssumeKinds(("maker",)), OfKind(("maker",), WORDS), Truth.MET),
        (known("111", None, (), broken(-5)), AssumeRepair(()), OPEN_BREACH, Truth.NOT_MET),
        (
            known("111", None, (), broken(-5)),
            AssumeRepair(("tax_breach",)),
            OPEN_BREACH,
            Truth.NOT_MET,
        ),
        (known("111", None, (), broken(-5)), AssumeRepair(("other",)), OPEN_BREACH, Truth.MET),
        (known(), AssumeCommitment("repair"), commitment(CommitmentState.OPEN), Truth.MET),
        (known(), AssumeFulfilment("repair"), commitment(CommitmentState.FULFILLED), Truth.MET),
        (
            known("111", None, (), promised("repair", -5)),
            AssumeFulfilment("repair"),
            commitment(CommitmentState.OPEN),
            Truth.NOT_MET,
        ),
    ],
)
def test_an_assumption_changes_what_it_is_about_and_nothing_else(
    facts: EnterpriseFacts, assumption: Assumption, leaf: Operator, expected: Truth
) -> None:
    assert found(facts, leaf, assumption).value is expected


@pytest.mark.parametrize(
    ("facts", "assumption", "leaf"),
    [
        (known(), AssumeRating("customs", "A"), A_RATED),
        (known("111", None, (), rated("customs", "A")), AssumeRating("customs", None), A_RATED),
        (known(), AssumeOnList("black"), BLACK),
        (known("111", None, (), listed("black")), AssumeOffList("black"), BLACK),
        (known(), AssumeOffList("black"), BLACK),
        (known(), AssumeStatement("wants_aeo", "true"), WISH),
        (known(), AssumeZone("quay"), InZone(("quay",), WORDS)),
        (known(), AssumeKinds(("maker",)), OfKind(("maker",), WORDS)),
        (known(), AssumeCommitment("repair"), commitment(CommitmentState.MADE)),
        (
            known("111", None, (), promised("repair", -5)),
            AssumeFulfilment("repair"),
            commitment(CommitmentState.FULFILLED),
        ),
    ],
)
def test_evidence_names_what_is_assumed(
    facts: EnterpriseFacts, assumption: Assumption, leaf: Operator
) -> None:
    evidence = found(facts, leaf, assumption).evidence
    assert "assumed" in {each.fact.source for each in evidence if each.fact is not None}


def test_what_is_settled_already_stays_as_it_was_said() -> None:
    facts = known(
        "111", None, (), broken(-9, repaired=-3), broken(3), promised("repair", -9, None, -3)
    )
    assumptions = (AssumeRepair(()), AssumeFulfilment("repair"))
    assert assume(facts, assumptions, TODAY) == facts


def test_a_promise_to_come_is_not_fulfilled_by_assumption() -> None:
    facts = known("111", None, (), promised("repair", 3))
    assumed = assume(facts, (AssumeFulfilment("repair"),), TODAY)
    assert facts.commitments[0] in assumed.commitments
    assert [each.fulfilled_on for each in assumed.commitments] == [None, TODAY]


def test_a_partner_can_be_assumed_on_one_side() -> None:
    link = AssumeLink(LinkDirection.SUPPLIER, "customs", "A", "11")
    supplied_by = LinkedTo(LinkDirection.SUPPLIER, A_RATED, WORDS)
    supplying = LinkedTo(LinkDirection.CUSTOMER, A_RATED, WORDS)

    assert found(known(), supplied_by, link).value is Truth.MET
    assert found(known(), supplying, link).value is Truth.UNKNOWN
    assert found(known(), supplied_by, link).evidence[0].fact == ASSUMED


def test_later_assumptions_are_made_on_top_of_earlier_ones() -> None:
    assumptions = (AssumeOnList("black"), AssumeOffList("black"))
    assert found(known(), BLACK, *assumptions).value is Truth.NOT_MET


def test_only_registers_that_something_is_assumed_of_are_taken_as_complete() -> None:
    real = Coverage((), VOCABULARY)
    assumed = AssumedCoverage(real, (AssumeOffList("black"), AssumeZone("quay")))
    expected = replace(real.standing("black", "111", TODAY), complete=True)

    assert assumed.standing("black", "111", TODAY) == expected
    assert assumed.standing("white", "111", TODAY) == real.standing("white", "111", TODAY)


def assumption_of(change: Change) -> Assumption | None:  # noqa: PLR0911  # one per subject
    """Return what would have to be assumed for the change; `None` where it names no fact."""
    code, to = change.subject, change.to
    if code in VOCABULARY.schemes:
        return AssumeRating(code, to)
    if code in VOCABULARY.lists:
        return AssumeOnList(code) if to == "on" else AssumeOffList(code)
    if code in VOCABULARY.statements and to is not None:
        return AssumeStatement(code, to)
    if code == "zone":
        return AssumeZone(to or "")
    if code == "kinds":
        return AssumeKinds(tuple((to or "none of them").split(";")))
    if change.kind is ChangeKind.REPAIR:
        return AssumeRepair(())
    if code in VOCABULARY.commitments:
        made = change.kind is ChangeKind.COMMIT
        return AssumeCommitment(code) if made else AssumeFulfilment(code)
    return None


@settings(max_examples=600, deadline=None, derandomize=True, database=None)
@given(goal=cases.conditions, facts=cases.enterprise_facts, syncs=cases.syncs)
def test_the_nearest_change_if_assumed_reaches_what_it_promises(
    goal: Condition, facts: EnterpriseFacts, syncs: tuple[Sync, ...]
) -> None:
    coverage = Coverage(syncs, VOCABULARY)
    nearest = minimal_change(goal, None, Evaluation(Case(facts, TODAY, VOCABULARY, coverage)))
    assumptions = [
        assumed for change in nearest.changes if (assumed := assumption_of(change)) is not None
    ]
    provided(len(assumptions) == len(nearest.changes))

    changed = assume(facts, assumptions, TODAY)
    case = Case(changed, TODAY, VOCABULARY, AssumedCoverage(coverage, assumptions))
    assert Evaluation(case).value(goal) is nearest.reaches
