"""The five policies and the demo region in a database, as `credit-graph serve` loads them."""

from credit_graph.graph.database.connection import Graph
from support.loads import DEMO_AT, LOADS, WARM_AT
from support.standing import STANDING

LOADED = DEMO_AT
NOW = WARM_AT


async def demo_loaded(graph: Graph) -> None:
    """Load both into an empty database that is migrated."""
    await STANDING.fill(graph, "demo", LOADS["demo"])
