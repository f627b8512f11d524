"""The service as a process: it waits for its database, bounds its callers, and ends in order."""

import asyncio
import gzip
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.busy import allowed
from support.relay import Request, When, relay_to
from support.service import Service, free_port, serving

pytestmark = [pytest.mark.alone, pytest.mark.slow]

LIMIT = 256_000
QUESTION = b'{"query": "{ policies { code } }"}'


@pytest.fixture(scope="module")
def service(
    endpoint: Endpoint, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    del graph  # emptied: the service brings the policies
    with serving(endpoint, tmp_path_factory.mktemp("home")) as running:
        running.wait_for(200)
        yield running


def post(service: Service, content: object, **headers: str) -> httpx.Response:
    named = {"content-type": "application/json"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return httpx.post(f"{service.url}/graphql", content=content, headers=named, timeout=20)  # type: ignore[arg-type]


def resident_bytes(service: Service) -> int:
    pages = Path(f"/proc/{service.process.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4_096


async def test_it_starts_before_its_database_and_is_ready_soon_after(
    endpoint: Endpoint, tmp_path: Path, service: Service
) -> None:
    del service  # the policies are there
    port = free_port()
    absent = replace_port(endpoint, port)
    with serving(absent, tmp_path) as early:
        await asyncio.to_thread(early.wait_for, 503, "DATABASE_UNREACHABLE")
        asked = await asyncio.to_thread(early.ask, "{ policies { code } }")
        assert asked.status_code == 503
        assert asked.headers["retry-after"] == "1"
        # Not that it has no policies: nobody could look.
        assert asked.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNREACHABLE"
        async with relay_to(int(endpoint.uri.rpartition(":")[2]), port):
            took = await asyncio.to_thread(early.wait_for, 200)
            assert took <= allowed(3)
            assert early.process.poll() is None


def replace_port(endpoint: Endpoint, port: int) -> Endpoint:
    return replace(endpoint, uri=f"bolt://127.0.0.1:{port}")  # type: ignore[type-var]


def test_a_wrong_password_is_named_and_ends_nothing(
    endpoint: Endpoint, tmp_path: Path, service: Service
) -> None:
    del service
    wrong = replace(endpoint, password="not-the-password")  # type: ignore[type-var]  # noqa: S106
    with serving(wrong, tmp_path) as refused:
        refused.wait_for(503, "DATABASE_REFUSED")
        time.sleep(2.5)
        assert refused.ready() == (503, "DATABASE_REFUSED")
        assert httpx.get(f"{refused.url}/live").status_code == 200
        assert "not-the-password" not in refused.log.read_text(encoding="utf-8")


def test_a_body_over_the_limit_is_refused_by_length_and_by_count(service: Service) -> None:
    before = resident_bytes(service)
    assert post(service, b" " * (LIMIT - len(QUESTION)) + QUESTION).status_code == 200
    assert post(service, b" " * (LIMIT + 1)).status_code == 413
    assert post(service, (b" " * 64_000 for _ in range(5))).status_code == 413
    assert post(service, gzip.compress(QUESTION), content_encoding="gzip").status_code == 415
    assert resident_bytes(service) - before <= 20_000_000


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"query":' * 28_000, b'{"a":' * 50_000])
def test_json_that_is_nested_without_end_is_refused(service: Service, body: bytes) -> None:
    before = resident_bytes(service)
    assert post(service, body).status_code == 400
    assert resident_bytes(service) - before <= 20_000_000
    assert service.ask("{ __typename }").status_code == 200


BEGINNINGS = {
    "nothing": b"",
    "half a header": b"POST /graphql HTTP/1.1\r\nHost: loc",
    "half a body": b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
}


def test_a_sender_who_stops_midway_is_hung_up_on(service: Service) -> None:
    def hung_up_after(beginning: bytes) -> float:
        with socket.create_connection(("127.0.0.1", service.port), timeout=20) as line:
            line.sendall(beginning)
            began = time.monotonic()
            try:
                ended = line.recv(1)
            except ConnectionResetError:
                ended = b""
            assert ended == b""
            return time.monotonic() - began

    with ThreadPoolExecutor(len(BEGINNINGS)) as threads:
        waited = dict(zip(BEGINNINGS, threads.map(hung_up_after, BEGINNINGS.values()), strict=True))
    assert all(9 <= seconds <= 12 for seconds in waited.values()), waited


def test_a_request_with_two_hosts_is_refused(service: Service) -> None:
    request = (
        b"GET /graphql?query={__typename} HTTP/1.1\r\nConnection: close\r\n"
        b"Host: localhost\r\nHost: example.org\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as line:
        line.sendall(request)
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"BAD_HOST" in answer


async def test_r10_while_its_database_is_frozen_everybody_is_answered_in_time(
    endpoint: Endpoint, tmp_path: Path, service: Service
) -> None:
    del service
    asked = {"query": "{ enterprises(first: 1) { nodes { uscc } } }"}
    async with relay_to(int(endpoint.uri.rpartition(":")[2])) as line:
        with serving(replace_port(endpoint, line.port), tmp_path) as frozen:
            await asyncio.to_thread(frozen.wait_for, 200)
            async with httpx.AsyncClient(timeout=30, limits=httpx.Limits()) as client:

                async def ask() -> tuple[float, int]:
                    began = time.monotonic()
                    answer = await client.post(f"{frozen.url}/graphql", json=asked)
                    assert answer.json()["errors"][0]["extensions"]["code"] != "INTERNAL"
                    return time.monotonic() - began, answer.status_code

                line.cut_at(Request.RUN, When.FALLING_SILENT, times=1_000_000)
                asking = [asyncio.create_task(ask()) for _ in range(50)]
                noticed = await asyncio.to_thread(
                    frozen.wait_for, 503, "DATABASE_UNREACHABLE", within_s=30
                )
                alive = (await client.get(f"{frozen.url}/live")).status_code
                answered = await asyncio.gather(*asking)
                line.cut_at(Request.RUN, When.FALLING_SILENT, times=0)
                line.cut_all()
                well = await asyncio.to_thread(frozen.wait_for, 200, within_s=60)
    slowest = max(took for took, _ in answered)
    figures = f"R10: noticed {noticed:.1f} s, slowest answer {slowest:.1f} s, well {well:.1f} s"
    sys.stderr.write(f"\n{figures}\n")
    assert alive == 200
    assert noticed <= 3, figures
    assert slowest <= 10.5, figures
    assert well <= 10, figures


def written_line(service: Service, name: str) -> str:
    """Return the line of a request; it is written just after the answer was sent."""
    for _ in range(100):
        for line in service.log.read_text("utf-8").splitlines():
            if name in line:
                return line
        time.sleep(0.02)
    raise TimeoutError(f"no line for {name}")


def test_a_request_leaves_a_line_without_its_document(service: Service) -> None:
    answer = service.ask('query Canary { policy(code: "canary-7") { code } }')
    name = answer.headers["x-request-id"]
    line = written_line(service, name)
    assert '"path":"/graphql","status":200' in line
    assert "anary" not in service.log.read_text("utf-8")


async def test_asked_to_end_it_answers_everybody_inside(
    endpoint: Endpoint, tmp_path: Path, service: Service
) -> None:
    del service
    document = "{ policies { measures { code duties { agency { name } } } } }"
    with serving(endpoint, tmp_path) as ending:
        await asyncio.to_thread(ending.wait_for, 200)
        async with httpx.AsyncClient(timeout=30) as client:

            async def ask(turn: int) -> int:
                asked = {"query": f"query Q{turn} {document}"}
                return (await client.post(f"{ending.url}/graphql", json=asked)).status_code

            asking = [asyncio.create_task(ask(turn)) for turn in range(40)]
            await asyncio.sleep(0.1)
            ending.stop()
            statuses = await asyncio.gather(*asking)
        assert statuses == [200] * 40
        assert await asyncio.to_thread(ending.process.wait, 20) == 0


def test_asked_to_end_it_is_not_ready_before_it_closes_its_door(
    endpoint: Endpoint, tmp_path: Path, service: Service
) -> None:
    del service
    with serving(endpoint, tmp_path) as ending:
        ending.wait_for(200)
        ending.stop()
        ending.wait_for(503, "STOPPING", within_s=5)
        assert ending.process.wait(20) == 0
