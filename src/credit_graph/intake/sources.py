"""What an import is given: files and folders on disk, turned into one source per kind and file."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, cast

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.header import Header, read_header
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code
from credit_graph.intake.records import Record, read_records
from credit_graph.intake.rejects import COLUMNS, is_report, unguarded

_KNOWN = ", ".join(f"{kind}.csv" for kind in Kind)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind in one file.

    `name` is what reports call it. `part`: the file is a mended report of rejects, and these are
    the rows that it says came from that file.
    """

    name: str
    path: Path
    kind: Kind
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """An opened source: each record with the header that its cells follow."""

    records: Iterator[tuple[Header, Record]]
    stream: TextIOWrapper

    def read_bytes(self) -> int:
        """Return how far into the file the reading has come."""
        return cast("BinaryIO", self.stream.buffer).tell()


def find_sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """Return what the paths hold, enterprises first; raise `ImportRefusedError`.

    A folder stands for the files in it that are named for a kind; a report of rejects in it is
    left alone and must be named itself.
    """
    found: list[Source] = []
    for path in paths:
        found.extend(_in_folder(path) if path.is_dir() else _in_file(path))
    if not found:
        raise ImportRefusedError(
            ", ".join(map(str, paths)), "there is nothing to import", f"Give {_KNOWN}."
        )
    return tuple(sorted(found, key=lambda each: _KIND_ORDER[each.kind]))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def open_source(source: Source, may_lack: Sequence[str] = ()) -> Iterator[Content]:
    """Open a source and read its header; raise `ImportRefusedError` if there is none to use.

    `may_lack`: required columns that this file may leave out.
    """
    with _text(source.path) as stream:
        records = read_records(stream)
        if source.part is None:
            header = _header(source, next(records, None), may_lack)
            yield Content(((header, record) for record in records), stream)
        else:
            next(records, None)
            yield Content(_mended(source, records), stream)


def _in_folder(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.glob("*.csv")):
        if path.stem in tuple(Kind) or not _is_report(path):
            yield _plain(path)


def _in_file(path: Path) -> Iterator[Source]:
    if not path.is_file():
        raise ImportRefusedError(str(path), "there is no such file", "Check the path.")
    if path.stem not in tuple(Kind) and _is_report(path):
        yield from _parts(path)
    else:
        yield _plain(path)


def _plain(path: Path) -> Source:
    if path.suffix != ".csv" or path.stem not in tuple(Kind):
        why = "its name says no kind of file"
        raise ImportRefusedError(str(path), why, f"Name it one of {_KNOWN}.")
    return Source(path.as_posix(), path, Kind(path.stem))


def _is_report(path: Path) -> bool:
    with _text(path) as stream:
        first = next(read_records(stream), None)
    return first is not None and is_report(first.cells)


def _parts(path: Path) -> Iterator[Source]:
    with _text(path) as stream:
        records = read_records(stream)
        next(records)
        named = dict.fromkeys(_report_cells(path, record)[0] for record in records)
    for part in named:
        name = part.replace("#", "/").rpartition("/")[2]
        kind = name.removesuffix(".csv")
        if kind not in tuple(Kind):
            why = f"its column `file` names {part!r}, which is no kind of file"
            raise ImportRefusedError(str(path), why, "Leave that column as it was.")
        yield Source(f"{path.as_posix()}#{name}", path, Kind(kind), part)


def _report_cells(path: Path, record: Record) -> list[str]:
    if record.problem is not None or len(record.cells) != len(COLUMNS):
        why = f"line {record.line} is not a line of a report of rejects"
        raise ImportRefusedError(str(path), why, f"Its columns are {','.join(COLUMNS)}.")
    return [unguarded(cell) for cell in record.cells]


def _mended(source: Source, records: Iterator[Record]) -> Iterator[tuple[Header, Record]]:
    headers = {"": _documented(source.kind)}
    for record in records:
        cells = _report_cells(source.path, record)
        if cells[0] != source.part:
            continue
        row, columns = cells[5], cells[6]
        if columns not in headers:
            headers[columns] = _header(source, next(read_records(StringIO(columns)), None))
        yield headers[columns], _one_record(record.line, row)


def _one_record(line: int, row: str) -> Record:
    found = list(read_records(StringIO(row, newline="")))
    if len(found) != 1:
        return Record(line, row, (), CellError(Code.BAD_QUOTING).problem())
    return Record(line, found[0].raw, found[0].cells, found[0].problem)


def _header(source: Source, record: Record | None, may_lack: Sequence[str] = ()) -> Header:
    table = TABLES[source.kind]
    table = replace(table, required=table.required.difference(may_lack))
    return read_header(source.name, source.kind, table, record)


def _documented(kind: Kind) -> Header:
    columns = TABLES[kind].columns
    return Header(",".join(columns), len(columns), tuple(range(len(columns))), documented=True)


def _text(path: Path) -> TextIOWrapper:
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ImportRefusedError(str(path), f"it cannot be read ({error.strerror})", "") from None
    if stream.peek(2)[:2] in _UTF16:
        stream.close()
        raise ImportRefusedError(str(path), "it is UTF-16", "Save it as 'CSV UTF-8'.")
    return TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
