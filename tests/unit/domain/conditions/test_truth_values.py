"""Examples for each rule of the settled readings, "Truth values"."""

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
    NotOf,
    OfKind,
    Stated,
)
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Severity
from credit_graph.domain.truth import Truth
from support.small_world import (
    WORDS,
    broken,
    day,
    decide,
    declared,
    known,
    promised,
    value,
)

HERE = InRegion("111", WORDS)
ELSEWHERE = InRegion("12", WORDS)
ASKED = Judgement("符合条件的", WORDS)
UNDECLARED = Stated("wants_aeo", "true", WORDS)
ENDED = Interval(day(-10), day(-1))

VALUES: dict[Truth, Condition] = {
    Truth.NOT_MET: ELSEWHERE,
    Truth.UNKNOWN: UNDECLARED,
    Truth.JUDGEMENT: ASKED,
    Truth.MET: HERE,
}
pairs = pytest.mark.parametrize(
    ("one", "other"), [(one, other) for one in Truth for other in Truth]
)


@pairs
def test_all_is_the_least_of_its_members(one: Truth, other: Truth) -> None:
    asked = AllOf((VALUES[one], VALUES[other]))
    assert decide(asked, known()).verdict.value is min(one, other)


@pairs
def test_any_is_the_greatest_of_its_members(one: Truth, other: Truth) -> None:
    asked = AnyOf((VALUES[one], VALUES[other]))
    assert decide(asked, known()).verdict.value is max(one, other)


@pytest.mark.parametrize(
    ("inner", "denied"),
    [
        (Truth.NOT_MET, Truth.MET),
        (Truth.UNKNOWN, Truth.UNKNOWN),
        (Truth.JUDGEMENT, Truth.JUDGEMENT),
        (Truth.MET, Truth.NOT_MET),
    ],
)
def test_not_swaps_the_ends_and_keeps_the_middle(inner: Truth, denied: Truth) -> None:
    assert decide(NotOf(VALUES[inner]), known()).verdict.value is denied


def test_a_group_without_members_asks_nothing_if_all_and_refuses_if_any() -> None:
    assert decide(AllOf(()), known()).verdict.value is Truth.MET
    assert decide(AnyOf(()), known()).verdict.value is Truth.NOT_MET


def test_a_judgement_that_another_branch_makes_unnecessary_does_not_matter() -> None:
    assert decide(AnyOf((ASKED, HERE)), known()).verdict.name == "ELIGIBLE"


def test_a_region_includes_the_regions_below_it() -> None:
    assert value(InRegion("1", WORDS), known("111")) is Truth.MET
    assert value(InRegion("11", WORDS), known("111")) is Truth.MET


def test_of_whom_only_a_wider_region_is_known_nobody_knows_whether_it_is_inside() -> None:
    assert value(InRegion("111", WORDS), known("11")) is Truth.UNKNOWN
    assert value(InRegion("111", WORDS), known("1")) is Truth.UNKNOWN
    assert value(InRegion("111", WORDS), known("12")) is Truth.NOT_MET


def test_who_may_be_inside_is_told_whom_to_ask() -> None:
    unsure = decide(InRegion("111", WORDS), known("11"))
    assert "whether that is in region 111 is not known" in str(unsure.reasons[0].text)
    assert "Ask registrar-of-11." in str(unsure.reasons[0].text)
    assert "Ask its registrar." in str(decide(InRegion("11", WORDS), known("1")).reasons[0].text)


def test_a_measure_of_another_region_is_refused_whatever_else_is_unknown() -> None:
    assert decide(AllOf((ELSEWHERE, UNDECLARED)), known()).verdict.name == "NOT_ELIGIBLE"


def test_no_recorded_violation_is_a_no() -> None:
    assert value(HasViolation(None, None, None, WORDS), known()) is Truth.NOT_MET


def test_no_recorded_commitment_is_a_no() -> None:
    made = HasCommitment(None, CommitmentState.MADE, WORDS)
    assert value(made, known()) is Truth.NOT_MET


