"""GraphQL: decisions that have moved, by a change or between two days."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.eligibility.types import DecisionType, ReasonType
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.relay.paging import PageInfo
from credit_graph.domain.eligibility.comparison import DecisionChange
from credit_graph.domain.eligibility.masking import masked_changes
from credit_graph.domain.eligibility.report import Decision, Reason
from credit_graph.domain.policy import Measure
from credit_graph.usecases.eligibility.standing_moves import MOST_COMPARED
from credit_graph.usecases.recording.consequences import MovedDecision

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


def _moved_measure(parent: strawberry.Parent[MovedDecision]) -> Measure:
    return parent.change.measure


def _shown(moved: MovedDecision, info: Info) -> DecisionChange:
    """Return the change without what whoever asks is not shown."""
    mask = info.context.mask(moved.kept, moved.enterprise.region, moved.of_partners)
    return masked_changes((moved.change,), mask)[0] if mask.hides else moved.change


def _moved_before(parent: strawberry.Parent[MovedDecision], info: Info) -> Decision | None:
    return _shown(parent, info).before


def _moved_after(parent: strawberry.Parent[MovedDecision], info: Info) -> Decision | None:
    return _shown(parent, info).after


def _moved_causes(parent: strawberry.Parent[MovedDecision], info: Info) -> tuple[Reason, ...]:
    return _shown(parent, info).causes


@strawberry.type(name="DecisionMove", description="A decision that a change has moved.")
class DecisionMoveType:
    """`usecases.recording.consequences.MovedDecision`."""

    enterprise: _EnterpriseType = strawberry.field(description="For whom.")
    measure = strawberry.field(
        resolver=_moved_measure, graphql_type=MeasureType, description="On which measure."
    )
    before = strawberry.field(
        resolver=_moved_before,
        graphql_type=DecisionType | None,
        description="As it was; null if there was none.",
    )
    after = strawberry.field(
        resolver=_moved_after,
        graphql_type=DecisionType | None,
        description="As it is; null if there is none.",
    )
    causes = strawberry.field(
        resolver=_moved_causes,
        graphql_type=list[ReasonType],
        description="The conditions that came out otherwise.",
    )


@strawberry.type(name="StandingMoveEdge", description="A decision that moved, with its cursor.")
class StandingMoveEdgeType:
    """`api.eligibility.standing.MarkedMove`."""

    cursor: str = strawberry.field(description="Give it as `after` to continue after this one.")
    node: DecisionMoveType = strawberry.field(description="The decision.")


@strawberry.type(
    name="StandingMoveConnection",
    description=f"Decisions that moved. For one page at most {MOST_COMPARED} enterprises are "
    "compared: a page may hold fewer than asked, or none, while another follows. Continue from "
    "`pageInfo.endCursor`.",
)
class StandingMoveConnectionType:
    """`api.eligibility.standing.MoveList`."""

    edges: list[StandingMoveEdgeType] = strawberry.field(
        description="The decisions with their cursors."
    )
    nodes: list[DecisionMoveType] = strawberry.field(description="The decisions alone.")
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
