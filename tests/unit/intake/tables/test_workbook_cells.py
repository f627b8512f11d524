"""Each row of the page on spreadsheets: what a workbook's cell becomes, or why it cannot."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.kinds import LinkRow, ListRow, StatementRow
from credit_graph.intake.sources import find_sources
from credit_graph.intake.tables.manner import Dates, Manner
from support.table_reading import read_table
from support.workbooks import Sheet, with_part, with_sheet, write_book

A, B = "91410400XN00000125", "91410400XN00000200"
LOCAL = Manner(dates=Dates.LOCAL)
LISTS = ["uscc", "list", "valid_from", "valid_to", "reference"]
DAY = date(2024, 6, 30)


def listed(folder: Path, first: object, last: object = None, *then: Sheet) -> Path:
    """A lists.xlsx of one row with these days."""
    row = [A, "gop", first, last, "r"]
    return write_book(folder / "lists.xlsx", [LISTS, row], *then)


def shown_as(cell: str, words: str) -> Sheet:
    def change(sheet: Worksheet) -> None:
        sheet[cell].number_format = words

    return change


@pytest.mark.parametrize(
    "words",
    ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]yyyy/m/d", '[DBNum1][$-804]yyyy"年"m"月"d"日"'],
)
def test_a_day_is_a_day_whatever_its_format(tmp_path: Path, words: str) -> None:
    rows, rejects, _ = read_table(
        listed(tmp_path, datetime(2024, 6, 30), None, shown_as("C2", words))  # noqa: DTZ001
    )
    assert rejects == []
    assert rows == [ListRow(A, "gop", DAY, None, None, None, "r")]


@pytest.mark.parametrize("number", [27, 30, 31, 36, 50, 54, 57, 58])
def test_a_day_in_a_format_of_east_asia_that_is_not_declared_is_one(
    tmp_path: Path, number: int
) -> None:
    rows, rejects, notes = read_table(in_format(listed(tmp_path, 45473), number))
    assert rejects == []
    assert rows == [ListRow(A, "gop", DAY, None, None, None, "r")]
    assert any("shown without day or year" in note for note in notes) == (number in (57, 58))


def in_format(path: Path, number: int) -> Path:
    """Give the cell C2 a format by number that the workbook does not declare."""
    with_sheet(path, '<c r="C2" ', '<c r="C2" s="1" ')

    def styles(text: str) -> str:
        start = text.index("<cellXfs")
        end = text.index("</cellXfs>")
        one = f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'
        return text[:start] + text[start:end] + one + text[end:]

    return with_part(path, "xl/styles.xml", styles)


@pytest.mark.parametrize("number", [32, 35, 55, 56])
def test_a_time_of_day_in_such_a_format_is_rejected(tmp_path: Path, number: int) -> None:
    _, rejects, _ = read_table(in_format(listed(tmp_path, 45473), number))
    assert rejects[0].startswith("2 valid_from DATE_TIME ")


@pytest.mark.parametrize(
    "value",
    [datetime(2024, 6, 30, 8, 30), time(0, 0), time(8, 30)],  # noqa: DTZ001
)
def test_a_day_with_a_time_or_a_cell_left_at_zero_is_rejected(
    tmp_path: Path, value: object
) -> None:
    _, rejects, _ = read_table(listed(tmp_path, value))
    assert rejects[0].startswith("2 valid_from DATE_TIME ")


def test_a_bare_number_is_a_day_on_request_only_and_counts_from_the_books_own_day(
    tmp_path: Path,
) -> None:
    path = listed(tmp_path, 45473)
    assert "DATE_SERIAL '45473' is a spreadsheet's number for 2024-06-30" in read_table(path)[1][0]
    assert read_table(path, LOCAL)[0] == [ListRow(A, "gop", DAY, None, None, None, "r")]

    def of_1904(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904

    path = listed(tmp_path, 44011, None, of_1904)
    assert "number for 2024-06-30" in read_table(path)[1][0]
    assert read_table(path, LOCAL)[0] == [ListRow(A, "gop", DAY, None, None, None, "r")]


def test_a_day_of_eight_digits_as_number_or_text_is_one_on_request(tmp_path: Path) -> None:
    for value in (20240630, "20240630", "2024年6月30日", "2024/6/30"):
        path = listed(tmp_path, value)
        assert read_table(path, LOCAL)[0] == [ListRow(A, "gop", DAY, None, None, None, "r")]
        assert read_table(path)[1][0].startswith("2 valid_from DATE_FORMAT ")


def test_a_formula_that_was_never_computed_is_no_blank_end(tmp_path: Path) -> None:
    _, rejects, _ = read_table(listed(tmp_path, "2024-01-01", "=TODAY()"))
    assert rejects == [
        "2 valid_to NOT_COMPUTED The formula was never computed; open the file and save it."
    ]


def test_a_formula_that_gives_nothing_is_blank_and_its_result_counts(tmp_path: Path) -> None:
    path = listed(tmp_path, "2024-01-01", '=""')
    with_sheet(path, '<c r="D2"><f>""</f><v /></c>', '<c r="D2" t="str"><f>""</f><v></v></c>')
    assert read_table(path)[0] == [ListRow(A, "gop", date(2024, 1, 1), None, None, None, "r")]
    path = listed(tmp_path, "2024-01-01", "=A1")
    with_sheet(
        path, '<c r="D2"><f>A1</f><v /></c>', '<c r="D2" t="str"><f>A1</f><v>2024-06-30</v></c>'
    )
    assert read_table(path)[0] == [ListRow(A, "gop", date(2024, 1, 1), DAY, None, None, "r")]


@pytest.mark.parametrize("text", ["#N/A", "#REF!"])
def test_an_error_is_no_blank_end(tmp_path: Path, text: str) -> None:
    _, rejects, _ = read_table(listed(tmp_path, "2024-01-01", text))
    assert rejects == [f"2 valid_to CELL_ERROR '{text}' is a spreadsheet's error, not a value."]


@pytest.mark.parametrize("value", [914104001234568000, 9.14104001234568e17, 91410400])
def test_a_number_is_never_a_credit_code(tmp_path: Path, value: object) -> None:
    path = write_book(tmp_path / "lists.xlsx", [LISTS, [value, "gop", "2024-01-01"]])
    assert read_table(path)[1][0].startswith("2 uscc USCC_NUMBER ")


def test_whole_numbers_are_digits_and_long_ones_are_rejected(tmp_path: Path) -> None:
    header = ["uscc", "name", "region", "registered_on"]
    rows = [[A, "虚构", 410400], [B, 360, 410400.0]]
    found, rejects, _ = read_table(write_book(tmp_path / "enterprises.xlsx", [header, *rows]))
    assert rejects == []
    assert [(row.name, row.region) for row in found] == [("虚构", "410400"), ("360", "410400")]  # type: ignore[union-attr]
    path = write_book(tmp_path / "lists.xlsx", [LISTS, [A, "gop", "2024-01-01", None, 10**16]])
    assert read_table(path)[1][0].startswith("2 reference CELL_TYPE ")


def test_text_with_an_apostrophe_or_as_text_is_text(tmp_path: Path) -> None:
    def as_text(sheet: Worksheet) -> None:
        sheet["A2"].number_format = "@"
        sheet["E2"].quotePrefix = True

    rows, _, _ = read_table(listed(tmp_path, "2024-01-01", None, as_text))
    assert rows == [ListRow(A, "gop", date(2024, 1, 1), None, None, None, "r")]


def test_shares_are_fractions_whatever_is_shown(tmp_path: Path) -> None:
    header = ["supplier_uscc", "customer_uscc", "valid_from", "share"]
    shares = [0.25, 0.1 + 0.2, 1.0001, "25%", "２５％", 25]

    def percent(sheet: Worksheet) -> None:
        for row in range(2, 5):
            sheet.cell(row, 4).number_format = "0%"

    rows = [[A, B, "2024-01-01", share] for share in shares]
    found, rejects, _ = read_table(write_book(tmp_path / "links.xlsx", [header, *rows], percent))
    assert [row.share for row in found if isinstance(row, LinkRow)] == [0.25, 0.3]
    assert [each.split(maxsplit=3)[:3] for each in rejects] == [
        ["4", "share", "SHARE_RANGE"],
        ["5", "share", "SHARE_PERCENT"],
        ["6", "share", "SHARE_PERCENT"],
        ["7", "share", "SHARE_RANGE"],
    ]
    assert "'100.01%'" in rejects[0]


def test_a_yes_or_no_belongs_in_its_column_only(tmp_path: Path) -> None:
    header = ["uscc", "statement", "value", "valid_from"]
    rows = [[A, "wants_aeo", value, "2024-01-01"] for value in (True, "否")]
    found, rejects, _ = read_table(write_book(tmp_path / "statements.xlsx", [header, *rows]))
    assert [row.value for row in found if isinstance(row, StatementRow)] == ["true", "false"]
    assert rejects == []
    path = write_book(tmp_path / "lists.xlsx", [LISTS, [A, "gop", "2024-01-01", None, True]])
    assert read_table(path)[1][0].startswith("2 reference CELL_TYPE 'TRUE' is a yes or no")


def test_a_reference_that_became_a_day_is_rejected(tmp_path: Path) -> None:
    path = write_book(tmp_path / "lists.xlsx", [LISTS, [A, "gop", "2024-01-01", None, DAY]])
    assert read_table(path)[1][0].startswith("2 reference CELL_TYPE '2024-06-30' is a day")


def test_merged_cells_are_never_filled_down(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.append([B, "gop", None, None, "r"])
        sheet.merge_cells("D2:D3")
        sheet["C3"] = "2024-02-01"

    rows, rejects, _ = read_table(listed(tmp_path, "2024-01-01", "2025-01-01", merge))
    assert len(rows) == 1
    assert rejects == [
        "3 valid_to MISSING_VALUE The cell must not be empty: it lies under the merged cells D2:D3."
    ]


def test_rich_text_and_line_breaks_are_text(tmp_path: Path) -> None:
    path = listed(tmp_path, "2024-01-01")
    for text, expected in (("一_x000D_二", "一\n二"), ("一\n二", "一\n二"), (" 一\u3000", "一")):
        with_reference = write_book(path, [LISTS, [A, "gop", "2024-01-01", None, text]])
        rows, rejects, _ = read_table(with_reference)
        assert rejects == []
        assert [row.reference for row in rows if isinstance(row, ListRow)] == [expected]


def test_every_kind_of_workbook_can_be_named(tmp_path: Path) -> None:
    for kind in Kind:
        write_book(tmp_path / f"{kind}.xlsx", [["x"]])
    assert [source.kind for source in find_sources([tmp_path])] == list(Kind)
