"""GraphQL: the part of a chain that fits into a picture."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.enums import ChainDirection
from credit_graph.api.relay.paging import checked_first
from credit_graph.domain.chains.picture import ChainPicture, PictureLink, PictureNode, picture_of
from credit_graph.domain.facts.record import Enterprise
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.chains.explore import Exploration

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


@dataclass(frozen=True, slots=True)
class ShownNode:
    """A node within its chain."""

    exploration: Exploration
    node: PictureNode

    @property
    def enterprise(self) -> Enterprise | None:
        """The enterprise; None if it is hidden."""
        return self.exploration.enterprise(self.node.uscc)

    @property
    def tier(self) -> int:
        """Its tier; 0 is the core and its group."""
        return self.node.tier

    @property
    def side(self) -> ChainDirection | None:
        """Where it stands; `None` on tier 0."""
        return self.node.side


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture within its chain."""

    exploration: Exploration
    picture: ChainPicture

    @property
    def nodes(self) -> list[ShownNode]:
        """The core, then members by tier and reach."""
        return [ShownNode(self.exploration, node) for node in self.picture.nodes]

    @property
    def links(self) -> tuple[PictureLink, ...]:
        """The links among these nodes, by supplier and customer."""
        return self.picture.links

    @property
    def omitted(self) -> int:
        """How many members are not among them."""
        return self.picture.omitted


async def show_picture(exploration: Exploration, first: int) -> ShownPicture:
    """Return the picture of a chain with so many nodes."""
    most = checked_first(first)
    picture = await in_thread(partial(picture_of, exploration.survey.chain, most))
    return ShownPicture(exploration, picture)


@strawberry.type(name="ChainNode", description="An enterprise drawn.")
class ChainNodeType:
    """`ShownNode`."""

    enterprise: _EnterpriseType | None = strawberry.field(
        description="The enterprise; null if the token does not show it. It has no links then."
    )
    tier: int = strawberry.field(description="Its tier; 0: the core.")
    side: ChainDirection | None = strawberry.field(description="Where it stands; null on tier 0.")


@strawberry.type(name="ChainLink", description="Who supplies whom, parallel links together.")
class ChainLinkType:
    """`domain.chain_picture.PictureLink`."""

    supplier: str = strawberry.field(description="Code of the supplier.")
    customer: str = strawberry.field(description="Code of the customer.")
    share: float | None = strawberry.field(
        description="Share of the customer's purchases, 0 to 1, if stated."
    )
    categories: list[str] = strawberry.field(description="What is supplied (at most 100).")


@strawberry.type(name="ChainGraph", description="Nodes and links, ready for a picture.")
class ChainGraphType:
    """`ShownPicture`."""

    nodes: list[ChainNodeType] = strawberry.field(
        description="The core, then members by tier and reach (as many as asked for)."
    )
    links: list[ChainLinkType] = strawberry.field(
        description="The links among these nodes, by supplier and customer (at most 9,900)."
    )
    omitted: int = strawberry.field(description="How many members are not among them.")
