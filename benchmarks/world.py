"""The database of a benchmark: a folder of its own with an invented region in it."""

import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from random import Random

from platformdirs import user_state_path
from region import START, STATEMENTS, batches, codes, load_region

from credit_graph.clock import shanghai_day, utc_now
from credit_graph.embedded import EmbeddedNeo4j, Endpoint, progress_on
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.first_password import FirstPassword
from credit_graph.graph.database.statement import Statement
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.usecases.policies.prepare_graph import prepare_graph

_SEED = 1
_HUBS = 2_000
_SUPPLIERS_OF_A_HUB = 60
_CORES = 20
# Suppliers of a core, of each of those, and of each of those: 6,860 members within three tiers.
_TREE = (20, 18, 18)
# The same in a corner of its own, where hardly any other links are, with 6,500 members at any size.
_CORNER = (20, 18, 17)
_RESERVED = 7_000  # enterprises at the end of the region that no other tree reaches
_SUPPLIERS_OF_THE_GREATEST_HUB = 50_000
_SMALL = 200_000  # enterprises whose pages a small cache holds
_LOADED, _PEER_LOADED = "loaded", "peer_loaded"


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
        return _cores(self.keys)

    @property
    def corner(self) -> str:
        """A core whose chain is the same whatever the size of the region; see `greatest_hub`."""
        return self.keys[-1]

    @property
    def greatest_hub(self) -> str:
        """An enterprise with 50,000 suppliers, or all others if there are fewer."""
        return self.keys[-2]


@contextmanager
def world(home: Path, count: int, *, with_peer: bool = False) -> Iterator[World]:
    """Run the database with a region of so many enterprises; loaded once, then kept in `home`.

    `with_peer`: with copies of enterprises and links as the peer's schema has them.
    """
    home.mkdir(parents=True, exist_ok=True)
    statements = load_statements(cypher_folder())
    keys = codes(count, _SEED)
    with EmbeddedNeo4j(
        home,
        prepare=FirstPassword(statements),
        jars=user_state_path("credit-graph") / "jars",
        progress=progress_on(sys.stderr),
        heap_mb=1_024,
        page_cache_mb=1_024 if count <= _SMALL else 6_144,
    ) as server:
        if not (home / _LOADED).exists():
            asyncio.run(_load(server.endpoint, statements, keys))
            (home / _LOADED).touch()
        if with_peer and not (home / _PEER_LOADED).exists():
            asyncio.run(_load_peer(server.endpoint, keys))
            (home / _PEER_LOADED).touch()
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
        rows = chain(_links_of_hubs(keys[:_HUBS]), _trees(keys), _corner(keys))
        for batch in batches(rows):
            await graph.write(
                "region/put_links", rows=batch, change="invented", at=at, timeout_s=120.0
            )
        # We show two links to one supplier as two, the peer as one: there are none.
        await _by_batches(graph, "region/drop_doubles", keys)


async def _load_peer(endpoint: Endpoint, keys: Sequence[str]) -> None:
    async with Graph.open(endpoint, load_statements(STATEMENTS)) as graph:
        for name in ("unique", "regions", "names"):
            await graph.alter(f"peer/{name}")
        for statement in ("peer/put_enterprises", "peer/put_links"):
            await _by_batches(graph, statement, keys)


async def _by_batches(graph: Graph, statement: str, keys: Sequence[str]) -> None:
    for batch in batches(keys):
        await graph.write(statement, keys=batch, timeout_s=120.0)
    print(f"  {statement} done", file=sys.stderr)


def _cores(keys: Sequence[str]) -> Sequence[str]:
    return keys[-_CORES - 2 : -2]


def _links_of_hubs(hubs: Sequence[str]) -> Iterator[dict[str, object]]:
    chance = Random(_SEED)  # noqa: S311  # invented data, not a secret
    for customer in hubs:
        for supplier in chance.sample(hubs, _SUPPLIERS_OF_A_HUB + 1):
            if supplier != customer:
                yield _link("hub", supplier, customer)


def _trees(keys: Sequence[str]) -> Iterator[dict[str, object]]:
    chance = Random(_SEED)  # noqa: S311  # invented data, not a secret
    reserved = _RESERVED if len(keys) > 3 * _RESERVED else _CORES + 2
    others = keys[_HUBS:-reserved]
    for core in _cores(keys):
        yield from _tree(core, _TREE, iter(chance.sample(others, min(len(others), 7_000))))


def _corner(keys: Sequence[str]) -> Iterator[dict[str, object]]:
    core, hub = keys[-1], keys[-2]
    yield from _tree(core, _CORNER, reversed(keys[: -_CORES - 2]))
    for supplier in keys[: min(_SUPPLIERS_OF_THE_GREATEST_HUB, len(keys) - _RESERVED)]:
        yield _link("greatest", supplier, hub)


def _tree(core: str, branches: Sequence[int], free: Iterator[str]) -> Iterator[dict[str, object]]:
    edge = [core]
    for number in branches:
        tier = [(supplier, customer) for customer in edge for supplier in islice(free, number)]
        yield from (_link(core, supplier, customer) for supplier, customer in tier)
        edge = [supplier for supplier, _ in tier]


def _link(of: str, supplier: str, customer: str) -> dict[str, object]:
    fact = f"{of}-{supplier}-{customer}"
    facts = {"fact_id": fact, "valid_from": START, "share": 0.1}
    return {"supplier": supplier, "customer": customer, "facts": facts}
