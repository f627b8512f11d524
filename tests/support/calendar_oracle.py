"""A slow second calendar: it walks day by day and knows no library of recurrences.

Written from RFC 5545, section 3.3.10, for the parts that seeds may use, and from docs/agencies.md
for what closes an item.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence; an empty tuple or None leaves its part out."""

    freq: str
    interval: int = 1
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()
    count: int | None = None
    until: date | None = None

    def __str__(self) -> str:
        parts = [
            f"FREQ={self.freq}",
            f"INTERVAL={self.interval}",
            _part("BYMONTH", self.months),
            _part("BYMONTHDAY", self.month_days),
            _part("BYDAY", self.weekdays),
            "" if self.count is None else f"COUNT={self.count}",
            "" if self.until is None else f"UNTIL={self.until:%Y%m%d}",
        ]
        return ";".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Handed:
    """Something handed in on a day: its name orders those of one day."""

    name: str
    on: date
    cases: int = 0
    meant_for: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What the calendar shows for one due day."""

    due_on: date
    status: str
    closed_by: str | None


def days_of(rule: Rule, start: date, last: date) -> list[date]:
    """Return the days of the rule from its start up to `last`."""
    found: list[date] = []
    day = start
    while day <= last:
        over = rule.until is not None and day > rule.until
        if over or (rule.count is not None and len(found) == rule.count):
            break
        if _falls_on(rule, start, day):
            found.append(day)
        day += A_DAY
    return found


def items(
    due: Sequence[date],
    handed_in: Sequence[Handed],
    *,
    first: date,
    last: date,
    as_of: date,
    min_cases: int = 0,
) -> list[Item]:
    """Return the items due from `first` to `last` as they stand on `as_of`.

    `due` holds every due day there is up to the first after both `last` and `as_of`.
    """
    closed: dict[date, str] = {}
    for each in sorted(handed_in, key=lambda one: (one.on, one.name)):
        if each.on > as_of or each.cases < min_cases:
            continue
        for day in _meant(due, each):
            if day not in closed:
                closed[day] = each.name
                break
    return [
        Item(day, _status(day, as_of, closed=day in closed), closed.get(day))
        for day in due
        if first <= day <= last
    ]


def _part(name: str, values: Sequence[int | str]) -> str:
    return f"{name}={','.join(map(str, values))}" if values else ""


def _falls_on(rule: Rule, start: date, day: date) -> bool:
    if _periods_between(rule.freq, start, day) % rule.interval:
        return False
    if rule.months and day.month not in rule.months:
        return False
    length = monthrange(day.year, day.month)[1]
    if rule.month_days and not {day.day, day.day - length - 1} & set(rule.month_days):
        return False
    if rule.weekdays and WEEKDAYS[day.weekday()] not in rule.weekdays:
        return False
    return bool(rule.month_days or rule.weekdays) or _like_the_start(rule, start, day)


def _like_the_start(rule: Rule, start: date, day: date) -> bool:
    """What the start says where the rule names no day."""
    if rule.freq == "WEEKLY":
        return day.weekday() == start.weekday()
    if rule.freq == "MONTHLY":
        return day.day == start.day
    if rule.freq == "YEARLY":
        return day.day == start.day and (bool(rule.months) or day.month == start.month)
    return True


def _periods_between(freq: str, start: date, day: date) -> int:
    if freq == "YEARLY":
        return day.year - start.year
    if freq == "MONTHLY":
        return (day.year - start.year) * 12 + day.month - start.month
    if freq == "WEEKLY":
        return (_monday(day) - _monday(start)).days // 7
    return (day - start).days


def _monday(day: date) -> date:
    while day.weekday():
        day -= A_DAY
    return day


def _meant(due: Sequence[date], each: Handed) -> Iterator[date]:
    """Yield the due days that a report may close, the likeliest first."""
    if each.meant_for is not None:
        yield from (day for day in due if day == each.meant_for)
        return
    earlier = [day for day in due if day < each.on]
    later = [day for day in due if day >= each.on]
    before = max(earlier, default=None)
    after = min(later, default=None)
    if before is None or after is None:
        yield from (day for day in (before, after) if day is not None)
        return
    late_by, early_by = (each.on - before).days, (after - each.on).days
    yield from (before, after) if late_by <= early_by else (after, before)


def _status(day: date, as_of: date, *, closed: bool) -> str:
    if closed:
        return "done"
    return "overdue" if day < as_of else "open"
