from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import Code
from credit_graph.intake.reconciling.upsert import Decisions, RecordedRow, UpsertPlanner
from credit_graph.intake.rows.kinds import EnterpriseRow, LinkRow, OwnershipRow, RatingRow, Row

A, B, C = "A" * 18, "B" * 18, "C" * 18
NINE = RatingRow(A, "customs", "advanced", date(2024, 1, 1), date(2025, 1, 1), None, None)
HOLDING = OwnershipRow(A, C, 0.6, date(2024, 1, 1), None)


def decide(
    kind: Kind, rows: Sequence[Row], standing: Sequence[Row] = (), mine: Sequence[Row] = ()
) -> Decisions:
    judge = UpsertPlanner(TABLES[kind])
    groups: dict[object, list[RecordedRow]] = {}
    for row in (*standing, *mine):
        each = RecordedRow(row, f"id{len(groups)}", mine=row in mine)
        groups.setdefault(judge.group(row), []).append(each)
    return judge.decide(list(enumerate(rows)), groups)


def codes(decisions: Decisions) -> list[tuple[int, Code]]:
    return [(index, problem.code) for index, problem in decisions.rejected]


def test_a_row_about_which_nothing_stands_is_new() -> None:
    assert decide(Kind.RATINGS, [NINE]).added == [0]


def test_a_row_that_stands_already_is_unchanged() -> None:
    assert decide(Kind.RATINGS, [NINE], [NINE]).unchanged == [(0, "id0")]


def test_another_value_for_a_fact_that_stands_is_a_correction() -> None:
    later = replace(NINE, valid_to=date(2024, 6, 1))
    assert decide(Kind.RATINGS, [later], [NINE]).corrected == [(0, "id0")]


def test_a_row_that_states_no_openness_leaves_that_of_the_fact() -> None:
    closed = replace(NINE, openness="keeper")
    assert decide(Kind.RATINGS, [NINE], [closed]).unchanged == [(0, "id0")]
    other = decide(Kind.RATINGS, [replace(NINE, reference="No. 7")], [closed])
    assert other.corrected == [(0, "id0")]
    assert other.placed == {0: replace(closed, reference="No. 7")}
    assert decide(Kind.RATINGS, [replace(NINE, openness="public")], [closed]).placed == {}
    # Within one import, too: the second row says nothing else.
    twice = decide(Kind.RATINGS, [closed, NINE])
    assert (twice.added, codes(twice)) == ([0], [(1, Code.DUPLICATE_ROW)])


def test_the_same_row_twice_in_an_import_is_a_duplicate() -> None:
    decisions = decide(Kind.RATINGS, [NINE, NINE])
    assert (decisions.added, codes(decisions)) == ([0], [(1, Code.DUPLICATE_ROW)])


def test_the_same_row_twice_is_a_duplicate_also_when_the_fact_stood_before() -> None:
    decisions = decide(Kind.RATINGS, [NINE, NINE], [NINE])
    assert (decisions.unchanged, codes(decisions)) == ([(0, "id0")], [(1, Code.DUPLICATE_ROW)])


def test_another_value_in_the_same_import_contradicts_the_earlier_row() -> None:
    other = replace(NINE, level="general")
    decisions = decide(Kind.RATINGS, [NINE, other])
    assert codes(decisions) == [(1, Code.CONTRADICTS_ROW)]
    assert decisions.rejected[0][1].message == (
        "An earlier row of this import says level 'advanced'."
    )


def test_another_value_contradicts_also_a_row_of_an_earlier_batch() -> None:
    other = replace(NINE, level="general")
    assert codes(decide(Kind.RATINGS, [other], mine=[NINE])) == [(0, Code.CONTRADICTS_ROW)]


def test_two_levels_on_one_day_contradict_each_other() -> None:
    overlapping = replace(NINE, level="general", valid_from=date(2024, 12, 31))
    decisions = decide(Kind.RATINGS, [overlapping], [NINE])
    assert codes(decisions) == [(0, Code.CONTRADICTS_FACT)]
    assert decisions.rejected[0][1].message == (
        "It is already recorded that customs is advanced from 2024-01-01 to before 2025-01-01."
    )


