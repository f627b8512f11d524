"""CSV files in which a line is a record: blocks of them can be looked at without a CSV reader.

That is so if a file is UTF-8, begins with its header, and has neither a blank line nor a quotation
mark that is not closed on its line. Every other file is read record by record.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate, islice
from typing import Final

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.batches import MOST_CHARACTERS, Batch
from credit_graph.intake.header import Header, read_header
from credit_graph.intake.kinds import TABLES
from credit_graph.intake.lines import LONGEST
from credit_graph.intake.records import read_records
from credit_graph.intake.rows.reader import RowReader
from credit_graph.intake.sources import Source
from credit_graph.intake.tables.encoding import UTF8, find_encoding
from credit_graph.intake.tables.notes import Notes

_BLOCK: Final = 4 << 20
_BOM: Final = b"\xef\xbb\xbf"
# A row without any content is noted and no record: nothing but what `records` takes for blank.
# An expression that begins with a line's end is looked for at lines' ends alone, one with `^` at
# every byte: that took a third of a first load's checking.
_BLANK_LINE: Final = re.compile(
    rb"\n(?:[,\r \t]|\xe3\x80\x80|\xc2\xa0|\xef\xbb\xbf|\xe2\x80\x8b)*\n"
)
_CONTENT: Final = re.compile(rb"[0-9A-Za-z]")


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
        with source.path.open("rb") as stream:
            self._first = stream.readline()
        self.header = _header(source, self._first)

    def blocks(self) -> Iterator[LineBlock]:
        """Yield the blocks; raise `NotLinesError` as soon as the file turns out to be another."""
        with self.source.path.open("rb") as stream:
            stream.seek(len(self._first))
            begin = 0
            while data := stream.read(self._block_bytes):
                data += stream.readline()
                if not data.endswith(b"\n"):
                    data += b"\n"
                if not _are_records(data):
                    raise NotLinesError
                block = LineBlock(begin, data, data.count(b"\n"), stream.tell())
                yield block
                begin += block.lines

    def chunks(self, begin: int, lines: int) -> Iterator[LineBlock]:
        """Yield so many lines at a time, the last time fewer, from the record `begin` on."""
        with self.source.path.open("rb") as stream:
            stream.seek(len(self._first))
            for _ in islice(stream, begin):
                pass
            while taken := list(islice(stream, lines)):
                data = b"".join(taken)
                if not data.endswith(b"\n"):
                    data += b"\n"
                yield LineBlock(begin, data, len(taken), stream.tell())
                begin += len(taken)

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
            batch.add(self.header, records[0], reader, notes)
        return batch


def line_file(source: Source, batch_rows: int) -> LineFile | None:
    """Return the lines of a source if it is such a file as far as can be seen at once.

    It is none either if its lines are so long that batches of it hold fewer than `batch_rows`.
    """
    if source.is_workbook or source.part is not None:
        return None
    if find_encoding(source.path, source.manner.encoding) != UTF8:
        return None
    try:
        lines = LineFile(source)
        if any(_too_long(block.data, batch_rows) for block in lines.blocks()):
            return None
    except NotLinesError:
        return None
    return lines


def _are_records(data: bytes) -> bool:
    """Tell whether each of some lines, all with their ends, is one record."""
    if b"\0" in data or _BLANK_LINE.match(b"\n" + data[: data.index(b"\n") + 1]):
        return False
    if _BLANK_LINE.search(data):
        return False
    # A carriage return by itself ends a line, too.
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    return b'"' not in data or all(map(_is_record, data.split(b"\n")))


def _is_record(line: bytes) -> bool:
    """Tell whether a line is surely one record: its quotation marks close, and it has content."""
    return b'"' not in line or (line.count(b'"') % 2 == 0 and _CONTENT.search(line) is not None)


def _header(source: Source, line: bytes) -> Header:
    """Return the header in the first line; raise `NotLinesError` if it is none, or an odd one."""
    text = line.removeprefix(_BOM).decode("utf-8", "surrogateescape")
    if text.count('"') % 2 or "\r" in text.removesuffix("\n").removesuffix("\r"):
        raise NotLinesError
    notes = Notes()
    records = read_records(StringIO(text, newline=""), notes)
    try:
        header = read_header(source.name, source.kind, TABLES[source.kind], next(records, None))
    except ImportRefusedError:
        raise NotLinesError from None
    # What is to be noted of a header is noted by who reads it record by record.
    if None in header.names or tuple(notes):
        raise NotLinesError
    return header


def _too_long(data: bytes, batch_rows: int) -> bool:
    """Tell whether lines may be too long, alone or together, by their bytes."""
    sizes = [len(line) + 1 for line in data.split(b"\n")]
    if max(sizes) * batch_rows < MOST_CHARACTERS:
        return max(sizes) > LONGEST
    sums = list(accumulate(sizes, initial=0))
    together = max((b - a for a, b in zip(sums, sums[batch_rows:], strict=False)), default=sums[-1])
    # A batch that reaches into the next block is no larger than two within a block.
    return max(sizes) > LONGEST or 2 * together >= MOST_CHARACTERS
