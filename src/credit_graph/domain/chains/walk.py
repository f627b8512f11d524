"""The walk along supply links, tier by tier, bounded, with what was cut stated.

Upstream it goes to suppliers and their suppliers, downstream to customers and theirs; both ways
is the union of the two. A member's tier is its shortest distance. A cut walk is exact as far as
it goes: tiers are complete up to the cut, and nothing is sought beyond it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple


class ChainDirection(StrEnum):
    """Which way a chain goes from its core."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    BOTH = "both"

    @property
    def sides(self) -> tuple["ChainDirection", ...]:
        """The one-way walks that it consists of, upstream first."""
        if self is ChainDirection.BOTH:
            return (ChainDirection.UPSTREAM, ChainDirection.DOWNSTREAM)
        return (self,)


class ChainLink(NamedTuple):
    """One supply link as walked, from the end nearer to the core to the farther one.

    `share` is the fraction of the customer's purchases in the category, if stated. A tuple and
    no dataclass: a chain holds up to 200,000 of them.
    """

    near: str
    far: str
    share: float | None = None
    category: str | None = None


LinksByTier = Mapping[ChainDirection, Sequence[Sequence[ChainLink]]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many links are followed and how many members found, at most."""

    most_links: int = 100_000
    most_members: int = 50_000


class CutKind(StrEnum):
    """What a bound left out."""

    GROUP = "group"  # enterprises controlled through more steps than are followed
    MEMBERS = "members"  # found on the tier and not taken in
    LINKS = "links"  # enterprises of the tier whose links were not all followed
    TIERS = "tiers"  # this tier and those beyond it were not looked at


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the walk was cut short, and how many enterprises that concerns, if counted."""

    kind: CutKind
    tier: int
    omitted: int | None = None


@dataclass(frozen=True, slots=True)
class SideWalk:
    """One of the one-way walks.

    `distance` of each enterprise found, 0 for those it starts from; `links` that were followed,
    by the distance of their nearer end; `unfollowed` are those at the end of a cut walk whose
    links were not all followed.
    """

    distance: Mapping[str, int]
    links: Sequence[Sequence[ChainLink]]
    unfollowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Walk:
    """The tier of each enterprise found, by tier and then code, those of tier 0 as they were given.

    With it the one-way walks, and what was cut.
    """

    tiers: Mapping[str, int]
    sides: Mapping[ChainDirection, SideWalk]
    cuts: tuple[Cut, ...]


def walk(start: Sequence[str], given: LinksByTier, depth: int, bounds: Bounds) -> Walk:
    """Walk from the enterprises of tier 0 to a depth.

    `given` holds, for each way, the links of all that is found at distance 0, at distance 1, and
    so on; where there are more than the bounds allow, at least as many as they allow, taken in
    the order of cutting: by tier, then by code of the nearer end, then of the farther one.
    """
    steps = _Steps(start, given, bounds)
    for tier in range(depth):
        if not steps.can_go_on():
            break
        steps.follow(tier)
        steps.find(tier + 1)
        if steps.is_cut(tier + 1, depth):
            break
    return steps.result()


class _Steps:
    """A walk under way."""

    def __init__(self, start: Sequence[str], given: LinksByTier, bounds: Bounds) -> None:
        self._given = given
        self._bounds = bounds
        self._left = bounds.most_links
        self._room = bounds.most_members
        self._tiers = dict.fromkeys(start, 0)
        self._distance = {side: dict.fromkeys(start, 0) for side in given}
        self._edge = {side: set(start) for side in given}
        self._links: dict[ChainDirection, list[Sequence[ChainLink]]] = {s: [] for s in given}
        self._unfollowed: dict[ChainDirection, set[str]] = {side: set() for side in given}
        self._cuts: list[Cut] = []

    def can_go_on(self) -> bool:
        return any(self._edge.values())

    def follow(self, tier: int) -> None:
        due = {side: self._due(side, tier) for side in self._given}
        if sum(map(len, due.values())) > self._left:
            due = self._cut_links(due, tier)
        for side, links in due.items():
            self._links[side].append(links)
            self._left -= len(links)

    def find(self, tier: int) -> None:
        new = {
            side: {link.far for link in self._links[side][-1]} - distance.keys()
            for side, distance in self._distance.items()
        }
        comers = sorted(set[str]().union(*new.values()) - self._tiers.keys())
        refused = set(comers[self._room :])
        if refused:
            self._cuts.append(Cut(CutKind.MEMBERS, tier, len(refused)))
        self._tiers.update(dict.fromkeys(comers[: self._room], tier))
        self._room -= len(comers) - len(refused)
        for side, found in new.items():
            self._edge[side] = found - refused
            self._distance[side].update(dict.fromkeys(self._edge[side], tier))

    def is_cut(self, tier: int, depth: int) -> bool:
        """Tell whether the walk ends here by a bound, and note what is then not looked at."""
        if not self._cuts and self._room:
            return False
        if tier < depth and self.can_go_on():
            self._cuts.append(Cut(CutKind.TIERS, tier + 1))
        return True

    def result(self) -> Walk:
        sides = {
            side: SideWalk(distance, self._links[side], frozenset(self._unfollowed[side]))
            for side, distance in self._distance.items()
        }
        return Walk(self._tiers, sides, tuple(self._cuts))

    def _due(self, side: ChainDirection, tier: int) -> Sequence[ChainLink]:
        given = self._given[side]
        return given[tier] if tier < len(given) else ()

    def _cut_links(
        self, due: Mapping[ChainDirection, Sequence[ChainLink]], tier: int
    ) -> dict[ChainDirection, Sequence[ChainLink]]:
        """Follow as many as are left, in the order of cutting; never some of parallel links."""
        taken: dict[ChainDirection, list[ChainLink]] = {side: [] for side in due}
        left = self._left
        # More are due than are left, so this always ends at a group for which there is no room.
        for key, group in _in_cutting_order(due):  # pragma: no branch
            near, side, _ = key
            if len(group) > left:
                break
            taken[side] += group
            left -= len(group)
        for other, edge in self._edge.items():
            self._unfollowed[other] = {each for each in edge if (each, other) >= (near, side)}
        self._cuts.append(Cut(CutKind.LINKS, tier, len(set().union(*self._unfollowed.values()))))
        return {side: tuple(links) for side, links in taken.items()}


def _in_cutting_order(
    due: Mapping[ChainDirection, Iterable[ChainLink]],
) -> Iterator[tuple[tuple[str, ChainDirection, str], list[ChainLink]]]:
    def place(each: tuple[ChainDirection, ChainLink]) -> tuple[str, ChainDirection, str]:
        side, link = each
        return (link.near, side, link.far)

    every = sorted(((side, link) for side, links in due.items() for link in links), key=place)
    for key, group in groupby(every, key=place):  # pragma: no branch  # nobody asks for the last
        yield key, [link for _, link in group]
