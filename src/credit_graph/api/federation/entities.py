"""Query: what a gateway of Apollo Federation asks a subgraph for."""

import asyncio
from collections.abc import Mapping
from typing import Annotated

import strawberry
from strawberry.federation.schema import FederationAny

from credit_graph.api.authority.in_sight import enterprise_in_sight
from credit_graph.api.context import Info
from credit_graph.api.enterprises.types import EnterpriseType
from credit_graph.api.limits import LARGEST_PAGE
from credit_graph.domain.facts.partner_id import parse_party
from credit_graph.domain.facts.record import Enterprise
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

_KIND = "Enterprise"

EntityType = Annotated[EnterpriseType, strawberry.union("_Entity")]


async def _entities(
    info: Info,
    representations: Annotated[
        list[FederationAny],
        strawberry.argument(
            description="What is wanted, at most 100: each with __typename and uscc."
        ),
    ],
) -> list[Enterprise | None]:
    if len(representations) > LARGEST_PAGE:
        raise BadArgumentError(
            argument="representations",
            why=Message("there are {count}", count=len(representations)),
            fix=Message("Ask for at most {most} at once.", most=LARGEST_PAGE),
        )
    codes = [_code(each) for each in representations]
    return await asyncio.gather(*(enterprise_in_sight(info.context, each) for each in codes))


def _code(given: object) -> str:
    """Return the code in a representation; raise `BadArgumentError`, or `BadUsccError`."""
    if isinstance(given, Mapping) and given.get("__typename") == _KIND:
        code = given.get("uscc")
        if isinstance(code, str):
            return parse_party(code)
    raise BadArgumentError(
        argument="representations",
        why=Message("one of them is no Enterprise with a uscc"),
        fix=Message("Give __typename and uscc."),
    )


@strawberry.type(name="_Service", description="What a gateway composes its schema of.")
class SubgraphService:
    """The subgraph's own schema."""

    sdl: str = strawberry.field(description="The schema with the directives of Federation.")


@strawberry.type
class FederationQueries:
    """Both fields by which a gateway speaks to a subgraph."""

    entities = strawberry.field(
        name="_entities",
        resolver=_entities,
        graphql_type=list[EntityType | None],
        description="Enterprises by their codes, in that order; null for one that is not known.",
    )
