"""Undo: what an import brought is withdrawn, what it withdrew is restored, or it is refused."""

from datetime import date
from pathlib import Path

import pytest

from credit_graph.errors import ImportRefusedError, UnknownCodeError
from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.importing.history import list_imports, show_import
from credit_graph.usecases.importing.report import ImportMode, ImportOptions
from support.canonical_hash import canonical_hash, canonical_lines, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, C, D, Desk, enterprises

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
EVERYTHING = {
    "enterprises": f"{A},虚构改名,410400,,trader,2010-01-01,revoked\n" + enterprises(D),
    "ratings": f"{A},customs,general,2024-01-01,,x,R\n{D},customs,advanced,2024-01-01,,,",
    "lists": f"{A},gop,2024-01-01,,,,L",
    "statements": f"{A},wants_aeo,true,2024-01-01,,who",
    "commitments": f"{A},entry,matter,2024-01-01,,,who",
    "violations": f"{A},tax_breach,2024-01-01,serious,who,,V",
    "uses": f"{A},pds-2021-7/1,who,2024-03-01,granted,note",
    "links": f"{A},{B},2024-01-01,,parts,0.3,who\n{D},{A},2024-01-01,,,,",
    "ownership": f"{A},{B},0.4,2024-01-01,",
    "coverage": "customs,410400,2024-05-01,S",
    "submissions": "xm-2024-2/o1,who,2024-06-30,text,3,X",
}


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    desk = Desk(await emptied(graph), tmp_path)
    await desk.load(
        enterprises=enterprises(A, B, C),
        ratings=f"{A},customs,advanced,2024-01-01,,x,R",
        links=f"{A},{B},2024-01-01,,parts,0.2,who",
        ownership=f"{A},{B},0.3,2024-01-01,",
    )
    return desk


async def test_an_import_of_every_kind_is_taken_back_whole_and_what_was_known_stays_known(
    desk: Desk,
) -> None:
    before = await canonical_lines(desk.graph)
    report = await desk.load(*desk.write(**EVERYTHING))
    assert report.published_at is not None
    assert report.total.rejected == 0
    brought = await canonical_lines(desk.graph)
    done = await desk.undo(report.id)
    assert await canonical_lines(desk.graph) == before
    assert await canonical_lines(desk.graph, report.published_at) == brought
    assert sum(done.withdrawn.values()) == 14
    assert done.restored == {
        Kind.ENTERPRISES: 1,
        Kind.RATINGS: 1,
        Kind.LINKS: 1,
        Kind.OWNERSHIP: 1,
    }


async def test_a_move_is_taken_back_and_the_registrations_are_as_before(desk: Desk) -> None:
    header = "uscc,name,region,valid_from"
    path = desk.folder / "enterprises.csv"
    states = [await canonical_lines(desk.graph)]
    reports = []
    for row in (
        f"{A},虚构迁厦,350200,2020-01-01",
        f"{A},虚构迁甬,330200,2022-01-01",
        f"{A},虚构改名,330200,2022-01-01",
    ):
        path.write_text(f"{header}\n{row}\n", "utf-8")
        reports.append(await desk.load(path))
        states.append(await canonical_lines(desk.graph))
    for place in (2, 1, 0):
        done = await desk.undo(reports[place].id)
        assert await canonical_lines(desk.graph) == states[place]
        await desk.undo(done.id)
        assert await canonical_lines(desk.graph) == states[place + 1]
        await desk.undo((await list_imports(desk.graph))[0].id)


async def test_an_undo_is_undone_by_the_same_rule(desk: Desk) -> None:
    report = await desk.load(*desk.write(**EVERYTHING))
    brought = await canonical_hash(desk.graph)
    undone = await desk.undo(report.id)
    with pytest.raises(ImportRefusedError, match=f"was undone by {undone.id}"):
        await desk.undo(report.id)
    await desk.undo(undone.id)
    assert await canonical_hash(desk.graph) == brought


async def test_a_dry_run_of_an_undo_shows_what_would_be_and_leaves_nothing(desk: Desk) -> None:
    report = await desk.load(*desk.write(**EVERYTHING))
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    checked = await desk.undo(report.id, ImportMode.CHECK)
    assert checked.published_at is None
    assert {fate.value: count for fate, count in checked.preview.counts.items()} == {
        "ends": 14,
        "begins": 4,
    }
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
    assert (await list_imports(desk.graph))[0].id == report.id


