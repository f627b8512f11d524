"""GraphQL: weak links of chains."""

from typing import TYPE_CHECKING, Annotated

import strawberry

import credit_graph.api.chain_enums  # noqa: F401  # registers before any type
from credit_graph.api.shown_members import ShownWeakLink, enterprises
from credit_graph.domain.facts import Enterprise
from credit_graph.domain.weak_link import WeakLinkKind

if TYPE_CHECKING:
    from credit_graph.api.types.enterprise import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.types.enterprise")]


def _weak_enterprise(parent: strawberry.Parent[ShownWeakLink]) -> Enterprise:
    return parent.exploration.survey.roster.enterprise(parent.link.uscc)


def _weak_tier(parent: strawberry.Parent[ShownWeakLink]) -> int:
    return parent.link.tier


def _weak_kind(parent: strawberry.Parent[ShownWeakLink]) -> WeakLinkKind:
    return parent.link.kind


def _weak_path(parent: strawberry.Parent[ShownWeakLink]) -> list[Enterprise]:
    return enterprises(parent.exploration, parent.link.path)


def _affected(parent: strawberry.Parent[ShownWeakLink]) -> int | None:
    return parent.link.affected


def _codes(parent: strawberry.Parent[ShownWeakLink]) -> tuple[str, ...]:
    return parent.link.codes


@strawberry.type(name="WeakLink", description="A member through which a risk reaches the core.")
class WeakLinkType:
    """`ShownWeakLink`."""

    enterprise = strawberry.field(
        resolver=_weak_enterprise, graphql_type=_EnterpriseType, description="The member."
    )
    tier = strawberry.field(resolver=_weak_tier, graphql_type=int, description="Its tier.")
    kind = strawberry.field(
        resolver=_weak_kind, graphql_type=WeakLinkKind, description="Why it is a weak link."
    )
    path = strawberry.field(
        resolver=_weak_path,
        graphql_type=list[_EnterpriseType],
        description="The way on which the risk comes in, from tier 0 to the member (at most 8).",
    )
    affected = strawberry.field(
        resolver=_affected,
        graphql_type=int | None,
        description="SOLE_SUPPLIER: how many customers in the chain depend on it; ARTICULATION: "
        "how many members its loss would cut off; else null.",
    )
    codes = strawberry.field(
        resolver=_codes,
        graphql_type=list[str],
        description="Codes of the black lists, or categories of which it is the only supplier "
        "(at most 100).",
    )
