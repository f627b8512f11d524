"""A day left out between two ratings of the same level is said, and nothing else is."""

from datetime import date

import pytest

from credit_graph.intake.reconciling.gaps import gap_note, one_day_gaps
from credit_graph.intake.rows.kinds import RatingRow

A = "91410400XN00000125"
END, NEXT = date(2023, 12, 31), date(2024, 1, 1)


def rated(level: str, valid_from: date, valid_to: date | None = None) -> RatingRow:
    return RatingRow(A, "customs", level, valid_from, valid_to, None, None)


BEFORE, AFTER = rated("advanced", date(2021, 1, 1), END), rated("advanced", NEXT)


def test_a_last_day_taken_for_the_first_day_after_leaves_a_day_out() -> None:
    (gap,) = one_day_gaps([BEFORE, AFTER], [])
    assert (gap.day, gap.level) == (END, "advanced")
    assert f"the first that of {A} on 2023-12-31 (customs advanced)" in gap_note([gap])


def test_a_gap_to_what_stands_already_is_one_too() -> None:
    assert len(list(one_day_gaps([AFTER], [BEFORE]))) == 1
    assert len(list(one_day_gaps([BEFORE], [AFTER]))) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [rated("advanced", date(2021, 1, 1), NEXT), AFTER],
        [rated("general", date(2021, 1, 1), END), AFTER],
        [rated("advanced", date(2021, 1, 1), date(2023, 12, 30)), AFTER],
        [BEFORE],
    ],
)
def test_no_gap_another_level_and_a_longer_gap_are_no_slip(rows: list[RatingRow]) -> None:
    assert not list(one_day_gaps(rows, []))


def test_what_stood_so_before_is_no_news() -> None:
    assert not list(one_day_gaps([rated("advanced", date(2030, 1, 1))], [BEFORE, AFTER]))
