"""Pages over values in memory, by their place in a total order."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from credit_graph.api.context import Context
from credit_graph.api.relay.cursors import Position
from credit_graph.api.relay.paging import Page, checked_first

Item = TypeVar("Item")
Shown = TypeVar("Shown")


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
