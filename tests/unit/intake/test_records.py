from io import StringIO, TextIOWrapper
from pathlib import Path

import pytest

from credit_graph.intake.lines import LONGEST
from credit_graph.intake.problem import Code
from credit_graph.intake.records import Record, read_records


def records(text: str) -> list[Record]:
    return list(read_records(StringIO(text, newline="")))


def cells(text: str) -> list[list[str]]:
    return [list(record.cells) for record in records(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_common_end_of_line_is_one(end: str) -> None:
    assert cells(f"a,b{end}c,d{end}") == [["a", "b"], ["c", "d"]]


def test_a_quoted_cell_may_hold_commas_newlines_and_doubled_quotes() -> None:
    assert cells('a,"b, ""c""\r\nd",e\nf,g,h\n') == [["a", 'b, "c"\r\nd', "e"], ["f", "g", "h"]]


def test_the_line_of_a_record_is_its_first_line() -> None:
    found = records('h\n"a\nb\nc",1\n\nlast,2')
    assert [record.line for record in found] == [1, 2, 6]


def test_the_raw_text_is_the_records_own_without_its_end() -> None:
    assert records('x\n"a\r\nb", c\r\n')[1].raw == '"a\r\nb", c'


def test_an_empty_quoted_cell_and_a_trailing_comma_are_empty_cells() -> None:
    assert cells('"",a,\n') == [["", "a", ""]]


@pytest.mark.parametrize("row", ['a,5"nail', '"a"b,c', 'a,"b', '"a" ,b', 'a"b"c'])
def test_a_stray_quotation_mark_costs_its_own_line_only(row: str) -> None:
    found = records(f"{row}\ngood,1\ngood,2\n")
    assert [(record.line, record.problem and record.problem.code) for record in found] == [
        (1, Code.BAD_QUOTING),
        (2, None),
        (3, None),
    ]
    assert found[0].raw == row


def test_an_unclosed_quotation_mark_does_not_swallow_quoted_rows_below_it() -> None:
    found = records('a,"b\nc,"d"\n"e\nf",g\n')
    assert [(record.line, list(record.cells)) for record in found] == [
        (1, []),
        (2, ["c", "d"]),
        (3, ["e\nf", "g"]),
    ]


def test_an_unclosed_quotation_mark_in_a_long_file_is_given_up_after_a_bounded_stretch() -> None:
    rows = "".join(f"row{number},x\n" for number in range(20_000))
    found = records('a,"b\n' + rows)
    assert found[0].problem is not None
    assert len(found) == 20_001
    assert found[-1].cells == ["row19999", "x"]


def test_a_line_beyond_the_limit_is_rejected_with_its_beginning_and_reading_goes_on() -> None:
    found = records("a" * (LONGEST * 2 + 5) + "\nb,c\n")
    assert found[0].problem is not None
    assert found[0].problem.code is Code.ROW_TOO_LONG
    assert found[0].raw == "a" * 200
    assert (found[1].line, found[1].cells) == (2, ["b", "c"])


def test_a_byte_that_is_no_utf8_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("名称,ok\n".encode() + "顶,平".encode("gbk") + b"\nz\n")
    with path.open("rb") as stream:
        text = TextIOWrapper(stream, "utf-8", errors="surrogateescape", newline="")
        found = list(read_records(text))
    assert found[1].problem is not None
    assert found[1].problem.code is Code.NOT_UTF8
    assert "0xB6 at character 1" in found[1].problem.message
    assert found[1].raw.startswith(r"\xb6")
    assert found[2].cells == ["z"]


def test_a_control_character_is_rejected_and_a_tab_is_not() -> None:
    found = records("a\x00b,c\nd\te,f\n")
    assert found[0].problem is not None
    assert found[0].problem.message == ("The row has the control character U+0000 at character 2.")
    assert found[1].cells == ["d\te", "f"]