@pytest.mark.parametrize(
    ("found", "expected"), [(-30, Truth.MET), (-31, Truth.NOT_MET), (1, Truth.NOT_MET)]
)
def test_a_violation_counts_within_its_days_and_never_before_it_is_found(
    found: int, expected: Truth
) -> None:
    recent = HasViolation(30, None, None, WORDS)
    assert value(recent, known("111", None, (), broken(found))) is expected


def test_a_violation_counts_if_at_least_so_grave() -> None:
    grave = HasViolation(None, Severity.GENERAL, None, WORDS)
    for severity, expected in zip(Severity, (Truth.NOT_MET, Truth.MET, Truth.MET), strict=True):
        assert value(grave, known("111", None, (), broken(-1, severity=severity))) is expected


def test_a_repair_closes_a_violation_from_its_day_on() -> None:
    still_open = HasViolation(None, None, False, WORDS)  # noqa: FBT003  # a field, not a switch
    repaired = HasViolation(None, None, True, WORDS)  # noqa: FBT003
    facts = known("111", None, (), broken(-9, repaired=0))
    assert (value(still_open, facts), value(repaired, facts)) == (Truth.NOT_MET, Truth.MET)
    facts = known("111", None, (), broken(-9, repaired=1))
    assert (value(still_open, facts), value(repaired, facts)) == (Truth.MET, Truth.NOT_MET)


@pytest.mark.parametrize(
    ("due", "fulfilled", "states"),
    [
        (None, None, {"made", "open"}),
        (0, None, {"made", "open"}),
        (-1, None, {"made", "open", "overdue"}),
        (-1, 1, {"made", "open", "overdue"}),
        (-1, 0, {"made", "fulfilled"}),
    ],
)
def test_a_commitment_stands_as_its_days_say(
    due: int | None, fulfilled: int | None, states: set[str]
) -> None:
    facts = known("111", None, (), promised("papers_later", -5, due, fulfilled))
    found = {
        state.value
        for state in CommitmentState
        if value(HasCommitment("papers_later", state, WORDS), facts) is Truth.MET
    }
    assert found == states


def test_a_commitment_counts_from_the_day_it_is_made() -> None:
    made = HasCommitment(None, CommitmentState.MADE, WORDS)
    assert value(made, known("111", None, (), promised("repair", 0))) is Truth.MET
    assert value(made, known("111", None, (), promised("repair", 1))) is Truth.NOT_MET


def test_another_commitment_does_not_count() -> None:
    made = HasCommitment("papers_later", CommitmentState.MADE, WORDS)
    assert value(made, known("111", None, (), promised("repair", 0))) is Truth.NOT_MET


def test_a_statement_is_known_only_if_declared() -> None:
    assert value(UNDECLARED, known()) is Truth.UNKNOWN
    assert value(UNDECLARED, known("111", None, (), declared("wants_aeo", "true"))) is Truth.MET
    otherwise = known("111", None, (), declared("wants_aeo", "false"))
    assert value(UNDECLARED, otherwise) is Truth.NOT_MET
    ended = known("111", None, (), declared("wants_aeo", "true", ENDED))
    assert value(UNDECLARED, ended) is Truth.UNKNOWN


def test_kinds_that_are_not_stated_are_unknown() -> None:
    maker = OfKind(("maker", "trader"), WORDS)
    assert value(maker, known()) is Truth.UNKNOWN
    assert value(maker, known("111", None, ("carrier",))) is Truth.NOT_MET
    assert value(maker, known("111", None, ("carrier", "trader"))) is Truth.MET


@pytest.mark.parametrize(
    ("region", "zone", "expected"),
    [
        ("111", "quay", Truth.MET),
        ("111", "field", Truth.NOT_MET),
        ("111", None, Truth.UNKNOWN),
        ("1", None, Truth.UNKNOWN),
        ("112", None, Truth.NOT_MET),
        ("12", None, Truth.NOT_MET),
    ],
)
def test_an_empty_zone_is_unknown_only_where_the_zone_may_be(
    region: str, zone: str | None, expected: Truth
) -> None:
    assert value(InZone(("quay",), WORDS), known(region, zone)) is expected
