"""The rows of a workbook's sheet as records, as if they were lines of a CSV file.

The line of a record is the row of the sheet, its raw text a line of CSV.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from credit_graph.errors import ImportRefusedError
from credit_graph.errors.causes import said_by, system_cause
from credit_graph.intake.csv_text import cells_line
from credit_graph.intake.problem import CellError, Code
from credit_graph.intake.records import Record, checked_characters
from credit_graph.intake.tables.cell_text import CellReading, Shown, is_shown_short
from credit_graph.intake.tables.container import refuse_other_than_workbook
from credit_graph.intake.tables.manner import Manner
from credit_graph.intake.tables.notes import Note, Notes
from credit_graph.intake.tables.sheet_xml import SheetFacts, read_facts, refuse_unfit, sheet_parts
from credit_graph.message import Message

_BLANK: Final = Shown(None, is_error=False, format_id=0, format="General")


class SheetRecords:
    """Iterates over the records of one sheet; blank rows are skipped and noted.

    The first is read as text; once the header is known, `follow` says what each cell holds.
    """

    def __init__(
        self,
        rows: Iterator[Sequence[Shown]],
        facts: SheetFacts,
        reading: CellReading,
        notes: Notes,
        stream: IO[bytes],
    ) -> None:
        self._rows = enumerate(rows, start=1)
        self._facts = facts
        self._reading = reading
        self._notes = notes
        self._stream = stream
        self._names: tuple[str | None, ...] = ()
        self._row = 0
        self._blank: list[int] = []

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        for row, shown in self._rows:
            self._row = row
            if all(_is_blank(cell) for cell in shown) and not self._is_formula_row(len(shown)):
                self._blank.append(self._row)
                continue
            # Blank rows after the last one with a value are no rows of the table.
            for line in self._blank:
                self._notes.add(Note.BLANK_ROWS, line)
            self._blank = []
            return self._record(shown)
        raise StopIteration

    def follow(self, where: str, names: tuple[str | None, ...]) -> None:
        """Take the row just read as the header; raise `ImportRefusedError` if cells are merged."""
        self._names = names
        for place in range(len(names)):
            if merge := self._facts.merge_across(self._row, place + 1):
                why = Message("cells of its header are merged, {merge}", merge=merge)
                raise ImportRefusedError(
                    where, why, Message("Give each column one cell with one name.")
                )
        if blank := names.count(None):
            self._notes.add(Note.BLANK_COLUMNS, count=blank)

    def read_bytes(self) -> int:
        """Return how far into the file the reading has come."""
        return self._stream.tell()

    def _is_formula_row(self, width: int) -> bool:
        places = ((self._row, column) for column in range(1, width + 1))
        return any(place in self._facts.uncomputed for place in places)

    def _record(self, shown: Sequence[Shown]) -> Record:
        width = max(len(self._names), _used(shown))
        cells: list[str] = []
        faults: dict[int, CellError] = {}
        for place in range(width):
            cell = shown[place] if place < len(shown) else _BLANK
            try:
                cells.append(self._text(cell, place))
            except CellError as error:
                cells.append("" if cell.value is None else str(cell.value))
                faults[place] = error
        raw = cells_line(cells).removesuffix("\n")
        return checked_characters(Record(self._row, raw, cells, faults=faults), self._notes)

    def _text(self, cell: Shown, place: int) -> str:
        at = (self._row, place + 1)
        if at in self._facts.uncomputed:
            raise CellError(Code.NOT_COMPUTED)
        column = self._names[place] if place < len(self._names) else None
        if _is_blank(cell) and column is not None and (merge := self._facts.merge_at(*at)):
            under = Message(": it lies under the merged cells {cells}", cells=str(merge))
            raise CellError(Code.MISSING_VALUE, under=under)
        text = self._reading.text(cell, column)
        if column is not None and cell.value is not None and is_shown_short(cell):
            self._notes.add(Note.DAY_SHOWN_SHORT)
        return text


def visible_sheets(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets that are visible; raise as `open_sheet` does."""
    with _open_book(path) as (book, _):
        return tuple(each.title for each in book.worksheets if each.sheet_state == "visible")


