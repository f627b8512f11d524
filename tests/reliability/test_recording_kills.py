"""R1: the database is killed while clients record; nothing acknowledged is lost, nothing doubled.

Nor is anything torn: every change has its facts and its entry in the audit log. Asked by its key
each change gives its first answer, and the service comes back by itself.

Tier N: five kills in a thousand changes.
"""

import asyncio
import os
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from credit_graph.clock import utc_now
from credit_graph.embedded import running_endpoint
from credit_graph.errors import CreditGraphError
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from credit_graph.usecases.auditing.verify import verify_log
from support.database import shared_jars
from support.figures import show_figure
from support.invented_region import code
from support.recording import document, operator_token
from support.service import Service, serving
from support.tiers import nightly

pytestmark = [pytest.mark.alone, pytest.mark.slow, nightly]

CHANGES, KILLS, CLIENTS = 1_000, 5, 8
GIVEN_UP_S = 600.0
UNAVAILABLE, TIMED_OUT = 503, 504
RECOVERED_S = 10.0
REFUSED_S = 2.0
COUNT = "query ($uscc: USCC!) { enterprise(uscc: $uscc) { history(first: 1) { totalCount } } }"


class Run:
    """Clients that record one violation after the other, each until it is acknowledged."""

    def __init__(self, service: Service, home: Path, token: str, http: httpx.AsyncClient) -> None:
        self._home = home
        self.back: list[float] = []
        self.acknowledged = 0
        self.statuses: Counter[int] = Counter()
        self.unknown = 0
        self.refused_s: list[float] = []
        self.successes: list[float] = []
        self.facts: dict[str, str] = {}
        self._service = service
        self._headers = {"authorization": f"Bearer {token}"}
        self._http = http

    async def send(self, mutation: str, key: str, **given: object) -> bool:
        """Send a change once; tell whether it was acknowledged."""
        began = time.monotonic()
        body = {"query": document(mutation), "variables": {"input": given, "key": key}}
        try:
            answer = await self._http.post("/graphql", json=body, headers=self._headers)
        except httpx.TransportError:
            return False
        self.statuses[answer.status_code] += 1
        if answer.status_code == UNAVAILABLE:
            assert "retry-after" in answer.headers
            self.refused_s.append(time.monotonic() - began)
        found = answer.json()
        codes = [each["extensions"]["code"] for each in found.get("errors", [])]
        self.unknown += codes == ["OUTCOME_UNKNOWN"]
        if codes or found["data"][mutation]["__typename"] != "Recorded":
            return False
        self.successes.append(time.monotonic())
        fact = found["data"][mutation]["fact"]["factId"]
        # Whatever the key was acknowledged with it is answered with for ever.
        assert self.facts.setdefault(key, fact) == fact
        return True

    async def client(self, number: int) -> None:
        for turn in range(CHANGES // CLIENTS):
            name = f"{number}-{turn}"
            given = {"uscc": code(number), "violation": "other_breach", "foundOn": "2026-01-01"}
            await self.settle("recordViolation", name, **given, reference=name)
            self.acknowledged += 1

    async def settle(self, mutation: str, key: str, **given: object) -> None:
        """Send a change with its key until it is acknowledged."""
        until = time.monotonic() + GIVEN_UP_S
        while time.monotonic() < until:
            if await self.send(mutation, key, **given):
                return
            await asyncio.sleep(0.2)
        pytest.fail(f"{key} was never acknowledged: {self.statuses}")

    async def killer(self) -> None:
        for kill in range(1, KILLS + 1):
            while self.acknowledged < CHANGES * kill // (KILLS + 1):  # noqa: ASYNC110  # no event
                await asyncio.sleep(0.01)
            killed = self._service.java()
            os.kill(killed, signal.SIGKILL)
            self.back.append(await self._back_after(killed))

    async def _back_after(self, killed: int) -> float:
        """Return when another Java answers in the place of the killed one."""
        until = time.monotonic() + GIVEN_UP_S
        while time.monotonic() < until:
            await asyncio.sleep(0.05)
            endpoint = running_endpoint(self._home)
            if endpoint is None or self._java() in (None, killed):
                continue
            if await _answers(endpoint):
                return time.monotonic()
        pytest.fail("the database never came back")

    def _java(self) -> int | None:
        """Return the process id of the database; None while another one takes over."""
        with suppress(ValueError):
            return self._service.java()
        return None

    @property
    def recovery_s(self) -> list[float]:
        """How long after the database was back the first change was acknowledged, each time."""
        return [
            min((each - back for each in self.successes if each >= back), default=GIVEN_UP_S)
            for back in self.back
        ]


async def _answers(endpoint: Endpoint) -> bool:
    """Tell whether a database takes statements."""
    try:
        async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
            await graph.ping(timeout_s=1)
    except CreditGraphError:
        return False
    return True


async def test_what_was_acknowledged_is_there_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "jars").symlink_to(shared_jars())
    with serving(None, home) as service:
        await asyncio.to_thread(service.wait_for, 200, within_s=300)
        endpoint = running_endpoint(home)
        assert endpoint is not None
        async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
            token = await operator_token(graph, utc_now)
        async with httpx.AsyncClient(base_url=service.url, timeout=60) as http:
            run = Run(service, home, token, http)
            for number in range(CLIENTS):
                name = {"uscc": code(number), "name": f"虚构{number}", "region": "410400"}
                await run.settle("upsertEnterprise", f"enterprise-{number}", **name)
            await asyncio.gather(run.killer(), *(run.client(each) for each in range(CLIENTS)))
            # Every key is asked once more: its outcome is known, and nothing is made twice.
            before = dict(run.facts)
            acknowledged = run.acknowledged
            await asyncio.gather(*(run.client(each) for each in range(CLIENTS)))
            assert run.facts == before
            run.acknowledged = acknowledged
            kept = []
            for number in range(CLIENTS):
                variables = {"uscc": code(number)}
                answer = await http.post("/graphql", json={"query": COUNT, "variables": variables})
                kept.append(answer.json()["data"]["enterprise"]["history"]["totalCount"] - 1)
        endpoint = running_endpoint(home)
        assert endpoint is not None
        async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
            verdict = await verify_log(graph)
    # S12: the policies, the enterprises and the changes, an entry each.
    assert (verdict.fault, verdict.entries) == (None, 1 + CLIENTS + CHANGES)
    show_figure("R1: changes", run.acknowledged)
    show_figure("R1: longest wait for a 503, s", round(max(run.refused_s, default=0), 2))
    show_figure("R1: first success after the database was back, s", max(run.recovery_s))
    show_figure("R1: outcomes unknown at first", run.unknown)
    assert run.acknowledged == CHANGES
    assert kept == [CHANGES // CLIENTS] * CLIENTS
    # On a busy machine some requests wait for the database until their deadline.
    assert run.statuses.keys() <= {200, UNAVAILABLE, TIMED_OUT}
    # An entry for each change, each enterprise registered, the policies; each with its facts.
    assert verdict.fault is None
    assert verdict.entries >= CHANGES + CLIENTS
    assert max(run.recovery_s) <= RECOVERED_S
    assert max(run.refused_s, default=0) <= REFUSED_S
