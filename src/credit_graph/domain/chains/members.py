"""A supply chain around a core: its members, how they are reached, what was cut."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain as joined
from itertools import groupby
from typing import Final, NamedTuple

from credit_graph.domain.chains.routes import Paths, Routes
from credit_graph.domain.chains.walk import ChainDirection, ChainLink, Walk


class ChainMode(StrEnum):
    """What a chain starts from."""

    ONE_PLUS_N = "one_plus_n"  # the core alone
    GROUP_PLUS = "group_plus"  # the core and all that it controls


@dataclass(frozen=True, slots=True)
class ChainQuestion:
    """Which chain: around whom, which way, how deep (1 to 6), on which day."""

    core: str
    mode: ChainMode
    direction: ChainDirection
    depth: int
    as_of: date


HIDDEN = "~"
"""What a code begins with that stands for a hidden member; it comes behind every real code."""


UPSTREAM: Final = (ChainDirection.UPSTREAM, ChainDirection.BOTH)
"""The sides of members on which the core's supply depends, through them or also through them."""


def is_hidden(code: str) -> bool:
    """Tell whether a code stands for somebody whom a token does not show."""
    return code.startswith(HIDDEN)


class Member(NamedTuple):
    """An enterprise of the chain, by its code. A tuple: a chain has up to 50,000 of them.

    `tier` is 0 for the core's group, else the distance. `side` tells whether it stands
    upstream, downstream or equally near on both sides (share and reach are then those
    upstream); it is `None` on tier 0. See `Routes` for `share` and `reach`.
    """

    uscc: str
    tier: int
    side: ChainDirection | None
    share: float | None
    reach: float | None

    @property
    def is_hidden(self) -> bool:
        """Whether it stands for somebody whom a token does not show; then only the tier is true."""
        return is_hidden(self.uscc)

    @property
    def weight(self) -> float:
        """The reach for comparing: what is not stated weighs nothing."""
        return self.reach or 0.0


class Chain:
    """The members of a chain, in the order of tier and code. Immutable, safe to share."""

    def __init__(self, question: ChainQuestion, group: Sequence[str], walked: Walk) -> None:
        self.question = question
        self.group = tuple(group)
        self.cuts = walked.cuts
        self.sides = walked.sides
        self._routes = {side: Routes(each) for side, each in walked.sides.items()}
        self.members = tuple(self._found(walked.tiers))
        self.by_code: Mapping[str, Member] = {member.uscc: member for member in self.members}

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes of the path to a member, from tier 0 outwards."""
        routes = self._nearest_routes(code)
        return routes[0].path(code) if routes else (code,)

    def path_on(self, side: ChainDirection, code: str) -> tuple[str, ...]:
        """Return the path to a member within one of the walks."""
        return self._routes[side].path(code)

    def paths(self, code: str, most: int) -> Paths:
        """Return all shortest paths to a member, at most so many, those upstream first."""
        found = [routes.paths(code, most) for routes in self._nearest_routes(code)]
        every = tuple(joined.from_iterable(each.paths for each in found))
        return Paths(every[:most], len(every) > most or any(each.more for each in found))

    def links(self) -> Iterator[tuple[ChainDirection, ChainLink]]:
        """Yield every link walked between enterprises of the chain, tier 0 included."""
        for side, walked in self.sides.items():
            for link in joined.from_iterable(walked.links):
                if link.far in walked.distance:
                    yield side, link

    def ties(self) -> list[tuple[str, str]]:
        """Return the two ends of every link walked between enterprises of the chain."""
        return [
            (near, far)
            for walked in self.sides.values()
            for links in walked.links
            for near, far, _, _ in links
            if far in walked.distance
        ]

    def _nearest_routes(self, code: str) -> list[Routes]:
        """Return the walks on which a member is nearest, upstream first; none on tier 0."""
        tier = self.by_code[code].tier if code in self.by_code else 0
        return [each for each in self._routes.values() if tier and each.distance.get(code) == tier]

    def _found(self, tiers: Mapping[str, int]) -> Iterator[Member]:
        for tier, found in groupby(tiers, key=tiers.__getitem__):
            codes = [code for code in found if code != self.question.core]
            if tier == 0:
                yield from (Member(code, 0, None, None, None) for code in codes)
                continue
            (side, way), *others = self._routes.items()
            if not others:
                for code, share, reach in way.carried(codes):
                    yield Member(code, tier, side, share, reach)
                continue
            for code in codes:
                yield self._nearest(code, tier)

    def _nearest(self, code: str, tier: int) -> Member:
        """Return a member of a chain both ways; as near on both sides, it is as upstream."""
        near = [each for each in self._routes.items() if each[1].distance.get(code) == tier]
        (side, way), *others = near
        ((_, share, reach),) = way.carried((code,))
        return Member(code, tier, ChainDirection.BOTH if others else side, share, reach)
