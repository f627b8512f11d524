"""The rejects that came from workbooks, as a workbook again: faulty cells marked, with the reason.

One sheet per file, called by its kind, so that the mended workbook is itself a file to import.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from credit_graph.intake.header import Header, documented_header, find_header
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.mended import kind_of, one_record
from credit_graph.intake.records import read_records
from credit_graph.intake.rejects import COLUMNS, places_of, unguarded
from credit_graph.intake.tables.notes import Notes

_FAULTY: Final = PatternFill("solid", fgColor="FFC7CE")
_ALSO: Final = re.compile(r" Also (\w+): ")
_AUTHOR: Final = "credit-graph"
_MOST: Final = 100_000  # rows; the report in CSV has them all


@dataclass(frozen=True, slots=True)
class _Line:
    """A rejected row: where it was, what is wrong with it, its text and the header it follows."""

    file: str
    kind: Kind
    column: str
    message: str
    row: str
    header: str

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the finding is about."""
        return frozenset((self.column, *_ALSO.findall(self.message)))


def write_marked(report: Path, out: Path) -> bool:
    """Write what a report of rejects says of workbooks; return False if it says nothing of any.

    The rows are those of the report, in its order. Raises `OSError` if `out` cannot be written.
    """
    book = Workbook()
    sheets: dict[str, tuple[Worksheet, Header]] = {}
    for number, line in enumerate(_lines(report)):
        if number >= _MOST:
            break
        if line.file not in sheets:
            sheets[line.file] = _begun(book, line, first=not sheets)
        _add(*sheets[line.file], line)
    if sheets:
        book.save(out)
    return bool(sheets)


def _lines(report: Path) -> Iterator[_Line]:
    with report.open(encoding="utf-8-sig", newline="") as stream:
        records = read_records(stream)
        header = next(records, None)
        if header is None or places_of(header.cells) is None:
            return
        for record in records:
            cells = dict(zip(COLUMNS, map(unguarded, record.cells), strict=True))
            file, kind = cells["file"], kind_of(cells["file"])
            if kind is not None and file.partition("#")[0].lower().endswith(".xlsx"):
                found = (cells[name] for name in ("column", "message", "row", "columns"))
                yield _Line(file, kind, *found)


def _begun(book: Workbook, line: _Line, *, first: bool) -> tuple[Worksheet, Header]:
    """Begin the sheet of a file with its header."""
    sheet = book.active if first else book.create_sheet()
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook has one
    kind = line.kind
    sheet.title = _title(book, kind)
    header = documented_header(kind)
    written = list(header.names)
    if line.header:
        [record] = read_records(StringIO(line.header))
        header = find_header(
            line.file, kind, iter([record]), notes=Notes(), may_lack=TABLES[kind].columns
        )
        written = list(record.cells)
    for place, name in enumerate(written, start=1):
        cell = sheet.cell(1, place)
        cell.value = name
        cell.font = Font(bold=True)
    return sheet, header


def _add(sheet: Worksheet, header: Header, line: _Line) -> None:
    cells = one_record(0, line.row, Notes()).cells
    row = sheet.max_row + 1
    for place, text in enumerate(cells, start=1):
        cell = sheet.cell(row, place)
        cell.value = text
        # As text: openpyxl takes "=…" for a formula, a spreadsheet 18 digits for a number.
        cell.data_type = "s"
        cell.number_format = "@"
    marked = [place for place, name in enumerate(header.names, start=1) if name in line.columns]
    for place in marked or range(1, header.width + 1):
        sheet.cell(row, place).fill = _FAULTY
    sheet.cell(row, marked[0] if marked else 1).comment = Comment(line.message, _AUTHOR)


def _title(book: Workbook, kind: Kind) -> str:
    names = [kind.value, *(f"{kind.value} {number}" for number in range(2, 1_000))]
    return next(name for name in names if name not in book.sheetnames)
