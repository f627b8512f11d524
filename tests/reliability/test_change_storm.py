"""R38: many record, many follow over several processes, some are lost, and nobody misses anything.

A hundred changes, twenty subscribers and two processes of which one is killed on every run. In tier
N 2,500 changes (in tier L 10,000) by eight writers, fifty a second, five hundred subscribers and
three processes; then the database is killed and started again, too, and some subscribers read
nothing until they are closed.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import pytest

from credit_graph.clock import utc_now
from credit_graph.embedded import running_endpoint
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from support.agency_files import loaded
from support.busy import allowed
from support.change_storm import FIFTY, Stuck, Subscriber, Writer, whole_log
from support.database import shared_jars
from support.empty_graph import emptied
from support.figures import show_figure
from support.recording import operator_token
from support.service import Service, serving
from support.streams import log_end_of
from support.tiers import IS_LONG, IS_NIGHTLY

pytestmark = [pytest.mark.alone, pytest.mark.slow]


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    changes: int
    each_s: int
    writers: int
    processes: int
    subscribers: int
    stuck: int
    leave_after: int
    settle_s: float


SIZE = (
    Size(10_000 if IS_LONG else 2_500, 50, 8, 3, 500, 3, 60, 300.0)
    if IS_NIGHTLY
    else Size(100, 25, 2, 2, 20, 0, 1, 90.0)
)


@dataclass
class Storm:
    """A service of several processes with everybody who uses it."""

    service: Service
    http: httpx.AsyncClient
    token: str
    after: str | None
    writers: list[Writer] = field(init=False)
    subscribers: list[Subscriber] = field(init=False)
    stuck: list[Stuck] = field(init=False)

    def __post_init__(self) -> None:
        self.writers = [Writer(self.http, self.token, f"w{each}") for each in range(SIZE.writers)]
        self.subscribers = [
            Subscriber(self.service, self.token, FIFTY[each % len(FIFTY)], self.after)
            for each in range(SIZE.subscribers)
        ]
        for each in self.subscribers[::10]:
            each.leaves_after = SIZE.leave_after
        self.stuck = [
            Stuck(self.service, self.token, f"stuck-{each}", self.after)
            for each in range(SIZE.stuck)
        ]

    @property
    def recorded(self) -> dict[str, float]:
        """The change sets that were acknowledged, and when they were asked for."""
        return {change: at for each in self.writers for change, at in each.sent.items()}

    async def write(self) -> None:
        """Record everything."""
        each_s = len(self.writers) / SIZE.each_s
        numbers = [range(place, SIZE.changes, SIZE.writers) for place in range(SIZE.writers)]
        await asyncio.gather(
            *(each.write(its, each_s) for each, its in zip(self.writers, numbers, strict=True))
        )

    async def disturb(self) -> None:
        """Kill a process after a third, the database after two thirds."""
        await self._until(SIZE.changes // 3)
        victim = workers(self.service)[0]
        victim.kill()
        if IS_NIGHTLY:
            await self._until(SIZE.changes * 2 // 3)
            os.kill(self.service.java(), signal.SIGKILL)

    async def _until(self, count: int) -> None:
        while len(self.recorded) < count:  # noqa: ASYNC110  # no event
            await asyncio.sleep(0.01)

    async def settled(self, wanted: dict[str, list[str]]) -> None:
        """Wait until everybody has got as many changes as they are to get."""
        async with asyncio.timeout(SIZE.settle_s):
            while any(len(each.came) < len(wanted[each.uscc]) for each in self.subscribers):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        await asyncio.sleep(2.0)  # what came twice would come now


def workers(service: Service) -> list[psutil.Process]:
    """The server processes."""
    parent = psutil.Process(service.process.pid)
    return [each for each in parent.children() if "--worker" in each.cmdline()]


@asynccontextmanager
async def storming(endpoint: Endpoint, graph: Graph, folder: Path) -> AsyncIterator[Storm]:
    """Serve; for the large storm over a database of its own, that can be killed."""
    flags = ("--processes", str(SIZE.processes))
    if IS_NIGHTLY:
        (folder / "jars").symlink_to(shared_jars())
    else:
        await loaded(await emptied(graph))
    with serving(None if IS_NIGHTLY else endpoint, folder, flags=flags) as service:
        await asyncio.to_thread(service.wait_for, 200, within_s=300)
        while service.log.read_text().count("Ready.") < SIZE.processes:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        database = running_endpoint(folder) if IS_NIGHTLY else endpoint
        assert database is not None
        async with Graph.open(database, load_statements(cypher_folder())) as own:
            token = await operator_token(own, utc_now)
        async with httpx.AsyncClient(base_url=service.url, timeout=60) as http:
            first = Writer(http, token, "first")
            for number, uscc in enumerate(FIFTY):
                given = {"uscc": uscc, "name": f"虚构{number}", "region": "410400"}
                await first.settle("upsertEnterprise", f"e{number}", given)
            yield Storm(service, http, token, await log_end_of(http, token))


async def test_everybody_gets_each_of_their_changes_once_and_in_order(
    endpoint: Endpoint, graph: Graph, tmp_path: Path
) -> None:
    async with storming(endpoint, graph, tmp_path) as storm:
        following = [asyncio.create_task(each.follow()) for each in storm.subscribers]
        await asyncio.gather(*(each.ready.wait() for each in storm.subscribers))
        is_over = asyncio.Event()
        slow = [asyncio.create_task(each.get_closed(is_over)) for each in storm.stuck]
        began = time.monotonic()
        await asyncio.gather(storm.write(), storm.disturb())
        seconds = time.monotonic() - began
        log = await whole_log(storm.http, storm.token, storm.after)
        order = [change for change, _ in log]
        wanted = {uscc: [change for change, its in log if its == uscc] for uscc in FIFTY}
        is_over.set()
        await asyncio.gather(*slow)
        assert all(each.is_closed for each in storm.stuck)
        async with asyncio.timeout(SIZE.settle_s):
            await asyncio.gather(*(each.catch_up(len(order)) for each in storm.stuck))
        await storm.settled(wanted)
        for task in following:
            task.cancel()
    assert sorted(order) == sorted(storm.recorded)
    assert len(order) == SIZE.changes
    for each in storm.subscribers:
        assert each.changes == wanted[each.uscc]
    # Those who leave of their own accord, and those whose process was killed; a small storm may be
    # over before that.
    leaving = len(storm.subscribers[::10])
    assert sum(each.again > 0 for each in storm.subscribers) >= leaving + IS_NIGHTLY
    assert all(each.changes == order for each in storm.stuck)
    told(storm, seconds)


def told(storm: Storm, seconds: float) -> None:
    """Show the figures, and compare those that are bounded."""
    sent = storm.recorded
    leavers = {id(each) for each in storm.subscribers[::10]}
    delays = sorted(
        at - sent[change]
        for each in storm.subscribers
        if id(each) not in leavers
        for change, at in each.came
    )
    mean = sum(delays) / len(delays)
    show_figure("R38: changes", len(sent))
    show_figure("R38: changes a second", len(sent) / seconds)
    show_figure("R38: subscribers", len(storm.subscribers))
    show_figure("R38: reconnections", sum(each.again for each in storm.subscribers))
    show_figure("R38: mean delay from asking to its subscriber", mean, "s")
    show_figure("R38: half within", delays[len(delays) // 2], "s")
    show_figure("R38: 99 of 100 within", delays[len(delays) * 99 // 100], "s")
    if storm.stuck:
        assert mean < allowed(1.0)
