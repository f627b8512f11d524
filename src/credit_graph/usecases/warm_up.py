"""Has the database plan the largest statement before anybody waits for it."""

from collections.abc import Callable
from datetime import datetime

from credit_graph.graph.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.usecases.rules import RulesShelf

_NOBODY = "-"
_PLANNING_S = 60.0  # a Java that has just started plans slowly, on a busy machine very slowly


async def warm_up(graph: Graph, now: Callable[[], datetime]) -> None:
    """Ask once, about nobody, what every eligibility report asks.

    A statement that is planned within a request counts against its deadline, and a plan that is
    cut off there is not kept.
    """
    rules = await RulesShelf(graph, now).refresh()
    await EvidenceFile(graph).collect([_NOBODY], now(), rules.partners, timeout_s=_PLANNING_S)
