"""What one process at a time does beside requests, wired once."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Final
from uuid import uuid4

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.notifying.days import DayProgress
from credit_graph.graph.notifying.leases import Lease
from credit_graph.usecases.notifying.day_clock import LEASE_S, DayClock
from credit_graph.usecases.services import Services

_CLOCK: Final = "clock"


def leased_chores(
    graph: Graph, services: Services
) -> Sequence[Callable[[], Coroutine[None, None, None]]]:
    """Return what the process that holds the lease does until it is cancelled."""
    return (day_clock(graph, services, uuid4().hex).keep,)


def day_clock(graph: Graph, services: Services, holder: str) -> DayClock:
    """Return the clock of one process."""
    return DayClock(
        DayProgress(graph),
        Lease(graph, _CLOCK, holder, LEASE_S),
        services.shelf,
        services.duty_books,
        services.submissions.handed_in,
        now=services.now,
        published=services.change_tail.nudge,
    )
