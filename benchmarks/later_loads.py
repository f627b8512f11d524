"""Later loads over Bolt, and a full list, by one build or several: the importer and its database.

    python benchmarks/later_loads.py PROGRAM [PROGRAM …] [--enterprises 60000] [--entries 100000]
        [--lists 3] [--kinds enterprises links]

Each PROGRAM is a `credit-graph` of one build. It gets an embedded database of its own, which this
script starts, holds policies, and is given in turn with the others: a first part of the enterprises
and links that nobody counts, then the other parts, then a list that is complete, and that list with
one entry of a hundred changed. All read the same bytes: columns that a build may not know, and that
are empty, are left out (`--every-column` leaves them in, if all builds know them).

Processor time is that of the importer's process and of the database. What a file of one row takes
is taken off, so that it is what a row costs; rows/s are of the clock, with everything.
"""

import argparse
import csv
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import orjson
from platformdirs import user_cache_path, user_state_path
from rivals import cpu_s

from credit_graph.embedded import EmbeddedNeo4j, progress_on
from credit_graph.graph.database.first_password import FirstPassword
from credit_graph.graph.database.statements import load_statements
from credit_graph.intake.kinds import Kind
from credit_graph.resources import cypher_folder
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region

_SEED = 1
_PARTS = 4  # of which the first is not counted
_MICRO = 1e6
_SCHEME, _LEVELS = "customs", ("advanced", "general")
_PROVINCE, _CITIES = "410000", ("410400", "411300")
_DAY = date(2026, 1, 31)
_NEWER = {"valid_from", "valid_to", "severity", "repair_from", "display_until", "repaired_on"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one import took: rows, seconds on the clock, processor seconds of both sides."""

    rows: int
    clock_s: float
    importer_s: float
    database_s: float

    def less(self, start: "Taken") -> "Taken":
        """Return it without what an import of one row takes."""
        return Taken(
            self.rows,
            self.clock_s,
            self.importer_s - start.importer_s,
            self.database_s - start.database_s,
        )


@dataclass(slots=True)
class Build:
    """A program with its database and what its imports took, by what was imported."""

    program: Path
    database: EmbeddedNeo4j
    home: Path
    taken: dict[str, list[Taken]] = field(default_factory=dict)

    def run(self, *words: str) -> Mapping[str, object]:
        """Run a command against the database; return its result if that is JSON."""
        endpoint = self.database.endpoint
        environment = {
            **os.environ,
            "CREDIT_GRAPH_HOME": str(self.home),
            "NEO4J_URI": endpoint.uri,
            "NEO4J_USERNAME": endpoint.username,
            "NEO4J_PASSWORD": endpoint.password,
        }
        command = [str(self.program), *words]
        done = subprocess.run(  # noqa: S603  # the builds that were asked for
            command, env=environment, cwd=self.home, stdout=subprocess.PIPE, check=False
        )
        if done.returncode:
            sys.exit(f"{' '.join(command)}: {done.stdout.decode()}")
        found: Mapping[str, object] = orjson.loads(done.stdout) if "--json" in words else {}
        return found

    def take(self, path: Path, *words: str) -> Taken:
        """Import a file and return what that took."""
        rows = sum(1 for _ in path.open("rb")) - 1
        began = time.perf_counter(), _children_s(), cpu_s(self.database.pid)
        result = self.run("import", str(path), "--json", *words)
        if result.get("published_at") is None:
            sys.exit(f"{path}: {result}")
        return Taken(
            rows,
            time.perf_counter() - began[0],
            _children_s() - began[1],
            cpu_s(self.database.pid) - began[2],
        )


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def parts_of(path: Path, folder: Path, *, every_column: bool) -> list[Path]:
    """Write the rows of a file in parts, each a file of its kind in a folder of its own."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader)
        kept = [at for at, name in enumerate(header) if every_column or name not in _newer(path)]
        rows = [[row[at] for at in kept] for row in reader]
    if path.stem == Kind.ENTERPRISES:
        _move(rows, header)
    size = -(-len(rows) // _PARTS)
    chunks = (rows[at : at + size] for at in range(0, len(rows), size))
    names = [header[at] for at in kept]
    return [
        write_rows(folder / str(number) / path.name, names, chunk)
        for number, chunk in enumerate(chunks)
    ]


def _move(rows: Sequence[list[str]], header: Sequence[str]) -> None:
    """Register all in one province, so that one list may be about all of them."""
    region, zone = header.index("region"), header.index("zone")
    for number, row in enumerate(rows):
        row[region], row[zone] = _CITIES[number % len(_CITIES)], ""


def _newer(path: Path) -> set[str]:
    return _NEWER if path.stem == Kind.ENTERPRISES else set()


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def lists_of(codes: Sequence[str], folder: Path, changing: int) -> Iterator[tuple[Path, date]]:
    """Yield lists that are complete on a day: the first, then each with a hundredth changed."""
    header = ("uscc", "scheme", "level", "valid_from", "valid_to", "awarded_by", "reference")
    levels = [_LEVELS[0]] * len(codes)
    for number in range(1 + changing):
        if number:
            for at in range(number, len(codes), 100):
                levels[at] = _LEVELS[1]
        day = _DAY + timedelta(days=number)
        rows = (
            (uscc, _SCHEME, level, (day if level != _LEVELS[0] else _DAY).isoformat(), "", "", "")
            for uscc, level in zip(codes, levels, strict=True)
        )
        # Without a day the entry that stands goes on.
        undated = ((*row[:3], "", *row[4:]) for row in rows)
        yield write_rows(folder / f"list{number}" / "ratings.csv", header, undated), day


def show(builds: Sequence[Build]) -> None:
    """Print the table: medians of each build, and the ratios of each pair of imports."""
    print(
        "| imported | build | rows/s | importer µs/row | database µs/row | both | "
        "rows/s to the first's (pairs) | both, the first's to it (pairs) |\n"
        "|---|---|---:|---:|---:|---:|---|---|"
    )
    first = builds[0]
    for name, (build, their) in itertools.product(
        first.taken, [(each, each.taken) for each in builds]
    ):
        if name == "one row":
            continue
        start = their["one row"][-1]
        net = [each.less(start) for each in their[name]]
        base = [each.less(first.taken["one row"][-1]) for each in first.taken[name]]
        speeds = [
            (mine.rows / mine.clock_s) / (theirs.rows / theirs.clock_s)
            for mine, theirs in zip(net, base, strict=True)
        ]
        costs = [_both(theirs) / _both(mine) for mine, theirs in zip(net, base, strict=True)]
        print(
            f"| {name} | {builds.index(build) + 1} "
            f"| {median(each.rows / each.clock_s for each in net):,.0f} "
            f"| {median(each.importer_s * _MICRO / each.rows for each in net):.1f} "
            f"| {median(each.database_s * _MICRO / each.rows for each in net):.1f} "
            f"| {median(_both(each) for each in net):.1f} "
            f"| {_ratios(speeds)} | {_ratios(costs)} |"
        )
    for number, build in enumerate(builds, start=1):
        start = build.taken["one row"][-1]
        print(f"\nBuild {number}, a file of one row: {start.importer_s:.2f} s of the importer.")


def _both(taken: Taken) -> float:
    return (taken.importer_s + taken.database_s) * _MICRO / taken.rows


def _ratios(found: Sequence[float]) -> str:
    return f"{median(found):.2f} ({', '.join(f'{each:.2f}' for each in found)})"


def measure(builds: Sequence[Build], folder: Path, wanted: argparse.Namespace) -> None:
    """Import everything into each, in turn."""
    source = wanted.home / str(wanted.enterprises)
    if not source.exists():
        unfinished = source.with_suffix(".unfinished")
        generate_region(GeneratedRegion(wanted.enterprises, _SEED), unfinished)
        unfinished.rename(source)
    for kind in wanted.kinds:
        files = parts_of(source / f"{kind}.csv", folder, every_column=wanted.every_column)
        for number, path in enumerate(files):
            _each(builds, kind.value if number else "", path)
    one = write_rows(
        folder / "one" / "enterprises.csv", *_first_row(folder / "0" / "enterprises.csv")
    )
    for _ in range(2):
        _each(builds, "one row", one)
    with (source / "enterprises.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(itertools.islice(csv.DictReader(stream), wanted.entries))
    codes = [row["uscc"] for row in rows]
    region = ("--sync", _SCHEME, "--region", _PROVINCE, "--confirm-shrink")
    for number, (path, day) in enumerate(lists_of(codes, folder, wanted.lists)):
        name = "full list, 1 % changed" if number else "full list, all new"
        _each(builds, name, path, *region, "--as-of", day.isoformat())


def _first_row(path: Path) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        return next(reader), [next(reader)]


def _each(builds: Sequence[Build], name: str, path: Path, *words: str) -> None:
    for build in builds:
        taken = build.take(path, *words)
        print(f"{name or 'not counted'}, {build.program}: {taken}", file=sys.stderr, flush=True)
        if name:
            build.taken.setdefault(name, []).append(taken)


def main() -> None:
    """Read the arguments, start the databases, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", nargs="+", type=Path)
    parser.add_argument("--enterprises", type=int, default=60_000)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--lists", type=int, default=3, help="how many full lists change a little")
    parser.add_argument("--kinds", nargs="+", type=Kind, default=[Kind.ENTERPRISES, Kind.LINKS])
    parser.add_argument("--every-column", action="store_true")
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "imports")
    wanted = parser.parse_args()
    wanted.home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(dir=wanted.home)))
        builds = []
        for number, program in enumerate(wanted.programs):
            home = folder / f"build{number}"
            home.mkdir()
            server = EmbeddedNeo4j(
                home,
                prepare=FirstPassword(load_statements(cypher_folder())),
                jars=user_state_path("credit-graph") / "jars",
                progress=progress_on(sys.stderr),
                heap_mb=1_024,
                page_cache_mb=512,
                start_timeout_s=900,
            )
            opened.enter_context(server)
            builds.append(Build(program.absolute(), server, home))
            builds[-1].run("load-policies")
        measure(builds, folder, wanted)
        show(builds)


if __name__ == "__main__":
    main()
