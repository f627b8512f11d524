"""Supply chains as the graph holds them: links tier by tier, holdings, dossiers."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast

from credit_graph.domain.chains.control import Holding
from credit_graph.domain.chains.profile import Dossier
from credit_graph.domain.chains.walk import Bounds, ChainDirection, ChainLink
from credit_graph.domain.facts.record import KeptFact, Sync
from credit_graph.domain.facts.view import View
from credit_graph.graph.chains.dossiers import to_dossiers
from credit_graph.graph.chains.links import to_links
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.decoding import (
    rows,
    to_commitment,
    to_entry,
    to_rating,
    to_statement,
    to_sync,
    to_violation,
    words,
)
from credit_graph.sharing.threads import in_thread

_MANY = 1_000  # enterprises that are worth a second statement
MOST_ROUNDS = 100  # steps of control that a group is followed through

_FIRST = {
    ChainDirection.UPSTREAM: "chains/first_suppliers",
    ChainDirection.DOWNSTREAM: "chains/first_customers",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The latest publication, and the version of the rules; `None` where there is none yet.

    `erasures` counts how often something was erased, from answers about the past too. `narrows`:
    an openness is stated for some fact.
    """

    instant: datetime | None
    rules_version: str | None
    erasures: int = 0
    narrows: bool = True


@dataclass(frozen=True, slots=True)
class Holdings:
    """Shares of ownership within a group; not `complete` if it goes on beyond what was read."""

    holdings: tuple[Holding, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class DossierFile:
    """Dossiers by code, and the syncs that say what absence means."""

    dossiers: Mapping[str, Dossier]
    syncs: tuple[Sync, ...]


class Chains:
    """Reads on chains. Each is one round trip, but a walk that is cut and many dossiers: two."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def moment(self) -> Moment:
        """Return the instant since which nothing was published, and the version of the rules.

        Whatever is asked as known at that instant has the same answer until something is erased.
        """
        (record,) = await self._graph.read("chains/moment")
        instant = record["instant"]
        known = None if instant is None else to_instant(instant)
        return Moment(known, words(record["rules"]), record["erasures"], record["narrows"])

    async def narrowed(self, keys: Sequence[str], view: View) -> Mapping[str, tuple[KeptFact, ...]]:
        """Return the facts of those enterprises that have one of a stated openness.

        Ratings, entries and statements are those of the day.
        """
        records = await self._graph.read(
            "chains/narrowed", keys=list(keys), as_of=view.as_of, known_at=view.known_at
        )
        return {
            each["key"]: (
                *map(to_rating, rows(each["ratings"])),
                *map(to_entry, rows(each["entries"])),
                *map(to_statement, rows(each["statements"])),
                *map(to_commitment, rows(each["commitments"])),
                *map(to_violation, rows(each["violations"])),
            )
            for each in records
        }

    async def lapsing(self, keys: Sequence[str], view: View) -> Mapping[str, tuple[KeptFact, ...]]:
        """Return the list entries of the day of those of which the display of one may have ended.

        The others have no severity, end of display or repair on record, so theirs lasts.
        """
        records = await self._graph.read(
            "chains/lapsing", keys=list(keys), as_of=view.as_of, known_at=view.known_at
        )
        return {each["key"]: tuple(map(to_entry, rows(each["entries"]))) for each in records}

    async def holdings(self, core: str, view: View) -> Holdings:
        """Return who holds how much of whom within the core's group."""
        (record,) = await self._graph.read(
            "chains/group",
            core=core,
            as_of=view.as_of,
            known_at=view.known_at,
            rounds=MOST_ROUNDS,
        )
        found = cast("Iterable[tuple[str, str, float]]", record["holdings"])
        return Holdings(tuple(Holding(*each) for each in found), bool(record["complete"]))

    async def links(
        self, start: Sequence[str], side: ChainDirection, depth: int, view: View, bounds: Bounds
    ) -> Sequence[Sequence[ChainLink]]:
        """Return the links of all that is found at distance 0, 1 and so on below the depth.

        Of the tier on which there are more than the bounds allow, those are returned that come
        first in the order of cutting, as `walk` asks for them, and of no tier beyond it.
        """
        records = await self._graph.read(
            f"chains/{side}",
            keys=list(start),
            as_of=view.as_of,
            known_at=view.known_at,
            depth=depth,
            most_links=bounds.most_links,
            most_members=bounds.most_members,
        )
        tiers = [list(to_links(record)) for record in records]
        return await self._cut(tiers, start, side, view, bounds)

    async def dossiers(self, keys: Sequence[str], view: View) -> DossierFile:
        """Return what holds on the day of these enterprises; unknown codes are left out.

        Of many, two halves are read side by side: the database works on both at once.
        """
        half = len(keys) // 2
        pieces = [keys] if len(keys) < _MANY else [keys[:half], keys[half:]]
        found = await asyncio.gather(*(self._some_dossiers(piece, view) for piece in pieces))
        dossiers: dict[str, Dossier] = {}
        for each in found:
            dossiers.update(each.dossiers)
        return DossierFile(dossiers, found[0].syncs)

    async def codes_of(self, regions: Sequence[str], view: View, most: int) -> tuple[str, ...]:
        """Return the first codes of enterprises registered in the regions on the day."""
        records = await self._graph.read(
            "chains/region_codes",
            regions=list(regions),
            as_of=view.as_of,
            known_at=view.known_at,
            most=most,
        )
        return tuple(record["uscc"] for record in records)

    async def entries_count(
        self, listed: str, regions: Sequence[str], ended: Sequence[str], view: View
    ) -> int:
        """Return how many enterprises of the regions stand on a list on the day.

        Those of one of the statuses `ended` do not count.
        """
        (record,) = await self._graph.read(
            "chains/entries_count",
            list=listed,
            regions=list(regions),
            ended=list(ended),
            as_of=view.as_of,
            known_at=view.known_at,
        )
        return int(record["total"])

    async def _some_dossiers(self, keys: Sequence[str], view: View) -> DossierFile:
        (record,) = await self._graph.read(
            "chains/dossiers", keys=list(keys), as_of=view.as_of, known_at=view.known_at
        )
        dossiers = await in_thread(partial(to_dossiers, keys, record))
        return DossierFile(dossiers, tuple(map(to_sync, rows(record["syncs"]))))

    async def _cut(
        self,
        tiers: list[list[ChainLink]],
        start: Sequence[str],
        side: ChainDirection,
        view: View,
        bounds: Bounds,
    ) -> list[list[ChainLink]]:
        """Read again, in the order of cutting, the tier on which the links exceed the bounds."""
        left = bounds.most_links
        seen, edge = set(start), set(start)
        for tier, links in enumerate(tiers):
            if len(links) > left:
                first = await self._first(sorted(edge), side, view, left + 1)
                return [*tiers[:tier], first]
            left -= len(links)
            edge = {link.far for link in links} - seen
            seen |= edge
        return tiers

    async def _first(
        self, keys: Sequence[str], side: ChainDirection, view: View, most: int
    ) -> list[ChainLink]:
        records = await self._graph.read(
            _FIRST[side],
            keys=keys,
            as_of=view.as_of,
            known_at=view.known_at,
            most_links=most,
        )
        return [
            ChainLink(record["near"], *rest)
            for record in records
            for rest in zip(record["far"], record["share"], record["category"], strict=True)
        ]
