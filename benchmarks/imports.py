"""How fast `import` is end to end, checked, staged and published, on generated files.

    python benchmarks/imports.py [--enterprises 1000000] [--kinds enterprises links]

Writes the files once into `--home` (`credit-graph generate`, five links an enterprise), starts an
empty database of its own, imports them, and prints a row for each file and one for all. Memory is
that of this process, which is the importer. Then it writes as many links as fit into a few seconds
with a plain batched statement, unchecked: what the machine and the database give at best on that
day. Nothing else should run.
"""

import argparse
import asyncio
import csv
import os
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from platformdirs import user_cache_path, user_state_path
from region import STATEMENTS
from rivals import cpu_s

from credit_graph.clock import utc_now
from credit_graph.embedded import EmbeddedNeo4j, Endpoint, progress_on
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.first_password import FirstPassword
from credit_graph.graph.database.statements import load_statements
from credit_graph.intake.kinds import Kind
from credit_graph.resources import cypher_folder, seeds_folder
from credit_graph.usecases.demo.generate import Region, generate_region
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import Counts, ImportOptions, ImportReport
from credit_graph.usecases.policies.prepare_graph import prepare_graph
from credit_graph.usecases.policies.rules import RulesShelf

_SEED = 1
_CHANGE = "plain"
_PLAIN, _BATCH = 100_000, 10_000
_MICRO = 1e6


@dataclass(slots=True)
class Stretch:
    """One file's time: on the clock, and of the processors of importer and database, in s."""

    name: str
    began: tuple[float, float, float]
    rows: int = 0
    took: tuple[float, float, float] = (0.0, 0.0, 0.0)
    peak_mb: float = 0.0


@dataclass(slots=True)
class Stopwatch:
    """Takes the time of each file as the import tells of its progress."""

    database_pid: int
    stretches: list[Stretch] = field(default_factory=list)

    def began(self, name: str, size: int) -> None:
        """Begin a file."""
        del size
        self.stretches.append(Stretch(Path(name).name, self._now()))

    def advanced(self, name: str, counts: Counts, read_bytes: int) -> None:
        """Note how far the file has come."""
        del name, read_bytes
        latest = self.stretches[-1]
        latest.rows = counts.read
        now, began = self._now(), latest.began
        latest.took = (now[0] - began[0], now[1] - began[1], now[2] - began[2])
        latest.peak_mb = max(latest.peak_mb, memory_mb())

    def closing(self, what: str) -> None:
        """Nothing more is timed by file."""
        del what

    def _now(self) -> tuple[float, float, float]:
        return perf_counter(), process_time(), cpu_s(self.database_pid)


def memory_mb() -> float:
    """Return how much memory this process holds now, in megabytes; its peak outside Linux."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


async def measure(
    endpoint: Endpoint, pid: int, files: Sequence[Path]
) -> tuple[ImportReport, Stopwatch]:
    """Import the files into the empty database."""
    watch = Stopwatch(pid)
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        await prepare_graph(graph, seeds_folder(), utc_now)
        shelf = RulesShelf(graph, utc_now)
        rules = await shelf.refresh()
        report = await import_files(
            graph,
            rules.rulebook,
            files,
            options=ImportOptions(rejects=files[0].with_suffix(".rejects")),
            now=utc_now,
            progress=watch,
        )
    return report, watch


async def plain_rate(endpoint: Endpoint, links: Path) -> float:
    """Write the first links of the file once more, unchecked; return how many a second."""
    at = utc_now()
    with links.open(encoding="utf-8", newline="") as stream:
        rows = [_plain(number, each) for number, each in zip(range(_PLAIN), csv.DictReader(stream))]  # noqa: B905  # the first of them
    async with Graph.open(endpoint, load_statements(STATEMENTS)) as graph:
        await graph.write("region/put_change", id=_CHANGE, at=at)
        began = perf_counter()
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            await graph.write("region/put_links", rows=batch, change=_CHANGE, at=at, timeout_s=60.0)
        return len(rows) / (perf_counter() - began)


def _plain(number: int, link: Mapping[str, str]) -> dict[str, object]:
    facts = {
        "fact_id": f"plain-{number:026}",
        "valid_from": date.fromisoformat(link["valid_from"]),
        "category": link["category"],
        "share": float(link["share"] or 0),
        "source": link["source"],
    }
    return {"supplier": link["supplier_uscc"], "customer": link["customer_uscc"], "facts": facts}


def show(report: ImportReport, watch: Stopwatch) -> None:
    """Print the table."""
    print("| file | rows | rows/s | importer CPU µs/row | database CPU µs/row | importer MB |")
    print("|---|---:|---:|---:|---:|---:|")
    for each in watch.stretches:
        clock, importer, database = each.took
        rows = max(each.rows, 1)
        print(
            f"| {each.name} | {each.rows:,} | {rows / max(clock, 1e-3):,.0f} "
            f"| {importer * _MICRO / rows:.0f} | {database * _MICRO / rows:.0f} "
            f"| {each.peak_mb:.0f} |"
        )
    peak = max(each.peak_mb for each in watch.stretches)
    total = report.total
    print(f"| all, published | {total.read:,} | {report.rate:,.0f} | | | {peak:.0f} |")
    print(f"\n{report.outcome}: {total.added:,} added, {total.rejected:,} rejected.")


def main() -> None:
    """Read the arguments and run in a database that is gone afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=100_000)
    parser.add_argument("--kinds", nargs="+", type=Kind, default=list(Kind))
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "imports")
    wanted = parser.parse_args()
    folder = wanted.home / str(wanted.enterprises)
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        generate_region(Region(wanted.enterprises, _SEED), unfinished)
        unfinished.rename(folder)
    with (
        TemporaryDirectory(prefix="credit-graph-", dir=wanted.home) as home,
        EmbeddedNeo4j(
            Path(home),
            prepare=FirstPassword(load_statements(cypher_folder())),
            jars=user_state_path("credit-graph") / "jars",
            progress=progress_on(sys.stderr),
            heap_mb=1_024,
            page_cache_mb=1_024,
        ) as server,
    ):
        files = [folder / f"{kind}.csv" for kind in wanted.kinds]
        report, watch = asyncio.run(measure(server.endpoint, server.pid, files))
        show(report, watch)
        if Kind.LINKS in wanted.kinds:
            plain = asyncio.run(plain_rate(server.endpoint, folder / "links.csv"))
            print(f"Plain batched links: {plain:,.0f}/s; the import: {report.rate / plain:.0%}.")


if __name__ == "__main__":
    main()
