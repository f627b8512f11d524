"""Decides a snapshot on Spark: `spark-submit decide_spark.py SNAPSHOT 2026-11-28 DOSSIERS OUT`.

SNAPSHOT is a folder of `credit-graph export DIR --format parquet`. The driver joins it into
DOSSIERS, one row per enterprise; Spark reads that file, decides it in `mapInArrow`, and writes OUT.
Every worker needs `credit-graph[tables]` and can read DOSSIERS. Rules are those of this package.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from credit_graph.domain.facts.coverage import Coverage
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.usecases.deciding.chunk_decider import DecisionTask, engine_of
from credit_graph.usecases.deciding.columns.leaf_columns import World
from credit_graph.usecases.deciding.decision_table import DECISION
from credit_graph.usecases.deciding.dossier_table import DOSSIER
from credit_graph.usecases.deciding.sources.snapshot import Snapshot
from credit_graph.usecases.deciding.sources.snapshot_source import SnapshotSource
from credit_graph.usecases.policies.rules import partner_questions

Batches = Iterator[pa.RecordBatch]

PLAIN = pa.schema([(field.name, pa.string()) for field in DECISION])
"""The columns of a decision table without dictionaries, which Spark's rows have not."""

SPARK_SCHEMA = ", ".join(f"{name} string" for name in PLAIN.names)


def prepare(snapshot: Path, day: date, dossiers: Path) -> DecisionTask:
    """Write the dossiers of a snapshot and return the task that decides them."""
    seeds = read_seeds(seeds_folder())
    engine = engine_of(seeds, day)
    files = Snapshot(snapshot, day, partner_questions(engine.rulebook).regions)
    syncs, vocabulary = files.syncs(), engine.rulebook.vocabulary
    world = World(day, vocabulary, Coverage(syncs, vocabulary))
    source = SnapshotSource(files, engine, world, None)

    async def write() -> None:
        with parquet.ParquetWriter(dossiers, DOSSIER) as writer:
            async for chunk in source.chunks("", 16_384):
                writer.write_table(chunk.dossiers.cast(DOSSIER))

    asyncio.run(write())
    return DecisionTask(seeds, syncs, day)


def mapper(task: DecisionTask) -> Callable[[Batches], Batches]:
    """Return the function for `mapInArrow`: batches of dossiers in, of decisions out."""

    def decide(batches: Batches) -> Batches:
        for batch in batches:
            yield from task(pa.Table.from_batches([batch])).cast(PLAIN).to_batches()

    return decide


def main() -> None:
    """Prepare, decide and write."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  # comes with spark-submit

    snapshot, day, dossiers, out = sys.argv[1:]
    task = prepare(Path(snapshot), date.fromisoformat(day), Path(dossiers))
    spark = SparkSession.builder.getOrCreate()
    decided = spark.read.parquet(dossiers).mapInArrow(mapper(task), SPARK_SCHEMA)
    decided.write.parquet(out)


if __name__ == "__main__":
    main()
