"""How much an agency has to do."""

from datetime import date

from credit_graph.domain.duties.calendar import Calendar
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.duties.workload import Workload, workload
from credit_graph.domain.facts.submission import Inquiry
from credit_graph.usecases.agencies.due_calendar import HandedIn, inquiries_of


async def weigh_workload(book: DutyBook, handed_in: HandedIn, agency: str, as_of: date) -> Workload:
    """Return the workload of an agency as of a day; one round trip.

    It is made even where nothing is ever due: then the workloads of many agencies are ready at
    one moment, and what is asked of them next is batched too.
    """
    inquiries = inquiries_of(book, book.charges(agency), as_of) or (Inquiry(agency, ()),)
    calendar = Calendar(book, await handed_in(inquiries, as_of), as_of)
    return workload(book, calendar, agency, as_of)
