"""The embedded database while the service runs: killed, frozen, slow to start, slow to end."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from support.database import shared_jars
from support.service import OURS, Service, free_port, serving

pytestmark = pytest.mark.slow

NOTICED_S, BACK_S, GRACE_S = 3.0, 10.0, 12.0
QUESTION = '{ eligibleEnterprises(measure: "pds-2021-7/1", first: 1) { totalCount } }'


def home_at(folder: Path) -> Path:
    """Return a state directory that has its jars."""
    folder.mkdir()
    (folder / "jars").symlink_to(shared_jars())
    return folder


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(None, home_at(tmp_path_factory.mktemp("looked_after") / "home")) as running:
        running.wait_for(200)
        yield running


def answers(service: Service) -> bool:
    try:
        reply = service.ask(QUESTION)
    except httpx.TransportError:
        return False
    return reply.status_code == 200 and "errors" not in reply.json()


def until_it_answers(service: Service, within_s: float) -> float:
    began = time.monotonic()
    while not answers(service):
        if time.monotonic() - began > within_s:
            raise TimeoutError(service.log.read_text("utf-8")[-3_000:])
        time.sleep(0.1)
    return time.monotonic() - began


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_r25_a_java_that_died_or_froze_is_noticed_and_started_again(
    service: Service, how: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    java = service.java()
    began = time.monotonic()
    os.kill(java, how)
    while service.ready()[0] == 200:
        assert time.monotonic() - began < NOTICED_S
    noticed = time.monotonic() - began
    took = noticed + until_it_answers(service, within_s=120)

    with capsys.disabled():
        print(f"\nR25 {how.name}: noticed after {noticed:.1f} s, answers after {took:.1f} s")
    assert httpx.get(f"{service.url}/live").status_code == 200
    assert service.java() != java
    assert noticed <= NOTICED_S
    assert took <= NOTICED_S + BACK_S
    log = service.log.read_text("utf-8")
    assert "The embedded database is started again, for its Java " in log
    assert "Exception ignored" not in log
    assert "never awaited" not in log


async def test_the_first_40_requests_after_ready_are_answered(tmp_path: Path) -> None:
    with serving(None, home_at(tmp_path / "home"), settings={"CREDIT_GRAPH_DEMO": "1"}) as fresh:
        give_up_at = time.monotonic() + 180
        while "\nReady." not in fresh.log.read_text("utf-8"):
            assert time.monotonic() < give_up_at
            await asyncio.sleep(0.005)
        async with httpx.AsyncClient(timeout=30) as client:

            async def ask(turn: int) -> tuple[int, bool]:
                document = f"query Q{turn} {QUESTION}"
                reply = await client.post(f"{fresh.url}/graphql", json={"query": document})
                return reply.status_code, "errors" in reply.json()

            replies = await asyncio.gather(*(ask(turn) for turn in range(40)))
        assert replies == [(200, False)] * 40
        _ends_in_order(fresh)


def _ends_in_order(service: Service) -> None:
    began = time.monotonic()
    service.stop()
    assert service.process.wait(30) == 0
    assert time.monotonic() - began <= GRACE_S


def test_asked_to_end_with_a_frozen_database_it_ends_within_its_grace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(None, home_at(tmp_path / "home")) as ending:
        ending.wait_for(200)
        java = ending.java()
        with subprocess.Popen(
            [*_curl(ending.url)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as asking:
            os.kill(java, signal.SIGSTOP)
            began = time.monotonic()
            _ends_in_order(ending)
            took = time.monotonic() - began
            asking.wait(30)
    with capsys.disabled():
        print(f"\nSIGTERM with a frozen database: ended after {took:.1f} s")
    with pytest.raises(ProcessLookupError):
        os.kill(java, 0)


def _curl(url: str) -> list[str]:
    body = json.dumps({"query": QUESTION})
    return ["curl", "-s", "-H", "content-type: application/json", "-d", body, f"{url}/graphql"]


def run_serve(home: Path, port: str, **settings: str) -> "subprocess.Popen[str]":
    environment = {"PATH": os.environ["PATH"], "CREDIT_GRAPH_HOME": str(home), **settings}
    return subprocess.Popen(  # noqa: S603  # our own command
        [OURS, "serve"],
        env={**environment, "CREDIT_GRAPH_PORT": port, "CREDIT_GRAPH_DEMO": "0"},
        stderr=subprocess.PIPE,
        text=True,
    )


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
        with pytest.raises(OSError, match="in use"), socket.socket() as late:
            late.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            late.bind(("127.0.0.1", port))
            late.listen()
        starting.terminate()
        starting.communicate(timeout=60)


def test_a_port_left_to_the_system_is_printed_as_it_is(tmp_path: Path) -> None:
    unreachable = {"NEO4J_URI": "bolt://127.0.0.1:9", "NEO4J_PASSWORD": "x"}
    with run_serve(tmp_path, "0", **unreachable) as running:
        assert running.stderr is not None
        address = running.stderr.readline().split()[2]
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
