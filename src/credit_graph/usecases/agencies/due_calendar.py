"""The calendar of charges, with what the graph knows of their submissions."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date

from credit_graph.domain.duties.calendar import Calendar
from credit_graph.domain.duties.due_days import is_dated
from credit_graph.domain.duties.duty_book import Charge, DutyBook
from credit_graph.domain.facts.submission import Inquiry, Submission

HandedIn = Callable[[Sequence[Inquiry], date], Awaitable[Iterable[Submission]]]


async def calendar_of(
    book: DutyBook, charges: Iterable[Charge], handed_in: HandedIn, as_of: date
) -> Calendar:
    """Return a calendar that knows every submission on these charges up to the day.

    `handed_in(inquiries, as_of)` reads them in one round trip; it is not asked where nothing is
    ever due.
    """
    inquiries = inquiries_of(book, charges, as_of)
    return Calendar(book, await handed_in(inquiries, as_of) if inquiries else (), as_of)


def inquiries_of(book: DutyBook, charges: Iterable[Charge], as_of: date) -> tuple[Inquiry, ...]:
    """Return what to ask of whom: each body charged, its members, who answers for them that day."""
    directory = book.directory
    subjects: dict[str, dict[str, None]] = {}
    for charge in charges:
        if is_dated(charge.subject):
            code = charge.subject.code
            for agency in (charge.agency, *directory.members_of(charge.agency)):
                for each in (agency, *directory.successions.living(agency, as_of, code)):
                    subjects.setdefault(each, {})[code] = None
    return tuple(Inquiry(agency, tuple(codes)) for agency, codes in subjects.items())
