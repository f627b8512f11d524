"""How much an agency has to do."""

from datetime import date

from credit_graph.domain.duties.calendar import Calendar, DueItem
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.duties.workload import LOOK_AHEAD, LOOK_BACK, Workload, workload
from credit_graph.domain.facts.submission import Inquiry
from credit_graph.usecases.agencies.due_calendar import HandedIn, inquiries_of


async def weigh_workload(book: DutyBook, handed_in: HandedIn, agency: str, as_of: date) -> Workload:
    """Return the workload of an agency as of a day; one round trip for each stretch of days.

    It is made even where nothing is ever due: then the workloads of many agencies are ready at
    one moment, and what is asked of them next is batched too.
    """
    items: list[DueItem] = []
    for part, first, last in book.between(as_of - LOOK_BACK, as_of + LOOK_AHEAD):
        charges = tuple(part.answered(agency, as_of))
        inquiries = inquiries_of(part, charges, as_of) or (Inquiry(agency, ()),)
        calendar = Calendar(part, await handed_in(inquiries, as_of), as_of)
        items += calendar.items(first, last, charges)
    return workload(book.on(as_of), items, agency, as_of)
