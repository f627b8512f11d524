"""`GET /calendar/{agency}.ics`: an agency's due items as iCalendar (RFC 5545), to subscribe to.

Each item is a whole-day event whose UID is made of its subject, agency and due day: a program
that asks again updates its events and adds none twice. What others owe the agency and are late
with has its UID made of the agency too.
"""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, Timezone
from starlette.requests import Request
from starlette.responses import Response

from credit_graph.clock import Now
from credit_graph.domain.duties.calendar import DueItem, DueStatus
from credit_graph.errors import DatabaseError, NotReadyError, OverloadError, UnknownCodeError
from credit_graph.languages.language import (
    DEFAULT,
    Language,
    accepted_language,
    asked_language,
    asking,
    content_tag,
)
from credit_graph.languages.wording import worded
from credit_graph.message import Message
from credit_graph.usecases.agencies.feed_calendar import Feed
from credit_graph.web.refusal import refusal

_PRODUCT = "-//credit-graph//due items//{language}"
_ASK_AGAIN = timedelta(hours=6)
_ZONE = "Asia/Shanghai"
_UNSTAMPED = datetime(2000, 1, 1, tzinfo=UTC)  # for the tag, which must not change by itself
_MARKS = {DueStatus.DONE: "✓ ", DueStatus.OVERDUE: "! ", DueStatus.OPEN: ""}

FeedOf = Callable[[str], Awaitable[Feed | None]]


class CalendarFeed:
    """Answers for one agency at a time. `feed_of(code)` tells what is due."""

    def __init__(self, feed_of: FeedOf, now: Now) -> None:
        self._feed_of = feed_of
        self._now = now

    async def show(self, request: Request) -> Response:
        """Answer 200 with the calendar, 404 for no such agency, 503 while nothing can be read."""
        code = request.path_params["agency"]
        with asking(_language(request)):
            return await self._answer(code)

    async def _answer(self, code: str) -> Response:
        try:
            feed = await self._feed_of(code)
        except (DatabaseError, NotReadyError, OverloadError) as error:
            return refusal(503, error, Retry_After="1")
        if feed is None:
            return refusal(404, UnknownCodeError(noun="agency", given=code))
        return Response(
            calendar_text(feed, self._now()),
            media_type="text/calendar; charset=utf-8",
            headers={
                "Cache-Control": "private, no-cache",
                "Content-Language": content_tag(asked_language()),
                "Vary": "Accept-Language",
                "Content-Disposition": f'inline; filename="{feed.agency.code}.ics"',
                "ETag": f'W/"{sha256(calendar_text(feed, _UNSTAMPED)).hexdigest()[:32]}"',
            },
        )


def _language(request: Request) -> Language:
    """Return the language of the address, for programs that send no headers, or of the request."""
    asked = request.query_params.get("language", "")
    return accepted_language(asked) if asked else asked_language()


def calendar_text(feed: Feed, stamp: datetime) -> bytes:
    """Return the calendar's text, UTF-8; `stamp` is the instant at which it was drawn up.

    Titles and quotations are the documents' own; the rest is in the language asked for.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT.format(language=asked_language().upper()))
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", feed.agency.name)
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for item in feed.items:
        calendar.add_component(_event(item, stamp))
    for item in feed.late:
        calendar.add_component(_late_event(item, feed, stamp))
    if not calendar.subcomponents:
        # RFC 5545, 3.6: a calendar has a component. A time zone is one, and no event.
        calendar.add_component(Timezone.from_tzid(_ZONE))
    return bytes(calendar.to_ical())


def _late_event(item: DueItem, feed: Feed, stamp: datetime) -> Event:
    """Return what another agency owes this one: an event of its own, with that agency's name."""
    event = _event(item, stamp)
    del event["uid"], event["summary"]
    event.add("uid", f"{_uid(item)}/to/{feed.agency.code}@credit-graph")
    owing = feed.owing[item.agency]
    event.add("summary", f"{_MARKS[DueStatus.OVERDUE]}{owing}: {item.subject.title}")
    return event


def _uid(item: DueItem) -> str:
    return f"{item.subject.code}/{item.due_on}/{item.agency}"


def _event(item: DueItem, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{_uid(item)}@credit-graph")
    event.add("dtstamp", stamp)
    event.add("dtstart", item.due_on)
    event.add("dtend", item.due_on + timedelta(days=1))
    event.add("summary", f"{_MARKS[item.status]}{item.subject.title}")
    event.add("description", "\n\n".join(_paragraphs(item)))
    event.add("categories", [item.status.name])
    event.add("transp", "TRANSPARENT")
    return event


def _paragraphs(item: DueItem) -> Iterator[str]:
    if asked_language() is DEFAULT:
        yield item.subject.gloss  # what the title says, in English
    if item.closed_by is not None:
        day = item.closed_by.handed_in_on
        yield (
            worded("Closed by what was handed in on {day}, late.", day=day)
            if item.late
            else worded("Closed by what was handed in on {day}.", day=day)
        )
    if item.min_cases:
        yield worded("Cases that it must hold: {count}.", count=item.min_cases)
    if item.assumption is not None:
        yield worded("Assumed: {assumption}", assumption=Message(item.assumption))
    citation = item.subject.citation
    yield f"{citation.policy} {citation.place}: {citation.quote}"
