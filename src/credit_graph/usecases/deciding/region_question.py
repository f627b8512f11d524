"""The question of a decision table: which enterprises, which measures, which day, known when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from credit_graph.clock import Now
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Sync
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.database.connection import Graph
from credit_graph.message import Message
from credit_graph.seeds.files.sources import SeedSet
from credit_graph.usecases.deciding.chunk_decider import DecisionTask, engine_of
from credit_graph.usecases.deciding.columns.leaf_columns import World
from credit_graph.usecases.deciding.decide_region import (
    DecidingOptions,
    DecidingProgress,
    DecidingReport,
    decide_region,
)
from credit_graph.usecases.deciding.decided_parts import earlier_instant
from credit_graph.usecases.deciding.engines import OpenEngine
from credit_graph.usecases.deciding.sources.graph_source import GraphSource, syncs_of
from credit_graph.usecases.deciding.sources.snapshot import Snapshot
from credit_graph.usecases.deciding.sources.snapshot_source import SnapshotSource
from credit_graph.usecases.policies.rules import partner_questions, read_seed_set

if TYPE_CHECKING:
    from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RegionQuestion:
    """What is asked; `None` is every region, every measure in force, what is known now.

    `nearest`: with the nearest change of each.
    """

    as_of: date
    region: str | None = None
    known_at: datetime | None = None
    measures: tuple[str, ...] | None = None
    nearest: bool = False


async def decide_graph(
    graph: Graph,
    question: RegionQuestion,
    *,
    open_engine: OpenEngine,
    options: DecidingOptions,
    progress: DecidingProgress,
    now: Now,
) -> DecidingReport:
    """Decide from the graph, with the rules as known at the same instant.

    An interrupted run goes on with what was known when it began, unless another instant is asked.
    """
    known_at = question.known_at or earlier_instant(options.folder, question.as_of) or now()
    seeds = await read_seed_set(graph, known_at)
    syncs = await syncs_of(graph, known_at)
    engine = engine_of(seeds, question.as_of)
    world, regions = _world(engine, question, syncs), _regions(engine, question)
    source = GraphSource(graph, engine, world, known_at, regions)
    task = DecisionTask(seeds, syncs, question.as_of, question.measures, question.nearest)
    return await decide_region(task, source, open_engine, options, progress)


async def decide_snapshot(
    folder: Path,
    seeds: SeedSet,
    question: RegionQuestion,
    *,
    open_engine: OpenEngine,
    options: DecidingOptions,
    progress: DecidingProgress,
) -> DecidingReport:
    """Decide from a folder that `export --format parquet` wrote, by these rules."""
    if question.known_at is not None:
        raise BadArgumentError(
            "--known-at",
            Message("a snapshot holds what was known when it was written"),
            Message("Leave one of --known-at and --snapshot out."),
        )
    engine = engine_of(seeds, question.as_of)
    snapshot = Snapshot(folder, question.as_of, partner_questions(engine.rulebook).regions)
    syncs = snapshot.syncs()
    world, regions = _world(engine, question, syncs), _regions(engine, question)
    source = SnapshotSource(snapshot, engine, world, regions)
    task = DecisionTask(seeds, syncs, question.as_of, question.measures, question.nearest)
    return await decide_region(task, source, open_engine, options, progress)


def _world(engine: RuleEngine, question: RegionQuestion, syncs: Sequence[Sync]) -> World:
    vocabulary = engine.rulebook.vocabulary
    return World(question.as_of, vocabulary, Coverage(syncs, vocabulary))


def _regions(engine: RuleEngine, question: RegionQuestion) -> tuple[str, ...] | None:
    vocabulary: Vocabulary = engine.rulebook.vocabulary
    if question.region is None:
        return None
    if question.region not in vocabulary.regions:
        near = suggestions(question.region, vocabulary.regions)
        raise UnknownCodeError(noun="region", given=question.region, near=near)
    return tuple(sorted(vocabulary.below(question.region)))
