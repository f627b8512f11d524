"""Tiers of a chain in figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain as joined
from itertools import groupby
from math import fsum
from operator import attrgetter

from credit_graph.domain.chains.members import UPSTREAM, Chain, Member, is_hidden
from credit_graph.domain.chains.profile import AEO_RATING
from credit_graph.domain.chains.roster import Roster
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

    All figures but `member_count` are those of the members that are not among the `hidden_count`
    whom a token does not show. `listed_count`: on a black list. `unknown_count`: whether they are
    AEO is not known. `supply_share`: for how much of the core's supply the members account, the
    sum of the reach of those upstream, at most 1; `aeo_supply_share` the same for those that are
    AEO. `at_risk` works out when asked how many are weak links; most callers never ask.
    """

    tier: int
    member_count: int
    hidden_count: int
    aeo_count: int
    ratings: tuple[LevelCount, ...]
    listed_count: int
    unknown_count: int
    supply_share: float
    aeo_supply_share: float
    at_risk: Callable[[], int]

    @property
    def aeo_share(self) -> float:
        """The AEO among the members in sight, as a fraction."""
        shown = self.member_count - self.hidden_count
        return self.aeo_count / shown if shown else 0.0


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
    # A tier has up to 50,000 members: a call for each of them is milliseconds.
    dossiers = roster.dossiers
    shown = [member for member in members if not is_hidden(member.uscc)]
    profiles = [dossiers[member.uscc].profile for member in shown]
    held = Counter(joined.from_iterable([profile.ratings for profile in profiles]))
    are_aeo = [AEO_RATING in profile.ratings for profile in profiles]
    reached = [
        (member.reach, is_aeo)
        for member, is_aeo in zip(shown, are_aeo, strict=True)
        if member.reach and member.side in UPSTREAM
    ]
    return ChainTier(
        tier=tier,
        member_count=len(members),
        hidden_count=len(members) - len(shown),
        aeo_count=are_aeo.count(True),
        ratings=_level_counts(held, roster.vocabulary),
        listed_count=sum(1 for each in profiles if each.lists and roster.barred_by(each)),
        unknown_count=sum(map(roster.is_customs_unknown, profiles)),
        supply_share=_capped_sum(reach for reach, _ in reached),
        aeo_supply_share=_capped_sum(reach for reach, is_aeo in reached if is_aeo),
        at_risk=at_risk,
    )


def _level_counts(held: Counter[tuple[str, str]], vocabulary: Vocabulary) -> tuple[LevelCount, ...]:
    return tuple(
        LevelCount(scheme.code, level.code, held[scheme.code, level.code])
        for scheme in vocabulary.schemes.values()
        for level in scheme.levels
        if held[scheme.code, level.code]
    )


def _capped_sum(shares: Iterable[float]) -> float:
    return min(1.0, fsum(shares))
