"""A file's records after RFC 4180: cells with the line they begin on and their exact text.

A record whose quoting is broken is rejected by its first line alone, and reading goes on with the
next line: one stray quotation mark never swallows the good rows below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOBase

from credit_graph.intake.lines import LONGEST, Line, Lines
from credit_graph.intake.problem import CellError, Code, Problem

_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\Z)')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STRAY = re.compile(r"[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the number of its first line, its text without the final end, its cells.

    `problem` says why it could not be split into cells; then it has none.
    """

    line: int
    raw: str
    cells: tuple[str, ...] | list[str]
    problem: Problem | None = None


def read_records(stream: TextIOBase) -> Iterator[Record]:
    """Yield the records of a text opened with `newline=""` and `errors="surrogateescape"`.

    Empty lines between records are skipped.
    """
    lines = Lines(stream)
    while (line := lines.take()) is not None:
        raw = line.text.rstrip("\r\n")
        if not raw:
            continue
        if line.cut:
            yield _broken(line, CellError(Code.ROW_TOO_LONG, most=LONGEST))
        elif '"' in raw:
            yield _quoted(line, lines)
        else:
            yield _checked(line.number, raw, raw.split(","))


def _quoted(first: Line, lines: Lines) -> Record:
    taken = [first]
    text = first.text
    open_quote = text.count('"') % 2
    while open_quote and len(text) <= LONGEST:
        following = lines.take()
        if following is None or following.cut:
            lines.give_back([following] if following else [])
            break
        taken.append(following)
        text += following.text
        open_quote ^= following.text.count('"') % 2
    raw = _without_end(text)
    cells = None if open_quote else _split(raw)
    if cells is None:
        lines.give_back(taken[1:])
        return _broken(first, CellError(Code.BAD_QUOTING))
    return _checked(first.number, raw, cells)


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


def _checked(line: int, raw: str, cells: list[str]) -> Record:
    if raw.isprintable():
        return Record(line, raw, cells)
    if stray := _STRAY.search(raw):
        byte = f"0x{ord(stray[0]) - 0xDC00:02X}"
        return _flawed(line, raw, CellError(Code.NOT_UTF8, byte=byte, place=stray.start() + 1))
    if control := _CONTROL.search(raw):
        name, place = f"U+{ord(control[0]):04X}", control.start() + 1
        return _flawed(line, raw, CellError(Code.CONTROL_CHARACTER, character=name, place=place))
    return Record(line, raw, cells)


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
