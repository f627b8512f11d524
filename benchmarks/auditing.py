"""Measures the audit log: appending to a long log, proving in it, pages of it; and the access log.

`python benchmarks/auditing.py --leaves 1000000` stages a log of so many entries in a database of
its own, then appends, proves and pages. `--requests` is how many hot requests are answered with
the access log and as many without, in turn; the figure is processor time of this process.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import orjson

from credit_graph.audit.checkpoint import SignerKey
from credit_graph.audit.entry import AuditEntry
from credit_graph.audit.hash_tree import EMPTY, Frontier
from credit_graph.audit.query import Days, EntryQuery
from credit_graph.clock import utc_now
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.authority.principal import Scope
from credit_graph.graph import audit_log
from credit_graph.graph.auditing.entry_pages import read_page
from credit_graph.graph.change_sets import BegunChange, begin
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.database.statements import load_statements
from credit_graph.graph.database.transaction import Transaction
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.usecases.auditing.prove import SignedProof, prove_change
from credit_graph.usecases.demo.load import load_demo
from credit_graph.usecases.policies.loading import load_policies
from support.client import Clock, serving_here
from support.database import running_neo4j
from support.keys import bearing, issued_key
from support.standing import TESTING

BATCH = 5_000
APPENDED = 300
AUTHORS = 200
START = datetime(2020, 1, 1, tzinfo=UTC)
HOT = '{ eligibility(uscc: "91410400XN00000125") { counts { eligible } } }'
MS = 1_000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leaves", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=3_000)
    wanted = parser.parse_args()
    with running_neo4j() as endpoint:
        asyncio.run(_measure(endpoint, wanted.leaves, wanted.requests))


async def _measure(endpoint: Any, leaves: int, requests: int) -> None:  # noqa: ANN401  # the test's own type
    statements = {**load_statements(cypher_folder()), **load_statements(TESTING)}
    async with Graph.open(endpoint, statements) as graph:
        await migrate(graph, at=utc_now())
        await load_policies(graph, seeds_folder(), utc_now)
        await load_demo(graph, seeds_folder() / "demo", utc_now)
        await _access_log(endpoint, graph, requests)
        await graph.write("testing/clear_log")
        frontier = await _staged(graph, leaves)
        _say(f"log of {frontier.size:,} entries staged")
        await _appending(graph)
        await _proving(graph)
        await _paging(graph)


def _entry(number: int) -> AuditEntry:
    at = START + timedelta(seconds=number)
    return AuditEntry(
        number=number,
        change=f"staged-{number}",
        kind=ChangeSetKind.MUTATION.value,
        source="pds-customs",
        started_at=at.isoformat(),
        published_at=at.isoformat(),
        action="recordViolation",
        author=f"clerk {number % AUTHORS}",
        agency=f"agency-{number % AUTHORS}",
        brought=(f"{number:064x}",),
    )


async def _staged(graph: Graph, leaves: int) -> Frontier:
    frontier = EMPTY
    for start in range(0, leaves, BATCH):
        entries, subtrees = [], []
        for number in range(start, min(start + BATCH, leaves)):
            entry = _entry(number)
            frontier, completed = frontier.append(entry.leaf())
            subtrees += [
                {"place": place.level * (1 << 48) + place.position, "hash": each}
                for place, each in completed
            ]
            entries.append(
                {
                    "number": number,
                    "change": entry.change,
                    "data": entry.data(),
                    "at": START + timedelta(seconds=number),
                    "kind": entry.kind,
                    "author": entry.author,
                    "agency": entry.agency,
                }
            )
        await graph.write(
            "testing/stage_entries", entries=entries, subtrees=subtrees, timeout_s=120.0
        )
    await graph.write("testing/stage_head", size=frontier.size, peaks=b"".join(frontier.peaks))
    return frontier


async def _appending(graph: Graph) -> None:
    """Time the entry within the transaction that publishes, and the tree alone."""
    took, tree = [], []
    for number in range(APPENDED):
        change = BegunChange(f"measured-{number}", ChangeSetKind.MUTATION, "x", utc_now())

        async def work(transaction: Transaction, change: BegunChange = change) -> None:
            await begin(transaction, change)
            began = time.perf_counter()
            await audit_log.append(transaction, change.id, utc_now())
            took.append(time.perf_counter() - began)

        await graph.transact(work, label="measured")
        frontier = await audit_log.read_frontier(graph)
        entry = _entry(number)
        began = time.perf_counter()
        frontier.append(entry.leaf())
        tree.append(time.perf_counter() - began)
    _figures("appending an entry", took)
    _figures("of it the tree in memory", tree)


async def _proving(graph: Graph) -> None:
    key = SignerKey.generate("measured")

    async def prove(number: int) -> None:
        SignedProof.of(await prove_change(graph, f"staged-{number * 997}"), key)

    await _timed("proving an entry", prove)


async def _paging(graph: Graph) -> None:
    queries = {
        "the latest 100": EntryQuery(),
        "of an author": EntryQuery(author="clerk 7"),
        "of an agency, some days": EntryQuery(
            agency="agency-9", days=Days(START.date(), (START + timedelta(days=3)).date())
        ),
        "of a kind": EntryQuery(kind="mutation"),
        "of a kind there is none of": EntryQuery(kind="import"),
    }
    for name, query in queries.items():

        async def page(_: int, query: EntryQuery = query) -> None:
            await read_page(graph, query, None, 100)

        await _timed(f"a page {name}", page)


async def _access_log(endpoint: Any, graph: Graph, requests: int) -> None:  # noqa: ANN401  # likewise
    """Compare processor time with the access log and without, in turns."""
    scopes = (Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)
    token = (await issued_key(graph, utc_now, *scopes)).text
    headers = {"content-type": "application/json", **bearing(token)}
    content = orjson.dumps({"query": HOT})
    spent: dict[str, list[float]] = {"off": [], "tokens": []}
    turns = 10
    async with (
        serving_here(
            endpoint, Clock(utc_now()), settings={"CREDIT_GRAPH_ACCESS_LOG": "off"}
        ) as off,
        serving_here(endpoint, Clock(utc_now())) as on,
    ):
        for turn in range(turns + 1):
            for name, client in (("off", off), ("tokens", on)):
                began = time.process_time()
                for _ in range(requests // turns):
                    answer = await client.http.post("/graphql", content=content, headers=headers)
                    assert answer.status_code == 200  # noqa: PLR2004  # a measurement
                # What was noted is written within the second, and counts.
                await asyncio.sleep(1.2)
                if turn:
                    spent[name].append((time.process_time() - began) / (requests // turns))
    for name, each in spent.items():
        _say(f"hot request, access log {name}: {median(each) * MS:.3f} ms of processor time")
    more = median(spent["tokens"]) - median(spent["off"])
    _say(f"the access log costs {more * MS:.3f} ms a request")


async def _timed(what: str, work: Callable[[int], Awaitable[None]]) -> None:
    took = []
    for number in range(100):
        began = time.perf_counter()
        await work(number)
        took.append(time.perf_counter() - began)
    _figures(what, took)


def _figures(what: str, took: list[float]) -> None:
    p95 = quantiles(took, n=20)[-1]
    _say(f"{what}: median {median(took) * MS:.3f} ms, p95 {p95 * MS:.3f} ms")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
