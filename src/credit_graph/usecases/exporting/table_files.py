"""Where exported rows go: CSV as `import` reads it, or Parquet for analysts."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

from credit_graph.errors import BadArgumentError
from credit_graph.intake.csv_text import header_line, row_line
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.columns import DAY_COLUMNS
from credit_graph.intake.rows.kinds import Row
from credit_graph.message import Message

_ROWS_PER_GROUP: Final = 50_000


class TableFile(Protocol):
    """A file of one kind that rows are written to; a context manager."""

    path: Path

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class CsvFile:
    """UTF-8 CSV with a header."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.path = folder / f"{kind}.csv"
        self._kind = kind

    def __enter__(self) -> Self:
        self._stream = self.path.open("w", encoding="utf-8", newline="")
        self._stream.write(header_line(self._kind))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows."""
        self._stream.writelines(row_line(self._kind, row) for row in rows)


class ParquetFile:
    """Parquet with typed columns: days as date32, shares as doubles, kinds as lists.

    Raises `BadArgumentError` if the extra `parquet` is not installed.
    """

    def __init__(self, folder: Path, kind: Kind) -> None:
        self.path = folder / f"{kind}.parquet"
        self._columns = TABLES[kind].columns
        self._arrow = _library("pyarrow")
        self._schema = self._arrow.schema(
            [(column, self._type_of(column)) for column in self._columns]
        )
        self._waiting: list[Row] = []

    def __enter__(self) -> Self:
        self._writer = _library("pyarrow.parquet").ParquetWriter(self.path, self._schema)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._flush()
        self._writer.close()

    def write(self, rows: Sequence[Row]) -> None:
        """Append rows."""
        self._waiting += rows
        if len(self._waiting) >= _ROWS_PER_GROUP:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        columns = {
            column: [getattr(row, column) for row in self._waiting] for column in self._columns
        }
        self._writer.write_table(self._arrow.table(columns, schema=self._schema))
        self._waiting = []

    def _type_of(self, column: str) -> object:
        if column in DAY_COLUMNS:
            return self._arrow.date32()
        if column == "kinds":
            return self._arrow.list_(self._arrow.string())
        special = {"share": self._arrow.float64(), "cases": self._arrow.int64()}
        return special.get(column, self._arrow.string())


def _library(name: str) -> Any:  # noqa: ANN401  (pyarrow has no types of its own)
    try:
        return import_module(name)
    except ImportError:
        raise BadArgumentError(
            argument="format",
            why=Message("Parquet needs pyarrow, which is not installed"),
            fix=Message("Install credit-graph[parquet]."),
        ) from None
