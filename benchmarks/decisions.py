"""Decision tables of a whole region: how long, how much memory, and beside the evaluator.

`python benchmarks/decisions.py --enterprises 1000000 --home DIR` invents a region (once; it stays
in `--home`), writes it as `export --format parquet` would, and runs `decide` on it in processes of
its own. Then one process decides the same chunks by columns, and some of them by the evaluator,
and compares the counts. No database is needed.
"""

import argparse
import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.compute as pc
from platformdirs import user_cache_path
from pyarrow import csv, parquet

from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    RatingFact,
    StatementFact,
)
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.columns import DAY_COLUMNS
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.usecases.deciding.chunk_decider import ChunkDecider, engine_of
from credit_graph.usecases.deciding.columns.leaf_columns import World
from credit_graph.usecases.deciding.dossier_table import dossiers_of
from credit_graph.usecases.deciding.sources.snapshot import Snapshot
from credit_graph.usecases.deciding.sources.snapshot_source import SnapshotSource
from credit_graph.usecases.demo.generate import GeneratedRegion, generate_region
from credit_graph.usecases.policies.rules import partner_questions

DAY = date(2026, 11, 23)
CHUNK = 16_384
AIM_S, AIM_GB, AIM_TIMES = 60, 4, 50


def main() -> int:
    """Measure; exit code 1 if an aim is missed or counts differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=1_000_000)
    parser.add_argument("--evaluated", type=int, default=2_000, help="by the evaluator too")
    parser.add_argument("--home", type=Path, default=user_cache_path("credit-graph") / "decisions")
    wanted = parser.parse_args()
    snapshot = _snapshot(wanted.home, wanted.enterprises)
    missed = [_whole(snapshot, wanted.home / "decisions.parquet")]
    missed.append(asyncio.run(_beside(snapshot, wanted.evaluated)))
    return 1 if any(missed) else 0


def _snapshot(home: Path, enterprises: int) -> Path:
    folder = home / f"{enterprises}" / "parquet"
    if not folder.exists():
        generate_region(GeneratedRegion(enterprises, seed=7), folder.with_name("csv"))
        unfinished = folder.with_name("unfinished")
        unfinished.mkdir(exist_ok=True)
        for kind in Kind:
            table = _sorted(folder.with_name("csv") / f"{kind}.csv", TABLES[kind].columns)
            parquet.write_table(table, unfinished / f"{kind}.parquet", row_group_size=50_000)
        unfinished.rename(folder)
    return folder


def _sorted(path: Path, columns: Sequence[str]) -> Any:  # noqa: ANN401  # an Arrow table
    special = {"share": pa.float64(), "cases": pa.int64()}
    days = {column: pa.date32() for column in columns if column in DAY_COLUMNS}
    types = {**dict.fromkeys(columns, pa.string()), **special, **days}
    options = csv.ConvertOptions(
        column_types={name: types[name] for name in columns},
        strings_can_be_null=True,
        null_values=[""],
    )
    table = csv.read_csv(path, convert_options=options)
    table = table.take(pc.sort_indices(table, sort_keys=[(columns[0], "ascending")]))
    if "kinds" in columns:
        kinds = [
            [each for each in (cell or "").split(";") if each]
            for cell in table["kinds"].to_pylist()
        ]
        place = table.schema.get_field_index("kinds")
        table = table.set_column(place, "kinds", pa.array(kinds, pa.list_(pa.string())))
    return table


def _whole(snapshot: Path, out: Path) -> bool:
    """Run the command and watch it and its workers."""
    command = [sys.executable, "-m", "credit_graph", "decide", "--as-of", DAY.isoformat()]
    command += ["--snapshot", str(snapshot), "--out", str(out), "--workers", str(os.cpu_count())]
    began, load = time.monotonic(), os.getloadavg()[0]
    running = psutil.Popen(command)
    memory, processor = 0.0, 0.0
    while running.poll() is None:
        memory = max(memory, *_now(running, "memory"))
        processor = max(processor, *_now(running, "processor"))
        time.sleep(0.1)
    took = time.monotonic() - began
    size = out.stat().st_size / 1e6
    print(
        f"decide, all measures in force, {out.name} of {size:.0f} MB: {took:.1f} s "
        f"({processor:.1f} s of processor), {memory / 1e9:.2f} GB at most; "
        f"load before {load:.1f}, aim {AIM_S} s and {AIM_GB} GB"
    )
    return running.returncode != 0 or took > AIM_S or memory > AIM_GB * 1e9


def _now(running: psutil.Process, what: str) -> list[float]:
    """Return the sum over the process and its workers; nothing if one has just ended."""
    try:
        family = [running, *running.children(recursive=True)]
        if what == "memory":
            return [sum(each.memory_info().rss for each in family)]
        return [sum(sum(each.cpu_times()[:2]) for each in family)]
    except psutil.Error:
        return []


async def _beside(snapshot_folder: Path, evaluated: int) -> bool:
    """Count verdicts by columns and by the evaluator, over the same dossiers, in one process."""
    engine = engine_of(read_seeds(seeds_folder()), DAY)
    vocabulary = engine.rulebook.vocabulary
    snapshot = Snapshot(snapshot_folder, DAY, partner_questions(engine.rulebook).regions)
    syncs = snapshot.syncs()
    coverage = Coverage(syncs, vocabulary)
    source = SnapshotSource(snapshot, engine, World(DAY, vocabulary, coverage), None)
    decider = ChunkDecider(engine, syncs, DAY)
    by_columns, spent, enterprises, rows = Counter[int](), 0.0, 0, None
    async for chunk in source.chunks("", CHUNK):
        began = time.process_time()
        decided = decider.decide(chunk.dossiers)
        found = pc.value_counts(decided.column("verdicts").combine_chunks().flatten()).to_pylist()
        by_columns.update({each["values"]: each["counts"] for each in found})
        spent += time.process_time() - began
        enterprises += decided.num_rows
        if rows is None:
            rows = chunk.dossiers.slice(0, evaluated)
    facts = [_facts(row) for row in (rows.to_pylist() if rows is not None else ())]
    began = time.process_time()
    by_evaluator = Counter[int]()
    for each in facts:
        report = engine.report(each, coverage, DAY)
        by_evaluator.update(decision.verdict.value for decision in report.walk())
    slow = (time.process_time() - began) / len(facts)
    fast = spent / enterprises
    words = {int(verdict.value): verdict.name for verdict in Verdict}
    print(
        f"deciding alone, one core: {fast * 1e6:.1f} µs an enterprise, the evaluator "
        f"{slow * 1e6:.0f} µs: {slow / fast:.0f} times as fast, aim {AIM_TIMES} times"
    )
    print({words[value]: count for value, count in sorted(by_columns.items())})
    # The evaluator was given no partners, so neither are the columns here.
    alone = dossiers_of(facts, DAY, decider.links, coverage, vocabulary)
    verdicts = decider.decide(alone).column("verdicts").combine_chunks().flatten().to_pylist()
    if Counter(verdicts) != Counter({int(value): count for value, count in by_evaluator.items()}):
        print(f"counts differ: {Counter(verdicts)} {by_evaluator}")
        return True
    return slow / fast < AIM_TIMES


def _facts(row: dict[str, Any]) -> EnterpriseFacts:
    days, origin = Interval(DAY), Origin("")
    return EnterpriseFacts(
        Enterprise(
            row["uscc"], "", row["region"], row["zone"], tuple(row["kinds"]), None, row["status"]
        ),
        tuple(
            RatingFact(each["scheme"], each["level"], Interval(each["valid_from"]), origin)
            for each in row["ratings"]
        ),
        tuple(EntryFact(**each, interval=days, origin=origin) for each in row["entries"]),
        tuple(StatementFact(**each, interval=days, origin=origin) for each in row["statements"]),
        tuple(CommitmentFact(**each, subject=None, origin=origin) for each in row["commitments"]),
    )


if __name__ == "__main__":
    sys.exit(main())
