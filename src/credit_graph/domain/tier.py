"""Tiers of a chain in figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import fsum
from operator import attrgetter

from credit_graph.domain.chain import Chain, Member
from credit_graph.domain.profile import Profile
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

    `listed_count`: on a black list. `unknown_count`: whether they are AEO is not known.
    `supply_share`: for how much of the core's supply the members account, the sum of the reach
    of those upstream, at most 1; `aeo_supply_share` the same for those that are AEO. `at_risk`
    works out when asked how many members are weak links; most callers never ask.
    """

    tier: int
    member_count: int
    aeo_count: int
    ratings: tuple[LevelCount, ...]
    listed_count: int
    unknown_count: int
    supply_share: float
    aeo_supply_share: float
    at_risk: Callable[[], int]

    @property
    def aeo_share(self) -> float:
        """The AEO among the members, as a fraction."""
        return self.aeo_count / self.member_count


def tiers_of(chain: Chain, roster: Roster, at_risk: Callable[[int], int]) -> tuple[ChainTier, ...]:
    """Return the tiers that have members, nearest first; tier 0 is the group without the core.

    `at_risk` tells how many members of a tier are weak links.
    """
    return tuple(
        _tier(tier, list(members), roster, partial(at_risk, tier))
        for tier, members in groupby(chain.members, key=attrgetter("tier"))
    )


def _tier(
    tier: int, members: Sequence[Member], roster: Roster, at_risk: Callable[[], int]
) -> ChainTier:
    held = Counter[tuple[str, str]]()
    aeo = listed = unknown = 0
    for profile, count in _profiles(members, roster):
        for rating in profile.ratings:
            held[rating] += count
        aeo += count * profile.is_aeo
        listed += count * bool(roster.barred_by(profile))
        unknown += count * roster.is_customs_unknown(profile)
    suppliers = [member for member in members if member.is_upstream and member.reach is not None]
    return ChainTier(
        tier=tier,
        member_count=len(members),
        aeo_count=aeo,
        ratings=_level_counts(held, roster.vocabulary),
        listed_count=listed,
        unknown_count=unknown,
        supply_share=_sum_of_reach(suppliers),
        aeo_supply_share=_sum_of_reach(
            [member for member in suppliers if roster.profile(member.uscc).is_aeo]
        ),
        at_risk=at_risk,
    )


def _profiles(members: Iterable[Member], roster: Roster) -> Iterator[tuple[Profile, int]]:
    """Yield each profile with the number of members; they are shared, so identity will do."""
    profiles = [roster.profile(member.uscc) for member in members]
    counts = Counter(map(id, profiles))
    known = {id(profile): profile for profile in profiles}
    return ((profile, counts[key]) for key, profile in known.items())


def _level_counts(held: Counter[tuple[str, str]], vocabulary: Vocabulary) -> tuple[LevelCount, ...]:
    return tuple(
        LevelCount(scheme.code, level.code, held[scheme.code, level.code])
        for scheme in vocabulary.schemes.values()
        for level in scheme.levels
        if held[scheme.code, level.code]
    )


def _sum_of_reach(members: Sequence[Member]) -> float:
    return min(1.0, fsum(member.weight for member in members))
