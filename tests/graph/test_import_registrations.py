"""Registrations with days through import, export, undo and full lists."""

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.exporting.export_files import FileFormat, export_files
from credit_graph.usecases.importing.report import ImportMode, ImportOptions
from support.canonical_hash import canonical_lines
from support.empty_graph import emptied
from support.import_desk import A, B, C, Desk, counts, enterprises

LATER = datetime(2026, 12, 1, tzinfo=UTC)
HEADER = "uscc,name,region,zone,kinds,registered_on,status,valid_from,valid_to"
MOVED = f"{A},虚构迁址有限公司,350200,,trader,2010-01-01,,2026-03-01,"
GONE = f"{B},虚构企业0200,410400,,trader,2010-01-01,,,2026-05-01"


class Silent:
    def advanced(self, enterprises: int) -> None:
        """Say nothing."""


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    desk = Desk(await emptied(graph), tmp_path / "in")
    await desk.load(enterprises=enterprises(A, B, C))
    return desk


async def registrations(graph: Graph) -> list[str]:
    return [each for each in await canonical_lines(graph) if each.startswith("Registration")]


async def test_a_dated_row_is_added_and_nothing_is_corrected(desk: Desk) -> None:
    report = await desk.load(enterprises=f"{MOVED}\n{GONE}")
    assert counts(report) == (1, 0, 1, 0)
    assert len(await registrations(desk.graph)) == 4


async def test_an_export_of_dated_registrations_is_known_here_and_the_same_elsewhere(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.load(enterprises=f"{MOVED}\n{GONE}")
    await desk.load(enterprises=f"{A},虚构再迁有限公司,310115,waigaoqiao,,,,2026-07-01,")
    before = await canonical_lines(desk.graph)
    for page in (1_000, 1):
        written = tmp_path / f"out{page}"
        await export_files(
            desk.graph, written, FileFormat.CSV, known_at=LATER, progress=Silent(), page=page
        )
    text = (tmp_path / "out1" / "enterprises.csv").read_text("utf-8")
    assert text == (tmp_path / "out1000" / "enterprises.csv").read_text("utf-8")
    assert text.splitlines()[0] == HEADER
    report = await desk.load(tmp_path / "out1")
    assert counts(report) == (0, 5, 0, 0)
    await emptied(desk.graph)
    report = await desk.load(tmp_path / "out1")
    assert report.total.rejected == 0
    assert await canonical_lines(desk.graph) == before


async def test_undoing_a_move_brings_back_the_registration_that_it_ended(desk: Desk) -> None:
    before = await canonical_lines(desk.graph)
    report = await desk.load(enterprises=f"{MOVED}\n{GONE}")
    await desk.undo(report.id)
    assert await canonical_lines(desk.graph) == before


async def test_undoing_the_later_of_two_moves_leaves_the_earlier_one(desk: Desk) -> None:
    await desk.load(enterprises=MOVED)
    before = await canonical_lines(desk.graph)
    report = await desk.load(enterprises=f"{A},虚构再迁有限公司,310115,,,,,2026-07-01,")
    await desk.undo(report.id)
    assert await canonical_lines(desk.graph) == before


async def test_a_dry_run_shows_what_begins_and_what_ends(desk: Desk) -> None:
    before = await canonical_lines(desk.graph)
    report = await desk.load(enterprises=MOVED, mode=ImportMode.CHECK)
    assert counts(report) == (1, 0, 0, 0)
    assert await canonical_lines(desk.graph) == before


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_however_rows_are_parted_into_batches_the_same_stands(
    seed: int, desk: Desk, tmp_path: Path
) -> None:
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    days = [f"2026-{month:02}-01" for month in range(1, 11)]
    rows = [
        f"{uscc},虚构{uscc[-4:]}于{day},{chance.choice(['410400', '350200'])},,,,,{day},"
        for uscc in (A, B, C)
        for day in chance.sample(days, k=4)
    ]
    chance.shuffle(rows)
    file = tmp_path / "enterprises.csv"
    file.write_text("\n".join((HEADER, *rows, "")), "utf-8")
    found = []
    for size in (1_000, 3, 1):
        await emptied(desk.graph)
        await desk.load(enterprises=enterprises(A, B, C))
        report = await desk.run([file], ImportOptions(rejects=desk.rejects, batch_rows=size))
        assert counts(report) == (12, 0, 0, 0)
        found.append(await canonical_lines(desk.graph))
    assert found[0] == found[1] == found[2]


async def test_a_full_list_is_of_those_who_are_registered_there_on_its_day(desk: Desk) -> None:
    await desk.load(enterprises=MOVED)
    there = await desk.sync(f"{A},customs,advanced,,,,", day=date(2026, 2, 1))
    assert (there.added, there.rejected) == (1, 0)
    gone = await desk.sync(f"{A},customs,advanced,,,,", day=date(2026, 4, 1))
    assert (gone.rejected, gone.published_at) == (1, None)
    assert desk.rejected() == ["2 uscc OTHER_REGION"]
