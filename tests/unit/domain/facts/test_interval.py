"""Intervals hold their first day and not their last."""

import pytest

from credit_graph.domain.facts.interval import Interval
from support.small_world import day


def test_an_interval_holds_its_first_day_and_not_its_last() -> None:
    interval = Interval(day(0), day(2))
    assert [day(offset) in interval for offset in (-1, 0, 1, 2)] == [False, True, True, False]


def test_an_open_interval_holds_every_later_day() -> None:
    assert day(9_999) in Interval(day(0))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Interval(day(0), day(2)), Interval(day(2), day(3)), False),
        (Interval(day(0), day(2)), Interval(day(1), day(3)), True),
        (Interval(day(0), day(9)), Interval(day(3), day(4)), True),
        (Interval(day(0)), Interval(day(5)), True),
        (Interval(day(5)), Interval(day(0), day(5)), False),
    ],
)
def test_intervals_overlap_if_a_day_lies_in_both(
    one: Interval,
    other: Interval,
    expected: bool,  # noqa: FBT001  # what is expected
) -> None:
    assert one.overlaps(other) is other.overlaps(one) is expected