def test_two_levels_that_meet_at_a_day_do_not_contradict_each_other() -> None:
    following = replace(NINE, level="general", valid_from=date(2025, 1, 1), valid_to=None)
    assert decide(Kind.RATINGS, [following], [NINE]).added == [0]


def test_a_level_may_be_ended_and_another_begun_in_one_file() -> None:
    open_ended = replace(NINE, valid_to=None)
    following = replace(NINE, level="general", valid_from=date(2025, 1, 1), valid_to=None)
    decisions = decide(Kind.RATINGS, [NINE, following], [open_ended])
    assert (decisions.corrected, decisions.added) == ([(0, "id0")], [1])


def test_owners_may_hold_the_whole_and_no_more() -> None:
    rest = OwnershipRow(B, C, 0.4, date(2024, 1, 1), None)
    assert decide(Kind.OWNERSHIP, [HOLDING, rest]).added == [0, 1]
    more = replace(rest, share=0.41)
    decisions = decide(Kind.OWNERSHIP, [HOLDING, more])
    assert codes(decisions) == [(1, Code.OWNERSHIP_ABOVE_ONE)]
    assert "1.01 on 2024-01-01" in decisions.rejected[0][1].message


def test_owners_that_follow_each_other_do_not_add_up() -> None:
    first = replace(HOLDING, valid_to=date(2025, 1, 1))
    second = OwnershipRow(B, C, 0.9, date(2025, 1, 1), None)
    assert decide(Kind.OWNERSHIP, [first, second]).added == [0, 1]


def test_one_owner_holds_one_share_on_a_day() -> None:
    again = replace(HOLDING, share=0.1, valid_from=date(2024, 5, 1))
    assert codes(decide(Kind.OWNERSHIP, [HOLDING, again])) == [(1, Code.CONTRADICTS_ROW)]


def test_a_corrected_share_no_longer_counts() -> None:
    smaller = replace(HOLDING, share=0.2)
    rest = OwnershipRow(B, C, 0.8, date(2024, 1, 1), None)
    decisions = decide(Kind.OWNERSHIP, [smaller, rest], [HOLDING])
    assert (decisions.corrected, decisions.added) == ([(0, "id0")], [1])


def test_parallel_links_stand_beside_each_other() -> None:
    link = LinkRow(A, B, date(2024, 1, 1), None, "parts", None, None)
    other = replace(link, category="tools")
    assert decide(Kind.LINKS, [link, other]).added == [0, 1]


def test_an_enterprise_is_registered_once() -> None:
    row = EnterpriseRow(A, "x", "410400", None, (), None, "active")
    renamed = replace(row, name="y")
    assert codes(decide(Kind.ENTERPRISES, [row, renamed])) == [(1, Code.CONTRADICTS_ROW)]
    assert decide(Kind.ENTERPRISES, [renamed], [row]).corrected == [(0, "id0")]


days = st.dates(date(2024, 1, 1), date(2024, 1, 12))
holdings = st.builds(
    lambda owner, share, first, length: OwnershipRow(
        owner, C, share / 10, first, None if length == 0 else first.replace(day=first.day + length)
    ),
    st.sampled_from([A, B, "D" * 18]),
    st.integers(1, 10),
    days,
    st.integers(0, 10),
)


@given(st.lists(holdings, max_size=8))
def test_whatever_is_accepted_never_adds_up_to_more_than_the_whole(rows: list[Row]) -> None:
    decisions = decide(Kind.OWNERSHIP, rows)
    accepted = [rows[index] for index in decisions.added]
    for number in range(1, 32):
        day = date(2024, 1, number)
        held = [
            each for each in accepted if isinstance(each, OwnershipRow) and day in each.interval
        ]
        assert sum(each.share for each in held) <= 1 + 1e-9
        assert len({each.owner_uscc for each in held}) == len(held)
    assert len(decisions.added) + len(decisions.rejected) == len(rows)
