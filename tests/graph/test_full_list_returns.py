"""An entry that leaves a list and comes back, and a list that is given twice for one day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.exporting.export_files import FileFormat, export_files
from credit_graph.usecases.importing.history import decisions_of
from credit_graph.usecases.importing.report import ImportMode, Outcome
from support.canonical_hash import canonical_hash, canonical_lines, stored_facts
from support.empty_graph import emptied
from support.import_desk import A, B, C, Desk, enterprises
from support.silent_export import SilentExport

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
LISTED: dict[str, Any] = {"header": "uscc,list,valid_from,reference", "register": "srdi"}


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    desk = Desk(await emptied(graph), tmp_path)
    await desk.load(enterprises=enterprises(A, B, C))
    return desk


async def imports_elsewhere(desk: Desk) -> None:
    """The law of every state: its export is taken whole and gives the same graph."""
    out = desk.folder / "export"
    await export_files(
        desk.graph, out, FileFormat.CSV, known_at=desk.now(), progress=SilentExport()
    )
    expected = await canonical_hash(desk.graph)
    await emptied(desk.graph)
    report = await desk.load(out)
    assert report.total.rejected == 0, desk.rejects.read_text("utf-8")
    assert await canonical_hash(desk.graph) == expected


async def test_an_entry_that_returns_begins_anew_since_a_complete_list_was_without_it(
    desk: Desk,
) -> None:
    row = f"{A},srdi,2024-01-01,"
    await desk.sync(row, day=SEPTEMBER, **LISTED)
    await desk.sync(day=OCTOBER, **LISTED)
    report = await desk.sync(row, day=NOVEMBER, **LISTED)
    assert await desk.said("ListEntry") == [
        "0125 valid_from=2024-01-01 valid_to=2026-10-01",
        "0125 valid_from=2026-11-01",
    ]
    (decision,) = await decisions_of(desk.graph, report.id)
    assert decision.because == (
        "the row states 2024-01-01, but the complete list of 2026-10-01 has no entry; recorded "
        "from the day of this list"
    )
    await desk.sync(row, day=date(2026, 11, 20), **LISTED)
    assert len(await desk.said("ListEntry")) == 2
    await imports_elsewhere(desk)


async def test_a_rating_that_returns_does_not_hold_twice(desk: Desk) -> None:
    row = f"{A},tax,A,2024-01-01,,,R1"
    await desk.sync(row, day=SEPTEMBER, register="tax")
    await desk.sync(day=OCTOBER, register="tax")
    await desk.sync(row, day=NOVEMBER, register="tax")
    assert await desk.said("Rating") == [
        "0125 level=A reference=R1 valid_from=2024-01-01 valid_to=2026-10-01",
        "0125 level=A reference=R1 valid_from=2026-11-01",
    ]
    await imports_elsewhere(desk)


async def test_an_entry_whose_end_a_file_stated_goes_on_if_no_list_was_without_it(
    desk: Desk,
) -> None:
    await desk.load(ratings=f"{A},tax,A,2024-01-01,2026-10-15,,", lists="")
    report = await desk.sync(f"{A},tax,A,2024-01-01,,,", day=NOVEMBER, register="tax")
    assert await desk.said("Rating") == ["0125 level=A valid_from=2024-01-01"]
    (decision,) = await decisions_of(desk.graph, report.id)
    assert "goes on: its end is corrected away" in decision.because


async def test_a_list_before_the_enterprise_was_registered_says_nothing_of_it(
    desk: Desk,
) -> None:
    new = "91410400XN0000047P"
    await desk.sync(day=OCTOBER, register="tax")
    await desk.load(enterprises=enterprises(new))
    await desk.sync(f"{new},tax,A,2024-01-01,,,", day=NOVEMBER, register="tax")
    assert await desk.said("Rating") == ["047P level=A valid_from=2024-01-01"]


async def test_an_enterprise_that_moved_was_on_the_list_of_where_it_then_was(desk: Desk) -> None:
    await desk.sync(day=OCTOBER, register="tax")
    await desk.load(enterprises=f"{A},虚构企业,350200,,trader,2010-01-01,")
    await desk.sync(f"{A},tax,A,2024-01-01,,,", day=NOVEMBER, register="tax", region="350200")
    assert await desk.said("Rating") == ["0125 level=A valid_from=2026-11-01"]


async def test_a_second_list_of_a_day_withdraws_what_only_the_first_had_begun(desk: Desk) -> None:
    await desk.sync(f"{A},srdi,2026-10-20,", day=NOVEMBER, **LISTED)
    report = await desk.sync(f"{B},srdi,2026-10-20,", day=NOVEMBER, **LISTED)
    assert (report.added, report.ended) == (1, 1)
    assert await desk.said("ListEntry") == ["0200 valid_from=2026-10-20"]


async def test_a_second_list_of_a_day_brings_back_what_only_the_first_had_ended(
    desk: Desk,
) -> None:
    await desk.load(
        ratings=f"{A},tax,A,2024-01-01,2027-01-01,x,R\n{B},tax,A,2024-01-01,,,", lists=""
    )
    before = await canonical_lines(desk.graph)
    await desk.sync(f"{B},tax,B,,,,", day=NOVEMBER, register="tax")
    rows = [f"{A},tax,A,,,,", f"{B},tax,A,,,,"]
    report = await desk.sync(*rows, day=NOVEMBER, register="tax")
    assert (report.added, report.ended, report.changed) == (1, 0, 1)
    after = await canonical_lines(desk.graph)
    assert [line for line in after if not line.startswith("Sync")] == before
    again = await desk.sync(*rows, day=NOVEMBER, register="tax")
    assert (again.added, again.ended, again.changed, again.unchanged) == (0, 0, 0, 2)
    await imports_elsewhere(desk)


async def test_a_second_list_of_a_day_leaves_alone_what_a_file_said_in_between(
    desk: Desk,
) -> None:
    await desk.load(ratings=f"{A},tax,A,2024-01-01,,,", lists="")
    await desk.sync(day=NOVEMBER, register="tax")
    await desk.load(ratings=f"{A},tax,A,2024-01-01,2026-05-01,,", lists="")
    await desk.sync(f"{A},tax,A,,,,", day=NOVEMBER, register="tax")
    assert await desk.said("Rating") == [
        "0125 level=A valid_from=2024-01-01 valid_to=2026-05-01",
        "0125 level=A valid_from=2026-11-01",
    ]


async def test_a_dry_run_publishes_nothing_leaves_nothing_and_names_everybody(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.load(ratings=f"{A},tax,A,2024-01-01,,,\n{B},tax,A,2024-01-01,,,", lists="")
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    report = await desk.sync(
        f"{B},tax,B,,,,",
        f"{C},tax,A,,,,",
        day=NOVEMBER,
        register="tax",
        mode=ImportMode.CHECK,
        preview=tmp_path / "preview.csv",
    )
    assert (report.outcome, report.published_at) == (Outcome.CHECKED, None)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
    assert report.preview is not None
    assert {fate.value: count for fate, count in report.preview.counts.items()} == {
        "begins": 1,
        "changes": 1,
        "ends": 1,
    }
    lines = (tmp_path / "preview.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "outcome,kind,uscc,name,about,before,after,because"
    assert sorted(line[:35] for line in lines[1:]) == [
        f"begins,ratings,{C},虚",
        f"changes,ratings,{B},",
        f"ends,ratings,{A},虚构企",
    ]


async def test_a_strict_list_with_an_unknown_enterprise_is_withheld(desk: Desk) -> None:
    before = await canonical_hash(desk.graph), await stored_facts(desk.graph)
    report = await desk.sync(
        f"{A},tax,A,,,,",
        "91410400XN0000047P,tax,A,,,,",
        day=NOVEMBER,
        register="tax",
        mode=ImportMode.STRICT,
    )
    assert (report.outcome, report.published_at) == (Outcome.WITHHELD, None)
    assert (await canonical_hash(desk.graph), await stored_facts(desk.graph)) == before
