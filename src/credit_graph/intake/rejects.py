"""The report of rejected rows, and how a mended report is read again.

One line per rejected row: `file,line,column,code,message,row,columns`. `row` is the exact text of
the row; `columns` is the header of its file where that is not the documented one. So a report
whose `row` cells were mended is itself a file to import.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from credit_graph.intake.problem import RowProblem

COLUMNS: Final = ("file", "line", "column", "code", "message", "row", "columns")
# With a byte-order mark, so that a spreadsheet opens it as UTF-8.
# The header of what a preview writes, so that a folder which holds one can be imported.
PREVIEW_HEADER: Final = "outcome,kind,uscc,name,about,before,after,because"
HEADER: Final = "\ufeff" + ",".join(COLUMNS) + "\n"

# A spreadsheet runs what begins with one of these; an apostrophe before it makes it text. One that
# stands before such a character already gets another, so that reading it back is exact.
_RUNS = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Reject:
    """A rejected row: where it stands, what is wrong with it, its exact text.

    `columns` is the header of its file, empty if that is the documented one.
    """

    file: str
    line: int
    problem: RowProblem
    row: str
    columns: str = ""

    def text(self) -> str:
        """Return its line in the report, with the end of the line."""
        cells = (
            self.file,
            str(self.line),
            self.problem.column,
            self.problem.code.value,
        )
        exact = (self.row, self.columns)
        # A message that begins with a quotation mark is text already, and is not read back.
        message = self.problem.message
        shown = _in_csv(message) if message.startswith("'") else safe_cell(message)
        return ",".join([*map(safe_cell, cells), shown, *map(safe_cell, exact)]) + "\n"


def safe_cell(text: str) -> str:
    """Return a cell as it stands in a CSV file, so that no spreadsheet runs it."""
    return _in_csv(f"'{text}" if _RUNS.match(text) else text)


def _in_csv(text: str) -> str:
    if "," in text or '"' in text or "\r" in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def unguarded(cell: str) -> str:
    """Return a cell of the report as it was before it was made safe for spreadsheets."""
    return cell[1:] if _GUARDED.match(cell) else cell


def places_of(cells: Sequence[str]) -> tuple[int, ...] | None:
    """Return where each column of a report stands in a header; None if it is no report's.

    A spreadsheet that has saved the report may have added empty columns or moved some.
    """
    names = [cell.removeprefix("\ufeff").strip().lower() for cell in cells]
    if sorted(name for name in names if name) != sorted(COLUMNS):
        return None
    return tuple(names.index(column) for column in COLUMNS)
