"""Measures changes: one writer alone, sixteen at once, and readers with and without writes.

`python benchmarks/recording.py` serves the demo region from a database of its own. It measures
what the machine gives: nothing else should run.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import psutil
from rivals import cpu_s

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from credit_graph.clock import utc_now
from credit_graph.domain.authority.api_key import Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.usecases.authority.api_keys import ApiKeys
from credit_graph.usecases.demo.load import load_demo
from credit_graph.usecases.policies.loading import load_policies
from support.database import running_neo4j
from support.official_rules import official_rulebook
from support.service import Service, serving

_CHANGE = """
mutation Change($input: ViolationInput!, $key: ID!) {
  recordViolation(input: $input, idempotencyKey: $key) {
    __typename
    ... on Recorded {
      fact { factId }
      consequences {
        gained { measure { code } after { verdict } }
        lost { measure { code } after { verdict } }
        agencies { agency { code } }
      }
    }
  }
}
"""
_READ = """
query Read($uscc: USCC!) {
  eligibility(uscc: $uscc) { counts { eligible conditional notEligible unknown } }
}
"""
_KEYS = '{ enterprises(filter: {region: "410400"}, first: 60) { nodes { uscc } } }'


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=300, help="of each stretch")
    parser.add_argument("--seconds", type=float, default=20.0, help="of reading")
    wanted = parser.parse_args()
    with TemporaryDirectory() as home, running_neo4j() as endpoint:
        token = asyncio.run(_prepared(endpoint))
        settings = {"CREDIT_GRAPH_SECRET": "only for this benchmark, and long enough"}
        with serving(endpoint, Path(home), settings=settings) as service:
            service.wait_for(200)
            asyncio.run(_measure(service, token, wanted))


async def _prepared(endpoint: Any) -> str:  # noqa: ANN401  # the test's own type
    """Load the demo region; return an operator's token."""
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        await migrate(graph, at=utc_now())
        await load_policies(graph, seeds_folder(), utc_now)
        await load_demo(graph, seeds_folder() / "demo", utc_now)
        grant = Grant(PrincipalKind.OPERATOR, "benchmark", frozenset(Scope), None)
        keys = ApiKeys(ApiKeyStore(graph, utc_now), utc_now)
        return (await keys.issue(grant, 1, official_rulebook())).text


class _Run:
    def __init__(self, http: httpx.AsyncClient, token: str, usccs: list[str]) -> None:
        self._http = http
        self._token = token
        self._usccs = usccs
        self._made = 0

    async def change(self) -> None:
        """Record one violation under a key of its own."""
        self._made += 1
        given = {
            "uscc": self._usccs[self._made % len(self._usccs)],
            "violation": "other_breach",
            "foundOn": "2026-01-01",
            "severity": ("minor", "general", "serious")[self._made % 3],
            "reference": f"No. {self._made}",
        }
        answer = await self._http.post(
            "/graphql",
            json={"query": _CHANGE, "variables": {"input": given, "key": f"k{self._made}"}},
            headers={"authorization": f"Bearer {self._token}"},
        )
        assert answer.json()["data"] is not None, answer.text
        kind = answer.json()["data"]["recordViolation"]["__typename"]
        assert kind == "Recorded", answer.text

    async def read(self, turn: int) -> None:
        """Ask for one report."""
        uscc = self._usccs[turn % len(self._usccs)]
        answer = await self._http.post(
            "/graphql", json={"query": _READ, "variables": {"uscc": uscc}}
        )
        assert "errors" not in answer.json(), answer.text


async def _measure(service: Service, token: str, wanted: argparse.Namespace) -> None:
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(base_url=service.url, limits=limits, timeout=30) as http:
        found = (await http.post("/graphql", json={"query": _KEYS})).json()
        usccs = [each["uscc"] for each in found["data"]["enterprises"]["nodes"]]
        run = _Run(http, token, usccs)
        for _ in range(60):
            await run.change()
        alone = [await _timed(run.change) for _ in range(wanted.changes)]
        print(f"alone: p50 {_part(alone, 0.5):.1f} ms, p95 {_part(alone, 0.95):.1f} ms")
        before, began = _processor(service), time.perf_counter()
        together = await _by(16, wanted.changes * 2, run.change)
        rate = len(together) / (time.perf_counter() - began)
        print(f"16 clients: {rate:.0f} a second, p50 {_part(together, 0.5):.0f} ms")
        after = _processor(service)
        print(
            "a change takes, ms of processor: "
            + ", ".join(
                f"{who} {(after[who] - before[who]) * 1000 / len(together):.1f}" for who in after
            )
        )
        quiet = await _reading(run, wanted.seconds)
        async with _writing(run, each_s=0.1):
            busy = await _reading(run, wanted.seconds)
        ratio = _part(busy, 0.95) / _part(quiet, 0.95)
        print(
            f"reads by 8 clients: p95 {_part(quiet, 0.95):.1f} ms without writes, "
            f"{_part(busy, 0.95):.1f} ms at 10 writes a second: {ratio:.2f}"
        )


def _processor(service: Service) -> dict[str, float]:
    """Return the processor seconds of everybody who takes part, so far."""
    own = psutil.Process()
    [java] = [each for each in own.children(recursive=True) if each.name() == "java"]
    pids = {"service": service.process.pid, "database": java.pid, "clients": own.pid}
    return {who: cpu_s(pid) for who, pid in pids.items()}


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def _by(clients: int, count: int, work: Callable[[], Awaitable[None]]) -> list[float]:
    taken: list[float] = []

    async def one() -> None:
        taken.extend([await _timed(work) for _ in range(count // clients)])

    await asyncio.gather(*(one() for _ in range(clients)))
    return taken


async def _reading(run: _Run, seconds: float) -> list[float]:
    taken: list[float] = []
    until = time.perf_counter() + seconds

    async def one(start: int) -> None:
        turn = start
        while time.perf_counter() < until:
            turn += 1
            began = time.perf_counter()
            await run.read(turn)
            taken.append((time.perf_counter() - began) * 1000)

    await asyncio.gather(*(one(start) for start in range(8)))
    return taken


@asynccontextmanager
async def _writing(run: _Run, *, each_s: float) -> AsyncIterator[None]:
    pending: set[asyncio.Task[None]] = set()

    async def keep() -> None:
        while True:
            change = asyncio.create_task(run.change())
            pending.add(change)
            change.add_done_callback(pending.discard)
            await asyncio.sleep(each_s)

    task = asyncio.create_task(keep())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


def _part(taken: list[float], share: float) -> float:
    ranked = sorted(taken)
    return ranked[int(len(ranked) * share)]


if __name__ == "__main__":
    main()
