"""`GET /calendar/{agency}.ics`: an agency's due items as iCalendar (RFC 5545), to subscribe to.

Each item is a whole-day event whose UID is made of its subject, agency and due day: a program
that asks again updates its events and adds none twice.
"""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta

from icalendar import Calendar, Event
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from credit_graph.domain.calendar import DueItem, DueStatus
from credit_graph.errors import DatabaseError, SchemaMissingError
from credit_graph.usecases.feed_calendar import Feed

_PRODUCT = "-//credit-graph//due items//EN"
_ASK_AGAIN = timedelta(hours=6)
_MARKS = {DueStatus.DONE: "✓ ", DueStatus.OVERDUE: "! ", DueStatus.OPEN: ""}

FeedOf = Callable[[str], Awaitable[Feed | None]]


class CalendarFeed:
    """Answers for one agency at a time. `feed_of(code)` tells what is due."""

    def __init__(self, feed_of: FeedOf, now: Callable[[], datetime]) -> None:
        self._feed_of = feed_of
        self._now = now

    async def show(self, request: Request) -> Response:
        """Answer 200 with the calendar, 404 for no such agency, 503 while nothing can be read."""
        code = request.path_params["agency"]
        try:
            feed = await self._feed_of(code)
        except (DatabaseError, SchemaMissingError) as error:
            shown = {"code": error.code, "advice": error.advice}
            return JSONResponse(shown, status_code=503, headers={"Retry-After": "1"})
        if feed is None:
            return JSONResponse({"code": "UNKNOWN_AGENCY"}, status_code=404)
        return Response(
            calendar_text(feed, self._now()),
            media_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": f'inline; filename="{feed.agency.code}.ics"'},
        )


def calendar_text(feed: Feed, stamp: datetime) -> bytes:
    """Return the calendar's text, UTF-8; `stamp` is the instant at which it was drawn up."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", feed.agency.name)
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for item in feed.items:
        calendar.add_component(_event(item, stamp))
    return bytes(calendar.to_ical())


def _event(item: DueItem, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{item.subject.code}/{item.due_on}/{item.agency}@credit-graph")
    event.add("dtstamp", stamp)
    event.add("dtstart", item.due_on)
    event.add("dtend", item.due_on + timedelta(days=1))
    event.add("summary", f"{_MARKS[item.status]}{item.subject.title}")
    event.add("description", "\n\n".join(_paragraphs(item)))
    event.add("categories", [item.status.name])
    event.add("transp", "TRANSPARENT")
    return event


def _paragraphs(item: DueItem) -> Iterator[str]:
    yield item.subject.gloss
    if item.closed_by is not None:
        late = ", late" if item.late else ""
        yield f"Closed by what was handed in on {item.closed_by.handed_in_on}{late}."
    if item.min_cases:
        yield f"Cases that it must hold: {item.min_cases}."
    if item.assumption is not None:
        yield f"Assumed: {item.assumption}"
    citation = item.subject.citation
    yield f"{citation.policy} {citation.place}: {citation.quote}"
