"""R23: under a steady load with a fault every minute nobody gets a 500, and memory stays level.

Five minutes in tier N, half an hour in tier L.
"""

import asyncio
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from support.database import shared_jars
from support.figures import show_figure
from support.load import Line
from support.service import Service, serving
from support.tiers import IS_LONG, nightly

pytestmark = [pytest.mark.alone, pytest.mark.slow, nightly]
MINUTES = 30 if IS_LONG else 5
CLIENTS, PAUSE_S, FAULT_EVERY_S = 8, 0.05, 60.0
MOST_GROWTH = 1.0  # MB a minute, once everything has been used
CORE = "91410400XN00000125"
QUESTIONS = (
    "{ enterprises(first: 20) { nodes { uscc name ratings { level } } } }",
    f'{{ eligibility(uscc: "{CORE}") {{ decisions {{ verdict measure {{ code }} }} }} }}',
    f'{{ enterprise(uscc: "{CORE}") {{ name suppliers(first: 50) {{ nodes {{ name }} }} }} }}',
    '{ search(text: "有限公司", first: 10) { nodes { __typename } } }',
    f'{{ chain(core: "{CORE}") {{ tiers {{ tier memberCount }} }} }}',
    "{ policies { code measures { code } } }",
    '{ enterprise(uscc: "nonsense") { name } }',
    "{ enterprises(first: 101) { nodes { name } } }",
)


async def one_client(port: int, number: int, until: float, seen: Counter[int]) -> None:
    """Ask one question after the other, over a new line whenever one was lost."""
    turn = number
    while time.monotonic() < until:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            line = await Line.to(port)
            try:
                while time.monotonic() < until:
                    reply = await line.ask(QUESTIONS[turn % len(QUESTIONS)])
                    seen[reply.status] += 1
                    turn += 1
                    await asyncio.sleep(PAUSE_S if reply.status < 500 else 1.0)
            finally:
                line.writer.close()
        seen[0] += time.monotonic() < until


def java_killed(service: Service) -> None:
    os.kill(service.java(), signal.SIGKILL)


def java_frozen(service: Service) -> None:
    os.kill(service.java(), signal.SIGSTOP)
    time.sleep(2.0)
    with suppress(ProcessLookupError):
        os.kill(service.java(), signal.SIGCONT)


def lines_dropped(service: Service) -> None:
    """Two hundred connections that say half of something, and go."""
    lines = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(200)]
    for each in lines:
        each.sendall(b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n{")
    for each in lines:
        each.close()


FAULTS: tuple[Callable[[Service], None], ...] = (java_frozen, lines_dropped, java_killed)


async def faults(service: Service, until: float) -> int:
    """Bring about a fault every minute."""
    count = 0
    while time.monotonic() + FAULT_EVERY_S < until:
        await asyncio.sleep(FAULT_EVERY_S)
        await asyncio.to_thread(FAULTS[count % len(FAULTS)], service)
        count += 1
    return count


async def memory(process: psutil.Process, until: float) -> list[tuple[float, float]]:
    """Return minutes and resident megabytes, every five seconds."""
    found, began = [], time.monotonic()
    while time.monotonic() < until:
        found.append(((time.monotonic() - began) / 60, process.memory_info().rss / 1e6))
        await asyncio.sleep(5)
    return found


def slope(points: list[tuple[float, float]]) -> float:
    """Return the growth of the straight line through points, by least squares."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def test_the_slope_is_that_of_a_line_with_noise() -> None:
    line = [(x / 10, 300 + 2.5 * x / 10 + (-1) ** x) for x in range(100)]
    assert slope(line) == pytest.approx(2.5, abs=0.05)


async def test_r23_a_soak_with_a_fault_a_minute_gives_no_500_and_no_growth(tmp_path: Path) -> None:
    settings = {"CREDIT_GRAPH_DEMO": "1", "CREDIT_GRAPH_JARS": str(shared_jars())}
    with serving(None, tmp_path, settings=settings) as service:
        await asyncio.to_thread(service.wait_for, 200, within_s=400)
        seen: Counter[int] = Counter()
        # Two minutes until caches are full and everything has been compiled.
        warm = time.monotonic() + 120
        await asyncio.gather(*(one_client(service.port, n, warm, seen) for n in range(CLIENTS)))
        seen.clear()
        until = time.monotonic() + 60.0 * MINUTES
        process = psutil.Process(service.process.pid)
        asking = asyncio.gather(*(one_client(service.port, n, until, seen) for n in range(CLIENTS)))
        points, count = await asyncio.gather(memory(process, until), faults(service, until))
        await asking
    show_figure("R23: answers", sum(seen.values()), "")
    show_figure("R23: faults", count, "")
    show_figure("R23: refused for a while (503, 504)", seen[503] + seen[504], "")
    show_figure("R23: growth", slope(points), "MB/min")
    assert seen[500] == 0
    assert set(seen) <= {0, 200, 503, 504}
    assert seen[200] > 0.5 * sum(seen.values())
    assert count >= MINUTES - 1
    assert slope(points) <= MOST_GROWTH
