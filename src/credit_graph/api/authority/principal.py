"""GraphQL: whom the token of a request speaks for, and what it opens."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.enums import PrincipalKind
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.duties.agency import Agency

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]


def _agency(parent: strawberry.Parent[Principal], info: Info) -> Agency | None:
    return None if parent.agency is None else info.context.rulebook.agencies.get(parent.agency)


def _scopes(parent: strawberry.Parent[Principal]) -> list[str]:
    return sorted(parent.scopes)


def _regions(parent: strawberry.Parent[Principal]) -> list[str] | None:
    return None if parent.regions is None else sorted(parent.regions)


@strawberry.type(name="Principal", description="The author of a request, as its token states it.")
class PrincipalType:
    """`domain.authority.Principal`."""

    kind: PrincipalKind = strawberry.field(description="What it is.")
    subject: str = strawberry.field(description="Who: the subject of the token, or a key's label.")
    agency = strawberry.field(
        resolver=_agency,
        graphql_type=_AgencyType | None,
        description="The agency that it speaks for; null for none, or one that is not known here.",
    )
    scopes = strawberry.field(
        resolver=_scopes, graphql_type=list[str], description="What it may do; `admin` is all."
    )
    regions = strawberry.field(
        resolver=_regions,
        graphql_type=list[str] | None,
        description="Codes of the regions whose enterprises it is shown; null: all.",
    )
    token_id: str | None = strawberry.field(
        description="Names the token in records; null without one."
    )


def _principal(info: Info) -> Principal:
    return info.context.principal


@strawberry.type
class PrincipalQueries:
    """Who asks."""

    principal = strawberry.field(
        resolver=_principal,
        graphql_type=PrincipalType,
        description="Who asks, by the token of this very request.",
    )
