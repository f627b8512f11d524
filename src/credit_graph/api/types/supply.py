"""GraphQL: direct suppliers and customers; what is known of the link stands on the edge."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.paging import Marked, Page, PageInfo, checked_first
from credit_graph.domain.facts import Enterprise
from credit_graph.domain.supply import SupplyLink
from credit_graph.graph.enterprises import LinkDetail, LinkPage, LinkSide

if TYPE_CHECKING:
    from credit_graph.api.types.enterprise import EnterpriseType


_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.types.enterprise")]


@dataclass(frozen=True, slots=True)
class SupplyPage:
    """A page of links, seen as a page of partners."""

    links: Page[SupplyLink]

    @property
    def edges(self) -> list[Marked[SupplyLink]]:
        """The links with their cursors."""
        return self.links.edges

    @property
    def nodes(self) -> list[Enterprise]:
        """The partners alone; one with two links stands twice."""
        return [link.partner for link in self.links.nodes]

    @property
    def page_info(self) -> PageInfo:
        """Where the page lies in its order."""
        return self.links.page_info

    @property
    def total_count(self) -> Awaitable[int]:
        """Count all links; only worked out when the field is asked for."""
        return self.links.total_count


def _node(parent: strawberry.Parent[Marked[SupplyLink]]) -> Enterprise:
    return parent.node.partner


def _category(parent: strawberry.Parent[Marked[SupplyLink]]) -> str | None:
    return parent.node.category


def _share(parent: strawberry.Parent[Marked[SupplyLink]]) -> float | None:
    return parent.node.share


def _valid_from(parent: strawberry.Parent[Marked[SupplyLink]]) -> date:
    return parent.node.interval.valid_from


def _valid_to(parent: strawberry.Parent[Marked[SupplyLink]]) -> date | None:
    return parent.node.interval.valid_to


def _source(parent: strawberry.Parent[Marked[SupplyLink]]) -> str | None:
    return parent.node.origin.source


def _fact_id(parent: strawberry.Parent[Marked[SupplyLink]]) -> str:
    return parent.node.origin.fact_id


@strawberry.type(name="SupplyEdge", description="A direct supplier or customer, with the link.")
class SupplyEdgeType:
    """`domain.supply.SupplyLink` as an edge."""

    cursor: str = strawberry.field(description="Give it as `after` to go on from this link.")
    node = strawberry.field(
        resolver=_node, graphql_type=_EnterpriseType, description="The partner."
    )
    category = strawberry.field(
        resolver=_category, graphql_type=str | None, description="What is supplied, if stated."
    )
    share = strawberry.field(
        resolver=_share,
        graphql_type=float | None,
        description="Fraction of the customer's purchases in the category, 0 to 1, if stated.",
    )
    valid_from = strawberry.field(
        resolver=_valid_from, graphql_type=date, description="First day it holds."
    )
    valid_to = strawberry.field(
        resolver=_valid_to, graphql_type=date | None, description="First day it holds no more."
    )
    source = strawberry.field(resolver=_source, graphql_type=str | None, description="Who said it.")
    fact_id = strawberry.field(resolver=_fact_id, graphql_type=str, description="Id of the fact.")


@strawberry.type(name="SupplyConnection", description="A page of direct suppliers or customers.")
class SupplyConnectionType:
    """`SupplyPage`."""

    edges: list[SupplyEdgeType] = strawberry.field(description="The links with their cursors.")
    nodes: list[_EnterpriseType] = strawberry.field(
        description="The partners alone; one with two links stands twice."
    )
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
    total_count: int = strawberry.field(description="How many links; counted only when asked.")


# What can be answered of links of which only is known who they are with. What is asked below these
# fields goes by the partner's code.
_OF_NAMES = frozenset(
    {"nodes", "totalCount", "__typename"}
    | {
        f"nodes.{each}"
        for each in ("uscc", "name", "region", "suppliers", "customers", "ratings", "lists")
    }
)
# The same with what needs their ids too: cursors.
_OF_NAMES_AND_IDS = _OF_NAMES | {
    "pageInfo",
    *(
        f"pageInfo.{each}"
        for each in ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")
    ),
}


async def page_of_links(
    info: Info, side: LinkSide, uscc: str, page: tuple[int, str | None], day: date
) -> SupplyPage:
    """Return a page (`first`, `after`) of an enterprise's links on a side on a day."""
    first, after = checked_first(page[0]), page[1]
    scope = f"{side}/{uscc}/{day}"
    start = info.context.seal.open(scope, after) if after is not None else ("", "")
    asked = LinkPage(side, day, (str(start[0]), str(start[1])), first + 1, _detail(info))
    return SupplyPage(
        Page(
            items=await info.context.loaders.links(uscc, asked),
            first=first,
            after=after,
            scope=scope,
            seal=info.context.seal,
            position=lambda link: (link.partner.uscc, link.origin.fact_id),
            total=lambda: info.context.loaders.link_count(uscc, side, day),
        )
    )


def _detail(info: Info) -> LinkDetail:
    """Return what has to be read of links, by what is asked below them."""
    names = info.selection.names
    if names <= _OF_NAMES:
        return LinkDetail.NAME
    return LinkDetail.NAME_AND_ID if names <= _OF_NAMES_AND_IDS else LinkDetail.WHOLE
