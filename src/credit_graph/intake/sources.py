"""What an import is given: files and folders on disk, turned into one source per kind and file."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Final, cast

from credit_graph.errors import ImportRefusedError
from credit_graph.errors.causes import system_cause
from credit_graph.intake.header import Header, find_header
from credit_graph.intake.kinds import Kind
from credit_graph.intake.mended import MendedReport
from credit_graph.intake.records import Record, read_records
from credit_graph.intake.rejects import PREVIEW_HEADER
from credit_graph.intake.tables.container import refuse_workbook
from credit_graph.intake.tables.encoding import GB18030, find_encoding
from credit_graph.intake.tables.manner import ISO, Manner
from credit_graph.intake.tables.notes import Note, Notes
from credit_graph.intake.tables.sheet_records import open_sheet, visible_sheets
from credit_graph.message import Message

_KNOWN: Final = ", ".join(f"{kind}.csv" for kind in Kind)
_WORKBOOK: Final = ".xlsx"
_OTHER_TABLES: Final = (".xls", ".xlsm", ".xlsb", ".et", ".ods", ".numbers")
_KIND_ORDER: Final = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind in one file.

    `name` is what reports call it. `part`: the file is a mended report of rejects, and these are
    the rows that it says came from that file. `manner`: how it is read.
    """

    name: str
    path: Path
    kind: Kind
    part: str | None = None
    manner: Manner = ISO

    @property
    def is_workbook(self) -> bool:
        """Tell whether its rows are those of a sheet."""
        return self.path.suffix.lower() == _WORKBOOK


@dataclass(frozen=True, slots=True)
class Content:
    """An opened source: each record with the header that its cells follow.

    `read_bytes` tells how far into the file the reading has come; `notes` fill up with it.
    """

    records: Iterator[tuple[Header, Record]]
    read_bytes: Callable[[], int]
    notes: Notes


