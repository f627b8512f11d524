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
    all of it; and what bodies had to do for which it answers today. What it has passed on to
    others is in theirs. A recipient of reports sees those of others that are overdue, or came late.
    At most one round trip for each stretch of days with the same texts.
    """
    if agency not in book.rulebook.agencies:
        return None
    first, last = as_of - BACK, as_of + AHEAD
    query = DutyQuery(agency=agency, reach=Reach.COLLECTIVE)
    items: list[DueItem] = []
    late: list[DueItem] = []
    for part, begins, ends in book.between(first, last):
        charges = charges_of(part, query, as_of)
        own = tuple(each for each in charges if not _passed_on(part, each, as_of, agency))
        owed = tuple(each for each in _owed_to(part, agency, as_of) if each not in own)
        calendar = await calendar_of(part, (*own, *owed), handed_in, as_of)
        items += calendar.items(begins, ends, own)
        due = calendar.items(begins, min(ends, as_of), owed)
        late += [each for each in due if _is_late(each)]
    agencies = book.rulebook.agencies
    return Feed(
        agency=agencies[agency],
        items=tuple(items),
        late=tuple(late),
        owing={each.agency: agencies[each.agency].name for each in late},
    )


def _passed_on(book: DutyBook, charge: Charge, day: date, agency: str) -> bool:
    """Tell whether others than the agency are known to answer for what it had to do."""
    living = book.directory.successions.living(agency, day, charge.subject.code)
    return bool(living) and agency not in living


def _is_late(item: DueItem) -> bool:
    return item.late or item.status is DueStatus.OVERDUE


def _owed_to(book: DutyBook, agency: str, day: date) -> Iterator[Charge]:
    """Return the reports that others must hand in to an agency or a body that it belongs to."""
    directory = book.directory
    for charge in book.charges():
        subject = charge.subject
        if not isinstance(subject, Obligation):
            continue
        itself = (agency, *directory.successions.ancestors(agency, day, subject.code))
        recipients = {each for body in itself for each in (body, *directory.bodies_of(body))}
        if not recipients.isdisjoint(subject.recipients) and not _passed_on(
            book, charge, day, agency
        ):
            yield charge
