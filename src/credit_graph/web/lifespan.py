"""What the service does beside requests, from its start to its end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

from credit_graph.errors import DatabaseError
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.services import Services
from credit_graph.usecases.webhooks.payload import CursorOf
from credit_graph.web.collector import collect_when_idle
from credit_graph.web.guards.admission import Admission
from credit_graph.web.probes.readiness import Readiness
from credit_graph.web.telemetry.instruments import Telemetry

_GOODBYE_S: Final = 0.5

Keep = Callable[[], Coroutine[None, None, None]]
"""Does something beside requests until it is cancelled."""


Chores = Callable[[Graph, Services, CursorOf], Sequence[Keep]]
"""Gives what is done beside requests, by one process at a time."""


def no_chores(graph: Graph, services: Services, cursor_of: CursorOf) -> Sequence[Keep]:
    """Return nothing to do."""
    del graph, services, cursor_of
    return ()


def once_prepared(readiness: Readiness, keep: Keep) -> Keep:
    """Return what begins when the schema is there: two processes must not make one node each."""

    async def begin() -> None:
        await readiness.prepared.wait()
        await keep()

    return begin


@dataclass(frozen=True, slots=True)
class Shutdown:
    """What is done with the graphs in the end: what was noted is written, then they are closed."""

    write: Callable[[], Awaitable[None]]
    graphs: Sequence[Graph]

    async def close(self) -> None:
        """Write and close, each for half a second at most."""
        # Of a database that froze nobody takes leave for longer: the process ends anyway.
        with suppress(TimeoutError, DatabaseError):
            async with asyncio.timeout(_GOODBYE_S):
                await self.write()
        with suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE_S):
                for graph in self.graphs:
                    await graph.close()


@asynccontextmanager
async def running(
    readiness: Readiness,
    admission: Admission,
    watch: Sequence[Keep],
    shutdown: Shutdown,
    telemetry: Telemetry,
) -> AsyncIterator[None]:
    """Keep the watches going, and give everything back in the end."""
    tasks = [asyncio.create_task(keep()) for keep in (readiness.keep, *watch)]
    tasks.append(asyncio.create_task(collect_when_idle(lambda: admission.at_work == 0)))
    yield
    readiness.stop()
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    await shutdown.close()
    await asyncio.to_thread(telemetry.close)
