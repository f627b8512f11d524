"""The database of a benchmark: a folder of its own with an invented region in it."""

import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random

from platformdirs import user_state_path
from region import START, STATEMENTS, codes, load_region

from credit_graph.clock import shanghai_day, utc_now
from credit_graph.embedded import EmbeddedNeo4j, Endpoint, progress_on
from credit_graph.graph.connection import Graph
from credit_graph.graph.first_password import FirstPassword
from credit_graph.graph.statement import Statement
from credit_graph.graph.statements import load_statements
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.usecases.prepare_graph import prepare_graph

_SEED = 1
_HUBS = 2_000
_SUPPLIERS_OF_A_HUB = 60
_CORES = 20
# Suppliers of a core, of each of those, and of each of those: 6,860 members within three tiers.
_TREE = (20, 18, 18)
_BATCH = 2_000
_LOADED = "loaded"


@dataclass(frozen=True, slots=True)
class World:
    """A running database, and who is in it."""

    endpoint: Endpoint
    pid: int
    keys: Sequence[str]

    @property
    def hubs(self) -> Sequence[str]:
        """Enterprises with sixty suppliers or more that have as many themselves."""
        return self.keys[_HUBS // 2 : _HUBS]

    @property
    def cores(self) -> Sequence[str]:
        """Enterprises with a tree of some 7,000 suppliers within three tiers."""
        return self.keys[-_CORES:]


@contextmanager
def world(home: Path, count: int) -> Iterator[World]:
    """Run the database with a region of so many enterprises; loaded once, then kept in `home`."""
    home.mkdir(parents=True, exist_ok=True)
    statements = load_statements(cypher_folder())
    keys = codes(count, _SEED)
    with EmbeddedNeo4j(
        home,
        prepare=FirstPassword(statements),
        jars=user_state_path("credit-graph") / "jars",
        progress=progress_on(sys.stderr),
        heap_mb=1_024,
        page_cache_mb=1_024,
    ) as server:
        if not (home / _LOADED).exists():
            asyncio.run(_load(server.endpoint, statements, keys))
            (home / _LOADED).touch()
        yield World(server.endpoint, server.pid, keys)


async def _load(
    endpoint: Endpoint, statements: Mapping[str, Statement], keys: Sequence[str]
) -> None:
    at = utc_now() - timedelta(days=1)
    async with Graph.open(endpoint, statements) as graph:
        await prepare_graph(graph, seeds_folder(), utc_now)
    async with Graph.open(endpoint, load_statements(STATEMENTS)) as graph:
        synced_on = shanghai_day(at) - timedelta(days=2)
        await load_region(graph, list(keys), seed=_SEED, at=at, synced_on=synced_on)
        rows = [*_links_of_hubs(keys[:_HUBS]), *_trees(keys)]
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            await graph.write(
                "region/put_links", rows=batch, change="invented", at=at, timeout_s=120.0
            )
        await _load_peer(graph, keys)


async def _load_peer(graph: Graph, keys: Sequence[str]) -> None:
    for name in ("unique", "regions", "names"):
        await graph.alter(f"peer/{name}")
    # We show two links to one supplier as two, the peer as one: there are none.
    for statement in ("region/drop_doubles", "peer/put_enterprises", "peer/put_links"):
        for start in range(0, len(keys), _BATCH):
            batch = list(keys[start : start + _BATCH])
            await graph.write(statement, keys=batch, timeout_s=120.0)


def _links_of_hubs(hubs: Sequence[str]) -> Iterator[dict[str, object]]:
    chance = Random(_SEED)  # noqa: S311  # invented data, not a secret
    for customer in hubs:
        for supplier in chance.sample(hubs, _SUPPLIERS_OF_A_HUB + 1):
            if supplier != customer:
                yield _link("hub", supplier, customer)


def _trees(keys: Sequence[str]) -> Iterator[dict[str, object]]:
    chance = Random(_SEED)  # noqa: S311  # invented data, not a secret
    others = keys[_HUBS:-_CORES]
    for core in keys[-_CORES:]:
        free = iter(chance.sample(others, min(len(others), 7_000)))
        edge = [core]
        for branches in _TREE:
            tier = [
                (supplier, customer) for customer in edge for supplier in islice(free, branches)
            ]
            yield from (_link(core, supplier, customer) for supplier, customer in tier)
            edge = [supplier for supplier, _ in tier]


def _link(of: str, supplier: str, customer: str) -> dict[str, object]:
    fact = f"{of}-{supplier}-{customer}"
    facts = {"fact_id": fact, "valid_from": START, "share": 0.1}
    return {"supplier": supplier, "customer": customer, "facts": facts}
