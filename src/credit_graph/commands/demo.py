"""`demo`: the invented region."""

import os

from credit_graph.clock import utc_now
from credit_graph.commands.outcome import reported, tell
from credit_graph.commands.session import with_graph
from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.settings import read_site_folders
from credit_graph.usecases.demo.load import load_demo
from credit_graph.usecases.importing.report import ImportReport
from credit_graph.usecases.policies.prepare_graph import prepare_graph


def demo() -> None:
    """Load the invented demo region; loading it twice changes nothing."""

    async def work(graph: Graph) -> ImportReport:
        sites = read_site_folders(os.environ)
        await prepare_graph(graph, seeds_folder(), utc_now, sites=sites)
        return await load_demo(graph, seeds_folder() / "demo", utc_now)

    with reported():
        report = with_graph(work)
    total = report.total
    tell(
        "{added:,} rows added, {unchanged:,} there already.",
        added=total.added,
        unchanged=total.unchanged,
    )
