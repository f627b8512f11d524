"""The five policies and the demo region in a database, as `credit-graph serve` loads them."""

from datetime import UTC, datetime

from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.demo.load import load_demo
from credit_graph.usecases.policies.loading import load_policies
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.warm_up import warm_up_recording

LOADED = datetime(2026, 11, 20, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


async def demo_loaded(graph: Graph) -> None:
    """Load both into an empty database that is migrated."""
    await load_policies(graph, seeds_folder(), lambda: LOADED)
    report = await load_demo(graph, seeds_folder() / "demo", lambda: LOADED)
    assert report.total.rejected == 0
    await warm_up(graph, lambda: NOW)
    await warm_up_recording(graph, lambda: NOW)
