"""Shortest ways from the core to the members of one walk, and what shares they carry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import fsum

from credit_graph.domain.chains.walk import ChainLink, SideWalk


@dataclass(frozen=True, slots=True)
class Paths:
    """Some of the shortest ways to a member, by the codes along them; whether there are more."""

    paths: tuple[tuple[str, ...], ...]
    more: bool


class Routes:
    """The shortest ways of one walk. Each goes from tier 0 outwards, one tier a step.

    Of several ways to one member, *the* path is the one whose codes, read from the core
    outwards, come first. `share` is the product of the shares along the path, `reach` the sum
    of those products over all shortest ways, at most 1; both are `None` where no share is
    stated on some step of the path, or on every way.
    """

    def __init__(self, walked: SideWalk) -> None:
        self.distance = walked.distance
        self._inward = _inward(walked)
        self._parent: dict[str, str] = {}
        self._share: dict[str, float | None] = {}
        self._reach: dict[str, float | None] = {}
        self._settle()

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from tier 0 to the member, both included."""
        steps = [code]
        while (parent := self._parent.get(steps[-1])) is not None:
            steps.append(parent)
        return tuple(reversed(steps))

    def carried(self, codes: Iterable[str]) -> Iterator[tuple[str, float | None, float | None]]:
        """Yield each code with the share along its path, and that over all its shortest ways."""
        shares, reaches = self._share, self._reach
        for code in codes:
            reach = reaches[code]
            yield code, shares[code], reach if reach is None or reach < 1.0 else 1.0

    def paths(self, code: str, most: int) -> Paths:
        """Return the first `most` shortest ways, in the order of the codes along them."""
        found = tuple(islice(self._ways(code), most + 1))
        return Paths(found[:most], more=len(found) > most)

    def _settle(self) -> None:
        """Give each member its path, share and reach, tier after tier."""
        rank: dict[str, int] = {}
        *inner, outermost = _by_distance(self.distance)
        for tier in inner:
            self._settle_tier(tier, rank)
            # By the path's codes: by the parent's place, then the own code (sorts are stable).
            tier.sort()
            tier.sort(key=lambda each: rank.get(self._parent.get(each, ""), 0))
            rank = {code: place for place, code in enumerate(tier)}
        # The largest, as a rule, and no path goes on from it.
        self._settle_tier(outermost, rank)

    def _settle_tier(self, tier: Iterable[str], rank: Mapping[str, int]) -> None:
        shares, reaches, inward = self._share, self._reach, self._inward
        for code in tier:
            links = inward.get(code)
            if links is None:
                shares[code] = reaches[code] = 1.0
            elif len(links) == 1:
                ((near, _, share, _),) = links
                self._parent[code] = near
                shares[code] = _times(shares[near], share)
                reaches[code] = _times(reaches[near], share)
            else:
                self._settle_among(code, links, rank)

    def _settle_among(self, code: str, links: Sequence[ChainLink], rank: Mapping[str, int]) -> None:
        shares = {near: None if share is None else min(1.0, share) for near, _, share, _ in links}
        if len(shares) < len(links):
            shares = _shares_of_pairs(links)
        parent = min(shares, key=rank.__getitem__)
        self._parent[code] = parent
        self._share[code] = _times(self._share[parent], shares[parent])
        carried = [_times(self._reach[near], share) for near, share in shares.items()]
        stated = [share for share in carried if share is not None]
        # A sum that does not depend on the order in which the links were stored.
        self._reach[code] = fsum(stated) if stated else None

    def _ways(self, code: str) -> Iterator[tuple[str, ...]]:
        onwards = self._towards(code)
        starts = sorted(each for each in onwards if self.distance[each] == 0)
        pending: list[tuple[str, ...]] = [(start,) for start in reversed(starts)]
        while pending:
            way = pending.pop()
            if way[-1] == code:
                yield way
                continue
            pending += [(*way, each) for each in sorted(onwards[way[-1]], reverse=True)]

    def _towards(self, code: str) -> dict[str, list[str]]:
        """Return the steps of all shortest ways to a member, by the end they start from."""
        onwards: dict[str, list[str]] = {code: []}
        pending = [code]
        while pending:
            far = pending.pop()
            for near in {link.near for link in self._inward.get(far, ())}:
                if near not in onwards:
                    onwards[near] = []
                    pending.append(near)
                onwards[near].append(far)
        return onwards


def pair_share(links: Sequence[ChainLink]) -> float | None:
    """Return the share of parallel links: they add up within a category, at most to 1.

    Of several categories the greatest counts, since what each is worth is not recorded.
    """
    by_category: dict[str | None, list[float]] = {}
    for link in links:
        if link.share is not None:
            by_category.setdefault(link.category, []).append(link.share)
    return min(1.0, max(map(fsum, by_category.values()))) if by_category else None


def _shares_of_pairs(links: Sequence[ChainLink]) -> dict[str, float | None]:
    parallel: dict[str, list[ChainLink]] = {}
    for link in links:
        parallel.setdefault(link.near, []).append(link)
    return {near: pair_share(each) for near, each in parallel.items()}


def _inward(walked: SideWalk) -> dict[str, list[ChainLink]]:
    """Return the links over which shortest ways come to each member."""
    inward: dict[str, list[ChainLink]] = {}
    distance = walked.distance
    for tier, links in enumerate(walked.links, start=1):
        for link in links:
            far = link.far
            if distance.get(far) != tier:
                continue
            if far in inward:
                inward[far].append(link)
            else:
                inward[far] = [link]
    return inward


def _by_distance(distance: Mapping[str, int]) -> list[list[str]]:
    tiers: list[list[str]] = [[] for _ in range(max(distance.values(), default=0) + 1)]
    for code, tier in distance.items():
        tiers[tier].append(code)
    return tiers


def _times(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other
