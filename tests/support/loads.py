"""What a run fills its database with before most tests: the five policies, the demo region."""

from collections.abc import Mapping
from datetime import UTC, datetime

from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.demo.load import load_demo
from credit_graph.usecases.policies.loading import load_policies
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.warm_up import warm_up_recording
from support.standing import Load

POLICIES_AT = datetime(2026, 11, 1, tzinfo=UTC)
DEMO_AT = datetime(2026, 11, 20, tzinfo=UTC)
WARM_AT = datetime(2026, 11, 23, 4, tzinfo=UTC)


async def _policies(graph: Graph) -> None:
    await load_policies(graph, seeds_folder(), lambda: POLICIES_AT)


async def _demo(graph: Graph) -> None:
    """Load both as `credit-graph serve` does."""
    await load_policies(graph, seeds_folder(), lambda: DEMO_AT)
    report = await load_demo(graph, seeds_folder() / "demo", lambda: DEMO_AT)
    assert report.total.rejected == 0
    await warm_up(graph, lambda: WARM_AT)
    await warm_up_recording(graph, lambda: WARM_AT)


LOADS: Mapping[str, Load] = {"policies": _policies, "demo": _demo}
