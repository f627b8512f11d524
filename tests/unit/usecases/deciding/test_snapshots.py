"""Dossiers from a snapshot say what the rows say, read one by one."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from credit_graph.domain.conditions import Condition, InRegion
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, Partner
from credit_graph.errors import BadArgumentError
from credit_graph.graph.evidence import MOST_PARTNERS
from credit_graph.usecases.deciding.chunk_decider import ChunkDecider
from credit_graph.usecases.deciding.columns.leaf_columns import World
from credit_graph.usecases.deciding.sources.snapshot import Snapshot
from credit_graph.usecases.deciding.sources.snapshot_source import SnapshotSource
from credit_graph.usecases.policies.rules import partner_questions
from support import eligibility_cases as cases
from support.decision_oracle import DecisionLine, decision_lines
from support.small_world import TODAY, VOCABULARY, WORDS, measure, policy, rulebook
from support.snapshot_world import Invention, facts_of_rows, syncs_of_rows, write_snapshot

now_and_then = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


async def decided(
    engine: RuleEngine,
    folder: Path,
    size: int,
    regions: tuple[str, ...] | None = None,
    most_partners: int = MOST_PARTNERS,
) -> list[DecisionLine]:
    snapshot = Snapshot(folder, TODAY, partner_questions(engine.rulebook).regions)
    syncs = snapshot.syncs()
    decider = ChunkDecider(engine, syncs, TODAY)
    world = World(TODAY, VOCABULARY, Coverage(syncs, VOCABULARY))
    source = SnapshotSource(snapshot, engine, world, regions, most_partners)
    tables = [decider(chunk.dossiers) async for chunk in source.chunks("", size)]
    return [DecisionLine(**row) for table in tables for row in table.to_pylist()]


@now_and_then
@given(
    seed=st.integers(0, 1_000_000),
    count=st.integers(1, 25),
    size=st.integers(1, 12),
    leaves=st.lists(cases.linked_leaves | cases.conditions, min_size=1, max_size=5),
)
async def test_every_row_from_a_snapshot_is_what_the_engine_decides(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    count: int,
    size: int,
    leaves: list[Condition],
) -> None:
    rows = Invention(seed).rows(count)
    folder = write_snapshot(rows, tmp_path_factory.mktemp("snapshot"))
    asked = (measure(f"p/{number}", leaf) for number, leaf in enumerate(leaves))
    engine = RuleEngine(rulebook(policy(*asked)))
    coverage = Coverage(syncs_of_rows(rows), VOCABULARY)
    expected = decision_lines(engine, facts_of_rows(rows), coverage, TODAY)
    assert await decided(engine, folder, size) == expected


@now_and_then
@given(
    seed=st.integers(0, 1_000_000),
    most=st.integers(1, 4),
    leaves=st.lists(cases.linked_leaves, min_size=1, max_size=3),
)
async def test_of_many_partners_those_count_that_come_first_by_code(
    tmp_path_factory: pytest.TempPathFactory, seed: int, most: int, leaves: list[Condition]
) -> None:
    rows = Invention(seed).rows(12)
    folder = write_snapshot(rows, tmp_path_factory.mktemp("snapshot"))
    asked = (measure(f"p/{number}", leaf) for number, leaf in enumerate(leaves))
    engine = RuleEngine(rulebook(policy(*asked)))
    coverage = Coverage(syncs_of_rows(rows), VOCABULARY)
    regions = partner_questions(engine.rulebook).regions
    facts = [first_partners(each, most, regions) for each in facts_of_rows(rows)]
    expected = decision_lines(engine, facts, coverage, TODAY)
    assert await decided(engine, folder, 5, most_partners=most) == expected


def first_partners(
    facts: EnterpriseFacts, most: int, regions: tuple[str, ...] | None
) -> EnterpriseFacts:
    """One row for each link and registration: partner by partner, until one does not fit."""
    read = [each for each in facts.partners if regions is None or each.region in regions]
    kept: list[Partner] = []
    for code in sorted({each.uscc for each in read}):
        its = [each for each in read if each.uscc == code]
        if len(kept) + len(its) > most:
            return replace(facts, partners=tuple(kept), partners_cut=True)
        kept += its
    return replace(facts, partners=tuple(kept), partners_cut=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_snapshot(Invention(1).rows(60), tmp_path / "snapshot")


ENGINE = RuleEngine(rulebook(policy(measure("p/1", InRegion("11", WORDS)))))


async def test_a_region_leaves_out_who_is_registered_elsewhere_that_day(folder: Path) -> None:
    every = await decided(ENGINE, folder, 7)
    some = await decided(ENGINE, folder, 7, ("11", "111", "112"))
    facts = facts_of_rows(Invention(1).rows(60))
    there = {
        each.enterprise.uscc
        for each in facts
        if each.on(TODAY).enterprise.region in ("11", "111", "112")
    }
    assert 0 < len(some) < len(every) == 60
    assert [line for line in every if line.uscc in there] == some


async def test_a_file_that_is_not_in_order_is_refused_by_name(folder: Path) -> None:
    path = folder / "ratings.parquet"
    table = parquet.read_table(path)
    parquet.write_table(table.take(pa.array(range(table.num_rows - 1, -1, -1))), path)
    with pytest.raises(BadArgumentError, match=r"ratings\.parquet: its rows are not in the order"):
        await decided(ENGINE, folder, 7)


async def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "lists.parquet").unlink()
    with pytest.raises(BadArgumentError, match=r"lists\.parquet: it cannot be read"):
        await decided(ENGINE, folder, 7)


async def test_a_missing_column_is_refused_by_name(folder: Path) -> None:
    path = folder / "statements.parquet"
    parquet.write_table(parquet.read_table(path).drop_columns(["value"]), path)
    with pytest.raises(BadArgumentError, match="it has no column value"):
        await decided(ENGINE, folder, 7)
