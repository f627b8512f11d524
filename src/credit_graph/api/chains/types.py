"""GraphQL: chains."""

from collections.abc import Awaitable
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.chains.cultivation import CultivationType
from credit_graph.api.chains.cultivation_views import ShownCultivation, show_chain_cultivation
from credit_graph.api.chains.member import ChainMemberType
from credit_graph.api.chains.member_filter import ChainMemberFilter
from credit_graph.api.chains.member_views import (
    ChainOrder,
    ShownMember,
    ShownWeakLink,
    all_page,
    member_page,
    weak_link_page,
)
from credit_graph.api.chains.picture import ChainGraphType, ShownPicture, show_picture
from credit_graph.api.chains.tier import ChainTierType, TruncationType
from credit_graph.api.chains.weak_link import WeakLinkType
from credit_graph.api.context import Info
from credit_graph.api.enums import ChainDirection, ChainMode
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.paging import Connection, Page
from credit_graph.domain.chains.tier import ChainTier
from credit_graph.domain.chains.walk import Cut
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.chains.explore import Exploration
from credit_graph.usecases.chains.find_beneficiaries import find_beneficiaries

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]

ProgrammeCode = Annotated[str, strawberry.argument(description="Code of the programme.")]


def _truncated(parent: strawberry.Parent[Exploration]) -> tuple[Cut, ...]:
    return parent.cuts


def _tiers(parent: strawberry.Parent[Exploration]) -> Awaitable[tuple[ChainTier, ...]]:
    return in_thread(lambda: parent.survey.tiers)


def _members(  # noqa: PLR0917  # GraphQL arguments, given by name
    parent: strawberry.Parent[Exploration],
    info: Info,
    first: First,
    after: After = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        ChainMemberFilter | None, strawberry.argument(description="Which members; all if null.")
    ] = None,
    order: Annotated[
        ChainOrder, strawberry.argument(description="In which order.")
    ] = ChainOrder.TIER,
) -> Awaitable[Page[ShownMember]]:
    return member_page(info.context, parent, filter, order, (first, after))


def _weak_links(
    parent: strawberry.Parent[Exploration], info: Info, first: First, after: After = None
) -> Awaitable[Page[ShownWeakLink]]:
    return weak_link_page(info.context, parent, (first, after))


def _cultivation(
    parent: strawberry.Parent[Exploration], info: Info, programme: ProgrammeCode
) -> Awaitable[ShownCultivation]:
    return show_chain_cultivation(info.context, parent, programme)


async def _beneficiaries(
    parent: strawberry.Parent[Exploration],
    info: Info,
    measure: Annotated[str, strawberry.argument(description="Code of the measure.")],
    first: First,
    after: After = None,
) -> Page[ShownMember]:
    found = await find_beneficiaries(parent, info.context.services.evidence, measure)
    return all_page(info.context, parent, f"gain by {measure}", found, (first, after))


def _graph(
    parent: strawberry.Parent[Exploration],
    first: Annotated[int, strawberry.argument(description="How many nodes, 1 to 100.")],
) -> Awaitable[ShownPicture]:
    return show_picture(parent, first)


@strawberry.type(
    name="Chain", description="The supply chain around a core on a day, as known at an instant."
)
class ChainType:
    """`usecases.explore_chain.Exploration`."""

    core: _EnterpriseType = strawberry.field(description="The core.")
    as_of: date = strawberry.field(description="The day asked about.")
    known_at: datetime = strawberry.field(
        description="Everything in it was known at this instant: the latest publication, unless "
        "another was asked for."
    )
    rules_version: str = strawberry.field(description="Version of the rules.")
    mode: ChainMode = strawberry.field(description="What it starts from.")
    direction: ChainDirection = strawberry.field(description="Which direction it follows.")
    depth: int = strawberry.field(description="How many tiers were asked for.")
    shown_group: list[_EnterpriseType] = strawberry.field(
        name="group",
        description="GROUP_PLUS: the core, then what it controls by code (at most 100); else the "
        "core alone.",
    )
    group_count: int = strawberry.field(
        description="How many belong to the group, the core included."
    )
    tiers = strawberry.field(
        resolver=_tiers,
        graphql_type=list[ChainTierType],
        description="The tiers that have members, nearest first (at most 7). Tier 0 is the group "
        "without the core.",
    )
    members = strawberry.field(
        resolver=_members,
        graphql_type=Connection[ChainMemberType],
        description="Everyone in the chain but the core.",
    )
    weak_links = strawberry.field(
        resolver=_weak_links,
        graphql_type=Connection[WeakLinkType],
        description="Members through which a risk reaches the core: by tier, kind and code.",
    )
    cultivation = strawberry.field(
        resolver=_cultivation,
        graphql_type=CultivationType,
        description="How the members stand in a programme.",
    )
    beneficiaries = strawberry.field(
        resolver=_beneficiaries,
        graphql_type=Connection[ChainMemberType],
        description="Members that gain by a measure because they deal with the core or its group.",
    )
    graph = strawberry.field(
        resolver=_graph, graphql_type=ChainGraphType, description="Nodes and links for a picture."
    )
    truncated = strawberry.field(
        resolver=_truncated,
        graphql_type=list[TruncationType],
        description="What bounds left out (at most 4); empty if nothing.",
    )
