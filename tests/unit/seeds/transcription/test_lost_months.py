"""A recurrence that would silently leave months out is refused, and names them."""

from calendar import month_name
from datetime import date, datetime, time
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from credit_graph.seeds.transcription.lost_months import lost_months

HORIZON = 20


@pytest.mark.parametrize(
    ("rule", "day", "lost"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", date(2024, 3, 31), "June and September"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=30", date(2024, 4, 30), "February"),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=31", date(2024, 3, 31), "June and September"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", date(2024, 4, 15), "February"),
        ("FREQ=MONTHLY;BYMONTHDAY=-31", date(2024, 5, 1), "February, April, June"),
        ("FREQ=YEARLY", date(2024, 2, 29), "February"),
        ("FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=31", date(2024, 3, 31), "February"),
        ("FREQ=DAILY;BYMONTHDAY=31", date(2024, 3, 31), "February, April"),
    ],
)
def test_the_months_that_would_be_left_out_are_named(rule: str, day: date, lost: str) -> None:
    said = lost_months(rule, day)
    assert said is not None
    assert str(said).startswith(lost)
    assert "BYMONTHDAY=-1" in str(said)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2024, 2, 29)),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", date(2024, 3, 25)),
        ("FREQ=MONTHLY;BYMONTH=1,3,5;BYMONTHDAY=31", date(2024, 3, 31)),
        ("FREQ=MONTHLY;INTERVAL=12", date(2024, 12, 31)),
        ("FREQ=MONTHLY;COUNT=1", date(2024, 3, 31)),
        ("FREQ=MONTHLY;UNTIL=20240415", date(2024, 3, 31)),
        ("FREQ=YEARLY;INTERVAL=4", date(2024, 2, 29)),
        ("FREQ=WEEKLY;BYDAY=MO", date(2024, 4, 29)),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=29,30,31", date(2024, 3, 29)),
        ("FREQ=DAILY", date(2024, 3, 31)),
    ],
)
def test_a_rule_that_loses_nothing_is_let_through(rule: str, day: date) -> None:
    assert lost_months(rule, day) is None


def months(rule: str, start: date) -> set[tuple[int, int]]:
    end = datetime(start.year + HORIZON, start.month, 1)  # noqa: DTZ001  # as dateutil counts
    found = rrulestr(rule, dtstart=datetime.combine(start, time()))
    return {(each.year, each.month) for each in takewhile(lambda each: each < end, found)}


@given(
    st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["MONTHLY", "YEARLY"]),
    st.integers(1, 14),
    st.sets(st.integers(1, 12), max_size=4),
)
def test_a_rule_loses_what_the_same_rule_on_the_first_would_have(
    day: date, frequency: str, interval: int, named: set[int]
) -> None:
    rule = f"FREQ={frequency};INTERVAL={interval}"
    if named:
        rule += f";BYMONTH={','.join(map(str, sorted(named | {day.month})))}"
    lost = months(rule, day.replace(day=1)) - months(rule, day)
    said = str(lost_months(rule, day) or "")
    names = {month_name[month] for _, month in lost}
    assert {name for name in names if name not in said} == set()
    # It looks further ahead than this test: only leap days are lost so late.
    assert bool(said) == bool(lost) or day.day == 29
