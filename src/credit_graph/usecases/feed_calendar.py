"""The calendar that an officer subscribes to: one agency's due items around a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from credit_graph.domain.agency import Agency
from credit_graph.domain.calendar import DueItem
from credit_graph.domain.duty_book import DutyBook, DutyQuery, Reach
from credit_graph.usecases.due_calendar import HandedIn
from credit_graph.usecases.list_due_items import list_due_items
from credit_graph.usecases.list_duties import DueQuery

BACK = timedelta(days=366)
AHEAD = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class Feed:
    """What is due of an agency, by day."""

    agency: Agency
    items: tuple[DueItem, ...]


async def feed_calendar(
    book: DutyBook, handed_in: HandedIn, agency: str, as_of: date
) -> Feed | None:
    """Return what is due from a year back to two years ahead; `None` for no such agency.

    What falls to the agency through collective bodies is included: an officer wants to see
    all of it. One round trip.
    """
    if agency not in book.rulebook.agencies:
        return None
    items = await list_due_items(
        book,
        handed_in,
        (as_of - BACK, as_of + AHEAD),
        query=DutyQuery(agency=agency, reach=Reach.COLLECTIVE),
        due=DueQuery(),
        as_of=as_of,
    )
    return Feed(book.rulebook.agencies[agency], items)
