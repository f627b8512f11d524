"""Runs of an import: interrupted, gone on with, taken over, abandoned, checked only."""

import asyncio
from pathlib import Path

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.importing.history import list_imports, show_import
from credit_graph.usecases.importing.journal import abandon_import
from credit_graph.usecases.importing.report import ImportMode, ImportOptions, ImportReport, Outcome
from support.canonical_hash import canonical_hash, canonical_lines, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, counts, enterprises


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    return Desk(await emptied(graph), tmp_path)


async def test_a_strict_import_with_a_reject_publishes_nothing_and_leaves_nothing(
    desk: Desk,
) -> None:
    await desk.load(enterprises=enterprises(A))
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    report = await desk.load(
        mode=ImportMode.STRICT,
        enterprises=f"{A},虚构新名,410400,,,,\n{B},虚构,410400,,,,\n{C},虚构,1,,,,",
    )
    assert (report.outcome, counts(report)) == (Outcome.WITHHELD, (1, 0, 1, 1))
    assert report.published_at is None
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before


async def test_a_strict_import_without_a_reject_is_published(desk: Desk) -> None:
    report = await desk.load(mode=ImportMode.STRICT, enterprises=enterprises(A))
    assert report.outcome is Outcome.PUBLISHED


async def test_a_check_tells_everything_and_leaves_nothing(desk: Desk) -> None:
    report = await desk.load(
        mode=ImportMode.CHECK,
        enterprises=enterprises(A, B),
        links=f"{A},{B},2024-01-01,,,,\n{A},{D},2024-01-01,,,,",
    )
    assert (report.outcome, counts(report)) == (Outcome.CHECKED, (3, 0, 0, 1))
    assert desk.rejected() == ["3 customer_uscc UNKNOWN_ENTERPRISE"]
    assert await stored_facts(desk.graph) == {}
    assert await list_imports(desk.graph) == ()


async def test_imports_are_on_record_with_their_files_and_counts(desk: Desk) -> None:
    report = await desk.load(enterprises=enterprises(A, A))
    (entry,) = await list_imports(desk.graph)
    assert await show_import(desk.graph, report.id) == entry
    assert entry.published_at == report.published_at
    assert [each.counts for each in entry.files] == [report.total]
    assert await show_import(desk.graph, "import-none") is None


class Stops:
    """Progress that fails when so many rows have been read, as a kill would."""

    def __init__(self, after: int) -> None:
        self.after = after

    def began(self, name: str, size: int) -> None:
        """Say nothing."""

    def advanced(self, *_heard: object) -> None:
        self.after -= 1
        if self.after == 0:
            raise KeyboardInterrupt

    def closing(self, what: str) -> None:
        """Say nothing."""


async def interrupted(desk: Desk, mode: ImportMode = ImportMode.PUBLISH) -> None:
    options = ImportOptions(mode=mode, rejects=desk.rejects, batch_rows=1)
    with pytest.raises(KeyboardInterrupt):
        await desk.run([desk.folder], options, Stops(2))


async def test_an_interrupted_import_shows_nothing_and_the_same_call_goes_on(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C), ratings=f"{A},tax,Z,2024-01-01,,,")
    await interrupted(desk)
    assert await canonical_lines(desk.graph) == []
    # Two batches had been told of, and the third was under way.
    assert sum(stored for stored, _ in (await stored_facts(desk.graph)).values()) == 3
    report = await desk.load(desk.folder)
    assert (report.resumed, counts(report)) == (True, (3, 0, 0, 1))
    assert len(await canonical_lines(desk.graph)) == 3


async def test_another_import_is_refused_while_one_is_unfinished(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    await interrupted(desk)
    with pytest.raises(ImportRefusedError, match="is unfinished") as caught:
        await desk.load(enterprises=enterprises(D))
    assert "imports abandon import-" in caught.value.advice


async def test_an_abandoned_import_is_gone_and_makes_way(desk: Desk) -> None:
    await desk.load(enterprises=enterprises(A), links="")
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    desk.write(enterprises=f"{A},虚构新名,410400,,,,\n" + enterprises(B, C))
    await interrupted(desk)
    unfinished = next(each for each in await list_imports(desk.graph) if not each.published_at)
    assert await abandon_import(desk.graph, unfinished.id, now=desk.now()) > 0
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
    assert counts(await desk.load(enterprises=enterprises(D))) == (1, 0, 0, 0)


async def test_an_enterprise_of_an_abandoned_import_is_unknown_again(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    await interrupted(desk)
    (unfinished,) = await list_imports(desk.graph)
    await abandon_import(desk.graph, unfinished.id, now=desk.now())
    report = await desk.load(ratings=f"{A},tax,A,2024-01-01,,,", enterprises="")
    assert desk.rejected() == ["2 uscc UNKNOWN_ENTERPRISE"]
    assert report.total.added == 0


async def test_a_published_import_cannot_be_abandoned(desk: Desk) -> None:
    report = await desk.load(enterprises=enterprises(A))
    with pytest.raises(ImportRefusedError, match="no unpublished import"):
        await abandon_import(desk.graph, report.id, now=desk.now())


async def test_an_unfinished_check_makes_way_for_another_import(desk: Desk) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    await interrupted(desk, ImportMode.CHECK)
    report = await desk.load(enterprises=enterprises(D))
    assert counts(report) == (1, 0, 0, 0)
    assert await stored_facts(desk.graph) == {"Registration": (1, 0)}


async def test_of_two_runs_of_one_command_the_later_goes_on_and_the_earlier_stops(
    desk: Desk,
) -> None:
    desk.write(enterprises=enterprises(A, B, C))
    runs = [
        desk.run([desk.folder], ImportOptions(rejects=desk.rejects, batch_rows=1, run=name))
        for name in ("one", "two")
    ]
    ended = await asyncio.gather(*runs, return_exceptions=True)
    (refused,) = (each for each in ended if isinstance(each, ImportRefusedError))
    assert "another run of it has taken over" in str(refused)
    (report,) = (each for each in ended if isinstance(each, ImportReport))
    assert report.total.read == 3
    assert await stored_facts(desk.graph) == {"Registration": (3, 0)}
