"""Pages over what the rulebook holds in memory, in the documents' order."""

from collections.abc import Iterable
from itertools import dropwhile, islice
from typing import Protocol, TypeVar

from credit_graph.api.context import Context
from credit_graph.api.relay.paging import Page, checked_first
from credit_graph.errors import BadCursorError


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
            raise BadCursorError(why="the item it points to no longer exists")
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
