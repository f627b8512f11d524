"""GraphQL: weak links of chains."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.enums import Truth, WeakLinkKind

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


@strawberry.type(name="WeakLink", description="A member through which a risk reaches the core.")
class WeakLinkType:
    """`ShownWeakLink`."""

    enterprise: _EnterpriseType = strawberry.field(description="The member.")
    tier: int = strawberry.field(description="Its tier.")
    kind: WeakLinkKind = strawberry.field(description="Why it is a weak link.")
    path: list[_EnterpriseType | None] = strawberry.field(
        description="The way on which the risk comes in, from tier 0 to the member (at most 8); "
        "null for each that the token does not show."
    )
    affected: int | None = strawberry.field(
        description="SOLE_SUPPLIER: how many customers in the chain depend on it; ARTICULATION: "
        "how many members its loss would cut off; else null."
    )
    codes: list[str] = strawberry.field(
        description="Codes of the black lists, or categories of which it is the only supplier "
        "(at most 100); for INACTIVE the status."
    )
    outcome: Truth = strawberry.field(
        description="MET: it is known to be one. UNKNOWN: nothing else is recorded, and the record "
        "may not be complete: neither shares that add up to the whole nor a declaration that the "
        "links are complete say so. Only for SOLE_SUPPLIER and ARTICULATION."
    )
