"""GraphQL: tiers of chains in figures, and what bounds left out."""

from collections.abc import Awaitable

import strawberry

from credit_graph.api.enums import CutKind
from credit_graph.domain.chains.tier import ChainTier
from credit_graph.domain.chains.walk import Cut
from credit_graph.sharing.threads import in_thread

_CUT_AT = {
    CutKind.GROUP: "the core's group",
    CutKind.MEMBERS: "tier {}",
    CutKind.LINKS: "links of tier {}",
    CutKind.TIERS: "tier {} and beyond",
}
_CUT_ORDER = "by tier, then code; links by the codes of their nearer and farther end"


def _cut_at(parent: strawberry.Parent[Cut]) -> str:
    return _CUT_AT[parent.kind].format(parent.tier)


def _cut_order(parent: strawberry.Parent[Cut]) -> str:
    del parent
    return _CUT_ORDER


@strawberry.type(name="Truncation", description="What a bound left out of an answer.")
class TruncationType:
    """`domain.walk.Cut`."""

    kind: CutKind = strawberry.field(description="What was left out.")
    tier: int = strawberry.field(description="On which tier; 0 is the core and its group.")
    omitted: int | None = strawberry.field(
        description="How many enterprises that concerns; null where they were not counted."
    )
    at = strawberry.field(resolver=_cut_at, graphql_type=str, description="Where, in words.")
    order = strawberry.field(
        resolver=_cut_order, graphql_type=str, description="In which order the rest was kept."
    )


@strawberry.type(name="LevelCount", description="How many members hold a level of a scheme.")
class LevelCountType:
    """`domain.tier.LevelCount`."""

    scheme: str = strawberry.field(description="Code of the scheme.")
    level: str = strawberry.field(description="Code of the level.")
    count: int = strawberry.field(description="How many members.")


def _at_risk(parent: strawberry.Parent[ChainTier]) -> Awaitable[int]:
    return in_thread(parent.at_risk)


@strawberry.type(name="ChainTier", description="One tier of a chain in figures.")
class ChainTierType:
    """`domain.tier.ChainTier`."""

    tier: int = strawberry.field(description="Distance from the core; 0: the rest of its group.")
    member_count: int = strawberry.field(description="How many members.")
    hidden_count: int = strawberry.field(
        description="How many of them the token does not show; no other figure counts them."
    )
    aeo_count: int = strawberry.field(description="How many are AEO (海关高级认证企业).")
    aeo_share: float = strawberry.field(description="The AEO among the members, 0 to 1.")
    ratings: list[LevelCountType] = strawberry.field(
        description="Members by scheme and level, best level first (at most 100)."
    )
    listed_count: int = strawberry.field(description="How many stand on a black list.")
    unknown_count: int = strawberry.field(
        description="Of how many it is not known whether they are AEO."
    )
    supply_share: float = strawberry.field(
        description="For how much of the core's supply its suppliers on this tier account: the "
        "sum of their reach, at most 1. Shares that are not stated count as 0."
    )
    aeo_supply_share: float = strawberry.field(description="The same for the AEO among them.")
    at_risk_count = strawberry.field(
        resolver=_at_risk,
        graphql_type=int,
        description="How many are weak links, of whatever kind.",
    )
