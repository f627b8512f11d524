"""The example for Spark decides what the table of `decide` says; Spark only moves batches."""

import asyncio
import importlib.util
from datetime import date
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.deciding.decide_region import DecidingOptions
from credit_graph.usecases.deciding.region_question import RegionQuestion, decide_snapshot
from support.deciding import SilentRun, here, lines_of
from support.decision_oracle import DecisionLine
from support.snapshot_world import Invention, write_snapshot

EXAMPLE = Path(__file__).parents[4] / "docs" / "examples" / "decide_spark.py"
DAY = date(2026, 3, 1)


def test_the_mapper_gives_the_rows_of_the_table(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("decide_spark", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    seeds = read_seeds(seeds_folder())
    rows = Invention(5, build_rulebook(seeds).vocabulary).rows(50)
    snapshot = write_snapshot(rows, tmp_path / "snapshot")
    task = example.prepare(snapshot, DAY, tmp_path / "dossiers.parquet")
    batches = parquet.ParquetFile(tmp_path / "dossiers.parquet").iter_batches(17)
    table = pa.Table.from_batches(example.mapper(task)(batches), schema=example.PLAIN)
    out = tmp_path / "decisions.parquet"
    asyncio.run(
        decide_snapshot(
            snapshot,
            seeds,
            RegionQuestion(DAY),
            open_engine=here,
            options=DecidingOptions(out),
            progress=SilentRun(),
        )
    )
    assert [DecisionLine(**row) for row in table.to_pylist()] == lines_of(out)
