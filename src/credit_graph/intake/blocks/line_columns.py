"""Columns of a block of lines, looked at as a whole: each different cell is read once.

What a cell means is said by the same readers as everywhere. A cell that would have to be mended,
refused or noted is only marked, and its line is read by itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from credit_graph.domain.facts.uscc import ALPHABET
from credit_graph.intake.blocks.group_hashes import CODE_LENGTH, Bytes
from credit_graph.intake.csv_text import cell_text
from credit_graph.intake.header import Header
from credit_graph.intake.problem import CellError
from credit_graph.intake.rows.days import CellReader
from credit_graph.intake.tables.characters import is_as_seen

Mask = NDArray[np.bool_]

# A cell in quotation marks that would mean the same without them.
_QUOTED: Final = re.compile(rb'(?:^|(?<=,))"([^",\n]*)"(?=[,\n])', re.MULTILINE)

_NONE: Final = 255
_VALUES: Final = np.full(256, _NONE, np.uint8)
_VALUES[np.frombuffer(ALPHABET.encode(), np.uint8)] = np.arange(len(ALPHABET))
# GB 32100-2015, as in `intake.rows.cells`.
_WEIGHTS: Final = np.array(
    (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1), np.int32
)
_FIRST: Final = np.isin(np.arange(256), np.frombuffer(b"123456789ANY", np.uint8))
_DIGIT: Final = np.isin(np.arange(256), np.frombuffer(b"0123456789", np.uint8))


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column as numbers of different cells: their texts as given, values, and texts to write.

    `good` tells of each row whether its cell is taken as it is.
    """

    numbers: NDArray[np.int32]
    given: Sequence[str]
    values: Sequence[object]
    texts: Sequence[str]
    good: Mask

    def of(self, rows: NDArray[np.intp]) -> list[object]:
        """Return the values of some rows."""
        values = self.values
        return [values[number] for number in self.numbers[rows].tolist()]

    def taken(self, rows: NDArray[np.intp]) -> Any:  # noqa: ANN401  # a pyarrow array
        """Return the texts to write of some rows."""
        return pa.array(self.texts, pa.string()).take(pa.array(self.numbers[rows]))

    def each(self, of: Callable[[object], int]) -> NDArray[np.uint64]:
        """Return a number for every row, worked out once for each different value."""
        found = np.fromiter((of(value) for value in self.values), np.uint64, len(self.values))
        return found[self.numbers]


def columns_of(data: bytes, header: Header, columns: Sequence[str]) -> Any:  # noqa: ANN401  # a table
    """Return the cells of lines below a header as a table of the columns.

    A column that the file leaves out is empty, and so are all of a line that has no form.
    """
    table = split_lines(data, [str(name) for name in header.names])
    for column in columns:
        if column not in header.names:
            empty = pa.repeat(pa.scalar("", pa.string()), len(table))
            table = table.append_column(column, pa.chunked_array([empty]))
    return table


def split_lines(data: bytes, columns: Sequence[str]) -> Any:  # noqa: ANN401  # a table
    """Return the cells of lines as a table of strings; all are empty of a line that has no form.

    That is one with more or fewer cells, one that is not UTF-8, or one with a quotation mark that
    is not just around a cell.
    """
    data = data.replace(b"\r\n", b"\n")
    if b'"' in data:
        data = _without_form(_QUOTED.sub(rb"\1", data), len(columns) - 1, _is_unquoted)
    try:
        return _table(data, columns)
    except pa.ArrowInvalid:
        return _table(_without_form(data, len(columns) - 1, _has_form), columns)


def _without_form(data: bytes, commas: int, fits: Callable[[bytes, int], bool]) -> bytes:
    """Return lines with empty ones of so many commas for those that do not fit."""
    empty = b"," * commas
    lines = (line if fits(line, commas) else empty for line in data.split(b"\n")[:-1])
    return b"".join(line + b"\n" for line in lines)


def _is_unquoted(line: bytes, _: int) -> bool:
    return b'"' not in line


def _table(data: bytes, columns: Sequence[str]) -> Any:  # noqa: ANN401  # of pyarrow
    table = csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(use_threads=False, column_names=list(columns), block_size=len(data) + 1),
        csv.ParseOptions(quote_char=False, double_quote=False, ignore_empty_lines=False),
        csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()),
            strings_can_be_null=False,
            check_utf8=True,
        ),
    )
    return table.combine_chunks()


def _has_form(line: bytes, commas: int) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return line.count(b",") == commas


def read_cells(column: Any, read: CellReader[object]) -> CellColumn:  # noqa: ANN401  # of a table
    """Return a column of which each different cell was read once."""
    encoded = column.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    given = encoded.dictionary.to_pylist()
    numbers = encoded.indices.to_numpy(zero_copy_only=False)
    values: list[object] = []
    good = np.zeros(len(given), np.bool_)
    for place, text in enumerate(given):
        values.append(None)
        if not is_as_seen(text) or text != text.strip():
            continue
        try:
            values[place] = read(text)
        except CellError:
            continue
        # A word for "no end" is noted, row by row.
        good[place] = values[place] is not None or not text
    return CellColumn(numbers, given, values, [cell_text(each) for each in values], good[numbers])


def code_column(column: Any) -> tuple[Bytes, Mask]:  # noqa: ANN401  # of a table
    """Return credit codes as rows of 18 bytes, and which of them are right as they are written.

    The bytes of a cell that is no code are zero.
    """
    right = pc.equal(pc.binary_length(column), CODE_LENGTH).to_numpy()
    codes = np.zeros((len(right), CODE_LENGTH), np.uint8)
    kept = pc.filter(column, pa.array(right)).combine_chunks()
    if isinstance(kept, pa.ChunkedArray):
        kept = kept.combine_chunks()
    if len(kept):
        # Filtered anew, so its bytes begin at the first cell.
        found = np.frombuffer(kept.buffers()[2], np.uint8, len(kept) * CODE_LENGTH)
        codes[right] = found.reshape(-1, CODE_LENGTH)
    values = _VALUES[codes]
    right &= (values != _NONE).all(axis=1)
    right &= _FIRST[codes[:, 0]] & _DIGIT[codes[:, 2:8]].all(axis=1)
    right &= (values.astype(np.int32) @ _WEIGHTS) % len(ALPHABET) == 0
    return codes, right
