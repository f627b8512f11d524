"""Writes the rows of answers as CSV, JSON lines, Parquet or a workbook, batch by batch."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, Final, Protocol

import orjson
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from credit_graph.api.tabular.row_path import Cell, TableColumn, TableRow
from credit_graph.api.tabular.selection_tree import ColumnType
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

_ROWS_OF_A_SHEET: Final = 1_048_576
_BOM: Final = b"\xef\xbb\xbf"


class TableWriter(Protocol):
    """A table that rows are written to; whole only after `close`."""

    def write(self, rows: Sequence[TableRow]) -> None:
        """Append rows."""

    def close(self) -> None:
        """End the table."""


class CsvWriter:
    """UTF-8 CSV (RFC 4180 with LF); true and false, ISO days, an empty cell for null."""

    def __init__(self, stream: BinaryIO, columns: Sequence[TableColumn], *, bom: bool) -> None:
        stream.write(_BOM if bom else b"")
        self._stream = stream
        self._names = [column.name for column in columns]
        self._put([self._names])

    def write(self, rows: Sequence[TableRow]) -> None:
        """Append rows."""
        self._put([[_in_csv(row.get(name)) for name in self._names] for row in rows])

    def close(self) -> None:
        """End the table; nothing follows the last row."""

    def _put(self, cells: Sequence[Sequence[str]]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(cells)
        self._stream.write(text.getvalue().encode())


class JsonLinesWriter:
    """One JSON object a line, with every column."""

    def __init__(self, stream: BinaryIO, columns: Sequence[TableColumn]) -> None:
        self._stream = stream
        self._names = [column.name for column in columns]

    def write(self, rows: Sequence[TableRow]) -> None:
        """Append rows."""
        for row in rows:
            self._stream.write(orjson.dumps({name: row.get(name) for name in self._names}) + b"\n")

    def close(self) -> None:
        """End the table; nothing follows the last row."""


class ParquetWriter:
    """Parquet with typed columns: days as date32, instants as UTC timestamps, codes as strings."""

    def __init__(self, stream: BinaryIO, columns: Sequence[TableColumn]) -> None:
        arrow, parquet = _pyarrow()
        types = {
            ColumnType.TEXT: arrow.string(),
            ColumnType.INTEGER: arrow.int64(),
            ColumnType.NUMBER: arrow.float64(),
            ColumnType.BOOLEAN: arrow.bool_(),
            ColumnType.DAY: arrow.date32(),
            ColumnType.INSTANT: arrow.timestamp("us", "UTC"),
        }
        self._columns = columns
        self._table = arrow.table
        self._schema = arrow.schema([(each.name, types[each.kind]) for each in columns])
        self._writer = parquet.ParquetWriter(stream, self._schema)

    def write(self, rows: Sequence[TableRow]) -> None:
        """Append rows, as a row group."""
        cells = {
            column.name: [_typed(row.get(column.name), column.kind) for row in rows]
            for column in self._columns
        }
        self._writer.write_table(self._table(cells, schema=self._schema))

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()


class WorkbookWriter:
    """A sheet of an .xlsx; text cells are text, so that codes keep their digits."""

    def __init__(self, stream: BinaryIO, columns: Sequence[TableColumn]) -> None:
        self._stream = stream
        self._columns = columns
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("answer")
        self._sheet.freeze_panes = "A2"
        self._sheet.append([self._text(column.name) for column in columns])
        self._rows = 1

    def write(self, rows: Sequence[TableRow]) -> None:
        """Append rows; raise `BadArgumentError` beyond what a sheet holds."""
        self._rows += len(rows)
        if self._rows > _ROWS_OF_A_SHEET:
            why = Message(
                "a sheet holds {rows_of_a_sheet:,} rows", rows_of_a_sheet=_ROWS_OF_A_SHEET
            )
            raise BadArgumentError("--format xlsx", why, Message("Use --format parquet or csv."))
        for row in rows:
            self._sheet.append(
                [self._cell(row.get(each.name), each.kind) for each in self._columns]
            )

    def close(self) -> None:
        """Write the workbook."""
        self._book.save(self._stream)

    def _cell(self, value: Cell, kind: ColumnType) -> object:
        typed = _typed(value, kind)
        if isinstance(typed, datetime):
            return typed.replace(tzinfo=None)  # UTC: a workbook knows no offsets
        return self._text(typed) if isinstance(typed, str) else typed

    def _text(self, text: str) -> object:
        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"  # not a formula, whatever it begins with
        cell.number_format = "@"
        return cell


def _in_csv(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _typed(value: Cell, kind: ColumnType) -> Cell | date | datetime:
    return value if value is None else _MADE[kind](value)


_MADE: Final[Mapping[ColumnType, Callable[[Any], Any]]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: bool,
    ColumnType.DAY: date.fromisoformat,
    ColumnType.INSTANT: datetime.fromisoformat,
}


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # noqa: ICN001, PLC0415  # an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError:
        raise BadArgumentError(
            "--format parquet",
            Message("pyarrow is not installed"),
            Message("Install credit-graph[tables]."),
        ) from None
    return pyarrow, parquet
