"""GraphQL: chains."""

from collections.abc import Awaitable
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import credit_graph.api.chain_enums  # noqa: F401  # registers before any type
from credit_graph.api.arguments import After, First
from credit_graph.api.context import Info
from credit_graph.api.member_filter import ChainMemberFilter
from credit_graph.api.paging import Connection, Page
from credit_graph.api.shown_cultivation import ShownCultivation, show_chain_cultivation
from credit_graph.api.shown_members import (
    ChainOrder,
    ShownMember,
    ShownWeakLink,
    all_page,
    enterprises,
    member_page,
    weak_link_page,
)
from credit_graph.api.types.chain_member import ChainMemberType
from credit_graph.api.types.chain_picture import ChainGraphType, ShownPicture, show_picture
from credit_graph.api.types.chain_tier import ChainTierType, TruncationType
from credit_graph.api.types.cultivation import CultivationType
from credit_graph.api.types.weak_link import WeakLinkType
from credit_graph.domain.chain import ChainMode
from credit_graph.domain.facts import Enterprise
from credit_graph.domain.tier import ChainTier
from credit_graph.domain.walk import ChainDirection, Cut
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.explore_chain import Exploration
from credit_graph.usecases.find_beneficiaries import find_beneficiaries

if TYPE_CHECKING:
    from credit_graph.api.types.enterprise import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.types.enterprise")]

_MOST_OF_GROUP = 100

ProgrammeCode = Annotated[str, strawberry.argument(description="Code of the programme.")]


def _core(parent: strawberry.Parent[Exploration]) -> Enterprise:
    return parent.survey.roster.enterprise(parent.survey.chain.question.core)


def _as_of(parent: strawberry.Parent[Exploration]) -> date:
    return parent.survey.chain.question.as_of


def _known_at(parent: strawberry.Parent[Exploration]) -> datetime:
    return parent.knowing.known_at


def _rules_version(parent: strawberry.Parent[Exploration]) -> str:
    return parent.knowing.rules.rulebook.version


def _mode(parent: strawberry.Parent[Exploration]) -> ChainMode:
    return parent.survey.chain.question.mode


def _direction(parent: strawberry.Parent[Exploration]) -> ChainDirection:
    return parent.survey.chain.question.direction


def _depth(parent: strawberry.Parent[Exploration]) -> int:
    return parent.survey.chain.question.depth


def _group(parent: strawberry.Parent[Exploration]) -> list[Enterprise]:
    return enterprises(parent, parent.survey.chain.group[:_MOST_OF_GROUP])


def _group_count(parent: strawberry.Parent[Exploration]) -> int:
    return len(parent.survey.chain.group)


def _truncated(parent: strawberry.Parent[Exploration]) -> tuple[Cut, ...]:
    return parent.survey.chain.cuts


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
    found = await find_beneficiaries(parent, info.context.loaders.chains.evidence, measure)
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

    core = strawberry.field(resolver=_core, graphql_type=_EnterpriseType, description="The core.")
    as_of = strawberry.field(resolver=_as_of, graphql_type=date, description="The day asked about.")
    known_at = strawberry.field(
        resolver=_known_at,
        graphql_type=datetime,
        description="Everything in it was known at this instant: the latest publication, unless "
        "another was asked for.",
    )
    rules_version = strawberry.field(
        resolver=_rules_version, graphql_type=str, description="Version of the rules."
    )
    mode = strawberry.field(
        resolver=_mode, graphql_type=ChainMode, description="What it goes out from."
    )
    direction = strawberry.field(
        resolver=_direction, graphql_type=ChainDirection, description="Which way it goes."
    )
    depth = strawberry.field(
        resolver=_depth, graphql_type=int, description="How many tiers were asked for."
    )
    group = strawberry.field(
        resolver=_group,
        graphql_type=list[_EnterpriseType],
        description="GROUP_PLUS: the core, then what it controls by code (at most 100); else the "
        "core alone.",
    )
    group_count = strawberry.field(
        resolver=_group_count,
        graphql_type=int,
        description="How many belong to the group, the core included.",
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
