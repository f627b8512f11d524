"""Keyset pages as Relay connections."""

from bisect import bisect_right
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import Generic, Protocol, TypeVar

import strawberry

from credit_graph.api.context import Context
from credit_graph.api.limits import LARGEST_PAGE
from credit_graph.api.relay.cursors import CursorSeal, Position
from credit_graph.errors import BadCursorError, BadPageError
from credit_graph.message import Message

Item = TypeVar("Item")
Shown = TypeVar("Shown")
NodeType = TypeVar("NodeType")


def checked_first(first: int) -> int:
    """Return the page size; raise `BadPageError` unless it is 1 to 100."""
    if not 1 <= first <= LARGEST_PAGE:
        raise BadPageError(first=first, largest=LARGEST_PAGE)
    return first


@strawberry.type(description="Where a page lies in its order.")
class PageInfo:
    """Relay's page information; pages are read forwards only."""

    has_next_page: bool = strawberry.field(description="Whether another page follows.")
    has_previous_page: bool = strawberry.field(
        description="Whether there are items before this page."
    )
    start_cursor: str | None = strawberry.field(description="Cursor of the first item.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last item.")


@dataclass(frozen=True, slots=True)
class Marked(Generic[Item]):
    """An item of a page that can tell its cursor."""

    node: Item
    page: "Page[Item]"

    @property
    def cursor(self) -> str:
        """The cursor of this item, worked out when asked."""
        return self.page.seal.seal(self.page.scope, self.page.position(self.node))


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Up to `first` items after a position, in a total order.

    `items` may hold one more than `first`: then another page follows. `position` gives an
    item's place in the order; `total` counts all items, when asked.
    """

    items: Sequence[Item]
    first: int
    after: str | None
    scope: str
    seal: CursorSeal
    position: Callable[[Item], Position]
    total: Callable[[], Awaitable[int]]

    @property
    def nodes(self) -> Sequence[Item]:
        """The items of this page."""
        return self.items[: self.first]

    @property
    def edges(self) -> list[Marked[Item]]:
        """The items with their cursors."""
        return [Marked(item, self) for item in self.nodes]

    @property
    def page_info(self) -> PageInfo:
        """Where the page lies in its order."""
        edges = self.edges
        return PageInfo(
            has_next_page=len(self.items) > self.first,
            has_previous_page=self.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )

    @property
    def total_count(self) -> Awaitable[int]:
        """Count all items; only worked out when the field is asked for."""
        return self.total()


@strawberry.type(description="An item with its cursor.")
class Edge(Generic[NodeType]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="Give it as `after` to continue after this item.")
    node: NodeType = strawberry.field(description="The item.")


@strawberry.type(description="A page of items in a total order.")
class Connection(Generic[NodeType]):
    """Relay's connection."""

    edges: list[Edge[NodeType]] = strawberry.field(description="The items with their cursors.")
    nodes: list[NodeType] = strawberry.field(description="The items alone.")
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
    total_count: int = strawberry.field(
        description="How many items there are; counted only when asked."
    )


@strawberry.type(
    name="Connection", description="A page of items in a total order; nobody counts all of them."
)
class UncountedConnection(Generic[NodeType]):
    """Relay's connection over what is too long to be counted."""

    edges: list[Edge[NodeType]] = strawberry.field(description="The items with their cursors.")
    nodes: list[NodeType] = strawberry.field(description="The items alone.")
    page_info: PageInfo = strawberry.field(description="Where this page lies.")


def keyset_page(
    context: Context,
    scope: str,
    page: tuple[int, str | None],
    items: Sequence[Item],
    *,
    show: Callable[[Item], Shown],
    place: Callable[[Shown], Position],
) -> Page[Shown]:
    """Return the page (`first`, `after`) of items that stand in the order of their places.

    Only what is looked at is made into what is shown. An item that is gone, or has moved, shifts
    nothing: the page goes on after the place where it stood.
    """
    first, after = checked_first(page[0]), page[1]
    begin = 0
    if after is not None:
        last = context.seal.open(scope, after)
        begin = bisect_right(items, last, key=lambda item: place(show(item)))

    async def total() -> int:
        return len(items)

    return Page(
        items=[show(item) for item in items[begin : begin + first + 1]],
        first=first,
        after=after,
        scope=scope,
        seal=context.seal,
        position=place,
        total=total,
    )


class Coded(Protocol):
    """Anything with a code of its own."""

    @property
    def code(self) -> str:
        """The code."""


Listed = TypeVar("Listed", bound=Coded)


def page_of(
    context: Context, scope: str, items: Iterable[Listed], first: int, after: str | None
) -> Page[Listed]:
    """Return the page after a cursor; the order is that of `items`, which must be total."""
    every = tuple(items)

    async def total() -> int:
        return len(every)

    rest: Iterable[Listed] = every
    if after is not None:
        code = str(context.seal.open(scope, after)[0])
        found = tuple(dropwhile(lambda item: item.code != code, every))
        if not found:
            raise BadCursorError(why=Message("the item it points to no longer exists"))
        rest = found[1:]
    return Page(
        items=tuple(islice(rest, checked_first(first) + 1)),
        first=first,
        after=after,
        scope=scope,
        seal=context.seal,
        position=lambda item: (item.code,),
        total=total,
    )
