"""The first record of a file: which of its cells is which column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, TypeVar

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.kinds import TABLES, Kind, Table
from credit_graph.intake.problem import CellError, Code, quoted
from credit_graph.intake.records import Record
from credit_graph.intake.tables.headings import columns_by_heading, plain_heading
from credit_graph.intake.tables.notes import Note, Notes
from credit_graph.message import Message

T = TypeVar("T")

_TITLE_ROWS: Final = 10  # so many rows may stand above a header
_SEPARATORS: Final = (
    (";", Message("semicolons")),
    ("\t", Message("tabs")),
    ("，", Message("full-width commas")),
)


@dataclass(frozen=True, slots=True)
class Header:
    """A file's header: its exact text, what each of its cells names, where each column stands.

    `names` holds None for a cell without a name. `places` are in the columns' documented order;
    None where the file leaves a column out. `documented`: it has every column, in that order.
    """

    raw: str
    names: tuple[str | None, ...]
    places: tuple[int | None, ...]
    documented: bool

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.names)

    def arrange(self, cells: Sequence[str]) -> Sequence[str]:
        """Return the cells in the documented order.

        Raises `CellError` if their count is wrong, or one stands where the header has no name.
        """
        if len(cells) != self.width:
            if len(cells) > self.width or any(self.names[len(cells) :]):
                code = Code.TOO_FEW_CELLS if len(cells) < self.width else Code.TOO_MANY_CELLS
                raise CellError(code, count=len(cells), expected=self.width)
            cells = [*cells, *[""] * (self.width - len(cells))]
        if self.documented:
            return cells
        for place, name in enumerate(self.names):
            if name is None and cells[place].strip():
                value = quoted(cells[place].strip())
                raise CellError(Code.CELL_WITHOUT_COLUMN, value=value, place=place + 1)
        return ["" if place is None else cells[place] for place in self.places]

    def by_column(self, at_places: Mapping[int, T]) -> Mapping[str, T]:
        """Return what is given by the place of a cell by its column's name."""
        named = {self.names[place]: each for place, each in at_places.items() if place < self.width}
        return {name: each for name, each in named.items() if name is not None}


def documented_header(kind: Kind) -> Header:
    """Return the header that docs/import.md has."""
    columns = TABLES[kind].columns
    return Header(",".join(columns), columns, tuple(range(len(columns))), documented=True)


def find_header(
    name: str,
    kind: Kind,
    records: Iterator[Record],
    *,
    notes: Notes,
    may_lack: Sequence[str] = (),
) -> Header:
    """Take the header from the records; rows of a title above it are skipped and noted.

    `may_lack`: required columns that the file may leave out. Raises `ImportRefusedError` that says
    what is wrong with the first row, if none of the first is a header.
    """
    table = TABLES[kind]
    table = replace(table, required=table.required.difference(may_lack))
    first = _first(records, notes)
    try:
        return read_header(name, kind, table, first)
    except ImportRefusedError as error:
        refused = error
    for skipped, record in enumerate(islice(records, _TITLE_ROWS), start=1):
        try:
            header = read_header(name, kind, table, record)
        except ImportRefusedError:
            continue
        notes.add(Note.TITLE_ROWS, first.line if first else 1, count=skipped)
        return header
    raise refused


def read_header(name: str, kind: Kind, table: Table, record: Record | None) -> Header:
    """Match a header with the columns of its kind; raise `ImportRefusedError` if it cannot be."""
    if record is None or record.problem is not None:
        raise ImportRefusedError(
            name, Message("it has no header"), Message("Begin with {table}.", table=_example(table))
        )
    cells = [plain_heading(cell) for cell in record.cells]
    _refuse_other_separator(name, record.cells, table)
    known = columns_by_heading(kind)
    names = [known.get(cell) if cell else None for cell in cells]
    for cell, column, written in zip(cells, names, record.cells, strict=True):
        if cell and column is None:
            why = Message(
                "{kind}.csv has no column {lower!r}", kind=kind, lower=written.strip().lower()
            )
            raise ImportRefusedError(
                name, why, Message("Its columns are {table}.", table=_example(table))
            )
        if column is not None and names.count(column) > 1:
            raise ImportRefusedError(
                name,
                Message("the column {column!r} appears twice", column=column),
                Message("Drop one."),
            )
    missing = [each for each in table.columns if each in table.required and each not in names]
    if missing:
        why = Message("the column {missing!r} is missing", missing=missing[0])
        raise ImportRefusedError(
            name, why, Message("The columns are {table}.", table=_example(table))
        )
    places = tuple(names.index(each) if each in names else None for each in table.columns)
    as_documented = tuple(cell.strip().lower() for cell in record.cells) == table.columns
    return Header(record.raw, tuple(names), places, as_documented)


def _first(records: Iterator[Record], notes: Notes) -> Record | None:
    first = next(records, None)
    if first is not None and first.raw.strip('"').lower().startswith("sep="):
        notes.add(Note.SEPARATOR_LINE, first.line, detail=first.raw)
        return next(records, None)
    return first


def _refuse_other_separator(name: str, cells: Sequence[str], table: Table) -> None:
    written = [cell for cell in cells if cell.strip()]
    for mark, words in _SEPARATORS:
        if len(written) == 1 and mark in written[0]:
            fix = Message("Save it with commas: {table}.", table=_example(table))
            raise ImportRefusedError(
                name, Message("its columns are separated by {words}", words=words), fix
            )


def _example(table: Table) -> str:
    return ",".join(table.columns)
