"""Has the database plan the largest statement, and take connections, before anybody waits."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from credit_graph.errors import DatabaseBusyError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.usecases.policies.rules import RulesShelf

_NOBODY = "-"
_TOGETHER = 8
_PLANNING_S = 60.0  # a Java that has just started plans slowly, on a busy machine very slowly


async def warm_up(graph: Graph, now: Callable[[], datetime]) -> None:
    """Ask once, about nobody, what every eligibility report asks.

    A statement that is planned within a request counts against its deadline, and a plan that is
    cut off there is not kept.
    """
    rules = await RulesShelf(graph, now).refresh()
    await _connect(graph)
    await EvidenceFile(graph).collect([_NOBODY], now(), rules.partners, timeout_s=_PLANNING_S)


async def _connect(graph: Graph) -> None:
    """Open connections in growing steps.

    A Java that has just started takes seconds over the first of them, longer than a caller has;
    once it has taken eight at once, the others come quickly.
    """
    together = 1
    while together <= _TOGETHER:
        pings = (graph.ping(timeout_s=_PLANNING_S) for _ in range(together))
        results = await asyncio.gather(*pings, return_exceptions=True)
        if not any(isinstance(each, DatabaseBusyError) for each in results):
            together *= 2
        for each in results:
            if isinstance(each, BaseException) and not isinstance(each, DatabaseBusyError):
                raise each
