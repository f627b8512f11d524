"""A condition reads as one line."""

import pytest

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
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
from credit_graph.domain.conditions.words import condition_words
from credit_graph.domain.facts.record import LinkDirection, Severity
from support.small_world import WORDS

HERE = InRegion("111", WORDS)
WHITE = OnList("white", WORDS)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (HERE, "in region 111"),
        (InZone(("quay", "field"), WORDS), "in zone quay/field"),
        (OfKind(("maker", "trader"), WORDS), "is maker/trader"),
        (RatingIs("tax", ("A", "B"), WORDS), "rating tax A/B"),
        (WHITE, "on list white"),
        (Stated("wants_aeo", "true", WORDS), "declared wants_aeo = true"),
        (HasCommitment(None, CommitmentState.MADE, WORDS), "commitment any made"),
        (HasCommitment("repair", CommitmentState.OVERDUE, WORDS), "commitment repair overdue"),
        (HasViolation(None, None, repaired=None, citation=WORDS), "violation"),
        (
            HasViolation(30, Severity.SERIOUS, repaired=False, citation=WORDS),
            "violation open at least serious within 30 days",
        ),
        (HasViolation(None, None, repaired=True, citation=WORDS), "violation repaired"),
        (Judgement("符合条件的", WORDS), "judgement “符合条件的”"),
        (
            LinkedTo(LinkDirection.EITHER, AllOf((HERE, WHITE)), WORDS),
            "either link to (in region 111 and on list white)",
        ),
        (NotOf(WHITE), "not on list white"),
        (AllOf((HERE, NotOf(WHITE))), "in region 111 and not on list white"),
        (AllOf((HERE, AnyOf((WHITE, HERE)))), "in region 111 and (on list white or in region 111)"),
        (NotOf(AnyOf((HERE, WHITE))), "not (in region 111 or on list white)"),
        (AllOf(()), "always"),
        (AnyOf(()), "never"),
    ],
)
def test_a_condition_reads_as_one_line(condition: Condition, words: str) -> None:
    assert condition_words(condition) == words
