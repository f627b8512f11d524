"""Tables as clerks have them, from the file to what readers see and to the reports."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.database.connection import Graph
from credit_graph.intake.tables.manner import Dates, Manner
from credit_graph.usecases.importing.full_list import SyncRequest, sync_list
from credit_graph.usecases.importing.report import ImportOptions, Outcome, SilentProgress
from support.empty_graph import emptied
from support.import_desk import A, B, C, Desk, counts, enterprises
from support.workbooks import write_book

LOCAL = Manner(dates=Dates.LOCAL)


@pytest.fixture
async def desk(graph: Graph, tmp_path: Path) -> Desk:
    desk = Desk(await emptied(graph), tmp_path / "in")
    await desk.load(enterprises=enterprises(A, B, C))
    return desk


def options(desk: Desk, manner: Manner = LOCAL) -> ImportOptions:
    return ImportOptions(rejects=desk.rejects, manner=manner)


async def test_a_workbook_and_a_gbk_file_are_imported_and_the_notes_are_told(desk: Desk) -> None:
    rows = [["信用代码", "名单", "列入日期", "截止日期"], [A, "gop", "2024/6/30", "长期"], []]
    lists = write_book(desk.folder / "lists.xlsx", [*rows, [B, "gop", date(2024, 6, 30), None]])
    ratings = desk.folder / "ratings.csv"
    text = f"信用代码,评级体系,信用等级,生效日期\n{A},tax,A级,2024年6月30日\n,,,\n"
    ratings.write_bytes(text.encode("gbk"))
    report = await desk.run([lists, ratings], options(desk))
    assert counts(report) == (3, 0, 0, 0)
    notes = {each.kind.value: each.notes for each in report.files}
    assert notes["ratings"] == (
        "read as GB 18030",
        "1 blank row(s) skipped, the first on line 3",
    )
    assert "1 blank row(s) skipped, the first on line 3" in notes["lists"]
    assert "长期 read as no end in 1 row(s)" in notes["lists"]
    again = await desk.run([lists, ratings], options(desk))
    assert counts(again) == (0, 3, 0, 0)


async def test_the_same_file_read_otherwise_is_another_import(desk: Desk) -> None:
    path = desk.folder / "lists.csv"
    path.write_text(f"uscc,list,valid_from\n{A},gop,2024/6/30\n", "utf-8")
    strict = await desk.run([path], options(desk, Manner()))
    assert counts(strict) == (0, 0, 0, 1)
    assert counts(await desk.run([path], options(desk))) == (1, 0, 0, 0)


async def test_rejects_of_a_workbook_are_marked_and_the_mended_workbook_is_imported(
    desk: Desk,
) -> None:
    rows = [["uscc", "list", "valid_from"], [A, "grey", "2024-01-01"], [B, "gop", "2024-01-01"]]
    path = write_book(desk.folder / "lists.xlsx", rows)
    report = await desk.run([path], options(desk))
    assert counts(report) == (1, 0, 0, 1)
    assert report.marked == desk.rejects.with_suffix(".xlsx")
    assert desk.rejects.read_bytes().startswith(b"\xef\xbb\xbf")
    book = load_workbook(report.marked)
    book["lists"]["B2"] = "gop"
    mended = desk.folder / "mended.xlsx"
    book.save(mended)
    again = await desk.run([mended], options(desk))
    assert counts(again) == (1, 0, 0, 0)


async def test_the_workbook_of_rejects_overwrites_no_source(desk: Desk) -> None:
    path = write_book(desk.folder / "lists.xlsx", [["uscc", "list", "valid_from"]])
    wrong = ImportOptions(rejects=path.with_suffix(".csv"))
    with pytest.raises(ImportRefusedError, match="would overwrite it"):
        await desk.run([path], wrong)


async def test_a_blank_row_does_not_withhold_a_full_list(desk: Desk) -> None:
    rows = [["信用代码", "名单"], [A, "gop"], [], ["", " "], [B, "gop"]]
    path = write_book(desk.folder / "全球运营商名单.xlsx", rows)
    report = await sync_list(
        desk.graph,
        desk.rulebook,
        SyncRequest(path, "gop", "410400", date(2026, 11, 1)),
        options=options(desk),
        now=desk.now,
        progress=SilentProgress(),
    )
    assert (report.outcome, report.added, report.rejected) == (Outcome.PUBLISHED, 2, 0)
    assert report.notes == ("2 blank row(s) skipped, the first on line 3",)
