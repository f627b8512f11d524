"""GraphQL: registrations, what enterprises are on a stretch of days."""

from datetime import date

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.policies.vocabulary import RegionType, TermType
from credit_graph.api.relay.node import Node, to_global_id
from credit_graph.domain.facts.record import Registration
from credit_graph.domain.region import Region
from credit_graph.domain.term import Term


def _id(parent: strawberry.Parent[Registration]) -> strawberry.ID:
    return to_global_id("Registration", parent.origin.fact_id)


def _fact_id(parent: strawberry.Parent[Registration]) -> str:
    return parent.origin.fact_id


def _uscc(parent: strawberry.Parent[Registration]) -> str:
    return parent.enterprise.uscc


def _name(parent: strawberry.Parent[Registration]) -> str:
    return parent.enterprise.name


def _region(parent: strawberry.Parent[Registration]) -> str:
    return parent.enterprise.region


def _region_info(parent: strawberry.Parent[Registration], info: Info) -> Region | None:
    return info.context.rulebook.vocabulary.regions.get(parent.enterprise.region)


def _zone(parent: strawberry.Parent[Registration]) -> str | None:
    return parent.enterprise.zone


def _kinds(parent: strawberry.Parent[Registration]) -> tuple[str, ...]:
    return parent.enterprise.kinds


def _kind_terms(parent: strawberry.Parent[Registration], info: Info) -> list[Term]:
    kinds = info.context.rulebook.vocabulary.kinds
    return [kinds[code] for code in parent.enterprise.kinds if code in kinds]


def _status(parent: strawberry.Parent[Registration]) -> str:
    return parent.enterprise.status


def _registered_on(parent: strawberry.Parent[Registration]) -> date | None:
    return parent.enterprise.registered_on


def _source(parent: strawberry.Parent[Registration]) -> str | None:
    return parent.origin.source


def _reference(parent: strawberry.Parent[Registration]) -> str | None:
    return parent.origin.reference


@strawberry.type(
    name="Registration",
    description="What is registered of an enterprise on a stretch of days. It never changes: a "
    "correction is another registration with another id.",
)
class RegistrationType(Node):
    """`domain.facts.Registration`."""

    id = strawberry.field(resolver=_id, graphql_type=strawberry.ID, description="Global id.")
    fact_id = strawberry.field(resolver=_fact_id, graphql_type=str, description="Id of the fact.")
    uscc = strawberry.field(resolver=_uscc, graphql_type=str, description="Code of the enterprise.")
    valid_from: date | None = strawberry.field(
        description="First day it holds; null: from the beginning."
    )
    valid_to: date | None = strawberry.field(description="First day it holds no more.")
    name = strawberry.field(resolver=_name, graphql_type=str, description="Registered name.")
    region = strawberry.field(
        resolver=_region, graphql_type=str, description="GB/T 2260 code of the region."
    )
    region_info = strawberry.field(
        resolver=_region_info, graphql_type=RegionType | None, description="The region."
    )
    zone = strawberry.field(
        resolver=_zone, graphql_type=str | None, description="Code of the zone, if stated."
    )
    kinds = strawberry.field(
        resolver=_kinds, graphql_type=list[str], description="Codes of what it is."
    )
    kind_terms = strawberry.field(
        resolver=_kind_terms, graphql_type=list[TermType], description="What it is, with names."
    )
    status = strawberry.field(
        resolver=_status,
        graphql_type=str,
        description="active, suspended, revoked, deregistered or annulled.",
    )
    registered_on = strawberry.field(
        resolver=_registered_on,
        graphql_type=date | None,
        description="Day on which the enterprise was registered, if stated.",
    )
    source = strawberry.field(
        resolver=_source, graphql_type=str | None, description="Who stated it."
    )
    reference = strawberry.field(
        resolver=_reference, graphql_type=str | None, description="Under which reference."
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Registration)