@contextmanager
def open_sheet(path: Path, manner: Manner, notes: Notes) -> Iterator[SheetRecords]:
    """Open the sheet of a workbook that is to be read.

    Raises `ImportRefusedError` for a file that is no workbook, one with a password, and one
    without such a sheet.
    """
    with _open_book(path) as (book, stream):
        name = _chosen(path, book, manner.sheet)
        facts = _facts(path, name)
        _note(book, name, facts, notes)
        sheet = book[name]
        sheet.reset_dimensions()
        rows = (tuple(map(_shown, row)) for row in sheet.iter_rows())
        zero = MAC_EPOCH if book.epoch == MAC_EPOCH else WINDOWS_EPOCH
        reading = CellReading(zero.date(), manner.dates)
        yield SheetRecords(rows, facts, reading, notes, stream)


@contextmanager
def _open_book(path: Path) -> Iterator[tuple[Workbook, IO[bytes]]]:
    try:
        refuse_other_than_workbook(path)
        stream = path.open("rb")
    except OSError as error:
        raise ImportRefusedError(
            str(path),
            Message("it cannot be read ({cause})", cause=system_cause(error)),
            Message("Check the file and its rights."),
        ) from None
    with stream, warnings.catch_warnings():
        # openpyxl warns of what it leaves out (styles, drawings): nothing that an import reads.
        warnings.simplefilter("ignore")
        book = _opened(path, stream)
        try:
            yield book, stream
        finally:
            book.close()


def _opened(path: Path, stream: IO[bytes]) -> Workbook:
    try:
        with ZipFile(path) as archive:
            refuse_unfit(path, archive)
        return load_workbook(stream, read_only=True, data_only=True)
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
    ) as error:
        why = Message("it cannot be read as a workbook ({cause})", cause=_cause(error))
        raise ImportRefusedError(str(path), why, Message("Save it again as .xlsx.")) from None


def _cause(error: Exception) -> Message:
    if isinstance(error, BadZipFile):
        return Message("the archive in it is damaged")
    if isinstance(error, KeyError):
        return Message("a part of it is missing")
    if isinstance(error, SyntaxError):
        return Message("a part of it is no XML")
    return said_by("OpenPyXL", error)


def _chosen(path: Path, book: Workbook, asked: str | None) -> str:
    names = {sheet.title: sheet.sheet_state == "visible" for sheet in book.worksheets}
    listed = ", ".join(names)
    if asked is not None:
        if asked not in names:
            raise ImportRefusedError(
                str(path),
                Message("it has no sheet {asked!r}", asked=asked),
                Message("It has {listed}.", listed=listed),
            )
        return asked
    visible = next((name for name, seen in names.items() if seen), None)
    if visible is None:
        raise ImportRefusedError(
            str(path), Message("it has no visible sheet"), Message("Say which with --sheet.")
        )
    return visible


def _facts(path: Path, name: str) -> SheetFacts:
    with ZipFile(path) as archive, archive.open(sheet_parts(archive)[name]) as part:
        return read_facts(part)


def _note(book: Workbook, name: str, facts: SheetFacts, notes: Notes) -> None:
    others = [sheet.title for sheet in book.worksheets if sheet.title != name]
    if others:
        notes.add(Note.SHEET, detail=f"{name} was read, not {', '.join(others)}")
    if facts.hidden_rows:
        notes.add(Note.HIDDEN_ROWS, facts.hidden_rows[0], count=len(facts.hidden_rows))
    if facts.hidden_columns:
        notes.add(Note.HIDDEN_COLUMNS, count=facts.hidden_columns)


def _shown(cell: object) -> Shown:
    if isinstance(cell, EmptyCell):
        return _BLANK
    return Shown(
        cell.value,  # type: ignore[attr-defined]
        cell.data_type == "e",  # type: ignore[attr-defined]
        cell.style_array.numFmtId,  # type: ignore[attr-defined]
        cell.number_format,  # type: ignore[attr-defined]
    )


def _is_blank(cell: Shown) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _used(shown: Sequence[Shown]) -> int:
    return max(
        (place for place, cell in enumerate(shown, start=1) if not _is_blank(cell)), default=0
    )
