"""Tiers of a chain in figures."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from credit_graph.domain.chain import Chain, Member
from credit_graph.domain.roster import Roster
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many members of a tier hold a level of a scheme."""

    scheme: str
    level: str
    count: int


@dataclass(frozen=True, slots=True)
class ChainTier:
    """One tier of a chain in figures.

    `listed_count`: on a black list. `at_risk_count`: weak links of any kind.
    `unknown_count`: whether they are AEO is not known. `supply_share`: for how much of the
    core's supply the members account, the sum of the reach of those upstream, at most 1;
    `aeo_supply_share` the same for those that are AEO; `None` if the tier has none upstream.
    """

    tier: int
    member_count: int
    aeo_count: int
    ratings: tuple[LevelCount, ...]
    listed_count: int
    at_risk_count: int
    unknown_count: int
    supply_share: float | None
    aeo_supply_share: float | None

    @property
    def aeo_share(self) -> float:
        """The AEO among the members, as a fraction."""
        return self.aeo_count / self.member_count


def tiers_of(chain: Chain, roster: Roster, at_risk: Collection[str]) -> tuple[ChainTier, ...]:
    """Return the tiers that have members, nearest first; tier 0 is the group without the core."""
    return tuple(
        _tier(tier, list(members), roster, at_risk)
        for tier, members in groupby(chain.members, key=lambda member: member.tier)
    )


def _tier(tier: int, members: list[Member], roster: Roster, at_risk: Collection[str]) -> ChainTier:
    profiles = Counter(roster.profile(member.uscc) for member in members)
    suppliers = [member for member in members if member.is_upstream]
    held = Counter[tuple[str, str]]()
    aeo = listed = unknown = 0
    for profile, count in profiles.items():
        held.update(dict.fromkeys(profile.ratings, count))
        aeo += count * profile.is_aeo
        listed += count * bool(profile.black_lists(roster.vocabulary))
        unknown += count * roster.is_customs_unknown(profile)
    return ChainTier(
        tier=tier,
        member_count=len(members),
        aeo_count=aeo,
        ratings=_level_counts(held, roster.vocabulary),
        listed_count=listed,
        at_risk_count=sum(member.uscc in at_risk for member in members),
        unknown_count=unknown,
        supply_share=_sum_of_reach(suppliers) if suppliers else None,
        aeo_supply_share=_sum_of_reach(
            member for member in suppliers if roster.profile(member.uscc).is_aeo
        )
        if suppliers
        else None,
    )


def _level_counts(held: Counter[tuple[str, str]], vocabulary: Vocabulary) -> tuple[LevelCount, ...]:
    return tuple(
        LevelCount(scheme.code, level.code, held[scheme.code, level.code])
        for scheme in vocabulary.schemes.values()
        for level in scheme.levels
        if held[scheme.code, level.code]
    )


def _sum_of_reach(members: Iterable[Member]) -> float:
    return min(1.0, fsum(member.weight for member in members))
