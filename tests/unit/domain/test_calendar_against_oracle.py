"""The calendar agrees with a second one that walks day by day."""

from datetime import date, timedelta
from functools import partial

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from credit_graph.domain.duties.calendar import Calendar
from support.calendar_oracle import WEEKDAYS, Handed, Item, Rule, days_of, items
from support.small_duties import book, handed_in, report

START = date(2024, 1, 1)
DAYS = st.integers(0, 800).map(lambda offset: START + timedelta(days=offset))
FAR = date(2032, 1, 1)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    freq = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    some = partial(st.lists, max_size=3, unique=True)
    # RFC 5545 does not allow both ends.
    count, until = draw(
        st.tuples(st.none() | st.integers(1, 12), st.none())
        | st.tuples(st.none(), DAYS.map(lambda day: day + timedelta(days=300)))
    )
    return Rule(
        freq=freq,
        interval=draw(st.integers(1, 5)),
        months=tuple(draw(some(st.integers(1, 12)))),
        month_days=tuple(draw(some(st.sampled_from((1, 15, 25, 28, 30, 31, -1, -2))))),
        weekdays=tuple(draw(some(st.sampled_from(WEEKDAYS)))),
        count=count,
        until=until,
    )


@st.composite
def recurrences(draw: st.DrawFn) -> tuple[Rule, date]:
    """Return a rule with a first day on which it falls, as seeds must have it."""
    rule, earliest = draw(rules()), draw(DAYS)
    starts = (earliest + timedelta(days=offset) for offset in range(366))
    start = next((day for day in starts if days_of(rule, day, day)), None)
    assume(start is not None)
    assert start is not None
    return rule, start


@settings(max_examples=400, deadline=None)
@given(
    recurrence=recurrences(),
    first=DAYS,
    span=st.integers(0, 500),
    as_of=DAYS,
    min_cases=st.integers(0, 1),
    handed=st.lists(
        st.tuples(DAYS, st.integers(0, 2), st.none() | DAYS), max_size=8, unique_by=lambda one: one
    ),
)
def test_items_are_those_of_the_oracle(
    *,
    recurrence: tuple[Rule, date],
    first: date,
    span: int,
    as_of: date,
    min_cases: int,
    handed: list[tuple[date, int, date | None]],
) -> None:
    rule, start = recurrence
    last = first + timedelta(days=span)
    every = days_of(rule, start, FAR)
    # Half of the reports name one of the due days: a random day would hardly ever be one.
    named = [
        Handed(f"{place:02}", on, cases, every[place % len(every)] if meant and every else meant)
        for place, (on, cases, meant) in enumerate(handed)
    ]
    calendar = Calendar(
        book(report("port", rrule=str(rule), starts_on=start, min_cases=min_cases)),
        [
            handed_in(
                "o1", "port", each.on, cases=each.cases, due_on=each.meant_for, name=each.name
            )
            for each in named
        ],
        as_of,
    )

    found = [
        Item(each.due_on, each.status, each.closed_by.origin.fact_id if each.closed_by else None)
        for each in calendar.items(first, last)
    ]

    assert found == items(every, named, first=first, last=last, as_of=as_of, min_cases=min_cases)
