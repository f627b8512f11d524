"""A mended report of rejects as sources: its rows by the file that each came from."""

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.header import Header, documented_header, find_header
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code
from credit_graph.intake.records import Record, read_records
from credit_graph.intake.rejects import COLUMNS, places_of, unguarded
from credit_graph.intake.tables.notes import Notes
from credit_graph.message import Message

# Columns that were added at the end of a kind of table, all of them optional.
_ADDED = {
    Kind.RATINGS: 1,
    Kind.LISTS: 5,
    Kind.STATEMENTS: 1,
    Kind.COMMITMENTS: 1,
    Kind.VIOLATIONS: 3,
}
_FILE, _ROW, _COLUMNS = (COLUMNS.index(each) for each in ("file", "row", "columns"))


def kind_of(name: str) -> Kind | None:
    """Return the kind that a file's name says in a report, or the sheet's after a `#`."""
    last = name.replace("#", "/").replace("\\", "/").rpartition("/")[2]
    word = Path(last).stem.split(" ")[0]
    return Kind(word) if word in tuple(Kind) else None


class MendedReport:
    """The lines of a report that was opened; its header is the first of the records."""

    def __init__(self, path: Path, records: Iterator[Record]) -> None:
        self._path = path
        self._records = records
        header = next(records, None)
        places = None if header is None or header.problem else places_of(header.cells)
        self.is_one = places is not None
        self._places = places or ()

    def parts(self) -> tuple[tuple[str, Kind], ...]:
        """Return the files that the lines came from, as they are named, and their kinds."""
        named = dict.fromkeys(self._cells(record)[_FILE] for record in self._records)
        return tuple((part, self._kind(part)) for part in named)

    def rows(self, part: str, kind: Kind, notes: Notes) -> Iterator[tuple[Header, Record]]:
        """Yield the rows that came from one file, each with the header that it follows."""
        headers = {"": documented_header(kind)}
        for record in self._records:
            cells = self._cells(record)
            if cells[_FILE] != part:
                continue
            columns = cells[_COLUMNS]
            if columns not in headers:
                lines = read_records(StringIO(columns))
                headers[columns] = find_header(str(self._path), kind, lines, notes=notes)
            row = one_record(record.line, cells[_ROW], notes)
            yield headers[columns], row if columns else _as_wide(row, kind)

    def _cells(self, record: Record) -> list[str]:
        extra = [cell for place, cell in enumerate(record.cells) if place not in self._places]
        if record.problem is not None or len(record.cells) <= max(self._places) or any(extra):
            why = Message("line {line} is not a line of a report of rejects", line=record.line)
            fix = Message("Its columns are {table}.", table=",".join(COLUMNS))
            raise ImportRefusedError(str(self._path), why, fix)
        return [unguarded(record.cells[place]) for place in self._places]

    def _kind(self, part: str) -> Kind:
        kind = kind_of(part)
        if kind is None:
            why = Message(
                "its column `file` names {part!r}, which is not a kind of file", part=part
            )
            raise ImportRefusedError(str(self._path), why, Message("Leave that column as it was."))
        return kind


def _as_wide(row: Record, kind: Kind) -> Record:
    """Return a row of a report that was written when its kind had fewer columns."""
    lacking = len(TABLES[kind].columns) - len(row.cells)
    if row.problem is not None or not 0 < lacking <= _ADDED.get(kind, 0):
        return row
    return replace(row, cells=(*row.cells, *[""] * lacking))


def one_record(line: int, row: str, notes: Notes) -> Record:
    """Return the row that a line of the report holds, as one record."""
    found = list(read_records(StringIO(row, newline=""), notes))
    if len(found) != 1:
        return Record(line, row, (), CellError(Code.BAD_QUOTING).problem())
    one = found[0]
    return Record(line, one.raw, one.cells, one.problem)
