"""Brings the database of a run back to what a fresh one holds."""

from credit_graph.graph.database.connection import Graph
from support.standing import STANDING


async def emptied(graph: Graph) -> Graph:
    """Delete every node but the record of migrations, and return the same graph."""
    await STANDING.empty(graph)
    return graph
