"""Rejects of workbooks come back as a workbook, marked, and are a file to import when mended."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from credit_graph.intake.batches import BatchReader
from credit_graph.intake.rejects import HEADER
from credit_graph.intake.rows.kinds import ListRow
from credit_graph.intake.rows.reader import row_reader
from credit_graph.intake.sources import find_sources
from credit_graph.intake.tables.marked import write_marked
from support.codes import small_codes
from support.table_reading import TODAY, read_table
from support.workbooks import write_book

A, B = "91410400XN00000125", "91410400XN00000200"
FORMULA = "=1+1 is no formula here"


def report_of(path: Path, out: Path) -> Path:
    """The report of rejects that importing a file gives."""
    text = HEADER
    [source] = find_sources([path])
    reader = row_reader(source.kind, small_codes(), today=TODAY)
    with BatchReader(source, reader, skip=0, size=10) as batches:
        while (batch := batches.next()) is not None:
            text += "".join(batch.reject(*each).text() for each in batch.problems)
    out.write_text(text, "utf-8", newline="")
    return out


def test_faulty_cells_are_marked_with_the_reason_and_the_mended_book_is_imported(
    tmp_path: Path,
) -> None:
    rows: list[list[object]] = [
        ["信用代码", "名单", "列入日期", "列入事由"],
        [A, "grey", "2024/1/1", "?"],
        [B, "gop", "2024-01-01", None],
        [91410400123456789, "gop", "2024-01-01", None],
    ]

    def as_text(sheet: Worksheet) -> None:
        sheet["D2"].value = FORMULA
        sheet["D2"].data_type = "s"

    path = write_book(tmp_path / "lists.xlsx", rows, as_text)
    report = report_of(path, tmp_path / "rejects.csv")
    assert report.read_bytes().startswith(b"\xef\xbb\xbf"), "a spreadsheet opens it as UTF-8"
    assert "Cell B2: 'grey' is not a list" in report.read_text("utf-8-sig")
    out = tmp_path / "rejects.xlsx"
    assert write_marked(report, out)
    sheet = load_workbook(out)["lists"]
    marked = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.patternType}
    assert marked == {"B2", "C2", "A3"}
    assert sheet["B2"].comment is not None
    assert "Also valid_from" in sheet["B2"].comment.text
    sheet["B2"], sheet["C2"], sheet["A3"] = "gop", "2024-01-01", B
    mended = tmp_path / "mended.xlsx"
    assert sheet.parent is not None
    sheet.parent.save(mended)
    found, rejects, _ = read_table(mended)
    assert rejects == []
    assert [(row.uscc, row.reason) for row in found if isinstance(row, ListRow)] == [
        (A, FORMULA),
        (B, None),
    ]
    assert all(row.valid_from == date(2024, 1, 1) for row in found if isinstance(row, ListRow))


def test_a_book_of_rejects_that_still_has_some_makes_another(tmp_path: Path) -> None:
    first = write_book(tmp_path / "lists.xlsx", [["uscc", "list", "valid_from"], ["x", "gop", "y"]])
    for _ in range(2):
        report = report_of(first, tmp_path / "rejects.csv")
        first = tmp_path / "again.xlsx"
        assert write_marked(report, first)
    assert "again.xlsx#lists" in report_of(first, report).read_text("utf-8-sig")


def test_a_report_without_workbooks_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("uscc,list,valid_from\nx,gop,2024-01-01\n", "utf-8")
    report = report_of(path, tmp_path / "rejects.csv")
    assert not write_marked(report, tmp_path / "rejects.xlsx")
    assert not (tmp_path / "rejects.xlsx").exists()
