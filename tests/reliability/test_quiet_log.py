"""Whatever is asked, the log holds lines of requests and no warnings of Python."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.attacks import ATTACKS
from support.bombs import BOMBS
from support.load import Line, request
from support.service import Service, serving
from support.small_names import NAMES

pytestmark = pytest.mark.slow

LARGE = "{ policies { measures { code text requires { words } duties { deadline } } } }"
NOISE = ("Exception ignored", "never awaited", "never retrieved", "Traceback", "Warning:")
STRANGE = {
    "an instant before there was time": '{ chain(core: "91410400XN00000125", '
    'knownAt: "0001-01-01T00:00:00+08:00") { depth } }',
    "a negative size that is skipped": '{ x: chain(core: "91410400XN00000125") '
    "{ graph(first: -9999999) @skip(if: true) { omitted } } }",
    "a number of 5,000 digits": f"{{ enterprises(first: {'9' * 5_000}) {{ totalCount }} }}",
    "a chain of nobody": '{ chain(core: "91410400XN00000125") { tiers { tier } } }',
}


@pytest.fixture(scope="module")
def service(
    endpoint: Endpoint, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    del graph  # emptied: the service brings the policies
    loud = {"PYTHONWARNINGS": "always", "PYTHONASYNCIODEBUG": "0"}
    with serving(endpoint, tmp_path_factory.mktemp("home"), settings=loud) as running:
        running.wait_for(200, within_s=240)
        yield running


def documents() -> list[str]:
    """Return attacks, bombs, and what used to break something."""
    attacks = [
        attack.written(NAMES["core"], turn, size)
        for attack in ATTACKS.values()
        for turn, size in ((0, attack.within), (1, attack.together))
    ]
    return [*attacks, *BOMBS.values(), *STRANGE.values()]


async def asked(service: Service, document: str) -> None:
    line = await Line.to(service.port)
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        await line.ask(document)
    line.writer.close()


async def left_at_once(service: Service, document: str, after_s: float) -> None:
    """Ask, and be gone before the answer is there."""
    line = await Line.to(service.port)
    line.writer.write(request(document))
    await line.writer.drain()
    await asyncio.sleep(after_s)
    line.writer.transport.abort()


async def test_nothing_that_is_asked_leaves_a_warning_in_the_log(service: Service) -> None:
    every = documents()
    for start in range(0, len(every), 8):
        together = every[start : start + 8]
        await asyncio.gather(*(asked(service, each) for each in together))
        await asyncio.gather(
            *(left_at_once(service, each, turn / 100) for turn, each in enumerate(together))
        )
    await asyncio.gather(*(left_at_once(service, LARGE, turn / 50) for turn in range(20)))
    # A collection in the end: what is lost is noticed when it is given up.
    await asyncio.to_thread(service.wait_for, 200)
    service.stop()
    assert await asyncio.to_thread(service.process.wait, 20) == 0
    log = service.log.read_text("utf-8")
    assert log.count('"path":"/graphql"') >= len(every)
    assert [line for line in log.splitlines() if any(words in line for words in NOISE)] == []
    assert '"status":500' not in log
