"""GraphQL: an objection to a fact, for whatever shows facts."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.enums import ObjectionState
from credit_graph.domain.authority.objection import Objection

if TYPE_CHECKING:
    from credit_graph.api.enterprises.history import AuthorshipType

_AuthorshipType = Annotated[
    "AuthorshipType", strawberry.lazy("credit_graph.api.enterprises.history")
]


def _id(parent: strawberry.Parent[Objection]) -> strawberry.ID:
    return strawberry.ID(parent.id)


@strawberry.type(name="Objection", description="An objection to a fact (异议).")
class ObjectionType:
    """`domain.authority.Objection`."""

    id = strawberry.field(resolver=_id, graphql_type=strawberry.ID, description="Its id.")
    fact_id: str = strawberry.field(description="Id of the fact.")
    state: ObjectionState = strawberry.field(description="How it stands.")
    raised_at: datetime = strawberry.field(description="Instant since which it is known here.")
    raised_by: _AuthorshipType = strawberry.field(description="Who raised it, and why.")
    answered_at: datetime | None = strawberry.field(description="Instant of the answer, if any.")
    answered_by: _AuthorshipType | None = strawberry.field(
        description="Who answered it, and why so."
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Objection)


async def objections_to(info: Info, fact_id: str | None) -> tuple[Objection, ...]:
    """Return the objections to a fact as known now; none to what is no fact."""
    return () if fact_id is None else await info.context.services.objections.to_fact(fact_id)


async def is_disputed(info: Info, fact_id: str | None) -> bool:
    """Tell whether an objection to a fact is open."""
    return any(each.state is ObjectionState.OPEN for each in await objections_to(info, fact_id))
