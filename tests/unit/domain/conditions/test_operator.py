"""An operator that leaves something out is refused where it is defined; what each one names."""

import pytest

from credit_graph.domain.conditions import (
    OPERATORS,
    CommitmentState,
    Family,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    Noun,
    OfKind,
    OnList,
    Operator,
    RatingIs,
    Stated,
)
from credit_graph.domain.facts.record import LinkDirection
from credit_graph.domain.truth import Truth
from support.capital import CapitalAtLeast
from support.small_world import WORDS

PARTS = (
    "code",
    "reads",
    "of_partners",
    "terms",
    "evaluate",
    "subject",
    "changes",
    "summary",
    "prose",
    "candidates",
)

TERMS: list[tuple[Operator, set[tuple[Noun, str]]]] = [
    (InRegion("11", WORDS), {(Noun.REGION, "11")}),
    (InZone(("quay", "field"), WORDS), {(Noun.ZONE, "quay"), (Noun.ZONE, "field")}),
    (OfKind(("maker", "trader"), WORDS), {(Noun.KIND, "maker"), (Noun.KIND, "trader")}),
    (RatingIs("tax", ("A",), WORDS), {(Noun.SCHEME, "tax")}),
    (OnList("white", WORDS), {(Noun.LIST, "white")}),
    (Stated("wants_aeo", "true", WORDS), {(Noun.STATEMENT, "wants_aeo")}),
    (HasCommitment("repair", CommitmentState.OPEN, WORDS), {(Noun.COMMITMENT, "repair")}),
    (HasCommitment(None, CommitmentState.OPEN, WORDS), set()),
    (HasViolation(None, None, repaired=None, citation=WORDS), set()),
    (Judgement("符合条件的", WORDS), set()),
    # What is asked of partners is none of the enterprise's own.
    (LinkedTo(LinkDirection.EITHER, OnList("white", WORDS), WORDS), set()),
]


@pytest.mark.parametrize(("leaf", "terms"), TERMS, ids=lambda each: getattr(each, "code", None))
def test_an_operator_names_its_codes(leaf: Operator, terms: set[tuple[Noun, str]]) -> None:
    assert set(leaf.terms()) == terms


def test_every_operator_is_among_these_examples() -> None:
    assert {type(leaf) for leaf, _ in TERMS} == set(OPERATORS)


def complete() -> dict[str, object]:
    return {part: getattr(CapitalAtLeast, part) for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_an_operator_without_a_part_is_refused_where_it_is_defined(part: str) -> None:
    parts = complete()
    del parts[part]
    with pytest.raises(TypeError, match=rf"^operator Half leaves out: {part}$"):
        type("Half", (Operator,), parts)


def test_every_part_left_out_is_named() -> None:
    with pytest.raises(TypeError, match=f"^operator Empty leaves out: {', '.join(PARTS)}$"):
        type("Empty", (Operator,), {})


def test_an_operator_that_promises_more_of_partners_than_is_read_of_them_is_refused() -> None:
    hopeful = {**complete(), "of_partners": frozenset({Truth.NOT_MET, Truth.MET})}
    with pytest.raises(TypeError, match=r"^operator Hopeful reads what is not read of partners"):
        type("Hopeful", (Operator,), hopeful)
    type("Modest", (Operator,), {**hopeful, "reads": frozenset({Family.RATINGS})})
