"""Query: agencies, their duties, what is due when, and whom to tell."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.agencies.calendar import DueItemType
from credit_graph.api.agencies.duty import DutyType
from credit_graph.api.agencies.duty_pages import (
    DutyCriteria,
    DutyFilter,
    IncludeCollective,
    due_page,
    duty_page,
    reach_of,
)
from credit_graph.api.agencies.responsibility import (
    AnnouncementType,
    EndingInput,
    ResponsibilityMatrixType,
)
from credit_graph.api.agencies.types import AgencyType
from credit_graph.api.authority.in_sight import is_hidden
from credit_graph.api.context import Info
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.policies.types import FlowType
from credit_graph.api.relay.arguments import After, AsOf, First
from credit_graph.api.relay.paging import Connection, Page, page_of
from credit_graph.api.scalars import Uscc
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.calendar import DueItem
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.duties.responsibility import ResponsibilityMatrix
from credit_graph.domain.eligibility.masking import masked_changes
from credit_graph.domain.policy import Flow, Measure
from credit_graph.usecases.agencies.list_due_items import due_without_agency
from credit_graph.usecases.agencies.list_flows import list_flows
from credit_graph.usecases.agencies.list_responsibilities import list_responsibilities
from credit_graph.usecases.agencies.notify import Announcement, tell_agencies
from credit_graph.usecases.agencies.search import search_agencies

From = Annotated[
    date, strawberry.argument(name="from", description="The first day, itself included.")
]
To = Annotated[date, strawberry.argument(description="The last day, itself included.")]


@strawberry.input(description="Which agencies; every criterion given must fit.")
class AgencyFilter:
    """Criteria on agencies."""

    name: str | None = strawberry.field(
        default=None,
        description="Its name or another name of it holds these words; exact names come first.",
    )
    region: str | None = strawberry.field(default=None, description="In this region or below it.")


def _agency(
    info: Info, code: Annotated[str, strawberry.argument(description="The code.")]
) -> Agency | None:
    return info.context.rulebook.agencies.get(code)


def _agencies(
    info: Info,
    first: First,
    after: After = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        AgencyFilter | None, strawberry.argument(description="Which of them; all if null.")
    ] = None,
) -> Page[Agency]:
    context, criteria = info.context, filter or AgencyFilter()
    found = search_agencies(context.duty_book, criteria.name, criteria.region)
    return page_of(context, f"agencies/{criteria}", found, first, after)


def _duties(
    info: Info,
    first: First,
    after: After = None,
    filter: DutyCriteria = None,  # noqa: A002  # the contract's name
    *,
    include_collective: IncludeCollective = False,
) -> Awaitable[Page[Duty]]:
    criteria = filter or DutyFilter()
    query = criteria.query(reach_of(include_collective=include_collective))
    return duty_page(info.context, query, criteria.due(), first, after)


def _calendar(
    info: Info,
    from_: From,
    to: To,
    *,
    first: First,
    after: After = None,
    filter: DutyCriteria = None,  # noqa: A002  # the contract's name
    as_of: AsOf = None,
    include_collective: IncludeCollective = False,
) -> Awaitable[Page[DueItem]]:
    criteria = filter or DutyFilter()
    return due_page(
        info.context,
        (from_, to),
        query=criteria.query(reach_of(include_collective=include_collective)),
        due=criteria.due(),
        as_of=as_of,
        first=first,
        after=after,
    )


def _due_without_agency(info: Info, from_: From, to: To) -> tuple[Measure, ...]:
    return due_without_agency(info.context.duty_book, from_, to)


def _matrix(
    info: Info,
    policy: Annotated[str, strawberry.argument(description="Code of the policy.")],
    as_of: AsOf = None,
) -> ResponsibilityMatrix:
    book = info.context.duty_book.on(as_of or info.context.today)
    return list_responsibilities(book, policy)


def _flows(
    info: Info,
    policy: Annotated[str | None, strawberry.argument(description="Of this policy.")] = None,
    agency: Annotated[
        str | None, strawberry.argument(description="That this agency sends or receives.")
    ] = None,
    *,
    include_collective: IncludeCollective = False,
) -> list[Flow]:
    reach = reach_of(include_collective=include_collective)
    book = info.context.duty_book.on(info.context.today)
    return list(list_flows(book, policy, agency, reach))


async def _who_to_tell(
    info: Info,
    uscc: Annotated[Uscc, strawberry.argument(description="The enterprise's code.")],
    ending: Annotated[EndingInput, strawberry.argument(description="What ends.")],
    as_of: AsOf = None,
) -> Announcement | None:
    context = info.context
    if await is_hidden(context, uscc, as_of):
        return None
    found = await tell_agencies(
        context.services.shelf,
        context.services.recall,
        context.services.duty_books,
        uscc=uscc,
        ending=ending.to_ending(),
        as_of=as_of or context.today,
        display=context.display,
    )
    if found is None:
        return None
    mask = context.mask(found.kept, found.enterprise.region, found.of_partners)
    return replace(found, lost=masked_changes(found.lost, mask)) if mask.hides else found


@strawberry.type
class AgencyQueries:
    """Who is responsible, what is due when, whom to tell."""

    agency = strawberry.field(
        resolver=_agency, graphql_type=AgencyType | None, description="An agency by its code."
    )
    agencies = strawberry.field(
        resolver=_agencies,
        graphql_type=Connection[AgencyType],
        description="Agencies by any name and region, in the documents' order.",
    )
    duties = strawberry.field(
        resolver=_duties,
        graphql_type=Connection[DutyType],
        description="Duties in the documents' order, as they stand today.",
    )
    calendar = strawberry.field(
        resolver=_calendar,
        graphql_type=Connection[DueItemType],
        description="What is due between two days at most ten years apart, both included, by "
        "day. Items of collective bodies an agency belongs to are its own only if asked for.",
    )
    due_without_agency = strawberry.field(
        resolver=_due_without_agency,
        graphql_type=list[MeasureType],
        description="Measures due between two days for which the document names nobody (at most "
        "100); they are no due items.",
    )
    responsibility_matrix = strawberry.field(
        resolver=_matrix,
        graphql_type=ResponsibilityMatrixType,
        description="Agencies against categories of a policy, with roles.",
    )
    information_flows = strawberry.field(
        resolver=_flows,
        graphql_type=list[FlowType],
        description="Which information passes between agencies (at most 200).",
    )
    who_to_tell = strawberry.field(
        resolver=_who_to_tell,
        graphql_type=AnnouncementType | None,
        description="Who has a duty on a measure that an enterprise would lose, and whom the "
        "documents name to be notified; null if there is no such enterprise.",
    )
