"""Couriers that are killed in the middle of a delivery: what was not noted comes again, in order.

Real processes and SIGKILL. The first kill strikes while a receiver has a delivery and has not
answered; the others wherever they strike. Whoever waits takes over when the lease has ended, not
before; each subscriber gets each entry, and nothing out of order but what comes again.
"""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import cast

import pytest

from credit_graph.clock import utc_now
from credit_graph.domain.notifying.notice_wish import NoticeWish
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from support.agency_files import loaded
from support.child_process import started
from support.empty_graph import emptied
from support.figures import show_figure
from support.receiver import Came, Receiver, receiving
from support.tiers import IS_NIGHTLY
from support.webhooks import Site, happened, published

pytestmark = pytest.mark.slow

PROCESS = Path(__file__).parents[1] / "support" / "courier_process.py"
KILLS, LEASE_S = (20, 3) if IS_NIGHTLY else (2, 3)
FEW = frozenset({"E0", "E1", "E7", "E20"})
WISHES = {
    "all": NoticeWish(),
    "few": NoticeWish(enterprises=FEW),
    "region": NoticeWish(region="410400"),
}


class Couriers:
    """One that delivers and one that waits for its lease; `kill` kills the former."""

    def __init__(self, process: Process, graph: Graph) -> None:
        self._process = process
        self._graph = graph
        self._names = count()
        self._running: dict[str, int] = {}

    async def fork(self) -> None:
        """Have one more."""
        name = f"courier {next(self._names)}"
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{name}\n".encode())
        self._running[name] = int(await self._process.stdout.readline())

    async def kill(self) -> datetime:
        """Kill the one that has the lease; return when that ends."""
        async with asyncio.timeout(60):
            while (lease := await self._lease())[0] not in self._running:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        os.kill(self._running.pop(str(lease[0])), signal.SIGKILL)
        await self.fork()
        return (await self._lease())[1]  # as it was renewed last, and will not be again

    async def _lease(self) -> tuple[str | None, datetime]:
        (found,) = await self._graph.read("testing/lease_end", name="webhooks")
        until = found["until"]
        ends = datetime.min.replace(tzinfo=UTC) if until is None else to_instant(until)
        return cast("str | None", found["holder"]), ends


@asynccontextmanager
async def couriers(
    graph: Graph, endpoint: EmbeddedEndpoint, chain: Path
) -> AsyncIterator[Couriers]:
    asked = {"endpoint": asdict(endpoint), "certificates": str(chain), "lease_s": LEASE_S}
    process = await started(PROCESS, asked)
    try:
        found = Couriers(process, graph)
        await found.fork()
        await found.fork()
        yield found
    finally:
        process.kill()  # its children go with it
        await process.wait()


class Story:
    """Entries that are written one after the other until it is over."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._told: list[tuple[str, str]] = []
        self.is_over = False

    async def go_on(self) -> None:
        """Write entry after entry."""
        for number in count():
            if self.is_over:
                return
            told = (f"E{number}", "410400" if number % 3 else "350206")
            await published(self._graph, happened(told[0], region=told[1]))
            self._told.append(told)
            await asyncio.sleep(0.1)

    def wanted(self) -> dict[str, list[str]]:
        """Return the enterprises that each webhook is to be told of, in order."""
        everybody = [each for each, _ in self._told]
        return {
            "all": everybody,
            "few": [each for each in everybody if each in FEW],
            "region": [each for each, region in self._told if region == "410400"],
        }


def firsts(receiver: Receiver, name: str) -> list[str]:
    """Return the enterprises of what came, without what came again with the same id."""
    return [each.codes[0] for each in {each.id: each for each in _to(receiver, name)}.values()]


def again(receiver: Receiver, name: str) -> list[int]:
    """Return of each that came again how many others had come since it did first."""
    places: dict[str, int] = {}
    found = []
    for each in _to(receiver, name):
        if each.id in places:
            found.append(len(places) - 1 - places[each.id])
        else:
            places[each.id] = len(places)
    return found


async def test_what_a_killed_courier_has_not_noted_comes_again_in_order_and_nothing_is_lost(
    graph: Graph, endpoint: EmbeddedEndpoint, tmp_path: Path
) -> None:
    await loaded(await emptied(graph))
    site, chance = Site(graph), Random(22)  # noqa: S311  # when to kill is no secret
    owner = await site.owner()
    async with receiving(tmp_path) as receiver:
        for name, wish in WISHES.items():
            await site.register(owner, f"{receiver.url}/{name}", wish)
        receiver.held = held = asyncio.Event()
        story = Story(graph)
        writing = asyncio.create_task(story.go_on())
        async with couriers(graph, endpoint, tmp_path / "chain.pem") as running:
            await receiver.has(len(WISHES) - 1, within_s=120)
            # They have been delivered, and not answered.
            delays = [await _killed(running, receiver, held)]
            for _ in range(KILLS - 1):
                await asyncio.sleep(chance.random())
                delays.append(await _killed(running, receiver))
            story.is_over = True
            await writing
            wanted = story.wanted()
            async with asyncio.timeout(120):
                while any(len(firsts(receiver, name)) < len(wanted[name]) for name in wanted):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
    repeated = [place for name in wanted for place in again(receiver, name)]
    show_figure("webhooks: couriers killed", KILLS)
    show_figure("webhooks: entries delivered to all", len(wanted["all"]))
    show_figure("webhooks: deliveries that came again", len(repeated))
    show_figure("webhooks: went on after the lease's end", max(delays), "s")
    assert {name: firsts(receiver, name) for name in wanted} == wanted
    # Only what was delivered last can come again: everything before it was noted.
    assert len(repeated) >= len(WISHES) - 1
    assert set(repeated) == {0}


async def _killed(
    running: Couriers, receiver: Receiver, held: asyncio.Event | None = None
) -> float:
    """Kill who delivers; return how long after the lease's end the next delivery came."""
    ends = await running.kill()
    await asyncio.sleep(0.5)  # what was under way arrives
    came = len(receiver.came)
    if held is not None:
        receiver.held = None
        held.set()
    async with asyncio.timeout(120):
        while len(receiver.came) == came:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    after = (utc_now() - ends).total_seconds()
    assert after >= 0, "another one went on although the lease had not ended"
    return after


def _to(receiver: Receiver, name: str) -> list[Came]:
    return [each for each in receiver.came if each.path == f"/hook/{name}"]
