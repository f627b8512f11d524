"""The embedded database while the service runs: killed, frozen, slow to start, slow to end."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import httpx
import pytest

from credit_graph.errors import SettingError
from credit_graph.web.port import held_port
from support.database import shared_jars
from support.service import OURS, Service, free_port, serving
from support.tiers import nightly

pytestmark = [pytest.mark.alone, pytest.mark.slow]

NOTICED_S, BACK_S, GRACE_S = 3.0, 10.0, 12.0
QUESTION = '{ eligibility(uscc: "91410400MA0000001D") { asOf } policies { code } }'


def home_at(folder: Path) -> Path:
    """Return a state directory that has its jars."""
    folder.mkdir()
    (folder / "jars").symlink_to(shared_jars())
    return folder


@dataclass(frozen=True, slots=True)
class Life:
    """A service with a database of its own, and how long that one took to start at first.

    The tests follow one another in its life: on a busy machine a start takes a minute.
    """

    service: Service
    start_s: float

    @property
    def back_s(self) -> float:
        """How long a start may take: ten seconds are the aim; a busy machine needs more.

        Java starts as at first, and before it answers it recovers its store and plans anew.
        """
        return max(3.0 * BACK_S, 5.0 * self.start_s)

    def log(self) -> str:
        return self.service.log.read_text("utf-8")

    def wait_for_words(self, words: str, within_s: float = 300) -> float:
        began = time.monotonic()
        while words not in self.log():
            assert time.monotonic() - began < within_s, self.log()[-3_000:]
            time.sleep(0.005)
        return time.monotonic() - began

    def answers(self) -> bool:
        try:
            reply = self.service.ask(QUESTION)
        except httpx.TransportError:
            return False
        return reply.status_code == 200 and "errors" not in reply.json()

    def wait_for_an_answer(self, within_s: float) -> float:
        began = time.monotonic()
        while not self.answers():
            assert time.monotonic() - began < within_s, self.log()[-3_000:]
            time.sleep(0.1)
        return time.monotonic() - began


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with serving(None, home_at(tmp_path_factory.mktemp("looked_after") / "home")) as running:
        waiting = Life(running, 0.0)
        waiting.wait_for_words("Starting Neo4j.")
        yield Life(running, waiting.wait_for_words("credit-graph on http"))


async def test_the_first_40_requests_after_ready_are_answered(life: Life) -> None:
    life.wait_for_words("\nReady.")
    async with httpx.AsyncClient(timeout=30) as client:

        async def ask(turn: int) -> tuple[int, bool]:
            asked = {"query": f"query Q{turn} {QUESTION}"}
            reply = await client.post(f"{life.service.url}/graphql", json=asked)
            return reply.status_code, "errors" in reply.json()

        replies = await asyncio.gather(*(ask(turn) for turn in range(40)))
    assert replies == [(200, False)] * 40


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(signal.SIGKILL, id="killed"),
        pytest.param(signal.SIGSTOP, id="frozen", marks=nightly),
    ],
)
def test_r25_a_java_that_died_or_froze_is_noticed_and_started_again(
    life: Life, how: signal.Signals
) -> None:
    java, began = life.service.java(), time.monotonic()
    os.kill(java, how)
    while life.service.ready()[0] == 200:
        assert time.monotonic() - began < NOTICED_S
    noticed = time.monotonic() - began
    back = life.wait_for_an_answer(within_s=120)

    shown = f"R25 {how.name}: noticed after {noticed:.1f} s, answers {back:.1f} s later"
    sys.stderr.write(f"\n{shown} (first start: {life.start_s:.1f} s)\n")
    assert httpx.get(f"{life.service.url}/live").status_code == 200
    assert life.service.java() != java
    assert noticed <= NOTICED_S, shown
    assert back <= life.back_s, shown
    assert "The embedded database is started again, for its Java " in life.log()


def test_asked_to_end_with_a_frozen_database_it_ends_within_its_grace(life: Life) -> None:
    java = life.service.java()
    asking = Thread(target=_ask, args=(life.service.url,))
    asking.start()
    os.kill(java, signal.SIGSTOP)
    began = time.monotonic()
    life.service.stop()
    code = life.service.process.wait(60)
    took = time.monotonic() - began
    asking.join(60)

    sys.stderr.write(f"\nSIGTERM with a frozen database: ended after {took:.1f} s\n")
    assert code == 0
    assert took <= GRACE_S
    with pytest.raises(ProcessLookupError):
        os.kill(java, 0)
    for words in ("Exception ignored", "never awaited", "never retrieved", "Traceback"):
        assert words not in life.log()


def _ask(url: str) -> None:
    with suppress(httpx.HTTPError):
        httpx.post(f"{url}/graphql", json={"query": QUESTION}, timeout=60)


@contextmanager
def run_serve(home: Path, port: str, **settings: str) -> "Iterator[subprocess.Popen[str]]":
    environment = {"PATH": os.environ["PATH"], "CREDIT_GRAPH_HOME": str(home), **settings}
    with subprocess.Popen(  # noqa: S603  # our own command
        [OURS, "serve"],
        env={**environment, "CREDIT_GRAPH_PORT": port, "CREDIT_GRAPH_DEMO": "0"},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()  # a test that fails must not wait for a service that goes on


def test_a_port_that_is_taken_is_named_before_java_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = somebody.getsockname()[1]
        with run_serve(home_at(tmp_path / "home"), str(port)) as refused:
            _, said = refused.communicate(timeout=60)
    assert refused.returncode == 2
    assert f"CREDIT_GRAPH_PORT: 127.0.0.1:{port}: another process listens there." in said
    assert not (tmp_path / "home" / "neo4j").exists()


def test_the_port_is_held_while_java_starts(tmp_path: Path) -> None:
    port = free_port()
    with run_serve(home_at(tmp_path / "home"), str(port)) as starting:
        assert starting.stderr is not None
        while "Starting Neo4j" not in starting.stderr.readline():
            assert starting.poll() is None
        with pytest.raises(SettingError, match="another process"), held_port("127.0.0.1", port):
            pass
        starting.terminate()
        starting.communicate(timeout=60)


def test_a_port_left_to_the_system_is_printed_as_it_is(tmp_path: Path) -> None:
    unreachable = {"NEO4J_URI": "bolt://127.0.0.1:9", "NEO4J_PASSWORD": "x"}
    with run_serve(tmp_path, "0", **unreachable) as running:
        assert running.stderr is not None
        (address,) = re.findall(r"http://\S+/graphql", running.stderr.readline())
        assert not address.startswith("http://127.0.0.1:0/")
        for _ in range(100):
            answer = httpx.post(address, json={"query": "{ policies { code } }"}, timeout=5)
            (error,) = answer.json()["errors"]
            if error["extensions"]["code"] != "STARTING":
                break
            time.sleep(0.1)
        # The cause, as /ready gives it; not that there were no policies.
        ready = httpx.get(address.replace("graphql", "ready")).json()
        assert error["extensions"]["code"] == ready["code"] == "DATABASE_UNREACHABLE"
        running.terminate()
        running.communicate(timeout=60)
