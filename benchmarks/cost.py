"""How much processor time of the server a unit of query cost stands for, question by question.

    python benchmarks/cost.py [--enterprises 10000]

Runs on the database of `bench.py`, which is loaded once and kept. One unit is 30 µs or
100 bytes, whichever is more: the last column should not be far above 1. The weights stand in
`src/credit_graph/api/execution/field_costs.py`.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import orjson
from platformdirs import user_cache_path
from world import World, world

from credit_graph.api.context import Context
from credit_graph.api.execution.executor import Question
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.clock import utc_now
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from credit_graph.sharing.meter import Meter, metered
from credit_graph.usecases.services import Services

RUNS = 5
UNIT_US, UNIT_BYTES = 30.0, 100.0
_DAY = "@"  # stands for another day each time, so that no chain is kept


@dataclass(frozen=True, slots=True)
class Row:
    """One question: its cost, and what its answer took."""

    name: str
    cost: int
    processor_ms: float
    answer_bytes: int

    @property
    def ratio(self) -> float:
        """What it took in units, to its cost."""
        units = max(self.processor_ms * 1_000 / UNIT_US, self.answer_bytes / UNIT_BYTES)
        return units / self.cost


def questions(found: World) -> dict[str, str]:
    """Return a document for each kind of work."""
    key, core = found.keys[7], found.corner
    chain = f'chain(core: "{core}", asOf: "{_DAY}")'
    return {
        "enterprise": f'{{ enterprise(uscc: "{key}") {{ uscc name }} }}',
        "page of enterprises": "{ enterprises(first: 100) { nodes { uscc name region } } }",
        "their ratings": "{ enterprises(first: 100) { nodes { ratings { level } "
        "lists { list } } } }",
        "their suppliers": "{ enterprises(first: 100) { nodes { suppliers(first: 100) "
        "{ nodes { uscc name } } } } }",
        "search": '{ search(text: "有限公司", first: 100) { nodes { __typename } } }',
        "counts": f'{{ eligibility(uscc: "{key}") {{ counts {{ eligible }} }} }}',
        "report": f'{{ eligibility(uscc: "{key}") {{ decisions {{ verdict reasons {{ text evidence '
        "{ text } } parts { verdict } } } }",
        "nearest": f'{{ eligibility(uscc: "{key}") {{ decisions {{ nearestVerdict }} }} }}',
        "a page of them": "{ enterprises(first: 100) { nodes { eligibility { decisions "
        "{ nearestVerdict } } } } }",
        "eligible": '{ eligibleEnterprises(measure: "xm-2024-2/2", first: 100) '
        "{ nodes { verdict } } }",
        "eligible, counted": '{ eligibleEnterprises(measure: "xm-2024-2/2", first: 1) '
        "{ totalCount } }",
        "chain": f"{{ {chain} {{ depth }} }}",
        "chain, tiers": f"{{ {chain} {{ tiers {{ memberCount }} }} }}",
        "chain, weak links": f"{{ {chain} {{ weakLinks(first: 10) {{ totalCount }} }} }}",
        "chain, programme": f'{{ {chain} {{ cultivation(programme: "zj_aeo_pool") '
        "{ counts { in } } } }",
        "programme": '{ programme(code: "zj_aeo_pool") { '
        f'cultivation(asOf: "{_DAY}") {{ counts {{ in }} }} }} }}',
        "policies": "{ policies { measures { code text duties { agency { name } } } } }",
        "agencies": "{ agencies(first: 100) { nodes { name "
        "duties(first: 100) { nodes { role } } } } }",
        "calendar": '{ calendar(from: "2026-01-01", to: "2027-12-31", first: 100) '
        "{ nodes { dueOn agency { name } } } }",
    }


async def measured(graph: Graph, found: World) -> AsyncIterator[Row]:
    """Yield a row for each question with the median of several answers; the first warms up."""
    services = Services.of(graph, utc_now)
    rules = await services.shelf.refresh()
    schema = build_schema()
    context = Context(rules.rulebook, services, CursorSeal(b"bench"))
    for name, text in questions(found).items():
        took, cost, size = [], 0, 0
        for turn in range(RUNS + 1):
            document = text.replace(_DAY, f"2026-{turn + 1:02}-11")
            began = time.process_time()
            with metered(Meter()) as meter:
                answer = await schema.executor.answer(Question(document, {}, None), context, meter)
            if answer is None or "errors" in answer:
                print(f"{name}: not answered: {answer}", file=sys.stderr)
                continue
            size = len(orjson.dumps(answer))
            if turn > 0:
                took.append((time.process_time() - began) * 1_000)
            cost = answer["extensions"]["cost"]["asked"]  # type: ignore[index]
        if took:
            yield Row(name, cost, median(took), size)


async def run(found: World) -> None:
    """Print the table row by row."""
    print("| question | cost | processor ms | bytes | taken to cost |")
    print("|---|---:|---:|---:|---:|")
    async with Graph.open(found.endpoint, load_statements(cypher_folder())) as graph:
        async for each in measured(graph, found):
            print(
                f"| {each.name} | {each.cost:,} | {each.processor_ms:.1f} "
                f"| {each.answer_bytes:,} | {each.ratio:.2f} |",
                flush=True,
            )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=10_000)
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "bench")
    asked = parser.parse_args()
    with world(asked.home / str(asked.enterprises), asked.enterprises) as found:
        asyncio.run(run(found))


if __name__ == "__main__":
    main()
