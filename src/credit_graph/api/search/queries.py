"""Query: things by their global id, and by words of their names and texts."""

import asyncio
from collections.abc import Awaitable
from typing import Annotated

import strawberry

from credit_graph.api.context import Context, Info
from credit_graph.api.enums import SearchKind
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.node import Node, from_global_id
from credit_graph.api.search.types import SearchConnectionType, SearchPage, page_of_hits
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.facts.record import Enterprise, Registration
from credit_graph.domain.policy import Measure, Obligation, Policy
from credit_graph.errors import BadArgumentError

MOST_NODES = 100

Identified = Enterprise | Registration | Policy | Measure | Obligation | Agency
Id = Annotated[strawberry.ID, strawberry.argument(description="The global id.")]


async def _look_up(context: Context, text: str) -> Identified | None:
    """Return what an id stands for; `None` if that is not known, or no more."""
    kind, key = from_global_id(text)
    if kind == "Enterprise":
        return await context.services.enterprises.enterprise(key)
    if kind == "Registration":
        return await context.services.enterprises.registration(key)
    rules = context.rulebook
    if kind == "Measure":
        code, _, edition = key.partition("@")
        measure = rules.measures.get(code)
        return measure if measure is not None and edition in ("", measure.edition) else None
    known: dict[str, Identified | None] = {
        "Policy": rules.policies.get(key),
        "Obligation": rules.obligations.get(key),
        "Agency": rules.agencies.get(key),
    }
    return known.get(kind)


def _node(info: Info, id: Id) -> Awaitable[Identified | None]:  # noqa: A002  # the contract's name
    return _look_up(info.context, id)


async def _nodes(
    info: Info,
    ids: Annotated[
        list[strawberry.ID], strawberry.argument(description="Global ids, at most 100.")
    ],
) -> list[Identified | None]:
    if len(ids) > MOST_NODES:
        raise BadArgumentError(
            argument="ids",
            why=f"there are {len(ids)}",
            fix=f"Ask for at most {MOST_NODES} at once.",
        )
    return await asyncio.gather(*(_look_up(info.context, each) for each in ids))


def _search(
    info: Info,
    text: Annotated[
        str,
        strawberry.argument(
            description="Words that must all occur, parted by blanks; Chinese as it is written."
        ),
    ],
    first: First,
    after: After = None,
    kinds: Annotated[
        list[SearchKind] | None, strawberry.argument(description="Of these kinds; all if null.")
    ] = None,
) -> Awaitable[SearchPage]:
    return page_of_hits(info.context, text, kinds, (first, after))


@strawberry.type
class SearchQueries:
    """Things by id or by words."""

    node = strawberry.field(
        resolver=_node,
        graphql_type=Node | None,
        description="Anything by its global id; null if it is not known, or is a measure of "
        "another version of its policy.",
    )
    nodes = strawberry.field(
        resolver=_nodes,
        graphql_type=list[Node | None],
        description="Several things by their global ids, in that order.",
    )
    search = strawberry.field(
        resolver=_search,
        graphql_type=SearchConnectionType,
        description="Enterprises, policies, measures and agencies by words of their names and "
        "texts.",
    )
