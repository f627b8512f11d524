"""What is due between two days, and how it stands."""

from collections.abc import Iterator
from datetime import date

from credit_graph.domain.duties.calendar import DueItem
from credit_graph.domain.duties.duty_book import Charge, DutyBook, DutyQuery, Reach
from credit_graph.domain.policy import Measure
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message
from credit_graph.usecases.agencies.due_calendar import HandedIn, calendar_of
from credit_graph.usecases.agencies.list_duties import DueQuery, check_codes

MOST_YEARS = 10
_MOST_DAYS = MOST_YEARS * 366


async def list_due_items(
    book: DutyBook,
    handed_in: HandedIn,
    days: tuple[date, date],
    *,
    query: DutyQuery,
    due: DueQuery,
    as_of: date,
) -> tuple[DueItem, ...]:
    """Return the items due between two days, both included, as they stand on a third.

    By day, within a day in the documents' order; at most one round trip for each stretch of days
    with the same texts. An agency's items include those of bodies for which it answers on that
    third day, and with `Reach.COLLECTIVE` those of the collective bodies it belongs to. Raises
    `UnknownCodeError`, and `BadArgumentError` for days out of order or more than ten years apart.
    """
    check_days(*days)
    check_codes(book, query)
    found: list[DueItem] = []
    for part, first, last in book.between(*days):
        charges = tuple(charges_of(part, query, as_of))
        calendar = await calendar_of(part, charges, handed_in, as_of)
        found += calendar.items(first, last, charges)
    return tuple(item for item in found if due.admits(item))


def check_days(first: date, last: date) -> None:
    """Raise `BadArgumentError` unless the days are in order and at most ten years apart."""
    if first > last:
        raise BadArgumentError(
            argument="from",
            why=Message("{first} is after {last}", first=first, last=last),
            fix=Message("Give the earlier day first."),
        )
    if (last - first).days > _MOST_DAYS:
        raise BadArgumentError(
            argument="to",
            why=Message(
                "{last} is more than {years} years after {first}",
                last=last,
                years=MOST_YEARS,
                first=first,
            ),
            fix=Message("Ask for at most {years} years at once.", years=MOST_YEARS),
        )


def due_without_agency(book: DutyBook, first: date, last: date) -> tuple[Measure, ...]:
    """Return the items due between two days for which their document names nobody."""
    check_days(first, last)
    return tuple(
        each
        for part, begins, ends in book.between(first, last)
        for each in part.dated_without_agency(begins, ends)
    )


def charges_of(book: DutyBook, query: DutyQuery, as_of: date) -> Iterator[Charge]:
    """Return the charges asked for, in the documents' order; its codes must have been checked.

    Those of an agency include the charges of bodies for which it answers on the day.
    """
    for charge in book.charges():
        if query.agency is not None and not _is_of(charge, query.agency, query.reach, book, as_of):
            continue
        if query.policy is not None and charge.subject.policy != query.policy:
            continue
        if query.role is None or query.role in charge.roles:
            yield charge


def _is_of(charge: Charge, agency: str, reach: Reach, book: DutyBook, day: date) -> bool:
    directory = book.directory
    itself = (agency, *directory.successions.ancestors(agency, day, charge.subject.code))
    return charge.agency in itself or (
        reach is Reach.COLLECTIVE
        and any(charge.agency in directory.bodies_of(each) for each in itself)
    )
