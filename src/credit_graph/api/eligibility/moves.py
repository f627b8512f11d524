"""GraphQL: decisions that have moved, by a change or between two days."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.eligibility.types import DecisionType, ReasonType
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.relay.paging import PageInfo
from credit_graph.domain.eligibility.report import Decision, Reason
from credit_graph.domain.policy import Measure
from credit_graph.usecases.eligibility.standing_moves import MOST_COMPARED
from credit_graph.usecases.recording.consequences import MovedDecision

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType

_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


def _moved_measure(parent: strawberry.Parent[MovedDecision]) -> Measure:
    return parent.change.measure


def _moved_before(parent: strawberry.Parent[MovedDecision]) -> Decision | None:
    return parent.change.before


def _moved_after(parent: strawberry.Parent[MovedDecision]) -> Decision | None:
    return parent.change.after


def _moved_causes(parent: strawberry.Parent[MovedDecision]) -> tuple[Reason, ...]:
    return parent.change.causes


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
