"""How long the first page of a search takes among many names, beside one among few.

    python benchmarks/search.py [--few 10000] [--many 1000000]

Two databases with invented names run side by side and are asked in turn, so that whatever else the
machine does weighs on both. Words differ in how many names have them; no answer is kept anywhere.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from platformdirs import user_cache_path, user_state_path
from region import STATEMENTS, batches

from credit_graph.api.context import Context
from credit_graph.api.execution.executor import Question
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.clock import utc_now
from credit_graph.demo.identity import invented_name, invented_uscc
from credit_graph.embedded import EmbeddedEndpoint, EmbeddedNeo4j, progress_on
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.first_password import FirstPassword
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.sharing.meter import Meter, metered
from credit_graph.usecases.policies.prepare_graph import prepare_graph
from credit_graph.usecases.services import Services

WARM_UP, RUNS = 5, 40
AIM = 1.2
PLACES = ("410400", "310115", "330200", "330700", "330900", "350200", "411300")
TRADES = ("manufacturer", "trader", "freight_forwarder", "customs_broker", "yard", "carrier_road")
# Words with the share of names that have all of them: the last stand in one or in none.
SEARCHES = {
    "in every name": "有限公司",
    "in every seventh": "厦门",
    "in every sixth, two words": "有限公司 报关服务",
    "in one of some hundred": "云帆",
    "in one of some thousand, two words": "宁波 云帆 电子科技",
    "in one": "第000777号",
    "in none": "第999999999号",
}
_QUERY = """query($t: String!) { search(text: $t, kinds: [ENTERPRISE], first: 20) {
  nodes { ... on Enterprise { uscc name } } } }"""


def registrations(count: int) -> Iterator[dict[str, object]]:
    """Yield so many enterprises, each under a name of its own."""
    for serial in range(count):
        place, trade = PLACES[serial % len(PLACES)], TRADES[serial // 7 % len(TRADES)]
        name = invented_name(place, trade, serial).replace("有限公司", f"第{serial:06}号有限公司")
        key = invented_uscc(place, serial)
        yield {"fact_id": f"r{serial}", "uscc": key, "name": name, "region": place, "kinds": []}


async def load(endpoint: EmbeddedEndpoint, count: int) -> None:
    """Write policies and names."""
    at = utc_now() - timedelta(days=1)
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        await prepare_graph(graph, seeds_folder(), utc_now)
    async with Graph.open(endpoint, load_statements(STATEMENTS)) as graph:
        await graph.write("region/put_change", id="invented", at=at)
        for batch in batches(registrations(count)):
            await graph.write(
                "region/put_enterprises", rows=batch, change="invented", at=at, timeout_s=120.0
            )


async def compare(endpoints: Sequence[EmbeddedEndpoint]) -> float:
    """Print a row for each search; return the greatest ratio of medians."""
    schema, worst = build_schema(), 0.0
    statements = load_statements(cypher_folder())
    async with (
        Graph.open(endpoints[0], statements) as few,
        Graph.open(endpoints[1], statements) as many,
    ):
        contexts = []
        for graph in (few, many):
            services = Services.of(graph, utc_now)
            rules = await services.shelf.refresh()
            contexts.append(Context(rules.rulebook, services, CursorSeal(b"bench")))
        print("| word | few: p50 ms | many: p50 ms | ratio |\n|---|---:|---:|---:|")
        for title, text in SEARCHES.items():
            took: tuple[list[float], list[float]] = ([], [])
            for turn in range(WARM_UP + RUNS):
                for place, context in enumerate(contexts):
                    began = time.perf_counter()
                    with metered(Meter()) as meter:
                        asked = Question(_QUERY, {"t": text}, None)
                        answer = await schema.executor.answer(asked, context, meter)
                    if answer is None or "errors" in answer:
                        raise SystemExit(f"{text}: not answered: {answer}")
                    if turn >= WARM_UP:
                        took[place].append((time.perf_counter() - began) * 1_000)
            below, above = median(took[0]), median(took[1])
            worst = max(worst, above / below)
            print(f"| {title} | {below:.2f} | {above:.2f} | {above / below:.2f} |", flush=True)
    return worst


def main() -> int:
    """Measure; exit code 1 if the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "search")
    asked = parser.parse_args()
    statements = load_statements(cypher_folder())
    print(f"{date.today()}")  # noqa: DTZ011  # the day on which it was taken
    with ExitStack() as running:
        endpoints = []
        for count in (asked.few, asked.many):
            home = asked.home / str(count)
            home.mkdir(parents=True, exist_ok=True)
            server = running.enter_context(
                EmbeddedNeo4j(
                    home,
                    prepare=FirstPassword(statements),
                    jars=user_state_path("credit-graph") / "jars",
                    progress=progress_on(sys.stderr),
                    heap_mb=1_024,
                    page_cache_mb=1_024,
                )
            )
            endpoints.append(server.endpoint)
            if not (home / "loaded").exists():
                asyncio.run(load(server.endpoint, count))
                (home / "loaded").touch()
        return int(asyncio.run(compare(endpoints)) > AIM)


if __name__ == "__main__":
    sys.exit(main())
