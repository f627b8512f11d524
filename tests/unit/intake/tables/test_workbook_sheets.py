"""Workbooks as a whole: which sheet, which rows, and files that are something else."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.rows.kinds import ListRow
from credit_graph.intake.tables.manner import Manner
from support.table_reading import read_table
from support.workbooks import with_part, with_sheet, write_book

A, B = "91410400XN00000125", "91410400XN00000200"
HEADER = ["uscc", "list", "valid_from"]
ROW = [A, "gop", "2024-01-01"]
READ = ListRow(A, "gop", date(2024, 1, 1), None, None, None, None)


def test_the_first_visible_sheet_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        sheet.sheet_state = "hidden"
        sheet.title = "旧"
        book.create_chartsheet("图", 0).add_chart(BarChart())
        second = book.create_sheet("名单")
        second.append(HEADER)
        second.append(ROW)
        book.active = second

    path = write_book(tmp_path / "lists.xlsx", [["x"]], hide)
    rows, rejects, notes = read_table(path)
    assert (rows, rejects) == ([READ], [])
    assert "sheet 名单 was read, not 旧" in notes
    with pytest.raises(ImportRefusedError, match="has no column 'x'"):
        read_table(path, Manner(sheet="旧"))
    with pytest.raises(ImportRefusedError, match="it has no sheet '新'"):
        read_table(path, Manner(sheet="新"))


def test_a_workbook_without_a_visible_sheet_asks_for_one(tmp_path: Path) -> None:
    path = write_book(tmp_path / "lists.xlsx", [HEADER, ROW])
    with_part(path, "xl/workbook.xml", lambda text: text.replace('"visible"', '"hidden"'))
    with pytest.raises(ImportRefusedError, match="no visible sheet"):
        read_table(path)


def test_hidden_rows_and_columns_are_read_and_counted(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    rows = [HEADER, ROW, [B, "gop", "2024-01-01"]]
    found, _, notes = read_table(write_book(tmp_path / "lists.xlsx", rows, hide))
    assert len(found) == 2
    assert "2 hidden row(s) were read like the others, the first on line 2" in notes
    assert "1 hidden column(s) were read like the others" in notes


def test_a_title_blank_rows_and_blank_columns_are_skipped_and_lines_are_those_of_the_sheet(
    tmp_path: Path,
) -> None:
    rows = [
        ["2024年名单"],
        [],
        ["", "信用代码*", "", "名 单", "列入日期（必填）", ""],
        [],
        ["", A, "", "gop", "2024-01-01"],
        ["", "", " ", "\u3000"],
        ["", A, "注", "gop", "2024-02-01"],
        ["", "bad", "", "gop", "2024-02-01"],
    ]
    found, rejects, notes = read_table(write_book(tmp_path / "lists.xlsx", rows))
    assert found == [READ]
    assert [each.split(maxsplit=2)[:2] for each in rejects] == [
        ["7", "CELL_WITHOUT_COLUMN"],
        ["8", "uscc"],
    ]
    assert "1 row(s) above the header skipped, the first on line 1" in notes
    assert "3 blank row(s) skipped, the first on line 2" in notes
    assert any(note.startswith("2 blank column(s)") for note in notes)


def test_a_thousand_styled_empty_rows_at_the_end_are_none(tmp_path: Path) -> None:
    def style(sheet: Worksheet) -> None:
        for row in range(3, 1_003):
            sheet.cell(row, 1).number_format = "@"

    found, rejects, notes = read_table(write_book(tmp_path / "lists.xlsx", [HEADER, ROW], style))
    assert (found, rejects, notes) == ([READ], [], ())


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD2"])
def test_a_wrong_dimension_is_not_believed(tmp_path: Path, dimension: str) -> None:
    path = write_book(tmp_path / "lists.xlsx", [HEADER, ROW])
    with_sheet(path, '<dimension ref="A1:C2"', f'<dimension ref="{dimension}"')
    assert read_table(path)[0] == [READ]


@pytest.mark.parametrize("merge", ["A1:B1", "A1:A2"])
def test_merged_cells_of_the_header_are_named(tmp_path: Path, merge: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_cols(2)
        sheet.insert_rows(2)
        sheet.merge_cells(merge)

    path = write_book(tmp_path / "lists.xlsx", [HEADER, ROW], change)
    with pytest.raises(ImportRefusedError, match=f"cells of its header are merged, {merge}"):
        read_table(path)


def test_the_title_above_a_header_may_be_merged(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")

    rows = [["名单"], HEADER, ROW]
    assert read_table(write_book(tmp_path / "lists.xlsx", rows, merge))[0] == [READ]


def test_two_header_rows_are_refused(tmp_path: Path) -> None:
    rows = [["信用代码", "名单", "日期", ""], ["", "", "起始日期", "结束日期"], ROW]
    with pytest.raises(ImportRefusedError, match="has no column '日期'"):
        read_table(write_book(tmp_path / "lists.xlsx", rows))


def test_a_strict_workbook_is_named(tmp_path: Path) -> None:
    path = write_book(tmp_path / "lists.xlsx", [HEADER, ROW])
    with_part(
        path,
        "xl/workbook.xml",
        lambda text: text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    )
    with pytest.raises(ImportRefusedError, match="Strict Open XML"):
        read_table(path)


OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (OLE + bytes(600), r"it is an old \.xls"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "it has a password"),
        (b"<html><table></table></html>", "it is a web page"),
        (b"uscc,list,valid_from\n", "it is text, no workbook"),
        (b"", "it is empty"),
        (b"PK\x03\x04 and nothing", "cannot be read as a workbook"),
    ],
)
def test_what_is_no_workbook_is_told_by_what_it_is(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "lists.xlsx"
    path.write_bytes(content)
    with pytest.raises(ImportRefusedError, match=why):
        read_table(path)


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "lists.xlsx", [HEADER, ROW])
    with_sheet(path, "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    with pytest.raises(ImportRefusedError, match="declares entities"):
        read_table(path)


def test_a_workbook_called_csv_and_other_tables_are_named(tmp_path: Path) -> None:
    path = write_book(tmp_path / "lists.csv", [HEADER, ROW])
    with pytest.raises(ImportRefusedError, match="it is a workbook"):
        read_table(path)
    (tmp_path / "lists.xls").write_bytes(OLE)
    with pytest.raises(ImportRefusedError, match=r"\.xls is not read"):
        read_table(tmp_path / "lists.xls")


def test_a_blank_workbook_has_no_header(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="it has no header"):
        read_table(write_book(tmp_path / "lists.xlsx", []))
