"""A source's rows in batches, checked by themselves and not yet against the graph."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Final, Protocol, Self

from openpyxl.utils.cell import get_column_letter

from credit_graph.intake.header import Header
from credit_graph.intake.problem import CellError, RowProblem, joined
from credit_graph.intake.records import Record
from credit_graph.intake.rejects import Reject
from credit_graph.intake.rows.kinds import Row
from credit_graph.intake.rows.reader import RowReader
from credit_graph.intake.sources import Source, open_source
from credit_graph.intake.tables.notes import Note, Notes

MOST_CHARACTERS: Final = 4_000_000
"""A batch ends after so many characters, however few its records are."""


class RecordBatch(Protocol):
    """Some records of a source in their order, read by themselves.

    `begin` is how many records of the source come before; `read_bytes` is how far into the file
    the reading had come. `problems` are those of the bad ones, under their indexes.
    """

    @property
    def begin(self) -> int:
        """How many records of the source come before."""

    @property
    def size(self) -> int:
        """How many records it has."""

    @property
    def read_bytes(self) -> int:
        """How far into the file the reading had come."""

    @property
    def problems(self) -> Sequence[tuple[int, RowProblem]]:
        """What is wrong with the bad ones, under their indexes."""

    def reject(self, index: int, problem: RowProblem) -> Reject:
        """Return the line of the report for one of its records."""


@dataclass(slots=True)
class Batch:
    """Some records in their order: each is in `rows` or in `problems`, under its index.

    `begin` is how many records of the source come before; `read_bytes` is how far into the file
    the reading had come.
    """

    source: Source
    begin: int = 0
    records: list[tuple[Header, Record]] = field(default_factory=list)
    rows: list[tuple[int, Row]] = field(default_factory=list)
    problems: list[tuple[int, RowProblem]] = field(default_factory=list)
    read_bytes: int = 0

    @property
    def size(self) -> int:
        """How many records it has."""
        return len(self.records)

    def add(self, header: Header, record: Record, reader: RowReader, notes: Notes) -> None:
        """Add a record, read by itself; what is taken in a way to be known is noted."""
        index = len(self.records)
        self.records.append((header, record))
        outcome = _outcome(header, record, reader, notes)
        if isinstance(outcome, RowProblem):
            self.problems.append((index, outcome))
        else:
            self.rows.append((index, outcome))

    def reject(self, index: int, problem: RowProblem) -> Reject:
        """Return the line of the report for one of its records."""
        header, record = self.records[index]
        columns = "" if header.documented else header.raw
        if self.source.is_workbook and problem.column in header.names:
            cell = f"{get_column_letter(header.names.index(problem.column) + 1)}{record.line}"
            problem = replace(problem, message=f"Cell {cell}: {problem.message}")
        return Reject(self.source.name, record.line, problem, record.raw, columns)


class BatchReader:
    """Reads a source batch by batch, from a record on; used as a context manager.

    `may_lack`: required columns that this file may leave out.
    """

    def __init__(
        self,
        source: Source,
        reader: RowReader,
        *,
        skip: int,
        size: int,
        may_lack: Sequence[str] = (),
    ) -> None:
        self._source = source
        self._may_lack = may_lack
        self._reader = reader
        self._position = skip
        self._size = size
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        content = self._stack.enter_context(open_source(self._source, self._may_lack))
        self._content = content
        self._records = content.records
        for _ in range(self._position):
            next(self._records, None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def next(self) -> Batch | None:
        """Return the next records, or None at the end of the source."""
        batch = Batch(self._source, self._position)
        characters = 0
        for header, record in self._records:
            self._sort(batch, header, record)
            characters += len(record.raw)
            if len(batch.records) >= self._size or characters >= MOST_CHARACTERS:
                break
        batch.read_bytes = self._content.read_bytes()
        self._position += len(batch.records)
        return batch if batch.records else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was passed over or taken in a way to be known, so far, as sentences."""
        return tuple(self._content.notes)

    def _sort(self, batch: Batch, header: Header, record: Record) -> None:
        batch.add(header, record, self._reader, self._content.notes)


def _outcome(header: Header, record: Record, reader: RowReader, notes: Notes) -> Row | RowProblem:
    if record.problem is not None and not record.cells:
        return record.problem
    found = [] if record.problem is None else [record.problem]
    try:
        cells = header.arrange(record.cells)
    except CellError as error:
        return joined([*found, error.problem()])
    outcome = reader.read(cells, header.by_column(record.faults))
    if isinstance(outcome, list):
        return joined([*found, *outcome])
    if found:
        return joined(found)
    if word := reader.open_end(outcome, cells):
        notes.add(Note.OPEN_END, detail=word)
    return outcome
