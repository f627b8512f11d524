"""R17 and R18: subscribers that vanish, and one that reads nothing among many that do.

Twenty and two hundred entries on every run; five hundred and a thousand in tier N, ten thousand in
tier L. Readers and service share a process, so that ten entries a second are asked of them;
the storm (R38) has a process for each.
"""

import asyncio
import gc
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin
from credit_graph.graph.change_sets import tick
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.notifying import change_log
from credit_graph.web.streaming.stream_limits import StreamLimits
from support.agency_files import NOW, loaded
from support.busy import allowed
from support.client import Clock
from support.empty_graph import emptied
from support.figures import show_figure
from support.official_rules import official_rulebook
from support.streams import PROTOCOL, Follower, Running, running
from support.tiers import IS_LONG, IS_NIGHTLY

pytestmark = pytest.mark.alone

READERS, ENTRIES, EACH_S = (500, 10_000 if IS_LONG else 1_000, 10) if IS_NIGHTLY else (20, 200, 100)
LIMITS = StreamLimits(send_s=2.0)
MEASURES = tuple(official_rulebook().measures)[:40]
BRIEF = "subscription { changes { cursor notices { subject } } }"
LONG = """subscription { changes { cursor notices {
  measures { code title text gloss citation { place quote } } agencies { code name gloss } } } }"""


@pytest.fixture(scope="module")
async def rules(graph: Graph) -> Graph:
    await loaded(await emptied(graph))
    return graph


@pytest.fixture
async def service(rules: Graph, endpoint: Endpoint) -> AsyncIterator[Running]:
    assert rules.statements
    async with running(endpoint, Clock(NOW), stream_limits=LIMITS) as found:
        yield found


def footprint() -> tuple[int, int]:
    """Return how many tasks and descriptors there are in this process."""
    gc.collect()
    return len(asyncio.all_tasks()), len(list(Path("/proc/self/fd").iterdir()))


async def settled(most: tuple[int, int], within_s: float = 15.0) -> tuple[int, int]:
    """Wait until there are no more tasks and descriptors than that; return how many there are."""
    ends = time.monotonic() + within_s
    while (now := footprint()) and time.monotonic() < ends:
        if now[0] <= most[0] and now[1] <= most[1]:
            break
        await asyncio.sleep(0.1)
    return now


async def written(graph: Graph, number: int) -> None:
    """Append an entry that says its number."""
    notice = ChangeNotice(
        NoticeKind.LOST, agencies=("pds-tax",), measures=MEASURES, subject=str(number)
    )

    async def work(transaction: Transaction) -> None:
        instant = await tick(transaction, now=NOW)
        entry = DraftEntry(EntryOrigin.DAY, date(2026, 11, 23), (notice,))
        await change_log.append(transaction, entry, instant)

    await graph.transact(work, label="notifying/append")


async def test_a_thousand_subscriptions_that_vanish_leave_nothing(
    service: Running, rules: Graph
) -> None:
    """R17."""
    async with Follower(service.socket_url) as first:
        await first.begin()
        await first.subscribe(BRIEF)
    before = await settled((0, 0), within_s=2.0)
    followers = [Follower(service.socket_url) for _ in range(50)]
    for each in followers:
        await each.__aenter__()
        await each.begin()
        for _ in range(20):
            await each.subscribe(BRIEF)
    await asyncio.sleep(1.0)
    await written(rules, 0)
    during = footprint()
    assert during[1] > before[1] + 90  # two ends of fifty connections
    for each in followers:
        each.socket.transport.abort()
    after = await settled((before[0] + 2, before[1] + 2))
    show_figure("R17: tasks left", after[0] - before[0])
    show_figure("R17: descriptors left", after[1] - before[1])
    assert after[0] <= before[0] + 2
    assert after[1] <= before[1] + 2


@dataclass
class _Reader:
    """Somebody who reads; what came, and how long after it was written."""

    numbers: list[int] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)


async def test_one_that_reads_nothing_keeps_nobody_else_waiting(
    service: Running, rules: Graph
) -> None:
    """R18."""
    sent: dict[int, float] = {}
    readers = [_Reader() for _ in range(READERS)]
    ready = asyncio.Semaphore(0)
    reading = [asyncio.create_task(_read(service, each, sent, ready)) for each in readers]
    stuck = await _stuck(service)
    for _ in readers:
        await ready.acquire()
    await asyncio.sleep(1.0)
    began = time.monotonic()
    for number in range(ENTRIES):
        await asyncio.sleep(max(0.0, began + number / EACH_S - time.monotonic()))
        sent[number] = time.monotonic()
        await written(rules, number)
    async with asyncio.timeout(60):
        await asyncio.gather(*reading)
    assert all(each.numbers == list(range(ENTRIES)) for each in readers)
    delays = [delay for each in readers for delay in each.delays]
    mean = sum(delays) / len(delays)
    show_figure("R18: mean delay", mean, "s")
    assert mean < (allowed(1.0) if IS_NIGHTLY else LIMITS.send_s + 5.0)
    # It must not read before the service has waited for it as long as it does for anybody.
    await asyncio.sleep(LIMITS.send_s + 1.0)
    try:
        assert await stuck.closed(30.0) == (4451, "SUBSCRIBER_TOO_SLOW")
    except ConnectionError:
        # Closed more than five seconds before it read again: it was dropped with what it had not.
        show_figure("R18: dropped before it read the code", 1)


async def _read(
    service: Running, reader: _Reader, sent: dict[int, float], ready: asyncio.Semaphore
) -> None:
    async with Follower(service.socket_url) as follower:
        await follower.begin()
        await follower.subscribe(BRIEF)
        ready.release()
        while len(reader.numbers) < ENTRIES:
            entry = await follower.entry(within_s=30.0)
            number = int(entry["notices"][0]["subject"])
            reader.numbers.append(number)
            reader.delays.append(time.monotonic() - sent[number])


async def _stuck(service: Running) -> Follower:
    """Return a client that subscribes twenty times to a lot, and reads nothing of it."""
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    door.settimeout(0)
    await asyncio.get_running_loop().sock_connect(door, ("127.0.0.1", service.port))
    follower = Follower(service.socket_url)
    follower.socket = await connect(
        service.socket_url,
        sock=door,
        subprotocols=[PROTOCOL],
        compression=None,
        max_size=None,
        max_queue=1,
        ping_interval=None,
        proxy=None,
    )
    await follower.begin()
    for _ in range(20):
        await follower.subscribe(LONG)
    return follower
