"""DataLoader of searches by name or text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from credit_graph.clock import Now
from credit_graph.domain.name_search import Hit, NameQuery, NameSearch
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.loaders.batch_loader import BatchLoader
from credit_graph.graph.names import NameIndex, is_quick

# A phrase that is in most names takes the index many times as long as a name: few wait for one.
_MOST_SEARCHES = 8


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """Searches of one batch: quick ones all with one limit, any other alone."""

    limit: int
    slow: NameSearch | None


class NameLoader:
    """One for all requests of the process."""

    def __init__(self, graph: Graph, now: Now) -> None:
        self._names = NameIndex(graph)
        self._now = now
        self._hits: BatchLoader[SearchGroup, NameSearch, tuple[Hit, ...]] = BatchLoader(
            self._fetch, (), now, _MOST_SEARCHES
        )

    async def hits(self, search: NameSearch, limit: int) -> tuple[Hit, ...]:
        """Return up to `limit` hits of a search."""
        slow = None if is_quick(search.query.text) else search
        return await self._hits.load(SearchGroup(limit, slow), search)

    async def hit_count(self, query: NameQuery) -> int:
        """Return how many hits a query has."""
        return await self._names.count(query, self._now())

    async def _fetch(
        self, group: SearchGroup, searches: Sequence[NameSearch], known_at: datetime
    ) -> Mapping[NameSearch, tuple[Hit, ...]]:
        return await self._names.search(searches, known_at, group.limit)
