"""Pages of duties and due items, filtered."""

from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.context import Context
from credit_graph.api.enums import DueStatus, DutyRole
from credit_graph.api.relay.paging import Page, page_of
from credit_graph.domain.duties.calendar import DueItem
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.duties.duty_book import DutyQuery, Reach
from credit_graph.errors import BadArgumentError
from credit_graph.message import AgencyCode, Message
from credit_graph.usecases.agencies.list_due_items import list_due_items
from credit_graph.usecases.agencies.list_duties import DueQuery, list_duties

IncludeCollective = Annotated[
    bool,
    strawberry.argument(
        description="Count duties that reach an agency through collective bodies, named in `via`."
    ),
]


@strawberry.input(description="Which duties or due items; every criterion given must fit.")
class DutyFilter:
    """Criteria on duties and due items."""

    agency: str | None = strawberry.field(default=None, description="Of this agency.")
    role: DutyRole | None = strawberry.field(default=None, description="In this role.")
    policy: str | None = strawberry.field(default=None, description="Of this policy.")
    due_before: date | None = strawberry.field(
        default=None, description="Due before this day, the day itself left out."
    )
    status: DueStatus | None = strawberry.field(
        default=None,
        description="With this status: for a duty, that of its latest overdue item, else the next.",
    )

    def query(self, reach: Reach, agency: str | None = None) -> DutyQuery:
        """Return the criteria on duties, for one agency if it is given."""
        return DutyQuery(agency or self.agency, self.role, self.policy, reach)

    def due(self) -> DueQuery:
        """Return the criteria on days and status."""
        return DueQuery(self.due_before, self.status)


DutyCriteria = Annotated[
    DutyFilter | None, strawberry.argument(description="Which of them; all if null.")
]


def reach_of(*, include_collective: bool) -> Reach:
    """Return which duties count as an agency's."""
    return Reach.COLLECTIVE if include_collective else Reach.DIRECT


async def duty_page(
    context: Context, query: DutyQuery, due: DueQuery, first: int, after: str | None
) -> Page[Duty]:
    """Return a page of duties in the documents' order, as they stand today."""
    handed_in = context.services.submissions.handed_in
    found = await list_duties(context.duty_book, handed_in, query, due, context.today)
    return page_of(context, f"duties/{query}/{due}", found, first, after)


async def duties_of(
    context: Context, agency: str, criteria: DutyFilter, reach: Reach, page: tuple[int, str | None]
) -> Page[Duty]:
    """Return a page (`first`, `after`) of one agency's duties."""
    if criteria.agency not in (None, agency):
        raise BadArgumentError(
            argument="filter.agency",
            why=Message("the duties are those of {agency}", agency=AgencyCode(agency)),
            fix=Message("Leave it out, or ask `duties` of the query."),
        )
    return await duty_page(context, criteria.query(reach, agency), criteria.due(), *page)


async def due_page(
    context: Context,
    days: tuple[date, date],
    *,
    query: DutyQuery,
    due: DueQuery,
    as_of: date | None,
    first: int,
    after: str | None,
) -> Page[DueItem]:
    """Return a page of due items by day, within a day in the documents' order.

    They stand as on `as_of`, or as today: a page may then be followed by one of tomorrow.
    """
    found = await list_due_items(
        context.duty_book,
        context.services.submissions.handed_in,
        days,
        query=query,
        due=due,
        as_of=as_of or context.today,
    )
    scope = f"calendar/{days}/{query}/{due}/{as_of}"
    return page_of(context, scope, found, first, after)
