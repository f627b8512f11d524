"""GraphQL: agencies."""

from collections.abc import Awaitable
from typing import Annotated

import strawberry

from credit_graph.api.agencies.duty import DutyType
from credit_graph.api.agencies.duty_pages import (
    DutyCriteria,
    DutyFilter,
    IncludeCollective,
    duties_of,
    reach_of,
)
from credit_graph.api.agencies.succession import (
    SuccessionType,
    current_of,
    predecessors_of,
    successor_unknown_of,
    successors_of,
)
from credit_graph.api.agencies.workload import (
    CoAgencyType,
    WorkloadType,
    co_agencies_of,
    workload_of,
)
from credit_graph.api.context import Info
from credit_graph.api.policies.citation import CitationType
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.node import Node, to_global_id
from credit_graph.api.relay.paging import Connection, Page
from credit_graph.api.texts import note_of
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import Duty

_Self = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]


def _members_assumption(parent: strawberry.Parent[Agency]) -> str | None:
    return note_of(parent.members_assumption)


def _id(parent: strawberry.Parent[Agency]) -> strawberry.ID:
    return to_global_id("Agency", parent.code)


def _region_name(parent: strawberry.Parent[Agency], info: Info) -> str:
    return info.context.rulebook.vocabulary.regions[parent.region].name


def _members(parent: strawberry.Parent[Agency], info: Info) -> list[Agency]:
    return [info.context.rulebook.agencies[code] for code in parent.members]


def _duties(
    parent: strawberry.Parent[Agency],
    info: Info,
    first: First,
    after: After = None,
    filter: DutyCriteria = None,  # noqa: A002  # the contract's name
    *,
    include_collective: IncludeCollective = False,
) -> Awaitable[Page[Duty]]:
    reach = reach_of(include_collective=include_collective)
    return duties_of(info.context, parent.code, filter or DutyFilter(), reach, (first, after))


@strawberry.type(
    name="Agency", description="A body that policies name; its identity is name plus region."
)
class AgencyType(Node):
    """`domain.agency.Agency`."""

    id = strawberry.field(resolver=_id, graphql_type=strawberry.ID, description="Global id.")
    code: str = strawberry.field(description="Code: pds-customs.")
    name: str = strawberry.field(description="Official name.")
    gloss: str = strawberry.field(description="Name in English.")
    aliases: list[str] = strawberry.field(description="Other names that documents use.")
    region: str = strawberry.field(description="GB/T 2260 code of its region.")
    region_name = strawberry.field(
        resolver=_region_name, graphql_type=str, description="Name of its region."
    )
    collective: bool = strawberry.field(description="Whether it stands for several bodies.")
    members = strawberry.field(
        resolver=_members,
        graphql_type=list[_Self],
        description="Bodies it stands for, where a document names them (at most 50).",
    )
    members_at: CitationType | None = strawberry.field(description="The words that name them.")
    members_assumption: str | None = strawberry.field(
        resolver=_members_assumption,
        description="On what the members rest, where the document does not spell them out.",
    )
    sought_as: list[str] = strawberry.field(
        description="Names under which people may look for it today; no source recorded here says "
        "that it bears them (at most 5)."
    )
    predecessors = strawberry.field(
        resolver=predecessors_of,
        graphql_type=list[SuccessionType],
        description="What it took over from other bodies (at most 5).",
    )
    successors = strawberry.field(
        resolver=successors_of,
        graphql_type=list[SuccessionType],
        description="What it has passed on to other bodies (at most 5).",
    )
    current = strawberry.field(
        resolver=current_of,
        graphql_type=list[_Self],
        description="Who answers for it today: itself, or its heirs; empty if the successor is "
        "unknown (at most 5).",
    )
    successor_unknown = strawberry.field(
        resolver=successor_unknown_of,
        graphql_type=bool,
        description="Whether it is not known who answers for it today.",
    )
    duties = strawberry.field(
        resolver=_duties,
        graphql_type=Connection[DutyType],
        description="Its duties in the documents' order, as they stand today.",
    )
    workload = strawberry.field(
        resolver=workload_of,
        graphql_type=WorkloadType,
        description="What it has to do, is late with, and has done.",
    )
    co_agencies = strawberry.field(
        resolver=co_agencies_of,
        graphql_type=list[CoAgencyType],
        description="Who is named for the same things, most shared first (at most 100).",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Agency)
