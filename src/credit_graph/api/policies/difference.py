"""GraphQL: what changed in a policy between two days."""

from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.eligibility.reports import check_instant
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.relay.arguments import KnownAt
from credit_graph.domain.policy_difference import PolicyDifference
from credit_graph.usecases.policies.compare import compare_policy


@strawberry.type(name="ClauseChange", description="A measure or part that differs.")
class ClauseChangeType:
    """`domain.policy_difference.ClauseChange`."""

    code: str = strawberry.field(description="Code of the measure.")
    before: MeasureType | None = strawberry.field(description="Null if not in force then.")
    after: MeasureType | None = strawberry.field(description="Null if not in force then.")
    what: list[str] = strawberry.field(
        description="What it says otherwise: text, requires, quantities, … (at most 12)."
    )


@strawberry.type(
    name="PolicyDiff", description="What changed in a policy between two days, clause by clause."
)
class PolicyDiffType:
    """`domain.policy_difference.PolicyDifference`."""

    began: list[ClauseChangeType] = strawberry.field(description="In force on the last day only.")
    ended: list[ClauseChangeType] = strawberry.field(
        description="In force on the first day only: repealed, expired or superseded."
    )
    changed: list[ClauseChangeType] = strawberry.field(
        description="In force on both, and not the same."
    )


async def policy_diff(  # a day and an instant on either side
    info: Info,
    *,
    code: Annotated[str, strawberry.argument(description="Code of the policy.")],
    from_: Annotated[
        date, strawberry.argument(name="from", description="The first of the days compared.")
    ],
    to: Annotated[date, strawberry.argument(description="The other day.")],
    from_known_at: KnownAt = None,
    to_known_at: KnownAt = None,
) -> PolicyDifference | None:
    """Compare a policy on two days, each as loaded at an instant."""
    context = info.context
    for instant in (from_known_at, to_known_at):
        check_instant(context, instant)
    shelf = context.services.shelf
    return await compare_policy(shelf, code, (from_, from_known_at), (to, to_known_at))
