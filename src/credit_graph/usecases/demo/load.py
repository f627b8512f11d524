"""The invented demo region into a graph."""

from pathlib import Path

from credit_graph.clock import Now, shanghai_day
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.enterprises import Enterprises
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import ImportOptions, ImportReport, SilentProgress
from credit_graph.usecases.policies.rules import RulesShelf

_SOURCE = "demo"


async def holds_enterprises(graph: Graph, now: Now) -> bool:
    """Tell whether any enterprise is known."""
    instant = now()
    asked = EnterpriseQuery(as_of=shanghai_day(instant))
    return bool(await Enterprises(graph).page(asked, instant, "", 1))


async def load_demo(graph: Graph, folder: Path, now: Now) -> ImportReport:
    """Import the demo region; importing it twice changes nothing."""
    rules = await RulesShelf(graph, now).refresh()
    return await import_files(
        graph,
        rules.rulebook,
        [folder],
        options=ImportOptions(source=_SOURCE),
        now=now,
        progress=SilentProgress(),
    )
