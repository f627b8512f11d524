"""`serve --processes N`: one port, one database, several servers; each of them may be lost."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from credit_graph.embedded import EmbeddedEndpoint
from support.database import shared_jars
from support.service import Service, serving
from support.tiers import nightly

pytestmark = [pytest.mark.alone, pytest.mark.slow]

_TWO = ("--processes", "2")


def workers(service: Service) -> list[psutil.Process]:
    """The server processes, which are given the socket of their parent."""
    parent = psutil.Process(service.process.pid)
    return [each for each in parent.children() if "--worker" in each.cmdline()]


def when_ready(service: Service, count: int = 2) -> list[psutil.Process]:
    """Wait until so many workers have said that they are ready; return those that run."""
    give_up_at = time.monotonic() + 120
    while service.log.read_text().count("Ready.") < count:
        assert time.monotonic() < give_up_at, service.log.read_text()[-2_000:]
        time.sleep(0.05)
    return workers(service)


def asked(service: Service) -> int:
    with httpx.Client(timeout=30) as client:  # a connection of its own, for whoever takes it
        body = {"query": "{ policies { code } }"}
        answer = client.post(f"{service.url}/graphql", json=body)
    return answer.status_code


@pytest.fixture
def service(endpoint: EmbeddedEndpoint, tmp_path: Path) -> Iterator[Service]:
    with serving(endpoint, tmp_path, flags=_TWO) as running:
        yield running


def test_a_worker_that_is_lost_is_replaced_and_the_others_answer(service: Service) -> None:
    first, second = when_ready(service)
    assert {asked(service) for _ in range(20)} == {200}
    first.kill()
    assert {asked(service) for _ in range(20)} == {200}
    after = {each.pid for each in when_ready(service, 3)}
    assert second.pid in after
    assert len(after - {first.pid}) == 2
    assert {asked(service) for _ in range(20)} == {200}


def test_asked_to_end_all_of_them_answer_and_nothing_is_left(service: Service) -> None:
    running = when_ready(service)
    service.stop()
    assert service.process.wait(20) == 0
    assert not any(each.is_running() and each.status() != "zombie" for each in running)
    assert "ended with code" not in service.log.read_text()


def test_workers_end_when_their_parent_is_killed(service: Service) -> None:
    running = when_ready(service)
    service.process.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(running, timeout=20)
    assert alive == []
    with pytest.raises(httpx.TransportError):
        asked(service)


def test_every_worker_takes_its_share(service: Service) -> None:
    running = when_ready(service)
    before = [sum(each.cpu_times()[:2]) for each in running]
    with httpx.Client(timeout=30) as one, httpx.Client(timeout=30) as other:
        for number in range(400):
            client = (one, other)[number % 2] if number % 10 else httpx
            client.post(f"{service.url}/graphql", json={"query": "{ policies { code } }"})
    after = [sum(each.cpu_times()[:2]) for each in running]
    shares = [now - then for now, then in zip(after, before, strict=True)]
    assert min(shares) > 0


@nightly
def test_the_parent_owns_the_embedded_database_and_revives_it(tmp_path: Path) -> None:
    settings = {"CREDIT_GRAPH_JARS": str(shared_jars()), "CREDIT_GRAPH_DEMO": "1"}
    with serving(None, tmp_path, settings=settings, flags=_TWO) as running:
        when_ready(running)
        assert running.log.read_text().count("The demo region is loaded") == 1
        assert (tmp_path / "owner.lock").read_text() == str(running.process.pid)
        os.kill(running.java(), signal.SIGKILL)
        give_up_at = time.monotonic() + 60
        while asked(running) != 200 or "started again" not in running.log.read_text():
            assert time.monotonic() < give_up_at, running.log.read_text()[-2_000:]
            time.sleep(0.2)
        running.stop()
        assert running.process.wait(30) == 0
