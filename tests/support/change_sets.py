"""Change sets of tests: begun alone, where the service begins one inside a larger transaction."""

from credit_graph.graph.change_sets import BegunChange, ChangeSet, begin
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction


async def open_change_set(graph: Graph, change: BegunChange) -> ChangeSet:
    """Begin a change set, or return the one begun before under that id."""

    async def work(transaction: Transaction) -> ChangeSet:
        return await begin(transaction, change)

    return await graph.transact(work, label="changes/open")
