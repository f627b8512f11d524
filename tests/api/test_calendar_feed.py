"""The calendar that an officer subscribes to, over HTTP and from the real graph."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.routing import Route

from credit_graph.clock import shanghai_day
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.agencies.feed_calendar import Feed, feed_calendar
from credit_graph.usecases.services import Services
from credit_graph.web.calendar_feed import CalendarFeed
from credit_graph.web.negotiation import LanguageNegotiation
from support.agency_files import FILES, NOW, imported
from support.official_rules import official_rulebook


def client(graph: Graph, now: Callable[[], datetime]) -> httpx.AsyncClient:
    services = Services.of(graph, now)

    async def feed_of(agency: str) -> Feed | None:
        book = services.duty_books.of(official_rulebook())
        handed_in = services.submissions.handed_in
        return await feed_calendar(book, handed_in, agency, shanghai_day(now()))

    feed = CalendarFeed(feed_of, now)
    app = Starlette(routes=[Route("/calendar/{agency}.ics", feed.show)])
    spoken = LanguageNegotiation(app)
    return httpx.AsyncClient(transport=httpx.ASGITransport(spoken), base_url="http://test")


@pytest.fixture(scope="module")
async def subscriber(
    graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[httpx.AsyncClient]:
    await imported(graph, tmp_path_factory.mktemp("files"), FILES)
    async with client(graph, lambda: NOW) as found:
        yield found


@dataclass(frozen=True, slots=True)
class Shown:
    """An event as a mail program reads it."""

    first: date
    end: date
    uid: str
    summary: str
    text: str
    categories: str


def all_events_of(answer: httpx.Response) -> list[Shown]:
    return [
        Shown(
            first=event.decoded("dtstart"),
            end=event.decoded("dtend"),
            uid=str(event["uid"]),
            summary=str(event["summary"]),
            text=str(event["description"]),
            categories=",".join(event.categories),
        )
        for event in Calendar.from_ical(answer.text).events
    ]


def events_of(answer: httpx.Response) -> dict[date, Shown]:
    return {event.first: event for event in all_events_of(answer)}


async def test_the_feed_holds_what_is_due_from_a_year_back_to_two_years_ahead(
    subscriber: httpx.AsyncClient,
) -> None:
    answer = await subscriber.get("/calendar/ny-county-tax.ics")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert sorted(events_of(answer)) == [
        date(2025, 12, 25),
        *(date(year, month, 25) for year in (2026, 2027) for month in (3, 6, 9, 12)),
        date(2028, 3, 25),
        date(2028, 6, 25),
        date(2028, 9, 25),
    ]


async def test_an_event_is_a_whole_day_with_status_assumption_and_the_documents_words(
    subscriber: httpx.AsyncClient,
) -> None:
    event = events_of(await subscriber.get("/calendar/ny-county-tax.ics"))[date(2026, 9, 25)]

    assert event.end == date(2026, 9, 26)
    assert event.summary == "✓ 反馈“信易+”工作开展情况"
    assert event.categories == "DONE"
    for words in (
        "handed in on 2026-09-25",
        "Cases that it must hold: 1",
        "Assumed: ",
        "四、（三）",
    ):
        assert words in event.text


async def test_a_late_report_is_told_as_late_and_what_is_overdue_is_marked(
    subscriber: httpx.AsyncClient,
) -> None:
    events = events_of(await subscriber.get("/calendar/xm-addressed-units.ics"))

    assert "2026-09-03, late" in events[date(2026, 8, 31)].text
    assert events[date(2026, 6, 30)].summary.startswith("! ")
    assert events[date(2026, 12, 31)].categories == "OPEN"


@pytest.mark.parametrize(
    ("query", "header"),
    [("", "zh-CN"), ("?language=zh", ""), ("?language=zh-Hans", "en"), ("?language=zh", "en")],
)
async def test_an_event_is_worded_in_the_language_of_the_address_or_of_the_program(
    query: str, header: str, subscriber: httpx.AsyncClient
) -> None:
    answer = await subscriber.get(
        f"/calendar/ny-county-tax.ics{query}", headers={"accept-language": header}
    )
    text = events_of(answer)[date(2026, 9, 25)].text

    assert answer.headers["content-language"] == "zh-CN"
    assert "Accept-Language" in answer.headers["vary"]
    assert "已由2026年9月25日报送的材料办结。" in text
    assert "应附案例1个。" in text
    assert not re.search("[A-Za-z]{2,}", text.replace("ny-2020-63", ""))
    late = events_of(await subscriber.get("/calendar/xm-addressed-units.ics?language=zh"))
    assert "已由2026年9月3日报送的材料办结（逾期）。" in late[date(2026, 8, 31)].text


async def test_a_calendar_in_another_language_has_another_tag(
    subscriber: httpx.AsyncClient,
) -> None:
    english, chinese, again = [
        await subscriber.get(f"/calendar/ny-county-tax.ics{query}")
        for query in ("?language=en", "?language=zh", "?language=zh")
    ]
    assert english.headers["etag"] != chinese.headers["etag"] == again.headers["etag"]
    assert "Closed by" in events_of(english)[date(2026, 9, 25)].text


async def test_uids_stay_the_same_as_time_goes_by(graph: Graph) -> None:
    uids = []
    for now in (NOW, NOW + timedelta(days=90)):
        async with client(graph, lambda now=now: now) as asking:  # type: ignore[misc]
            events = events_of(await asking.get("/calendar/ny-county-tax.ics"))
            uids.append(events[date(2027, 3, 25)].uid)

    assert uids == ["ny-2020-63/o1/2027-03-25/ny-county-tax@credit-graph"] * 2


async def test_no_two_events_have_one_uid(subscriber: httpx.AsyncClient) -> None:
    events = all_events_of(await subscriber.get("/calendar/sh-zones-bureau.ics"))
    uids = [event.uid for event in events]

    # 001 has fourteen brackets, all due at the end of 2025; only that of customs leaves it out.
    assert len(uids) == len(set(uids)) == 13


async def test_an_unknown_agency_has_no_feed(subscriber: httpx.AsyncClient) -> None:
    answer = await subscriber.get("/calendar/nobody.ics")

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (404, "UNKNOWN_AGENCY")


async def test_an_agency_with_nothing_due_has_a_calendar_with_a_component(
    subscriber: httpx.AsyncClient,
) -> None:
    answer = await subscriber.get("/calendar/pds-customs.ics")

    assert answer.status_code == 200
    assert all_events_of(answer) == []
    # RFC 5545, 3.4 and 3.6: lines end in CRLF, and there is one component at least.
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert [line for line in lines if line.startswith(b"BEGIN:")][:2] == [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VTIMEZONE",
    ]


async def test_a_recipient_of_reports_sees_what_others_are_late_with(
    subscriber: httpx.AsyncClient,
) -> None:
    late = events_of(await subscriber.get("/calendar/xm-taskforce-office.ics"))
    own = events_of(await subscriber.get("/calendar/xm-addressed-units.ics"))

    # All but that of October 2026, which came in time; nothing that is not due yet.
    assert date(2026, 8, 31) in late
    assert date(2026, 10, 31) not in late
    assert sorted(late) == sorted(
        day for day, event in own.items() if day < NOW.date() and day != date(2026, 10, 31)
    )
    event = late[date(2026, 6, 30)]
    assert event.summary.startswith("! ")
    assert event.summary != own[date(2026, 6, 30)].summary
    assert event.uid.endswith("/xm-addressed-units/to/xm-taskforce-office@credit-graph")
    assert "2026-09-03, late" in late[date(2026, 8, 31)].text


async def test_a_subscriber_who_has_the_calendar_is_not_sent_it_again(graph: Graph) -> None:
    tags = []
    for now in (NOW, NOW + timedelta(minutes=7)):
        async with client(graph, lambda now=now: now) as asking:  # type: ignore[misc]
            answer = await asking.get("/calendar/ny-county-tax.ics")
            assert answer.headers["cache-control"] == "private, no-cache"
            tags.append(answer.headers["etag"])
    assert tags[0] == tags[1]


async def test_without_a_database_the_feed_says_so_and_when_to_ask_again(
    graph: Graph, endpoint: EmbeddedEndpoint
) -> None:
    nowhere = replace(endpoint, uri="bolt://127.0.0.1:9")
    async with (
        Graph.open(nowhere, graph.statements) as lost,
        client(lost, lambda: NOW) as asking,
    ):
        answer = await asking.get("/calendar/ny-county-tax.ics")

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (503, "DATABASE_UNREACHABLE")
    assert answer.headers["retry-after"] == "1"
