"""Months that a recurrence rule silently leaves out, for they have no day of that number.

RFC 5545 skips such months: every third month from 31 March is due in March and December, never in
June and September.
"""

from calendar import month_name, monthrange
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import Final

from dateutil.rrule import rrulestr

from credit_graph.message import Message, Series

_YEARS: Final = 30  # so far ahead a rule is looked at; leap years come round several times
_MONTHS: Final = 12


def lost_months(rule: str, day: date) -> Message | None:
    """Say which months a well-formed rule from `day` loses and what to write; None if none.

    A rule that also asks for days of the week is meant to leave months out.
    """
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    days = _days(parts, day)
    if not days:
        return None
    last = _last_day(parts, rule, day)
    lost: dict[int, int] = {}
    for year, month in _visited(parts, day):
        length = monthrange(year, month)[1]
        if date(year, month, length) > last:
            break
        missing = next((each for each in days if abs(each) > length), None)
        if missing is not None:
            lost.setdefault(month, missing)
    return _in_words(lost) if lost else None


def _days(parts: Mapping[str, str], day: date) -> tuple[int, ...]:
    """Return the days of the month that are asked for, counted from its end if negative."""
    if "BYDAY" in parts or parts["FREQ"] == "WEEKLY":
        return ()
    if "BYMONTHDAY" in parts:
        return tuple(map(int, parts["BYMONTHDAY"].split(",")))
    return () if parts["FREQ"] == "DAILY" else (day.day,)


def _visited(parts: Mapping[str, str], day: date) -> Iterator[tuple[int, int]]:
    """Yield the months in which the rule looks for its days, as (year, month)."""
    interval = int(parts.get("INTERVAL", "1"))
    every_month = "BYMONTHDAY" in parts or "BYMONTH" in parts
    named = set(map(int, parts["BYMONTH"].split(","))) if "BYMONTH" in parts else None
    for step in range(_YEARS * _MONTHS):
        year, month = day.year + (day.month - 1 + step) // _MONTHS, (day.month - 1 + step) % 12 + 1
        if parts["FREQ"] == "MONTHLY":
            asked = step % interval == 0
        elif parts["FREQ"] == "YEARLY":
            asked = (year - day.year) % interval == 0 and (every_month or month == day.month)
        else:
            asked = interval == 1
        if asked and (named is None or month in named):
            yield year, month


def _last_day(parts: Mapping[str, str], rule: str, day: date) -> date:
    horizon = day.replace(year=day.year + _YEARS, day=1)
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        return min(horizon, date(int(until[:4]), int(until[4:6]), int(until[6:])))
    if "COUNT" in parts:
        found = rrulestr(rule, dtstart=datetime.combine(day, time()))
        last = max(islice(found, int(parts["COUNT"])))
        return min(horizon, last.date())
    return horizon


def _in_words(lost: Mapping[int, int]) -> Message:
    names = tuple(Message(month_name[month]) for month in sorted(lost))
    number = abs(next(iter(lost.values())))
    if len(names) > 1:
        listed = Series((Series(names[:-1], ", "), names[-1]), " and ")
        found = Message(
            "{months} have no day {number} and would be left out",
            months=listed,
            number=number,
        )
    elif (*lost, number) == (2, 29):
        found = Message("February has no day 29 in most years and would be left out")
    else:
        found = Message(
            "{months} has no day {number} and would be left out",
            months=names[0],
            number=number,
        )
    return Message("{found}; BYMONTHDAY=-1 is the last day of every month", found=found)
