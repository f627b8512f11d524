"""GraphQL: an agency's workload, and with whom it shares duties."""

from collections.abc import Awaitable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.agencies.calendar import DueItemType
from credit_graph.api.context import Info
from credit_graph.api.enums import DutyRole
from credit_graph.api.relay.arguments import AsOf
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.calendar import DueItem
from credit_graph.domain.duties.duty_book import CoAgency
from credit_graph.domain.duties.workload import RoleCount, Uses, Workload
from credit_graph.domain.policy import Policy
from credit_graph.usecases.agencies.weigh_workload import weigh_workload

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.policies.types import PolicyType

_MOST_ITEMS = 20
_MOST_AGENCIES = 100
_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
_PolicyType = Annotated["PolicyType", strawberry.lazy("credit_graph.api.policies.types")]


@strawberry.type(name="CoAgency", description="An agency named for the same things as another.")
class CoAgencyType:
    """`domain.duty_book.CoAgency`."""

    agency: _AgencyType = strawberry.field(description="The other agency.")
    subjects: int = strawberry.field(
        description="How many measures and obligations name both; an item counts once with its "
        "parts."
    )


def _policy(parent: strawberry.Parent[RoleCount], info: Info) -> Policy:
    context = info.context
    return context.rulebook.on(context.today).policies[parent.policy]


@strawberry.type(name="RoleCount", description="What an agency has in one role in one policy.")
class RoleCountType:
    """`domain.workload.RoleCount`."""

    policy = strawberry.field(resolver=_policy, graphql_type=_PolicyType, description="The policy.")
    role: DutyRole | None = strawberry.field(
        description="The role; null where sentences name the agency without one."
    )
    subjects: int = strawberry.field(
        description="Measures and obligations; an item counts once with its parts."
    )


@strawberry.type(name="MeasureUses", description="Measures that an agency applied.")
class UsesType:
    """`domain.workload.Uses`."""

    uses: int = strawberry.field(description="How often, refusals included.")
    measures: int = strawberry.field(description="How many different measures.")
    enterprises: int = strawberry.field(description="To how many enterprises.")


def _due_soon(parent: strawberry.Parent[Workload]) -> tuple[DueItem, ...]:
    return parent.due_soon[:_MOST_ITEMS]


def _due_soon_count(parent: strawberry.Parent[Workload]) -> int:
    return len(parent.due_soon)


def _overdue(parent: strawberry.Parent[Workload]) -> tuple[DueItem, ...]:
    return parent.overdue[:_MOST_ITEMS]


def _overdue_count(parent: strawberry.Parent[Workload]) -> int:
    return len(parent.overdue)


def _used(parent: strawberry.Parent[Workload], info: Info) -> Awaitable[Uses]:
    return info.context.services.submissions.uses(parent.agency, parent.as_of)


@strawberry.type(
    name="Workload",
    description="What an agency has to do, where it is named itself or a body for which it answers "
    "on the day.",
)
class WorkloadType:
    """`domain.workload.Workload`."""

    as_of: date = strawberry.field(description="The day asked about.")
    duties: list[RoleCountType] = strawberry.field(
        description="Duties by policy and role, in the documents' order (at most 100)."
    )
    next_due: DueItemType | None = strawberry.field(description="What is due next and not done.")
    due_soon = strawberry.field(
        resolver=_due_soon,
        graphql_type=list[DueItemType],
        description="Not done and due on the day or within 30 days after it (the first 20).",
    )
    due_soon_count = strawberry.field(
        resolver=_due_soon_count, graphql_type=int, description="How many those are."
    )
    overdue = strawberry.field(
        resolver=_overdue,
        graphql_type=list[DueItemType],
        description="Not done and due before the day, in ten years back (the first 20).",
    )
    overdue_count = strawberry.field(
        resolver=_overdue_count, graphql_type=int, description="How many those are."
    )
    used = strawberry.field(
        resolver=_used,
        graphql_type=UsesType,
        description="Measures used and enterprises concerned, up to the day.",
    )


def workload_of(
    parent: strawberry.Parent[Agency], info: Info, as_of: AsOf = None
) -> Awaitable[Workload]:
    """Resolve `Agency.workload`."""
    context = info.context
    handed_in = context.services.submissions.handed_in
    return weigh_workload(context.duty_book, handed_in, parent.code, as_of or context.today)


def co_agencies_of(parent: strawberry.Parent[Agency], info: Info) -> tuple[CoAgency, ...]:
    """Resolve `Agency.coAgencies`."""
    context = info.context
    return context.duty_book.on(context.today).co_agencies(parent.code)[:_MOST_AGENCIES]
