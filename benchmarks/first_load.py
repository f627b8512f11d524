"""A first load by the command: over Bolt, and through Neo4j's offline importer, in turn.

    python benchmarks/first_load.py [--enterprises 100000] [--kinds enterprises links]
        [--ways bolt offline]

Writes the files once into `--home` (`credit-graph generate`). Each way gets a state directory of
its own with nothing but the policies in it; then `credit-graph import` is measured end to end, with
all processes that it starts: Java's starts, checking, loading, indexes, publication, the end.
Memory is the most that one process of a sort held at once.
"""

import argparse
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import psutil
from platformdirs import user_cache_path, user_state_path

from credit_graph.intake.kinds import Kind
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region

_SEED = 1
_PROGRAM = Path(sys.executable).with_name("credit-graph")
_PAUSE_S = 0.1
_MICRO = 1e6
_MB = 1024**2


@dataclass(slots=True)
class Peaks:
    """The most memory that the command itself and its Java held, in MB; each process's seconds."""

    python_mb: float = 0.0
    java_mb: float = 0.0
    processor_s: dict[tuple[str, int], float] = field(default_factory=dict)

    def look(self, process: psutil.Process) -> None:
        """Look at the command and all that it has started."""
        for each in (process, *process.children(recursive=True)):
            try:
                held = each.memory_info().rss / _MB
                times = each.cpu_times()
                self.processor_s[_sort(each), each.pid] = times.user + times.system
                if each.name() == "java":
                    self.java_mb = max(self.java_mb, held)
                else:
                    self.python_mb = max(self.python_mb, held)
            except psutil.Error:
                continue


@dataclass(slots=True)
class Load:
    """One load as it was seen."""

    way: str
    rows: int = 0
    clock_s: float = 0.0
    processor_s: float = 0.0
    peaks: Peaks = field(default_factory=Peaks)

    def line(self) -> str:
        """Return its line of the table."""
        return (
            f"| {self.way} | {self.rows:,} | {self.clock_s:.1f} | {self.rows / self.clock_s:,.0f} "
            f"| {self.processor_s:.1f} | {self.processor_s * _MICRO / self.rows:.1f} "
            f"| {self.peaks.python_mb:.0f} | {self.peaks.java_mb:.0f} |"
        )


def measured(way: str, files: Sequence[Path], home: Path) -> Load:
    """Load the files into an empty database of a home."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "NEO4J_URI"},
        "CREDIT_GRAPH_HOME": str(home),
        "CREDIT_GRAPH_JARS": str(user_state_path("credit-graph") / "jars"),
    }
    subprocess.run([_PROGRAM, "load-policies"], env=environment, check=True, stdout=sys.stderr)  # noqa: S603  # our own
    load = Load(way)
    flags = ["--offline"] if way == "offline" else []
    used, began = _processor_s(), time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # our own
        [str(_PROGRAM), "import", *map(str, files), "--json", *flags],
        env=environment,
        cwd=home,
        stdout=subprocess.PIPE,
    ) as process:
        watching = threading.Thread(target=_watch, args=(process, load.peaks))
        watching.start()
        output, _ = process.communicate()
        watching.join()
    load.clock_s = time.perf_counter() - began
    load.processor_s = _processor_s() - used
    report = orjson.loads(output)
    if report["outcome"] != "published":
        sys.exit(f"{way}: {output.decode()}")
    load.rows = sum(each["counts"]["read"] for each in report["files"])
    return load


def _watch(process: "subprocess.Popen[bytes]", peaks: Peaks) -> None:
    try:
        seen = psutil.Process(process.pid)
        while process.poll() is None:
            peaks.look(seen)
            time.sleep(_PAUSE_S)
    except psutil.Error:
        return


def _sort(process: psutil.Process) -> str:
    if process.name() != "java":
        return "the command"
    return "importer" if any("AdminTool" in part for part in process.cmdline()) else "database"


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Read the arguments, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=100_000)
    parser.add_argument("--kinds", nargs="+", type=Kind, default=[Kind.ENTERPRISES, Kind.LINKS])
    parser.add_argument("--ways", nargs="+", default=["bolt", "offline"])
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "imports")
    wanted = parser.parse_args()
    folder = wanted.home / str(wanted.enterprises)
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        generate_region(GeneratedRegion(wanted.enterprises, _SEED), unfinished)
        unfinished.rename(folder)
    print(
        "| way | rows | s | rows/s | processor s | µs a row | importer MB | Java MB |\n"
        "|---|---:|---:|---:|---:|---:|---:|---:|"
    )
    loads = []
    for way in wanted.ways:
        with TemporaryDirectory(prefix="credit-graph-", dir=wanted.home) as home:
            files = [folder / f"{kind}.csv" for kind in wanted.kinds]
            loads.append(measured(way, files, Path(home)))
        print(loads[-1].line(), flush=True)
        for (sort, _), used in loads[-1].peaks.processor_s.items():
            print(f"{way}, {sort}: {used:.1f} s of processor time", file=sys.stderr)
    if len(loads) > 1:
        first, last = loads[0], loads[-1]
        faster = first.clock_s / last.clock_s
        cheaper = first.processor_s / last.processor_s
        print(f"\n{last.way}: {faster:.1f} × the rows/s, processor time a row 1 / {cheaper:.1f}.")


if __name__ == "__main__":
    main()
