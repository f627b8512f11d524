"""Query: things by their global id, and by words of their names and texts."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated

import strawberry

from credit_graph.api.authority.in_sight import enterprise_in_sight, is_hidden
from credit_graph.api.context import Context, Info
from credit_graph.api.enums import SearchKind
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.node import Node, dated_key, from_global_id
from credit_graph.api.search.types import SearchConnectionType, SearchPage, page_of_hits
from credit_graph.domain.authority.principal import Scope
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.facts.record import Enterprise, Registration
from credit_graph.domain.policy import Measure, Obligation, Policy
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

MOST_NODES = 100
_OF_ENTERPRISES = frozenset({"Enterprise", "Registration"})

Identified = Enterprise | Registration | Policy | Measure | Obligation | Agency
Id = Annotated[strawberry.ID, strawberry.argument(description="The global id.")]


async def _look_up(context: Context, text: str) -> Identified | None:
    """Return what an id stands for; `None` if that is not known, or no more."""
    kind, key = from_global_id(text)
    if kind in _OF_ENTERPRISES:
        context.require(Scope.READ_ENTERPRISES, "Query.node")
    if kind == "Enterprise":
        return await enterprise_in_sight(context, key)
    if kind == "Registration":
        registration = await context.services.enterprises.registration(key)
        if registration is None or await is_hidden(context, registration.enterprise.uscc):
            return None
        return registration
    return None if kind not in _FIND else _FIND[kind](context.rulebook, key)


def _measure(rules: Rulebook, key: str) -> Measure | None:
    code, _, edition = key.partition("@")
    if not edition:
        return rules.measures.get(code)
    every = rules.every_measure()
    return next((each for each in every if each.code == code and each.edition == edition), None)


def _policy(rules: Rulebook, key: str) -> Policy | None:
    return next(
        (each for each in rules.texts() if dated_key(each.code, each.text_from) == key), None
    )


def _obligation(rules: Rulebook, key: str) -> Obligation | None:
    every = (each for text in rules.texts() for each in text.obligations)
    return next((each for each in every if dated_key(each.code, each.text_from) == key), None)


def _agency(rules: Rulebook, key: str) -> Agency | None:
    return rules.agencies.get(key)


_FIND: Mapping[str, Callable[[Rulebook, str], Identified | None]] = {
    "Measure": _measure,
    "Policy": _policy,
    "Obligation": _obligation,
    "Agency": _agency,
}


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
            why=Message("there are {count}", count=len(ids)),
            fix=Message("Ask for at most {most} at once.", most=MOST_NODES),
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
    return page_of_hits(info.context, text, _readable(info.context, kinds), (first, after))


def _readable(context: Context, kinds: list[SearchKind] | None) -> list[SearchKind] | None:
    """Return the kinds to look for: without the scope for enterprises, all the others."""
    if kinds is not None and SearchKind.ENTERPRISE in kinds:
        context.require(Scope.READ_ENTERPRISES, "Query.search")
    if kinds is not None or context.principal.may(Scope.READ_ENTERPRISES):
        return kinds
    return [each for each in SearchKind if each is not SearchKind.ENTERPRISE]


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
