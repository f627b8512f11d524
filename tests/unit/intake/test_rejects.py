import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from credit_graph.intake.problem import Code, RowProblem
from credit_graph.intake.rejects import COLUMNS, HEADER, Reject, unguarded


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_a_reject_is_one_record_of_seven_cells() -> None:
    problem = RowProblem(Code.MISSING_VALUE, "name", "The cell must not be empty.")
    text = Reject("in/enterprises.csv", 12, problem, 'x,"a\nb",', "").text()
    assert read_back(HEADER.removeprefix("\ufeff") + text) == [
        list(COLUMNS),
        [
            "in/enterprises.csv",
            "12",
            "name",
            "MISSING_VALUE",
            "The cell must not be empty.",
            'x,"a\nb",',
            "",
        ],
    ]


@given(st.text().filter(lambda text: "\x00" not in text))
def test_a_row_can_always_be_read_back_exactly(row: str) -> None:
    row = row.encode("utf-8", "replace").decode()
    text = Reject("f", 1, RowProblem(Code.MISSING_VALUE, "", ""), row).text()
    cells = read_back(text)[0]
    assert unguarded(cells[5]) == row
    assert not cells[5].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_what_a_spreadsheet_would_run_becomes_text() -> None:
    problem = RowProblem(Code.MISSING_VALUE, "", "m")
    assert "'=HYPERLINK" in Reject("f", 1, problem, "=HYPERLINK(1)").text()
