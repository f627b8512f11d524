"""What a token is shown: enterprises elsewhere than its regions are as if unknown, facts closed.

For a token without regions `Context.sight` is None, and nothing here costs it anything.
"""

import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from credit_graph.api.context import Context
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.history import PastFact, kept_of
from credit_graph.domain.facts.record import Enterprise

Item = TypeVar("Item")
At = TypeVar("At")

EVERY = sys.maxsize
_READ_AT_ONCE = 500


async def enterprise_in_sight(
    context: Context, uscc: str, as_of: date | None = None
) -> Enterprise | None:
    """Return an enterprise as it is registered on the day; one out of sight is as if unknown."""
    found = await context.services.enterprises.enterprise(uscc, as_of)
    sight = context.sight
    return found if found is None or sight is None or sight.sees(found.region) else None


async def is_hidden(context: Context, uscc: str, as_of: date | None = None) -> bool:
    """Tell whether an enterprise, as it is registered on the day, is out of sight."""
    if context.sight is None:
        return False
    return await enterprise_in_sight(context, uscc, as_of) is None


async def is_shown(
    context: Context, past: PastFact, uscc: str | None, region: str | None = None
) -> bool:
    """Tell whether a fact of an enterprise is shown to whoever asks.

    `region` is where its enterprise is registered; `None`: as of today.
    """
    fact, display = kept_of(past), context.display
    if fact is None or display.sees_all:
        return True
    if region is None:
        region = "" if uscc is None else await region_of(context, uscc)
    return display.shows(fact, region)


async def region_of(context: Context, uscc: str) -> str:
    """Return where an enterprise is registered today; nothing if it is not."""
    enterprise = await context.services.enterprises.enterprise(uscc)
    return "" if enterprise is None else enterprise.region


async def as_shown(context: Context, past: PastFact, uscc: str | None) -> PastFact:
    """Return a fact as it is shown: without what it says if it is not."""
    return past if await is_shown(context, past, uscc) else past.withheld()


def bounded(query: EnterpriseQuery, context: Context) -> EnterpriseQuery:
    """Return a query for those among the enterprises that are in sight, by facts that are shown."""
    display, sight = context.display, context.sight
    if query.list is not None:
        query = replace(query, display=display.of_list(query.list))
    if query.scheme is not None:
        query = replace(query, rated=display.of_register(query.scheme))
    bounds = [*([] if sight is None else [sight.regions]), *display.bounds(query)]
    if not bounds:
        return query
    asked = () if query.regions is None else (query.regions,)
    regions = bounds[0].intersection(*bounds[1:], *asked)
    return replace(query, regions=tuple(sorted(regions)))


async def seen_items(
    read: Callable[[At, int], Awaitable[Sequence[Item]]],
    seen: Callable[[Sequence[Item]], Awaitable[Sequence[Item]]],
    place: Callable[[Item], At],
    start: At,
    wanted: int,
) -> tuple[Item, ...]:
    """Return up to so many items in sight after a position, in their order.

    `read(position, limit)` gives the next ones, `seen` those of some that are in sight.
    """
    found: list[Item] = []
    limit = max(min(wanted, _READ_AT_ONCE), 1)
    while len(found) < wanted:
        batch = await read(start, limit)
        found.extend(await seen(batch))
        if len(batch) < limit:
            break
        start, limit = place(batch[-1]), _READ_AT_ONCE
    return tuple(found[:wanted])
