"""GraphQL: direct suppliers and customers; what is known of the link stands on the edge."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Protocol

import strawberry

from credit_graph.api.authority.in_sight import EVERY, seen_items
from credit_graph.api.context import Info
from credit_graph.api.relay.paging import Page, PageInfo, checked_first
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.facts.record import Enterprise
from credit_graph.domain.facts.supply import LinkDetail, LinkPage, LinkSide, SupplyLink

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType


_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


@dataclass(frozen=True, slots=True)
class SupplyEdge:
    """A link with its cursor, seen as an edge to the partner."""

    cursor: str
    link: SupplyLink

    @property
    def node(self) -> Enterprise:
        """The partner."""
        return self.link.partner

    @property
    def category(self) -> str | None:
        """What is supplied, if stated."""
        return self.link.category

    @property
    def share(self) -> float | None:
        """Fraction of the customer's purchases in the category, 0 to 1, if stated."""
        return self.link.share

    @property
    def valid_from(self) -> date:
        """First day it holds."""
        return self.link.interval.valid_from

    @property
    def valid_to(self) -> date | None:
        """First day it holds no more."""
        return self.link.interval.valid_to

    @property
    def source(self) -> str | None:
        """Who stated it."""
        return self.link.origin.source

    @property
    def fact_id(self) -> str:
        """Id of the fact."""
        return self.link.origin.fact_id


@dataclass(frozen=True, slots=True)
class SupplyPage:
    """A page of links, seen as a page of partners."""

    links: Page[SupplyLink]

    @property
    def edges(self) -> list[SupplyEdge]:
        """The links with their cursors."""
        return [SupplyEdge(edge.cursor, edge.node) for edge in self.links.edges]

    @property
    def nodes(self) -> list[Enterprise]:
        """The partners alone; one with two links appears twice."""
        return [link.partner for link in self.links.nodes]

    @property
    def page_info(self) -> PageInfo:
        """Where the page lies in its order."""
        return self.links.page_info

    @property
    def total_count(self) -> Awaitable[int]:
        """Count all links; only worked out when the field is asked for."""
        return self.links.total_count


@strawberry.type(name="SupplyEdge", description="A direct supplier or customer, with the link.")
class SupplyEdgeType:
    """`SupplyEdge`."""

    cursor: str = strawberry.field(description="Give it as `after` to continue after this link.")
    node: _EnterpriseType = strawberry.field(description="The partner.")
    category: str | None = strawberry.field(description="What is supplied, if stated.")
    share: float | None = strawberry.field(
        description="Fraction of the customer's purchases in the category, 0 to 1, if stated."
    )
    valid_from: date = strawberry.field(description="First day it holds.")
    valid_to: date | None = strawberry.field(description="First day it holds no more.")
    source: str | None = strawberry.field(description="Who stated it.")
    fact_id: str = strawberry.field(description="Id of the fact.")


@strawberry.type(name="SupplyConnection", description="A page of direct suppliers or customers.")
class SupplyConnectionType:
    """`SupplyPage`."""

    edges: list[SupplyEdgeType] = strawberry.field(description="The links with their cursors.")
    nodes: list[_EnterpriseType] = strawberry.field(
        description="The partners alone; one with two links appears twice."
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
    opened = info.context.seal.open(scope, after) if after is not None else ("", "")
    start = (str(opened[0]), str(opened[1]))
    enterprises, sight = info.context.services.enterprises, info.context.sight
    if sight is None:
        asked = LinkPage(side, day, start, first + 1, _detail(info))
        items = await enterprises.links(uscc, asked)
        total = partial(enterprises.link_count, uscc, side, day)
    else:
        seen = partial(_seen_links, enterprises, sight, uscc, side, day)
        items, total = (
            await seen(start, first + 1),
            partial(_counted, partial(seen, ("", ""), EVERY)),
        )
    return SupplyPage(
        Page(
            items=items,
            first=first,
            after=after,
            scope=scope,
            seal=info.context.seal,
            position=_place,
            total=total,
        )
    )


class LinkReader(Protocol):
    """Reads pages of an enterprise's links."""

    async def links(self, uscc: str, page: LinkPage) -> tuple[SupplyLink, ...]:
        """Return that page of the enterprise's links."""


def _place(link: SupplyLink) -> tuple[str, str]:
    return (link.partner.uscc, link.origin.fact_id)


async def _seen_links(  # noqa: PLR0917  # given by name or bound
    enterprises: LinkReader,
    sight: Sight,
    uscc: str,
    side: LinkSide,
    day: date,
    start: tuple[str, str],
    wanted: int,
) -> tuple[SupplyLink, ...]:
    """Return links to partners in sight."""

    def read(at: tuple[str, str], limit: int) -> Awaitable[Sequence[SupplyLink]]:
        return enterprises.links(uscc, LinkPage(side, day, at, limit))

    async def seen(links: Sequence[SupplyLink]) -> Sequence[SupplyLink]:
        return [each for each in links if sight.sees(each.partner.region)]

    return await seen_items(read, seen, _place, start, wanted)


async def _counted(read: Callable[[], Awaitable[Sequence[SupplyLink]]]) -> int:
    return len(await read())


def _detail(info: Info) -> LinkDetail:
    """Return what has to be read of links, by what is asked below them."""
    names = info.selection.names
    if names <= _OF_NAMES:
        return LinkDetail.NAME
    return LinkDetail.NAME_AND_ID if names <= _OF_NAMES_AND_IDS else LinkDetail.WHOLE
