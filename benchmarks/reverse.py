"""How long the first page of the reverse question takes over an invented region.

    python benchmarks/reverse.py [--enterprises 100000]

Runs on the database of `bench.py`, which is loaded once and kept, and prints a row for each
measure: candidates are found by ratings, places, lists, statements or partners.
"""

import argparse
import asyncio
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from platformdirs import user_cache_path
from world import world

from credit_graph.clock import shanghai_day, utc_now
from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.graph.candidates import CandidateSearch
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.graph.database.statements import load_statements
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.resources import cypher_folder
from credit_graph.usecases.eligibility.find_eligible import EligibleQuestion, EligibleSearch
from credit_graph.usecases.policies.rules import RulesShelf

MEASURES = (
    "pds-2021-7/1",
    "pds-2021-7/28.1",
    "sh-ftz-2022/5",
    "sh-ftz-2022/6.b",
    "zj-2023-9/1",
    "zj-2023-9/3",
    "xm-2024-2/2",
    "xm-2024-2/13.b",
    "xm-2024-2/18.b",
    "ny-2020-63/3.4",
)
OPEN = frozenset({Verdict.ELIGIBLE, Verdict.CONDITIONAL})
PAGE = 100
WARM_UP = 5
RUNS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """What the first page of a measure took, in milliseconds after warm-up."""

    measure: str
    items: int
    round_trips: int
    median_ms: float
    worst_ms: float


async def measure_page(search: EligibleSearch, measure: str) -> Row:
    """Ask for the first page again and again."""
    took: list[float] = []
    items = trips = 0
    for turn in range(WARM_UP + RUNS):
        now = utc_now()
        question = EligibleQuestion(measure, OPEN, EnterpriseQuery(as_of=shanghai_day(now)), now)
        began = time.perf_counter()
        with receipt() as spent:
            page = await search.page(question, "", PAGE)
        if turn >= WARM_UP:
            took.append((time.perf_counter() - began) * 1_000)
        items, trips = len(page.items), spent.round_trips
    return Row(measure, items, trips, median(took), max(took))


async def measure_all(graph: Graph) -> None:
    """Print a row for each measure, and how much memory the process came to need."""
    shelf = RulesShelf(graph, utc_now)
    await shelf.refresh()
    search = EligibleSearch(shelf, CandidateSearch(graph), EvidenceFile(graph))
    print("| measure | items | round trips | median ms | worst ms |")
    print("|---|---|---|---|---|")
    before = memory_mb()
    for measure in MEASURES:
        row = await measure_page(search, measure)
        print(
            f"| {row.measure} | {row.items} | {row.round_trips} | {row.median_ms:.1f} "
            f"| {row.worst_ms:.1f} |"
        )
    print(f"\nPeak memory of the process: {before:.0f} MB before, {memory_mb():.0f} MB after.")


def memory_mb() -> float:
    """Return the most memory that the process has had, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


async def run(endpoint: Endpoint) -> None:
    """Measure."""
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        await measure_all(graph)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=100_000)
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "bench")
    asked = parser.parse_args()
    with world(asked.home / str(asked.enterprises), asked.enterprises) as found:
        asyncio.run(run(found.endpoint))


if __name__ == "__main__":
    main()
