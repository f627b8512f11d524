"""Export, and the way back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet
import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.exporting.export_files import FileFormat, export_files
from support.canonical_hash import canonical_hash, canonical_lines
from support.empty_graph import emptied
from support.import_desk import A, B, Desk, counts, enterprises
from support.silent_export import SilentExport

LATER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    rulebook = build_rulebook(read_seeds(seeds_folder()))
    return Desk(await emptied(graph), tmp_path / "in", rulebook)


async def exported(
    desk: Desk,
    folder: Path,
    known_at: datetime = LATER,
    form: FileFormat = FileFormat.CSV,
    page: int = 1_000,
) -> dict[Kind, int]:
    return await export_files(
        desk.graph, folder, form, known_at=known_at, progress=SilentExport(), page=page
    )


async def test_what_is_exported_and_imported_elsewhere_is_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    report = await desk.load(seeds_folder() / "demo")
    assert report.total.rejected == 0
    before = await canonical_lines(desk.graph)
    written = await exported(desk, tmp_path / "out")
    assert sum(written.values()) == report.total.added == len(before)
    await emptied(desk.graph)
    again = await desk.load(tmp_path / "out")
    assert counts(again) == (len(before), 0, 0, 0)
    assert await canonical_lines(desk.graph) == before


async def test_cells_that_csv_finds_hard_come_back_as_they_were(desk: Desk, tmp_path: Path) -> None:
    name = '虚构 "甲", =1+1\n二行'
    cell = name.replace('"', '""')
    desk.write(links=f"{A},{B},2024-01-01,,a;b,0.00001,'x")
    (desk.folder / "enterprises.csv").write_text(
        f'uscc,name,region\n{A},"{cell}",410400\n{B},虚构,410400\n', "utf-8"
    )
    assert (await desk.load(desk.folder)).total.rejected == 0
    before = await canonical_hash(desk.graph)
    await exported(desk, tmp_path / "out")
    await emptied(desk.graph)
    assert (await desk.load(tmp_path / "out")).total.rejected == 0
    assert await canonical_hash(desk.graph) == before


async def test_an_export_is_as_known_at_the_instant(desk: Desk, tmp_path: Path) -> None:
    first = await desk.load(*desk.write(enterprises=enterprises(A)))
    await desk.load(*desk.write(enterprises=f"{A},虚构新名,410400,,,,\n{enterprises(B)}"))
    assert first.published_at is not None
    written = await exported(desk, tmp_path / "out", known_at=first.published_at)
    assert written[Kind.ENTERPRISES] == 1
    assert "虚构新名" not in (tmp_path / "out" / "enterprises.csv").read_text("utf-8")


async def test_an_export_pages_through_more_enterprises_than_one_read_returns(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.load(seeds_folder() / "demo")
    assert (await exported(desk, tmp_path / "out", page=41))[Kind.ENTERPRISES] == 300


async def test_parquet_has_the_same_rows_with_typed_columns(desk: Desk, tmp_path: Path) -> None:
    await desk.load(seeds_folder() / "demo")
    written = await exported(desk, tmp_path / "out", form=FileFormat.PARQUET)
    tables = {
        kind: pyarrow.parquet.read_table(tmp_path / "out" / f"{kind}.parquet") for kind in Kind
    }
    assert {kind: table.num_rows for kind, table in tables.items()} == written
    row = tables[Kind.ENTERPRISES].to_pylist()[0]
    assert isinstance(row["registered_on"], date)
    assert isinstance(row["kinds"], list)
    assert all(isinstance(each["share"], float) for each in tables[Kind.OWNERSHIP].to_pylist())
