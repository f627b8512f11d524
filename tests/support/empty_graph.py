"""Brings the database of a run back to what a fresh one holds."""

from pathlib import Path

from credit_graph.graph.database.connection import Graph

TESTING = Path(__file__).parent / "cypher"


async def emptied(graph: Graph) -> Graph:
    """Delete every node but the record of migrations, and return the same graph."""
    while (await graph.write("testing/wipe", batch=5_000, timeout_s=60.0))[0]["done"]:
        pass
    return graph
