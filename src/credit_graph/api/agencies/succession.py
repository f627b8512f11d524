"""GraphQL: which body answers today for one of another time."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.succession import Succession

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType

_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]


def _body(parent: strawberry.Parent[Succession], info: Info) -> Agency:
    return info.context.rulebook.agencies[parent.body]


def _heir(parent: strawberry.Parent[Succession], info: Info) -> Agency | None:
    return None if parent.heir is None else info.context.rulebook.agencies[parent.heir]


@strawberry.type(
    name="Succession", description="What a body has passed on, to whom, by which source."
)
class SuccessionType:
    """`domain.duties.Succession`."""

    predecessor = strawberry.field(
        resolver=_body, graphql_type=_AgencyType, description="The body that passed it on."
    )
    successor = strawberry.field(
        resolver=_heir,
        graphql_type=_AgencyType | None,
        description="The body that took it over; null: successor unknown.",
    )
    since: date | None = strawberry.field(description="From which day; null if not known.")
    function: str | None = strawberry.field(
        description="What was passed on; null: all that was not passed to others."
    )
    source: str = strawberry.field(description="The public page that supports it, with its date.")
    seen_on: date = strawberry.field(description="Day on which the source was read.")


def successors_of(parent: strawberry.Parent[Agency]) -> tuple[Succession, ...]:
    """Return what an agency has passed on."""
    return parent.successions


def predecessors_of(parent: strawberry.Parent[Agency], info: Info) -> tuple[Succession, ...]:
    """Return what an agency took over."""
    return info.context.duty_book.directory.successions.to(parent.code)


def current_of(parent: strawberry.Parent[Agency], info: Info) -> list[Agency]:
    """Return who answers today for an agency, as far as known."""
    context = info.context
    living = context.duty_book.directory.successions.living(parent.code, context.today)
    return [context.rulebook.agencies[code] for code in living]


def successor_unknown_of(parent: strawberry.Parent[Agency], info: Info) -> bool:
    """Tell whether it is not known who answers today for an agency."""
    return not current_of(parent, info)