def find_sources(paths: Sequence[Path], manner: Manner = ISO) -> tuple[Source, ...]:
    """Return what the paths hold, enterprises first; raise `ImportRefusedError`.

    A folder stands for the files in it that are named for a kind; a report of rejects in it is
    left alone and must be named itself.
    """
    found: list[Source] = []
    for path in paths:
        found.extend(_in_folder(path, manner) if path.is_dir() else _in_file(path, manner))
    if not found:
        raise ImportRefusedError(
            ", ".join(map(str, paths)),
            Message("there is nothing to import"),
            Message("Give {known}.", known=_KNOWN),
        )
    return tuple(sorted(found, key=lambda each: _KIND_ORDER[each.kind]))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as hex digits; raise `ImportRefusedError`."""
    if not path.is_file():
        raise ImportRefusedError(
            str(path), Message("there is no such file"), Message("Check the path.")
        )
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def open_source(source: Source, may_lack: Sequence[str] = ()) -> Iterator[Content]:
    """Open a source and read its header; raise `ImportRefusedError` if there is none to use.

    `may_lack`: required columns that this file may leave out.
    """
    notes = Notes()
    if source.is_workbook:
        with open_sheet(source.path, source.manner, notes) as sheet:
            header = find_header(source.name, source.kind, sheet, notes=notes, may_lack=may_lack)
            sheet.follow(source.name, header.names)
            yield Content(((header, record) for record in sheet), sheet.read_bytes, notes)
        return
    with _text(source.path, source.manner) as stream:
        if stream.encoding == GB18030:
            notes.add(Note.ENCODING, detail="GB 18030")
        yield Content(
            _csv_records(source, stream, notes, may_lack),
            cast("BinaryIO", stream.buffer).tell,
            notes,
        )


def _csv_records(
    source: Source, stream: TextIOWrapper, notes: Notes, may_lack: Sequence[str]
) -> Iterator[tuple[Header, Record]]:
    records = _records(stream, notes)
    if source.part is not None:
        return MendedReport(source.path, records).rows(source.part, source.kind, notes)
    header = find_header(source.name, source.kind, records, notes=notes, may_lack=may_lack)
    if (blank := header.names.count(None)) > 0:
        notes.add(Note.BLANK_COLUMNS, count=blank)
    return ((header, record) for record in records)


def _in_folder(folder: Path, manner: Manner) -> Iterator[Source]:
    for path in sorted(folder.iterdir()):
        if (path.suffix.lower() == _WORKBOOK and path.stem in tuple(Kind)) or (
            path.suffix == ".csv" and (path.stem in tuple(Kind) or not _is_ours(path, manner))
        ):
            yield _plain(path, manner)


def _is_ours(path: Path, manner: Manner) -> bool:
    """Tell whether a file is a report of rejects, or a preview: what an earlier run wrote."""
    if _is_report(path, manner):
        return True
    with _text(path, manner) as stream:
        return stream.readline().removeprefix("\ufeff").rstrip("\r\n") == PREVIEW_HEADER


def _in_file(path: Path, manner: Manner) -> Iterator[Source]:
    if not path.is_file():
        raise ImportRefusedError(
            str(path), Message("there is no such file"), Message("Check the path.")
        )
    if path.suffix.lower() == ".csv" and path.stem not in tuple(Kind) and _is_report(path, manner):
        yield from _parts(path, manner)
    elif path.suffix.lower() == _WORKBOOK and path.stem not in tuple(Kind):
        yield from _sheets(path, manner)
    else:
        yield _plain(path, manner)


def _sheets(path: Path, manner: Manner) -> Iterator[Source]:
    """Yield the sheets that are called by a kind, perhaps with a number, of any workbook."""
    found = [(name, name.rpartition(" ")[0] or name) for name in visible_sheets(path)]
    kinds = [(name, Kind(kind)) for name, kind in found if kind in tuple(Kind)]
    if not kinds:
        why = Message("neither its name nor that of a sheet gives a kind of file")
        raise ImportRefusedError(
            str(path), why, Message("Name it one of {known}, with .xlsx.", known=_KNOWN)
        )
    for name, kind in kinds:
        yield Source(f"{path.as_posix()}#{name}", path, kind, manner=replace(manner, sheet=name))


def _plain(path: Path, manner: Manner) -> Source:
    suffix = path.suffix.lower()
    if suffix in _OTHER_TABLES:
        raise ImportRefusedError(
            str(path),
            Message("{suffix} is not read", suffix=suffix),
            Message("Save it as .xlsx or CSV."),
        )
    if suffix not in (".csv", _WORKBOOK) or path.stem not in tuple(Kind):
        why = Message("its name does not give a kind of file")
        raise ImportRefusedError(
            str(path), why, Message("Name it one of {known}, or with .xlsx.", known=_KNOWN)
        )
    return Source(path.as_posix(), path, Kind(path.stem), manner=manner)


def _is_report(path: Path, manner: Manner) -> bool:
    with _text(path, manner) as stream:
        return MendedReport(path, _records(stream, Notes())).is_one


def _parts(path: Path, manner: Manner) -> Iterator[Source]:
    with _text(path, manner) as stream:
        for part, kind in MendedReport(path, _records(stream, Notes())).parts():
            name = part.replace("#", "/").rpartition("/")[2]
            yield Source(f"{path.as_posix()}#{name}", path, kind, part, manner)


def _records(stream: TextIOWrapper, notes: Notes) -> Iterator[Record]:
    return read_records(stream, notes, "GB 18030" if stream.encoding == GB18030 else "UTF-8")


def _text(path: Path, manner: Manner) -> TextIOWrapper:
    try:
        refuse_workbook(path)
        encoding = find_encoding(path, manner.encoding)
        stream = path.open("rb")
    except OSError as error:
        raise ImportRefusedError(
            str(path),
            Message("it cannot be read ({cause})", cause=system_cause(error)),
            Message("Check the file and its rights."),
        ) from None
    return TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
