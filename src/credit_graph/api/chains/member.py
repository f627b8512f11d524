"""GraphQL: members of chains."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.chains.member_views import ShownMember, ShownPaths, paths_of
from credit_graph.api.context import Info
from credit_graph.api.enums import ChainDirection, ProgrammeState
from credit_graph.api.relay.arguments import First
from credit_graph.domain.chains.profile import HeldRating, Listing
from credit_graph.usecases.chains.cultivate import programme_of

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


def _level_name(parent: strawberry.Parent[HeldRating], info: Info) -> str:
    levels = info.context.rulebook.vocabulary.schemes[parent.scheme].levels
    return next((each.name for each in levels if each.code == parent.level), parent.level)


def _list_name(parent: strawberry.Parent[Listing], info: Info) -> str:
    return info.context.rulebook.vocabulary.lists[parent.list].name


def _colour(parent: strawberry.Parent[Listing], info: Info) -> str:
    return info.context.rulebook.vocabulary.lists[parent.list].colour


@strawberry.type(name="HeldRating", description="A rating that a member holds on the day.")
class HeldRatingType:
    """`domain.profile.HeldRating`."""

    scheme: str = strawberry.field(description="Code of the scheme.")
    level: str = strawberry.field(description="Code of the level.")
    level_name = strawberry.field(
        resolver=_level_name, graphql_type=str, description="Official name of the level."
    )


@strawberry.type(name="Listing", description="A list that a member stands on that day.")
class ListingType:
    """`domain.profile.Listing`."""

    list: str = strawberry.field(description="Code of the list.")
    until: date | None = strawberry.field(description="First day it holds no more, if stated.")
    list_name = strawberry.field(
        resolver=_list_name, graphql_type=str, description="Official name of the list."
    )
    colour = strawberry.field(
        resolver=_colour, graphql_type=str, description="black, red, white, pool, programme, exit."
    )


def _paths(parent: strawberry.Parent[ShownMember], first: First) -> ShownPaths:
    return paths_of(parent, first)


def _ratings(parent: strawberry.Parent[ShownMember]) -> tuple[HeldRating, ...]:
    return parent.ratings


def _lists(parent: strawberry.Parent[ShownMember]) -> tuple[Listing, ...]:
    return parent.lists


async def _state(
    parent: strawberry.Parent[ShownMember],
    info: Info,
    programme: Annotated[str, strawberry.argument(description="Code of the programme.")],
) -> ProgrammeState | None:
    asked = programme_of(parent.exploration.knowing.rules.rulebook, programme)
    if parent.member.is_hidden:
        return None
    cultivator = info.context.services.cultivator
    return (await cultivator.of_chain(parent.exploration, asked)).state(parent.member.uscc)


@strawberry.type(name="ChainPath", description="A way from the core, or its group, to a member.")
class ChainPathType:
    """`ShownPath`."""

    enterprises: list[_EnterpriseType | None] = strawberry.field(
        description="From tier 0 to the member, both included (at most 7); null for each that the "
        "token does not show."
    )


@strawberry.type(name="ChainPaths", description="Shortest paths to a member.")
class ChainPathsType:
    """`ShownPaths`."""

    paths: list[ChainPathType] = strawberry.field(
        description="As many as asked for, by the codes along them, those upstream first."
    )
    more: bool = strawberry.field(description="Whether there are more than these.")


@strawberry.type(
    name="ChainMember",
    description="A member of a chain. Of one that a token bound to regions does not show there is "
    "the tier and nothing else: it comes behind the others, and fits no filter but `tier`.",
)
class ChainMemberType:
    """`ShownMember`."""

    enterprise: _EnterpriseType | None = strawberry.field(
        description="The member; null if the token does not show it."
    )
    tier: int = strawberry.field(description="Shortest distance from the core's group.")
    side: ChainDirection | None = strawberry.field(
        description="Where it stands; BOTH if equally near on both sides, null on tier 0."
    )
    share: float | None = strawberry.field(
        description="Product of the shares along `path`; null if a step states none. Shares of "
        "parallel links add up within a category; of several categories the greatest counts."
    )
    reach: float | None = strawberry.field(
        description="Sum of such products over all shortest paths, at most 1: the share of supply "
        "that depends on it."
    )
    path: list[_EnterpriseType | None] = strawberry.field(
        description="The shortest path from tier 0 to it, both ends included (at most 7); of "
        "several the one whose codes come first. Null for each that the token does not show."
    )
    paths = strawberry.field(
        resolver=_paths, graphql_type=ChainPathsType, description="All its shortest paths."
    )
    ratings = strawberry.field(
        resolver=_ratings,
        graphql_type=list[HeldRatingType],
        description="Ratings on the chain's day, by scheme (at most 100).",
    )
    lists = strawberry.field(
        resolver=_lists,
        graphql_type=list[ListingType],
        description="Lists it stands on that day (at most 100).",
    )
    programme_state = strawberry.field(
        resolver=_state,
        graphql_type=ProgrammeState | None,
        description="How it stands in a programme; null where that cannot apply to it.",
    )
