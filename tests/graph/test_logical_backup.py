"""A logical backup holds what was published at one instant, and restores it to the last node."""

import tarfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from credit_graph.clock import utc_now
from credit_graph.commands.backup.logical import back_up, manifest_of, put_back
from credit_graph.commands.backup.page_archive import (
    OpenedPages,
    PageWriter,
    is_page_archive,
    opened_pages,
)
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.embedded.errors import RestoreRefusedError
from credit_graph.errors import BadArgumentError, RestoreUnfinishedError
from credit_graph.graph.change_sets import BegunChange
from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.archiving.extract import LogicalExport
from credit_graph.usecases.archiving.restore import begin_restoration
from credit_graph.usecases.auditing.verify import verify_log
from credit_graph.usecases.policies.loading import load_policies
from support.archives import moved, whole
from support.canonical_hash import canonical_lines
from support.change_sets import open_change_set
from support.empty_graph import emptied
from support.import_desk import A, B, C, Desk, enterprises

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    """Imports, one with a reject, a correction, a retraction, an undo."""
    desk = Desk(await emptied(graph), tmp_path)
    await desk.load(enterprises=f"{enterprises(A, B, C)}\nnonsense,x,410400,,trader,2010-01-01,")
    await desk.load(
        ratings=f"{A},customs,advanced,2024-01-01,,x,R\n{B},customs,advanced,2024-01-01,,x,S",
        links=f"{A},{B},2024-01-01,,parts,0.2,who",
        ownership=f"{A},{C},0.5,2024-01-01,",
        statements=f"{A},exports,true,2024-01-01,,x",
    )
    corrected = await desk.load(ratings=f"{A},customs,general,2024-01-01,,x,R")
    await desk.retract("S")
    await desk.undo(corrected.id)
    return desk


async def test_histories_and_journals_of_imports_are_restored(desk: Desk, tmp_path: Path) -> None:
    before = await whole(desk.graph)
    assert any("ImportFile" in each for each in before)
    await moved(desk.graph, tmp_path / "it.backup")
    assert await whole(desk.graph) == before
    await desk.load(enterprises=enterprises(A, B, C))
    verdict = await verify_log(desk.graph)
    assert (verdict.entries, verdict.fault) == (6, None)


async def test_what_is_published_while_it_is_written_is_not_in_it(
    desk: Desk, tmp_path: Path
) -> None:
    graph, path = desk.graph, tmp_path / "it.backup"
    lines = await canonical_lines(graph)
    export = await LogicalExport.begin(graph)
    assert export.instant.at is not None
    await desk.load(
        enterprises=f"{A},另名,410400,,trader,2010-01-01,",
        ratings=f"{B},customs,general,2025-01-01,,x,T",
    )
    await desk.retract("R")
    await open_change_set(graph, BegunChange("unfinished", ChangeSetKind.IMPORT, "a file", NOON))
    assert await canonical_lines(graph) != lines
    await _written(graph, export, path)
    await emptied(graph)
    assert await put_back(graph, opened_pages(path)) is None
    assert await canonical_lines(graph) == lines
    assert await canonical_lines(graph, export.instant.at) == lines
    verdict = await verify_log(graph)
    assert (verdict.entries, verdict.fault) == (5, None)


async def test_a_restoration_that_was_killed_goes_on_where_it_was(
    desk: Desk, tmp_path: Path
) -> None:
    graph, path = desk.graph, tmp_path / "it.backup"
    await load_policies(graph, seeds_folder(), utc_now)
    before = await whole(graph)
    await back_up(graph, path)
    opened = opened_pages(path)
    pages = len(opened.contents.members) - 1
    assert pages > 10
    for stop in (5, pages):
        await emptied(graph)
        await _partly(graph, opened, stop)
        with pytest.raises(RestoreUnfinishedError):
            await load_policies(graph, seeds_folder(), utc_now)
        with pytest.raises(BadArgumentError, match="another archive"):
            await begin_restoration(graph, "another", utc_now)
        assert await put_back(graph, opened_pages(path)) is None
        assert await whole(graph) == before


async def test_a_database_that_holds_something_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "it.backup"
    await back_up(desk.graph, path)
    before = await whole(desk.graph)
    with pytest.raises(BadArgumentError, match="holds a graph"):
        await put_back(desk.graph, opened_pages(path))
    assert await whole(desk.graph) == before


async def test_an_archive_that_is_not_whole_is_refused(desk: Desk, tmp_path: Path) -> None:
    path, other = tmp_path / "it.backup", tmp_path / "other.backup"
    await back_up(desk.graph, path)
    assert is_page_archive(path)
    assert path.stat().st_mode & 0o077 == 0
    content, chance = path.read_bytes(), Random(7)  # noqa: S311  # no secret
    with tarfile.open(path) as archive:
        places = [(each.offset_data, each.size) for each in archive]
    for begin, size in places:
        at = begin + chance.randrange(size)
        other.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises((RestoreRefusedError, ValueError)):
            list(opened_pages(other).pages(0))
    for _ in range(20):
        other.write_bytes(content[: chance.randrange(places[-1][0] + places[-1][1])])
        with pytest.raises(RestoreRefusedError):
            opened_pages(other)


async def _partly(graph: Graph, opened: OpenedPages, stop: int) -> None:
    """Do what `put_back` does, and stop after so many pages."""
    restoration = await begin_restoration(graph, opened.digest, utc_now)
    for number, (section, rows) in enumerate(opened.pages(0)):
        if number == stop:
            return
        await restoration.put(section, rows)


async def _written(graph: Graph, export: LogicalExport, path: Path) -> None:
    """Write the pages of an export that was begun before."""
    applied = await graph.read("migrations/applied")
    schema = {each["name"]: each["sha256"] for each in applied}
    with PageWriter(path, manifest_of(export.instant, schema)) as writer:
        async for page in export.pages():
            writer.put(page.section, page.rows)
        writer.close(export.rules)
