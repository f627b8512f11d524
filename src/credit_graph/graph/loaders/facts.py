"""DataLoader of facts by their ids."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from credit_graph.clock import Now
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.loaders.batch_loader import BatchLoader
from credit_graph.graph.recording.changes import NamedFact, facts_by_id


class FactLoader:
    """One for all requests of the process."""

    def __init__(self, graph: Graph, now: Now) -> None:
        async def fetch(
            _: None, fact_ids: Sequence[str], known_at: datetime
        ) -> Mapping[str, NamedFact | None]:
            found = await facts_by_id(graph, fact_ids, known_at)
            return {each.fact.fact_id: each for each in found}

        self._by_id: BatchLoader[None, str, NamedFact | None] = BatchLoader(fetch, None, now)

    async def fact(self, fact_id: str) -> NamedFact | None:
        """Return a fact as known now, withdrawn since or not; None if there is none."""
        return await self._by_id.load(None, fact_id)