async def test_an_undo_is_on_record(desk: Desk) -> None:
    report = await desk.load(*desk.write(**EVERYTHING))
    undone = await desk.undo(report.id)
    latest = (await list_imports(desk.graph))[0]
    assert (latest.id, latest.about.action, latest.about.undoes) == (undone.id, "undo", report.id)
    entry = await show_import(desk.graph, report.id)
    assert entry is not None
    assert entry.undone_by == undone.id


async def test_a_full_list_is_taken_back_with_its_coverage(desk: Desk) -> None:
    before = await canonical_lines(desk.graph)
    report = await desk.sync(f"{B},customs,advanced,,,,", day=NOVEMBER)
    await desk.undo(report.id)
    assert await canonical_lines(desk.graph) == before
    await desk.sync(f"{B},customs,advanced,,,,", day=OCTOBER)


@pytest.mark.parametrize(
    ("later", "why"),
    [
        ({"ratings": f"{A},customs,general,2024-01-01,2026-01-01,x,R"}, "changed 1 of its facts"),
        ({"lists": f"{A},gop,2024-01-01,,,,L"}, "also states 1 of its facts"),
        ({"ratings": f"{D},tax,A,2024-01-01,,,"}, "1 facts of enterprises that only it registers"),
        ({"links": f"{B},{D},2024-01-01,,,,"}, "1 facts of enterprises that only it registers"),
        ({"coverage": "customs,410000,2026-01-01,S2"}, "complete list of customs in 410000"),
    ],
)
async def test_an_import_on_which_a_later_one_rests_is_not_undone(
    desk: Desk, later: dict[str, str], why: str
) -> None:
    report = await desk.load(*desk.write(**EVERYTHING))
    resting = await desk.load(*desk.write(**later))
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    with pytest.raises(ImportRefusedError, match=why) as caught:
        await desk.undo(report.id)
    assert resting.id in str(caught.value)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
    await desk.undo(resting.id)
    await desk.undo(report.id)


async def test_what_would_contradict_a_later_fact_is_not_restored(desk: Desk) -> None:
    ending = await desk.load(*desk.write(ratings=f"{A},customs,advanced,2024-01-01,2025-01-01,x,R"))
    later = await desk.load(*desk.write(ratings=f"{A},customs,general,2025-01-01,,,"))
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    with pytest.raises(ImportRefusedError, match="contradict what would be restored") as caught:
        await desk.undo(ending.id)
    assert later.id in str(caught.value)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before


async def test_a_full_list_before_another_one_is_not_undone(desk: Desk) -> None:
    first = await desk.sync(f"{B},customs,advanced,,,,", day=OCTOBER)
    second = await desk.sync(f"{B},customs,advanced,,,,", day=NOVEMBER)
    with pytest.raises(ImportRefusedError, match=second.id):
        await desk.undo(first.id)
    await desk.undo(second.id)
    await desk.undo(first.id)


async def test_a_retraction_is_shown_first_and_undone_after(desk: Desk) -> None:
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    checked = await desk.retract("R", ImportMode.CHECK)
    assert (checked.withdrawn, checked.published_at) == ({Kind.RATINGS: 1}, None)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
    done = await desk.retract("R")
    assert await desk.said("Rating") == []
    await desk.undo(done.id)
    assert await canonical_hash(desk.graph) == before[0]


async def test_nothing_is_taken_back_while_an_import_is_unfinished(desk: Desk) -> None:
    report = await desk.load(*desk.write(**EVERYTHING))

    class Stops:
        def began(self, name: str, size: int) -> None:
            """Say nothing."""

        def advanced(self, *_heard: object) -> None:
            raise KeyboardInterrupt

        def closing(self, what: str) -> None:
            """Say nothing."""

    paths = desk.write(lists=f"{B},gop,2024-01-01,,,,L")
    with pytest.raises(KeyboardInterrupt):
        await desk.run(paths, ImportOptions(rejects=desk.rejects), Stops())
    with pytest.raises(ImportRefusedError, match="is unfinished"):
        await desk.undo(report.id)
    with pytest.raises(ImportRefusedError, match="is unfinished"):
        await desk.retract("R")


async def test_only_a_published_import_is_undone(desk: Desk) -> None:
    with pytest.raises(UnknownCodeError, match="import-none"):
        await desk.undo("import-none")
