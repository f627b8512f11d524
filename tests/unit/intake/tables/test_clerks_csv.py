"""CSV files as spreadsheets and people leave them."""

from pathlib import Path

import pytest

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.rejects import HEADER as REPORT
from credit_graph.intake.rows.kinds import EnterpriseRow, ListRow
from support.table_reading import read_table

A, B = "91410400XN00000125", "91410400XN00000200"
HEADER = "uscc,name,region\n"


def put(folder: Path, text: str, name: str = "enterprises.csv", codec: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(codec))
    return path


def test_blank_rows_and_columns_are_skipped_with_a_note(tmp_path: Path) -> None:
    text = f"uscc,name,region,,\n{A},虚构,410400,,\n,,,,\n  \n\u3000,,\n{B},虚构,410400,,\n,,,,\n"
    rows, rejects, notes = read_table(put(tmp_path, text))
    assert (len(rows), rejects) == (2, [])
    assert notes == (
        "4 blank row(s) skipped, the first on line 3",
        "2 blank column(s) skipped",
    )


def test_text_under_a_blank_heading_is_not_lost(tmp_path: Path) -> None:
    _, rejects, _ = read_table(put(tmp_path, f"uscc,name,region,\n{A},虚构,410400,注\n"))
    assert rejects == [
        "2  CELL_WITHOUT_COLUMN '注' is in cell 4, and the header has no name there."
    ]


def test_a_first_line_that_names_the_separator_is_skipped(tmp_path: Path) -> None:
    rows, _, notes = read_table(put(tmp_path, f"sep=,\n{HEADER}{A},虚构,410400\n"))
    assert len(rows) == 1
    assert "the line sep=, is not a row and was skipped" in notes


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("uscc，name，region\n", "separated by full-width commas"),
        ("sep=;\nuscc;name;region\n", "separated by semicolons"),
        ("uscc\tname\tregion\t\n", "separated by tabs"),
        ("信用代码,统一社会信用代码,名称,地区\n", "the column 'uscc' appears twice"),
        ("信用代码,颜色,名称,地区\n", "has no column '颜色'"),
    ],
)
def test_a_header_that_cannot_be_used_says_why(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ImportRefusedError, match=why):
        read_table(put(tmp_path, text))


def test_invisible_characters_are_taken_out_and_noted_by_number(tmp_path: Path) -> None:
    text = f"{HEADER}{A[:5]}\u200b{A[5:]},虚\ufeff构（平顶山）\u200b,410400\n"
    rows, rejects, notes = read_table(put(tmp_path, text))
    assert rejects == []
    assert [row.name for row in rows if isinstance(row, EnterpriseRow)] == ["虚构（平顶山）"]
    assert "U+200B, which is invisible, taken out of 1 row(s), first on line 2" in notes
    assert any(note.startswith("U+FEFF") for note in notes)


def test_radicals_are_read_as_ideographs_and_noted_by_number(tmp_path: Path) -> None:
    text = f"{HEADER}{A},虚构⻓⻔⾯粉厂,410400\n"
    rows, rejects, notes = read_table(put(tmp_path, text))
    assert rejects == []
    assert [row.name for row in rows if isinstance(row, EnterpriseRow)] == ["虚构长门面粉厂"]
    read = "read as the ideograph that it looks like in 1 row(s), first on line 2"
    assert f"the CJK radical U+2ED3 (长) {read}" in notes
    assert f"the CJK radical U+2FAF (面) {read}" in notes


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f", "\x85"])
def test_a_character_that_turns_text_is_refused_by_number_with_every_other_fault(
    tmp_path: Path, character: str
) -> None:
    _, rejects, _ = read_table(put(tmp_path, f"{HEADER}{A},虚{character}构,41\n"))
    first = f"The row has the control character U+{ord(character):04X} at character 21."
    second = "Also region: '41' is not a region of the vocabulary."
    assert rejects == [f"2  CONTROL_CHARACTER {first} {second}"]


def test_a_character_of_private_use_is_noted(tmp_path: Path) -> None:
    rows, _, notes = read_table(put(tmp_path, f"{HEADER}{A},虚\ue000构,410400\n"))
    assert len(rows) == 1
    assert any(note.startswith("U+E000 is a character of private use") for note in notes)


def test_a_word_for_no_end_is_noted(tmp_path: Path) -> None:
    text = f"uscc,list,valid_from,valid_to\n{A},gop,2024-01-01,长期\n{B},gop,2024-01-01,\n"
    rows, _, notes = read_table(put(tmp_path, text, "lists.csv"))
    assert [row.valid_to for row in rows if isinstance(row, ListRow)] == [None, None]
    assert notes == ("长期 read as no end in 1 row(s)",)


MESSAGE = "\"'x' is not a list of the vocabulary.\""
ROW = f'in/lists.csv,3,list,UNKNOWN_LIST,{MESSAGE},"{A},gop,2024-01-01,,,,"'


@pytest.mark.parametrize("codec", ["utf-8-sig", "gbk"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_report_that_a_spreadsheet_saved_again_is_taken(
    tmp_path: Path, codec: str, end: str
) -> None:
    header = REPORT.strip().removeprefix("\ufeff") + ",,"
    second = f'"in/lists.csv","4","","","虚构","{B},gop,2024-01-01,,,,","",,'
    text = end.join([header, ROW + ",,,", second, ",,,,,,,,", ""])
    rows, rejects, _ = read_table(put(tmp_path, text, "mended.csv", codec))
    assert rejects == []
    assert [row.uscc for row in rows if isinstance(row, ListRow)] == [A, B]
