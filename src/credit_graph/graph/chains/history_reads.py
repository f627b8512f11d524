"""Reads the history of a chain, and whom later change sets are about."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from credit_graph.domain.chains.walk import Bounds, ChainDirection
from credit_graph.graph.chains.history import ChainHistory, DossierHistory, LinkHistory
from credit_graph.graph.database.connection import Graph
from credit_graph.sharing.threads import in_thread

_MOST_TOUCHED = 1_000  # of one sort; a bulk load is not looked through


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom change sets are about; not `complete` if they are too many to name."""

    codes: frozenset[str]
    synced: bool
    complete: bool


class ChainHistories:
    """Reads of whole chains, for every day."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def read(
        self,
        start: Sequence[str],
        sides: Sequence[ChainDirection],
        depth: int,
        known_at: datetime,
        bounds: Bounds,
    ) -> ChainHistory | None:
        """Return what is known at an instant of a chain, for every day; two round trips deep.

        Of a chain with as many links or members as are followed, the tiers before that. `None` if
        not even the first can be read to its end, or the members of all days are twice as many.
        """
        found = await asyncio.gather(
            *(self._links(start, side, depth, known_at, bounds) for side in sides)
        )
        links = dict(zip(sides, found, strict=True))
        codes = set(start).union(*(each.codes for each in found))
        if not all(each.tiers_read for each in found) or len(codes) > 2 * bounds.most_members:
            return None
        ordered = sorted(codes)
        (record,) = await self._graph.read(
            "chains/dossier_history", keys=ordered, known_at=known_at
        )
        dossiers = await in_thread(partial(DossierHistory, ordered, record))
        return ChainHistory(start, depth, links, dossiers)

    async def touched(self, since: datetime, until: datetime) -> Touched:
        """Return whom the change sets are about that were published after `since`."""
        (record,) = await self._graph.read(
            "chains/touched", since=since, until=until, most=_MOST_TOUCHED
        )
        return Touched(
            frozenset(map(str, record["codes"])), bool(record["synced"]), bool(record["complete"])
        )

    async def _links(
        self,
        start: Sequence[str],
        side: ChainDirection,
        depth: int,
        known_at: datetime,
        bounds: Bounds,
    ) -> LinkHistory:
        records = await self._graph.read(
            f"chains/{side}_history",
            keys=list(start),
            known_at=known_at,
            depth=depth,
            most_links=bounds.most_links,
            most_members=bounds.most_members,
        )
        return await in_thread(partial(LinkHistory, records, start, bounds))
