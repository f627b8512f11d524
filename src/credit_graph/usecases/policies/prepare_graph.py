"""Makes a database ready for questions: its schema, and policies if it holds none."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.seed_store import current_version
from credit_graph.usecases.policies.loading import load_policies


async def prepare_graph(
    graph: Graph, seeds: Path, now: Callable[[], datetime], *, sites: Sequence[Path] = ()
) -> bool:
    """Bring the schema up to date and load the policies into a database without any.

    `sites` are the folders of the site's own, beside `seeds`. Return whether the policies were
    loaded now. What is there already is left alone: new policies are loaded by
    `credit-graph load-policies`.
    """
    await migrate(graph, at=now())
    if await current_version(graph) is not None:
        return False
    await load_policies(graph, seeds, now, sites=sites)
    return True
