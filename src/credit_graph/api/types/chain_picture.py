"""GraphQL: the part of a chain that fits into a picture."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import strawberry

import credit_graph.api.chain_enums  # noqa: F401  # registers before any type
from credit_graph.api.paging import checked_first
from credit_graph.domain.chain_picture import ChainPicture, PictureLink, PictureNode, picture_of
from credit_graph.domain.facts import Enterprise
from credit_graph.domain.walk import ChainDirection
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.explore_chain import Exploration

if TYPE_CHECKING:
    from credit_graph.api.types.enterprise import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.types.enterprise")]


@dataclass(frozen=True, slots=True)
class ShownNode:
    """A node within its chain."""

    exploration: Exploration
    node: PictureNode


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture within its chain."""

    exploration: Exploration
    picture: ChainPicture


async def show_picture(exploration: Exploration, first: int) -> ShownPicture:
    """Return the picture of a chain with so many nodes."""
    most = checked_first(first)
    picture = await in_thread(partial(picture_of, exploration.survey.chain, most))
    return ShownPicture(exploration, picture)


def _enterprise(parent: strawberry.Parent[ShownNode]) -> Enterprise:
    return parent.exploration.survey.roster.enterprise(parent.node.uscc)


def _tier(parent: strawberry.Parent[ShownNode]) -> int:
    return parent.node.tier


def _side(parent: strawberry.Parent[ShownNode]) -> ChainDirection | None:
    return parent.node.side


@strawberry.type(name="ChainNode", description="An enterprise drawn.")
class ChainNodeType:
    """`ShownNode`."""

    enterprise = strawberry.field(
        resolver=_enterprise, graphql_type=_EnterpriseType, description="The enterprise."
    )
    tier = strawberry.field(resolver=_tier, graphql_type=int, description="Its tier; 0: the core.")
    side = strawberry.field(
        resolver=_side,
        graphql_type=ChainDirection | None,
        description="Where it stands; null on tier 0.",
    )


@strawberry.type(name="ChainLink", description="Who supplies whom, parallel links together.")
class ChainLinkType:
    """`domain.chain_picture.PictureLink`."""

    supplier: str = strawberry.field(description="Code of the supplier.")
    customer: str = strawberry.field(description="Code of the customer.")
    share: float | None = strawberry.field(
        description="Share of the customer's purchases, 0 to 1, if stated."
    )
    categories: list[str] = strawberry.field(description="What is supplied (at most 100).")


def _nodes(parent: strawberry.Parent[ShownPicture]) -> list[ShownNode]:
    return [ShownNode(parent.exploration, node) for node in parent.picture.nodes]


def _links(parent: strawberry.Parent[ShownPicture]) -> tuple[PictureLink, ...]:
    return parent.picture.links


def _omitted(parent: strawberry.Parent[ShownPicture]) -> int:
    return parent.picture.omitted


@strawberry.type(name="ChainGraph", description="Nodes and links, ready for a picture.")
class ChainGraphType:
    """`ShownPicture`."""

    nodes = strawberry.field(
        resolver=_nodes,
        graphql_type=list[ChainNodeType],
        description="The core, then members by tier and reach (as many as asked for).",
    )
    links = strawberry.field(
        resolver=_links,
        graphql_type=list[ChainLinkType],
        description="The links among these nodes, by supplier and customer (at most 9,900).",
    )
    omitted = strawberry.field(
        resolver=_omitted, graphql_type=int, description="How many members are not among them."
    )
