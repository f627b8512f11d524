"""What one process at a time does beside requests, wired once."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Final
from uuid import uuid4

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.notifying.days import DayProgress
from credit_graph.graph.notifying.leases import Lease
from credit_graph.usecases.notifying.day_clock import LEASE_S, DayClock
from credit_graph.usecases.services import Services
from credit_graph.usecases.webhooks.courier import Courier, CourierPace, OpenPost
from credit_graph.usecases.webhooks.payload import CursorOf

_CLOCK: Final = "clock"
_WEBHOOKS: Final = "webhooks"


def leased_chores(
    graph: Graph, services: Services, cursor_of: CursorOf, open_post: OpenPost
) -> Sequence[Callable[[], Coroutine[None, None, None]]]:
    """Return what the process that holds a lease does until it is cancelled."""
    holder = uuid4().hex
    return (
        day_clock(graph, services, holder).keep,
        courier(graph, services, holder, cursor_of, open_post).keep,
    )


def courier(
    graph: Graph,
    services: Services,
    holder: str,
    cursor_of: CursorOf,
    open_post: OpenPost,
    *,
    pace: CourierPace = CourierPace(),  # noqa: B008  # frozen
) -> Courier:
    """Return what delivers to webhooks in one process; `cursor_of` signs places in the log."""
    lease = Lease(graph, _WEBHOOKS, holder, pace.lease_s)
    return Courier(services, lease, open_post, cursor_of, now=services.now, pace=pace)


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
