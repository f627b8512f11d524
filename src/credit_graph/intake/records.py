"""A file's records after RFC 4180: cells with the line they begin on and their exact text.

A record whose quoting is broken is rejected by its first line alone, and reading goes on with the
next line: one stray quotation mark never swallows the good rows below it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import TextIOBase
from typing import Final

from credit_graph.domain.radicals import RADICAL, with_ideographs
from credit_graph.intake.lines import LONGEST, Line, Lines
from credit_graph.intake.problem import CellError, Code, RowProblem
from credit_graph.intake.tables.characters import (
    PRIVATE,
    REFUSED,
    REMOVED,
    as_seen,
    is_as_seen,
    named,
)
from credit_graph.intake.tables.notes import Note, Notes

_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\Z)')
_STRAY = re.compile(r"[\udc80-\udcff]")
_BLANK: Final = ", \t\u3000\xa0\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the number of its first line, its text without the final end, its cells.

    `problem` is about the row as a whole; if it could not be split into cells it has none. `faults`
    are what a workbook shows to be wrong with single cells, by their place.
    """

    line: int
    raw: str
    cells: Sequence[str]
    problem: RowProblem | None = None
    faults: Mapping[int, CellError] = field(default_factory=dict)


def read_records(
    stream: TextIOBase,
    notes: Notes | None = None,
    encoding: str = "UTF-8",
    *,
    lines_before: int = 0,
) -> Iterator[Record]:
    """Yield the records of a text opened with `newline=""` and `errors="surrogateescape"`.

    Empty lines between records are skipped; so are rows without any content, which is noted, as is
    every invisible character that is taken out of cells. `lines_before`: so many lines of the file
    come before the stream.
    """
    lines = Lines(stream, lines_before)
    return _Reading(lines, Notes() if notes is None else notes, encoding).records()


class _Reading:
    """One pass over the lines of a file."""

    def __init__(self, lines: Lines, notes: Notes, encoding: str) -> None:
        self._lines = lines
        self._notes = notes
        self._encoding = encoding

    def records(self) -> Iterator[Record]:
        while (line := self._lines.take()) is not None:
            raw = line.text.rstrip("\r\n")
            if not raw:
                continue
            if not raw.strip(_BLANK):
                self._notes.add(Note.BLANK_ROWS, line.number)
                continue
            if line.cut:
                yield _broken(line, CellError(Code.ROW_TOO_LONG, most=LONGEST))
            elif '"' in raw:
                record = self._quoted(line)
                if record.problem is None and not any(cell.strip() for cell in record.cells):
                    self._notes.add(Note.BLANK_ROWS, line.number)
                    continue
                yield record
            else:
                yield self._checked(line.number, raw, raw.split(","))

    def _quoted(self, first: Line) -> Record:
        taken = [first]
        text = first.text
        open_quote = text.count('"') % 2
        while open_quote and len(text) <= LONGEST:
            following = self._lines.take()
            if following is None or following.cut:
                self._lines.give_back([following] if following else [])
                break
            taken.append(following)
            text += following.text
            open_quote ^= following.text.count('"') % 2
        raw = _without_end(text)
        cells = None if open_quote else _split(raw)
        if cells is None:
            self._lines.give_back(taken[1:])
            return _broken(first, CellError(Code.BAD_QUOTING))
        return self._checked(first.number, raw, cells)

    def _checked(self, line: int, raw: str, cells: list[str]) -> Record:
        if is_as_seen(raw):
            return Record(line, raw, cells)
        if stray := _STRAY.search(raw):
            byte, place = f"0x{ord(stray[0]) - 0xDC00:02X}", stray.start() + 1
            error = CellError(Code.NOT_UTF8, encoding=self._encoding, byte=byte, place=place)
            return _flawed(line, raw, error)
        return checked_characters(Record(line, raw, cells), self._notes)


def checked_characters(record: Record, notes: Notes) -> Record:
    """Return the record with characters that are what they seem; some make it unfit."""
    raw, cells = record.raw, record.cells
    for character in sorted(set(REMOVED.findall(raw))):
        notes.add(Note.INVISIBLE, record.line, detail=named(character))
    for character in sorted(set(PRIVATE.findall(raw))):
        notes.add(Note.PRIVATE_USE, record.line, detail=named(character))
    for character in sorted(set(RADICAL.findall(raw))):
        meant = f"{named(character)} ({with_ideographs(character)})"
        notes.add(Note.RADICAL, record.line, detail=meant)
    problem = None
    if found := REFUSED.search(raw):
        character, place = named(found[0]), found.start() + 1
        error = CellError(Code.CONTROL_CHARACTER, character=character, place=place)
        problem = error.problem()
    seen = [REFUSED.sub("", as_seen(cell)) for cell in cells]
    return Record(record.line, visible(raw), seen, problem, record.faults)


def _split(raw: str) -> list[str] | None:
    cells, place = [], 0
    while True:
        match = _CELL.match(raw, place)
        if match is None:
            return None
        inside, plain, comma = match.groups()
        cells.append(plain if inside is None else inside.replace('""', '"'))
        if not comma:
            return cells
        place = match.end()


def _flawed(line: int, raw: str, error: CellError) -> Record:
    return Record(line, visible(raw), (), error.problem())


def _broken(line: Line, error: CellError) -> Record:
    return _flawed(line.number, _without_end(line.text), error)


def _without_end(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r")


def visible(raw: str) -> str:
    r"""Return text that can be written as UTF-8: bytes that are none become `\xNN`."""
    if raw.isascii():
        return raw
    return raw.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
