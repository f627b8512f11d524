"""DataLoader of objections by the facts that they are raised against."""

from credit_graph.clock import Now
from credit_graph.domain.authority.objection import Objection
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.loaders.batch_loader import BatchLoader
from credit_graph.graph.recording.objections import Objections


class ObjectionLoader:
    """One for all requests of the process."""

    def __init__(self, graph: Graph, now: Now) -> None:
        self._by_fact: BatchLoader[None, str, tuple[Objection, ...]] = BatchLoader(
            Objections(graph).to_facts, (), now
        )

    async def to_fact(self, fact_id: str) -> tuple[Objection, ...]:
        """Return the objections to a fact as known now, the earliest first."""
        return await self._by_fact.load(None, fact_id)
