"""The calendar of charges, with what the graph knows of their submissions."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date

from credit_graph.domain.calendar import Calendar
from credit_graph.domain.due_days import is_dated
from credit_graph.domain.duty_book import Charge, DutyBook
from credit_graph.domain.submission import Submission

Pair = tuple[str, str]
HandedIn = Callable[[Sequence[Pair], date], Awaitable[Iterable[Submission]]]


async def calendar_of(
    book: DutyBook, charges: Iterable[Charge], handed_in: HandedIn, as_of: date
) -> Calendar:
    """Return a calendar that knows every submission on these charges up to the day.

    `handed_in(pairs, as_of)` reads them by subject and agency, in one round trip; it is not
    asked where nothing is ever due.
    """
    pairs = [
        (charge.subject.code, agency)
        for charge in charges
        if is_dated(charge.subject)
        for agency in (charge.agency, *book.directory.members_of(charge.agency))
    ]
    submissions = await handed_in(tuple(dict.fromkeys(pairs)), as_of) if pairs else ()
    return Calendar(book, submissions, as_of)
