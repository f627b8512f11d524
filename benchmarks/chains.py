"""Measures chains on invented regions of several sizes, through GraphQL, one table for all.

`python benchmarks/chains.py --sizes 100000 1000000`. The same core with some 7,000 members at
depth 3, and the same hub with 50,000 suppliers, stand in each region. What it loads stays in
`--home`. Each answer is asked as of another day, so that none is kept from before; the first
page follows its own tiers, as a screen would ask for it. Nothing else should run.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from platformdirs import user_cache_path, user_state_path
from region import START, STATEMENTS, codes, load_region

from credit_graph.api.context import Context
from credit_graph.api.cursors import CursorSeal
from credit_graph.api.loaders import Loaders
from credit_graph.api.schema import build_schema
from credit_graph.clock import shanghai_day, utc_now
from credit_graph.embedded import EmbeddedNeo4j, Endpoint, progress_on
from credit_graph.graph.connection import Graph
from credit_graph.graph.first_password import FirstPassword
from credit_graph.graph.receipt import receipt
from credit_graph.graph.statements import load_statements
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.usecases.prepare_graph import prepare_graph
from credit_graph.usecases.rules import RulesShelf
from credit_graph.web.collector import collect_seldom

_SEED = 1
_BRANCHES = (20, 18, 17)
_HUB_SUPPLIERS = 50_000
_BATCH = 5_000
_WARM_UP, _RUNS = 5, 9
_LOADED = "loaded"
_TIERS = """query ($core: USCC!, $day: Date!) { chain(core: $core, direction: UPSTREAM, depth: 3,
  asOf: $day) { tiers { tier memberCount aeoCount listedCount ratings { scheme level count } }
  truncated { at omitted } } }"""
_PAGE = """query ($core: USCC!, $day: Date!) { chain(core: $core, direction: UPSTREAM, depth: 3,
  asOf: $day) { members(first: 100) { nodes { tier share reach enterprise { uscc name }
  path { uscc } ratings { scheme level } } pageInfo { endCursor } totalCount } } }"""


@dataclass(frozen=True, slots=True)
class Row:
    """What one question took in a region of one size: medians in milliseconds."""

    count: int
    what: str
    members: int
    tiers_ms: float
    page_ms: float
    round_trips: int
    truncated: str


def main() -> int:
    """Run the benchmark and print its table."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    wanted.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "chains")
    given = wanted.parse_args()
    rows = [row for count in given.sizes for row in _measured(given.home / str(count), count)]
    print(
        "| enterprises | asked | members | tiers ms | then the first page ms | round trips | cut |"
    )
    print("|---:|---|---:|---:|---:|---:|---|")
    for row in rows:
        print(
            f"| {row.count:,} | {row.what} | {row.members:,} | {row.tiers_ms:.0f} "
            f"| {row.page_ms:.0f} | {row.round_trips} | {row.truncated} |"
        )
    return 0


def _measured(home: Path, count: int) -> Sequence[Row]:
    home.mkdir(parents=True, exist_ok=True)
    keys = codes(count, _SEED)
    with EmbeddedNeo4j(
        home,
        prepare=FirstPassword(load_statements(cypher_folder())),
        jars=user_state_path("credit-graph") / "jars",
        progress=progress_on(sys.stderr),
        heap_mb=1_024,
        page_cache_mb=1_024,
    ) as server:
        if not (home / _LOADED).exists():
            asyncio.run(_load(server.endpoint, keys))
            (home / _LOADED).touch()
        return asyncio.run(_ask_all(server.endpoint, keys))


async def _load(endpoint: Endpoint, keys: Sequence[str]) -> None:
    at = utc_now() - timedelta(days=1)
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        await prepare_graph(graph, seeds_folder(), utc_now)
    async with Graph.open(endpoint, load_statements(STATEMENTS)) as graph:
        synced_on = shanghai_day(at) - timedelta(days=2)
        await load_region(graph, list(keys), seed=_SEED, at=at, synced_on=synced_on)
        links = list(_planted(keys))
        for start in range(0, len(links), _BATCH):
            rows = links[start : start + _BATCH]
            await graph.write(
                "region/put_links", rows=rows, change="invented", at=at, timeout_s=120.0
            )


def _cast(keys: Sequence[str]) -> tuple[str, str]:
    """Return the core and the hub: the last of the region, which have few links of their own."""
    return keys[-1], keys[-2]


def _planted(keys: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield a tree of suppliers under the core, from the end of the region, and the hub's."""
    core, hub = _cast(keys)
    free = iter(reversed(keys[:-2]))
    edge = [core]
    for branches in _BRANCHES:
        tier = [(next(free), customer) for customer in edge for _ in range(branches)]
        yield from (_link(supplier, customer) for supplier, customer in tier)
        edge = [supplier for supplier, _ in tier]
    yield from (_link(supplier, hub) for supplier in keys[:_HUB_SUPPLIERS])


def _link(supplier: str, customer: str) -> dict[str, object]:
    facts = {"fact_id": f"planted-{supplier}-{customer}", "valid_from": START, "share": 0.05}
    return {"supplier": supplier, "customer": customer, "facts": facts}


async def _ask_all(endpoint: Endpoint, keys: Sequence[str]) -> list[Row]:
    core, hub = _cast(keys)
    collect_seldom()  # as `serve` does
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        asking = _Asking(graph)
        return [
            await asking.measure(len(keys), "core", core, _WARM_UP + _RUNS),
            await asking.measure(len(keys), "hub", hub, _RUNS),
        ]


class _Asking:
    """Asks the schema as a request would, without HTTP."""

    def __init__(self, graph: Graph) -> None:
        self._schema = build_schema()
        self._shelf = RulesShelf(graph, utc_now)
        self._loaders = Loaders(graph, utc_now)
        self._day = START

    async def measure(self, count: int, what: str, core: str, runs: int) -> Row:
        """Return the medians over the last runs."""
        await self._shelf.refresh()
        tiers_ms, page_ms = [], []
        for _ in range(runs):
            self._day += timedelta(days=1)
            with receipt() as spent:
                began = perf_counter()
                tiers = await self._ask(_TIERS, core, self._day)
                tiers_ms.append((perf_counter() - began) * 1_000)
            began = perf_counter()
            page = await self._ask(_PAGE, core, self._day)
            page_ms.append((perf_counter() - began) * 1_000)
        cuts = tiers["chain"]["truncated"]
        return Row(
            count=count,
            what=what,
            members=page["chain"]["members"]["totalCount"],
            tiers_ms=median(tiers_ms[-_RUNS:]),
            page_ms=median(page_ms[-_RUNS:]),
            round_trips=spent.round_trips,
            truncated="; ".join(f"{cut['at']}: {cut['omitted']}" for cut in cuts) or "nothing",
        )

    async def _ask(self, document: str, core: str, day: date) -> dict[str, dict]:
        rulebook = self._shelf.current.rulebook
        context = Context(rulebook, self._shelf, self._loaders, CursorSeal(b"bench"), utc_now)
        result = await self._schema.execute(
            document,
            variable_values={"core": core, "day": day.isoformat()},
            context_value=context,
        )
        assert not result.errors, result.errors
        assert result.data
        return result.data


if __name__ == "__main__":
    sys.exit(main())
