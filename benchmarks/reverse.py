"""How long the first page of the reverse question takes over an invented region.

    python benchmarks/reverse.py [--enterprises 100000]

Starts a database of its own in a temporary folder, loads the policies and the region, and prints
a row for each measure: candidates are found by ratings, places, lists, statements or partners.
"""

import argparse
import asyncio
import resource
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from platformdirs import user_state_path
from region import STATEMENTS, codes, load_region

from credit_graph.clock import utc_now
from credit_graph.domain.eligibility import Verdict
from credit_graph.embedded import EmbeddedNeo4j, progress_on
from credit_graph.graph.candidates import CandidateSearch
from credit_graph.graph.connection import Endpoint, Graph
from credit_graph.graph.enterprises import EnterpriseQuery
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.graph.first_password import FirstPassword
from credit_graph.graph.migrations import migrate
from credit_graph.graph.receipt import receipt
from credit_graph.graph.statements import load_statements
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.usecases.find_eligible import EligibleQuestion, EligibleSearch
from credit_graph.usecases.load_policies import load_policies
from credit_graph.usecases.rules import RulesShelf

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
SYNCED_ON = date(2026, 11, 10)
ASKED = date(2026, 11, 23)
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
        question = EligibleQuestion(measure, OPEN, EnterpriseQuery(as_of=ASKED), utc_now())
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


async def run(endpoint: Endpoint, enterprises: int) -> None:
    """Load an invented region into an empty database and measure."""
    statements = {**load_statements(cypher_folder()), **load_statements(STATEMENTS)}
    async with Graph.open(endpoint, statements) as graph:
        await migrate(graph, at=utc_now())
        await load_policies(graph, seeds_folder(), utc_now)
        keys = codes(enterprises, seed=1)
        await load_region(graph, keys, seed=1, at=utc_now(), synced_on=SYNCED_ON)
        await measure_all(graph)


def main() -> None:
    """Read the arguments and run in a database that is gone afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=100_000)
    asked = parser.parse_args()
    prepare = FirstPassword(load_statements(cypher_folder()))
    with (
        TemporaryDirectory(prefix="credit-graph-") as home,
        EmbeddedNeo4j(
            Path(home),
            prepare=prepare,
            jars=user_state_path("credit-graph") / "jars",
            progress=progress_on(sys.stderr),
        ) as server,
    ):
        asyncio.run(run(server.endpoint, asked.enterprises))


if __name__ == "__main__":
    main()
