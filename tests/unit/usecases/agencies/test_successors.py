"""What is due of a body is in the calendar of who answers for it today."""

from collections.abc import Collection
from datetime import date

import pytest

from credit_graph.domain.duties.calendar import DueStatus
from credit_graph.domain.duties.duty_book import DutyBook, DutyQuery, Reach
from credit_graph.domain.duties.succession import Succession
from credit_graph.domain.facts.submission import Inquiry, Submission
from credit_graph.usecases.agencies.feed_calendar import feed_calendar
from credit_graph.usecases.agencies.list_due_items import list_due_items
from credit_graph.usecases.agencies.list_duties import DueQuery
from support.small_duties import book, handed_in, report, task

TURN = date(2026, 2, 1)
BEFORE, TODAY = date(2026, 1, 31), date(2026, 3, 1)
DUE = date(2026, 2, 15)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def passed(body: str, heir: str | None, *subjects: str) -> Succession:
    return Succession(body, heir, TURN, None, subjects, "a page", TODAY)


def of(*successions: Succession) -> DutyBook:
    return book(
        task("1", "port", due_on=DUE),
        task("2", "all", due_on=DUE),
        report("tax", due_on=DUE),
        successions=successions,
    )


class Desk:
    """Holds submissions, and answers only for the agencies it is asked about."""

    def __init__(self, *submissions: Submission) -> None:
        self._submissions = submissions

    async def handed_in(
        self, inquiries: Collection[Inquiry], as_of: date
    ) -> tuple[Submission, ...]:
        asked = {(each.agency, subject) for each in inquiries for subject in each.subjects}
        return tuple(
            each
            for each in self._submissions
            if (each.agency, each.subject) in asked and each.handed_in_on <= as_of
        )


async def shown(duties: DutyBook, agency: str, day: date = TODAY) -> list[str]:
    feed = await feed_calendar(duties, Desk().handed_in, agency, day)
    assert feed is not None
    return [f"{each.subject.code} of {each.agency}" for each in feed.items]


async def test_the_heir_subscribes_to_what_its_predecessor_owes() -> None:
    duties = of(passed("port", "police"))
    assert await shown(duties, "police") == ["p/1 of port", "p/2 of all"]
    assert await shown(duties, "port") == []


async def test_before_the_day_each_has_its_own() -> None:
    duties = of(passed("port", "police"))
    assert await shown(duties, "police", BEFORE) == []
    assert await shown(duties, "port", BEFORE) == ["p/1 of port", "p/2 of all"]


async def test_each_heir_has_what_it_took_over() -> None:
    duties = of(passed("port", "police", "p/1"), passed("port", "tax-12"))
    assert await shown(duties, "police") == ["p/1 of port"]
    assert await shown(duties, "tax-12") == ["p/2 of all"]
    assert await shown(duties, "port") == []


async def test_without_a_known_successor_the_calendar_stays_with_the_body_named() -> None:
    assert await shown(of(passed("port", None)), "port") == ["p/1 of port", "p/2 of all"]


async def test_reports_that_are_late_are_seen_by_who_receives_them_today() -> None:
    feed = await feed_calendar(of(passed("port", "police")), Desk().handed_in, "police", TODAY)
    assert feed is not None
    assert [(each.subject.code, each.status) for each in feed.late] == [("p/o1", DueStatus.OVERDUE)]


@pytest.mark.parametrize(("by", "status"), [("police", "DONE"), ("tax-12", "OVERDUE")])
async def test_what_the_heir_hands_in_closes_the_item(by: str, status: str) -> None:
    duties = of(passed("port", "police"))
    items = await list_due_items(
        duties,
        Desk(handed_in("1", by, DUE)).handed_in,
        YEAR,
        query=DutyQuery(agency="police", reach=Reach.DIRECT),
        due=DueQuery(),
        as_of=TODAY,
    )
    assert [(each.subject.code, each.status.name) for each in items] == [("p/1", status)]
