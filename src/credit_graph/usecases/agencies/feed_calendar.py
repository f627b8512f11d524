"""The calendar that an officer subscribes to: one agency's due items around a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.calendar import DueItem, DueStatus
from credit_graph.domain.duties.duty_book import Charge, DutyBook, DutyQuery, Reach
from credit_graph.domain.policy import Obligation
from credit_graph.usecases.agencies.due_calendar import HandedIn, calendar_of
from credit_graph.usecases.agencies.list_due_items import charges_of

BACK = timedelta(days=366)
AHEAD = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class Feed:
    """What is due of an agency, and what others owe it and have not handed in in time; by day.

    `owing`: the names, by code, of the agencies that the late items are due of.
    """

    agency: Agency
    items: tuple[DueItem, ...]
    late: tuple[DueItem, ...] = ()
    owing: Mapping[str, str] = field(default_factory=dict)


async def feed_calendar(
    book: DutyBook, handed_in: HandedIn, agency: str, as_of: date
) -> Feed | None:
    """Return what is due from a year back to two years ahead; `None` for no such agency.

    What falls to the agency through collective bodies is included: an officer wants to see
    all of it. A recipient of reports sees those of others that are overdue, or came late.
    At most one round trip.
    """
    if agency not in book.rulebook.agencies:
        return None
    first, last = as_of - BACK, as_of + AHEAD
    own = tuple(charges_of(book, DutyQuery(agency=agency, reach=Reach.COLLECTIVE)))
    owed = tuple(each for each in _owed_to(book, agency) if each not in own)
    calendar = await calendar_of(book, (*own, *owed), handed_in, as_of)
    late = [each for each in calendar.items(first, as_of, owed) if _is_late(each)]
    agencies = book.rulebook.agencies
    return Feed(
        agency=agencies[agency],
        items=calendar.items(first, last, own),
        late=tuple(late),
        owing={each.agency: agencies[each.agency].name for each in late},
    )


def _is_late(item: DueItem) -> bool:
    return item.late or item.status is DueStatus.OVERDUE


def _owed_to(book: DutyBook, agency: str) -> Iterator[Charge]:
    """Return the reports that others must hand in to an agency or a body that it belongs to."""
    recipients = {agency, *book.directory.bodies_of(agency)}
    for charge in book.charges():
        subject = charge.subject
        if isinstance(subject, Obligation) and not recipients.isdisjoint(subject.recipients):
            yield charge
