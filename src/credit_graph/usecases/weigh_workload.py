"""How much an agency has to do."""

from datetime import date

from credit_graph.domain.duty_book import DutyBook
from credit_graph.domain.workload import Workload, workload
from credit_graph.usecases.due_calendar import HandedIn, calendar_of


async def weigh_workload(book: DutyBook, handed_in: HandedIn, agency: str, as_of: date) -> Workload:
    """Return the workload of an agency as of a day; at most one round trip."""
    calendar = await calendar_of(book, book.charges(agency), handed_in, as_of)
    return workload(book, calendar, agency, as_of)
