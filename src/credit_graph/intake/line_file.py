"""CSV files in which a line is a record: blocks of them can be looked at without a CSV reader.

That is so if a file is UTF-8, begins with the documented header, and has neither a quotation mark
nor a carriage return nor an empty line. Every other file is read record by record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate
from typing import Final

from credit_graph.intake.batches import MOST_CHARACTERS, Batch
from credit_graph.intake.header import documented_header
from credit_graph.intake.lines import LONGEST
from credit_graph.intake.records import read_records
from credit_graph.intake.rows.reader import RowReader
from credit_graph.intake.sources import Source
from credit_graph.intake.tables.encoding import UTF8, find_encoding
from credit_graph.intake.tables.notes import Notes

_BLOCK: Final = 4 << 20
_BOM: Final = b"\xef\xbb\xbf"
_STRANGE: Final = (b'"', b"\r", b"\0", b"\n\n")


class NotLinesError(Exception):
    """A line of the file is no record: it must be read record by record."""


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Some lines of a file, each with its end; `begin` records of the file come before.

    `read_bytes` is how far into the file the reading has come.
    """

    begin: int
    data: bytes
    lines: int
    read_bytes: int


class LineFile:
    """The lines of a source below its header, in blocks."""

    def __init__(self, source: Source, block_bytes: int = _BLOCK) -> None:
        self.source = source
        self._block_bytes = block_bytes
        self._header = documented_header(source.kind)

    def blocks(self) -> Iterator[LineBlock]:
        """Yield the blocks; raise `NotLinesError` as soon as the file turns out to be another."""
        with self.source.path.open("rb") as stream:
            first = stream.readline().removeprefix(_BOM)
            if first.rstrip(b"\n").decode("utf-8", "replace") != self._header.raw:
                raise NotLinesError
            begin = 0
            while data := stream.read(self._block_bytes):
                data += stream.readline()
                if not data.endswith(b"\n"):
                    data += b"\n"
                if data.startswith(b"\n") or any(each in data for each in _STRANGE):
                    raise NotLinesError
                block = LineBlock(begin, data, data.count(b"\n"), stream.tell())
                yield block
                begin += block.lines

    def batch(
        self, begin: int, lines: list[tuple[int, bytes]], reader: RowReader, notes: Notes
    ) -> Batch:
        """Return some lines, each with its number, read record by record.

        `begin` is that of their batch. Raises `NotLinesError` if a line is no record.
        """
        batch = Batch(self.source, begin)
        for number, line in lines:
            text = line.decode("utf-8", "surrogateescape")
            # The header is the first line of the file.
            stream = StringIO(text, newline="")
            records = list(read_records(stream, notes, lines_before=number + 1))
            if len(records) != 1:
                raise NotLinesError
            batch.add(self._header, records[0], reader, notes)
        return batch


def line_file(source: Source, batch_rows: int) -> LineFile | None:
    """Return the lines of a source if it is such a file as far as can be seen at once.

    It is none either if its lines are so long that batches of it hold fewer than `batch_rows`.
    """
    if source.is_workbook or source.part is not None:
        return None
    if find_encoding(source.path, source.manner.encoding) != UTF8:
        return None
    lines = LineFile(source)
    try:
        if any(_too_long(block.data, batch_rows) for block in lines.blocks()):
            return None
    except NotLinesError:
        return None
    return lines


def _too_long(data: bytes, batch_rows: int) -> bool:
    """Tell whether lines may be too long, alone or together, by their bytes."""
    sizes = [len(line) + 1 for line in data.split(b"\n")]
    if max(sizes) * batch_rows < MOST_CHARACTERS:
        return max(sizes) > LONGEST
    sums = list(accumulate(sizes, initial=0))
    together = max((b - a for a, b in zip(sums, sums[batch_rows:], strict=False)), default=sums[-1])
    # A batch that reaches into the next block is no larger than two within a block.
    return max(sizes) > LONGEST or 2 * together >= MOST_CHARACTERS
