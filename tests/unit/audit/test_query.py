"""Days of what is logged are days in Shanghai, both included."""

from datetime import UTC, date, datetime

import pytest

from credit_graph.audit.query import Days


def test_days_begin_and_end_at_midnight_in_shanghai() -> None:
    days = Days(date(2026, 11, 28), date(2026, 11, 28))
    assert days.begin == datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert days.end == datetime(2026, 11, 28, 16, tzinfo=UTC)


@pytest.mark.parametrize("days", [Days(), Days(date.min, date.max)])
def test_extreme_days_bound_nothing(days: Days) -> None:
    assert (days.begin, days.end) == (None, None)
