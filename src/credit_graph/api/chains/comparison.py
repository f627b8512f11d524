"""GraphQL: what changed in a chain between two days."""

from dataclasses import dataclass

import strawberry

from credit_graph.api.chains.member import ChainMemberType
from credit_graph.api.chains.member_views import ShownMember, all_page
from credit_graph.api.chains.types import ChainType
from credit_graph.api.context import Info
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.paging import Connection, Page, keyset_page
from credit_graph.domain.chains.comparison import MemberChange
from credit_graph.usecases.chains.compare import ComparedChains


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A member on both days."""

    before: ShownMember
    after: ShownMember


@strawberry.type(
    name="ChainMemberChange",
    description="A member on both days whose tier, ratings or lists are not the same.",
)
class ChainMemberChangeType:
    """`ShownChange`."""

    before: ChainMemberType = strawberry.field(description="On the first day.")
    after: ChainMemberType = strawberry.field(description="On the other day.")


def _joined(
    parent: strawberry.Parent[ComparedChains], info: Info, first: First, after: After = None
) -> Page[ShownMember]:
    found = parent.comparison.joined
    return all_page(info.context, parent.after, "joined", found, (first, after))


def _left(
    parent: strawberry.Parent[ComparedChains], info: Info, first: First, after: After = None
) -> Page[ShownMember]:
    found = parent.comparison.left
    return all_page(info.context, parent.before, "left", found, (first, after))


def _changed(
    parent: strawberry.Parent[ComparedChains], info: Info, first: First, after: After = None
) -> Page[ShownChange]:
    def show(change: MemberChange) -> ShownChange:
        return ShownChange(
            ShownMember(parent.before, change.before), ShownMember(parent.after, change.after)
        )

    return keyset_page(
        info.context,
        f"chain/{parent.after.survey.chain.question}/changed",
        (first, after),
        parent.comparison.changed,
        show=show,
        place=lambda shown: (shown.after.member.tier, shown.after.member.uscc),
    )


@strawberry.type(name="ChainDiff", description="What changed in a chain between two days.")
class ChainDiffType:
    """`usecases.compare_chains.ComparedChains`."""

    before: ChainType = strawberry.field(description="The chain on the first day.")
    after: ChainType = strawberry.field(description="The chain on the other day.")
    joined = strawberry.field(
        resolver=_joined,
        graphql_type=Connection[ChainMemberType],
        description="Members on the other day only.",
    )
    left = strawberry.field(
        resolver=_left,
        graphql_type=Connection[ChainMemberType],
        description="Members on the first day only.",
    )
    changed = strawberry.field(
        resolver=_changed,
        graphql_type=Connection[ChainMemberChangeType],
        description="Members on both days whose tier, ratings or lists changed.",
    )
