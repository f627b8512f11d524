"""What began, ended and changed in a policy between two days, and how a policy ended."""

from dataclasses import replace
from datetime import date

import pytest

from credit_graph.domain.policy import PolicyEnd, Validity
from credit_graph.domain.policy_difference import PolicyDifference, policy_difference
from credit_graph.seeds.rulebook import build_rulebook
from support.official_rules import official_rulebook
from support.small_seeds import POLICY, SmallSeeds
from support.small_world import OTHER_WORDS

PLAN = official_rulebook().policies["pds-2021-7"]
FIRST, LAST = date(2022, 1, 1), date(2026, 1, 1)


def codes(found: PolicyDifference) -> tuple[list[str], list[str], list[str]]:
    return tuple(  # type: ignore[return-value]
        [each.code for each in side] for side in (found.began, found.ended, found.changed)
    )


def test_the_same_policy_on_two_days_in_force_has_no_difference() -> None:
    assert codes(policy_difference(PLAN, FIRST, PLAN, LAST)) == ([], [], [])


def test_all_clauses_begin_with_the_policy_and_end_with_it() -> None:
    every = [each.code for each in PLAN.walk()]
    before = date(2020, 1, 1)
    assert codes(policy_difference(PLAN, before, PLAN, LAST)) == (every, [], [])
    assert codes(policy_difference(PLAN, LAST, PLAN, before)) == ([], every, [])
    assert codes(policy_difference(None, FIRST, PLAN, LAST)) == (every, [], [])
    assert codes(policy_difference(PLAN, FIRST, None, LAST)) == ([], every, [])
    repealed = replace(PLAN, effective_to=LAST)
    assert codes(policy_difference(repealed, FIRST, repealed, LAST)) == ([], every, [])


def test_a_clause_that_is_superseded_or_begins_later_is_named_with_its_parts() -> None:
    item = next(each for each in PLAN.measures if each.number == "27")
    others = tuple(each for each in PLAN.measures if each is not item)
    with_parts = [each.code for each in item.walk()]
    ended = replace(PLAN, measures=(*others, replace(item, superseded_on=LAST)))
    assert codes(policy_difference(ended, FIRST, ended, LAST)) == ([], with_parts, [])
    begun = replace(PLAN, measures=(*others, replace(item, effective_from=LAST)))
    assert codes(policy_difference(begun, FIRST, begun, LAST)) == (with_parts, [], [])


def test_a_later_text_is_compared_clause_by_clause() -> None:
    first, *others = PLAN.measures
    later = replace(PLAN, measures=(replace(first, citation=OTHER_WORDS, quantities=()), *others))
    [change] = policy_difference(PLAN, FIRST, later, LAST).changed
    assert (change.code, change.what) == ("pds-2021-7/1", ("text", "quantities"))


@pytest.mark.parametrize(
    ("day", "end", "validity"),
    [
        (date(2020, 1, 1), None, Validity.NOT_YET),
        (FIRST, None, Validity.IN_FORCE),
        (LAST, None, Validity.EXPIRED),
        (LAST, PolicyEnd(Validity.REPEALED, "平信用办〔2026〕1号"), Validity.REPEALED),
        (LAST, PolicyEnd(Validity.REPLACED, "平信用办〔2026〕1号", "x"), Validity.REPLACED),
    ],
)
def test_a_policy_says_whether_it_is_in_force_and_how_it_ended(
    day: date, end: PolicyEnd | None, validity: Validity
) -> None:
    assert replace(PLAN, effective_to=LAST, end=end).validity(day) is validity


def test_a_policy_without_an_end_is_in_force_or_not_yet() -> None:
    assert PLAN.validity(date(2020, 1, 1)) is Validity.NOT_YET
    assert PLAN.validity(LAST) is Validity.IN_FORCE


def test_a_policy_file_says_how_it_ended_and_by_which_document() -> None:
    old = "effective: {from: 2021-11-01, assumption: The document names no day.}"
    new = (
        "effective: {from: 2021-11-01, to: 2026-01-01, assumption: The document names no day.,\n"
        "  ended: {how: repealed, by: 平信用办〔2026〕1号}}"
    )
    policy = build_rulebook(SmallSeeds().changed(POLICY, old, new).seed_set()).policies[
        "tiny-2021-1"
    ]
    assert policy.end == PolicyEnd(Validity.REPEALED, "平信用办〔2026〕1号")
    assert policy.validity(LAST) is Validity.REPEALED
