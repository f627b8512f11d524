"""Measures chains on invented regions of several sizes, through GraphQL, one table for all.

`python benchmarks/chains.py --sizes 100000 1000000`. The same core with some 7,000 members at
depth 3, and the same hub with 50,000 suppliers, stand in each region. What it loads stays in
`--home`. Each answer is asked as of another day, so that none is kept from before; the first
page follows its own tiers, as a screen would ask for it. Nothing else should run.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from platformdirs import user_cache_path
from region import START
from world import World, world

from credit_graph.api.context import Context
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.clock import utc_now
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from credit_graph.usecases.services import Services
from credit_graph.web.collector import collect_seldom

_WARM_UP, _RUNS = 25, 15
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
    again_ms: float
    round_trips: int
    truncated: str


def main() -> int:
    """Run the benchmark and print its table."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    wanted.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "bench")
    given = wanted.parse_args()
    rows = [row for count in given.sizes for row in _measured(given.home / str(count), count)]
    print(
        "| enterprises | asked | members | tiers ms | then the first page ms | asked again ms "
        "| round trips | cut |"
    )
    print("|---:|---|---:|---:|---:|---:|---:|---|")
    for row in rows:
        print(
            f"| {row.count:,} | {row.what} | {row.members:,} | {row.tiers_ms:.0f} "
            f"| {row.page_ms:.0f} | {row.again_ms:.0f} | {row.round_trips} | {row.truncated} |"
        )
    return 0


def _measured(home: Path, count: int) -> Sequence[Row]:
    with world(home, count) as found:
        return asyncio.run(_ask_all(found))


async def _ask_all(found: World) -> list[Row]:
    collect_seldom()  # as `serve` does
    async with Graph.open(found.endpoint, load_statements(cypher_folder())) as graph:
        asking = _Asking(graph)
        return [
            await asking.measure(len(found.keys), "core", found.corner, _WARM_UP + _RUNS),
            await asking.measure(len(found.keys), "hub", found.greatest_hub, _RUNS),
        ]


class _Asking:
    """Asks the schema as a request would, without HTTP."""

    def __init__(self, graph: Graph) -> None:
        self._schema = build_schema()
        self._services = Services.of(graph, utc_now)
        self._day = START

    async def measure(self, count: int, what: str, core: str, runs: int) -> Row:
        """Return the medians over the last runs."""
        await self._services.shelf.refresh()
        tiers_ms, page_ms, again_ms = [], [], []
        for _ in range(runs):
            self._day += timedelta(days=1)
            with receipt() as spent:
                began = perf_counter()
                tiers = await self._ask(_TIERS, core, self._day)
                tiers_ms.append((perf_counter() - began) * 1_000)
            began = perf_counter()
            page = await self._ask(_PAGE, core, self._day)
            page_ms.append((perf_counter() - began) * 1_000)
            began = perf_counter()
            await self._ask(_TIERS, core, self._day)
            again_ms.append((perf_counter() - began) * 1_000)
        cuts = tiers["chain"]["truncated"]
        return Row(
            count=count,
            what=what,
            members=page["chain"]["members"]["totalCount"],
            tiers_ms=median(tiers_ms[-_RUNS:]),
            page_ms=median(page_ms[-_RUNS:]),
            again_ms=median(again_ms[-_RUNS:]),
            round_trips=spent.round_trips,
            truncated="; ".join(map(_told, cuts)) or "nothing",
        )

    async def _ask(self, document: str, core: str, day: date) -> dict[str, dict[str, Any]]:
        rulebook = self._services.shelf.current.rulebook
        context = Context(rulebook, self._services, CursorSeal(b"bench"))
        result = await self._schema.execute(
            document,
            variable_values={"core": core, "day": day.isoformat()},
            context_value=context,
        )
        assert not result.errors, result.errors
        assert result.data
        return result.data


def _told(cut: dict[str, object]) -> str:
    return f"{cut['at']}: {cut['omitted'] or 'not counted'}"


if __name__ == "__main__":
    sys.exit(main())
