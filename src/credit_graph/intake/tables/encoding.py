"""Which encoding a CSV file is in: UTF-8 or GB 18030, found out strictly or not at all.

Nearly every text in UTF-8 can be misread as GB 18030, and short ones the other way round, so the
order of the questions matters, and the whole file is looked at.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from credit_graph.errors import ImportRefusedError
from credit_graph.message import Message

UTF8: Final = "utf-8-sig"
GB18030: Final = "gb18030"

_GB_BOM = b"\x84\x31\x95\x33"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLOCK: Final = 1 << 20
_TELLING = re.compile("[\u0800-\U0010ffff]")  # never seen in GB 18030 that passes as UTF-8
_EURO: Final = 0x80


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines that are not ASCII: in UTF-8 beyond doubt, and not in UTF-8; the first of those."""

    telling: int
    other: int
    first: tuple[int, int]  # line, byte


def find_encoding(path: Path, asked: str | None = None) -> str:
    """Return the codec for a file: `UTF8` or `GB18030`.

    `asked` is what the person says it is. A file in UTF-8 may have rows that are not: those are
    rejected one by one. Raises `ImportRefusedError` for UTF-16, and where both readings are
    possible or none.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start[:2] in _UTF16:
        raise ImportRefusedError(
            str(path), Message("it is UTF-16"), Message("Save it as 'CSV UTF-8'.")
        )
    if asked is not None:
        return GB18030 if asked == GB18030 else UTF8
    if start.startswith(codecs.BOM_UTF8):
        return UTF8
    if start == _GB_BOM:
        return GB18030
    return _found(path)


def _found(path: Path) -> str:
    ascii_only, telling, whole = _as_utf8(path)
    if whole and (ascii_only or telling):
        return UTF8
    gb = _passes(path, GB18030)
    if whole:
        if gb:
            raise _either(path)
        return UTF8
    lines = _lines(path)
    if not lines.telling and gb:
        return GB18030
    if gb and lines.other > lines.telling:
        why = Message(
            "{telling} line(s) are UTF-8 and {other} are not",
            telling=lines.telling,
            other=lines.other,
        )
        raise ImportRefusedError(
            str(path), why, Message("Save it as 'CSV UTF-8', or give --encoding.")
        )
    if not gb and lines.first[0] == 1:
        raise _neither(path, lines)
    return UTF8


def _as_utf8(path: Path) -> tuple[bool, bool, bool]:
    """Tell whether it is ASCII only, holds a telling character, and is UTF-8 to its end."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    ascii_only, telling = True, False
    try:
        for block in chain(_blocks(path), [b""]):
            text = decoder.decode(block, final=not block)
            ascii_only = ascii_only and text.isascii()
            telling = telling or _TELLING.search(text) is not None
    except UnicodeDecodeError:
        return False, telling, False
    return ascii_only, telling, True


def _passes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for block in chain(_blocks(path), [b""]):
            decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def _lines(path: Path) -> _Lines:
    telling = other = 0
    first = (0, 0)
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.isascii():
                continue
            try:
                telling += _TELLING.search(line.decode("utf-8")) is not None
            except UnicodeDecodeError as error:
                other += 1
                first = first if first[0] else (number, line[error.start])
    return _Lines(telling, other, first)


def _either(path: Path) -> ImportRefusedError:
    number, line = next(
        (number, line)
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1)
        if not line.isascii()
    )
    utf8, gb = (line.decode(codec).strip()[:40] for codec in ("utf-8", GB18030))
    why = Message(
        "line {number} can be read as {utf8!r} (UTF-8) and as {gb!r} (GB 18030)",
        number=number,
        utf8=utf8,
        gb=gb,
    )
    return ImportRefusedError(str(path), why, Message("Say which with --encoding."))


def _neither(path: Path, lines: _Lines) -> ImportRefusedError:
    line, byte = lines.first
    why = Message(
        "it is neither UTF-8 nor GB 18030: byte 0x{byte:02X} on line {line}", byte=byte, line=line
    )
    fix = Message("Save it as 'CSV UTF-8'.")
    if byte == _EURO:
        fix = Message("Save it as 'CSV UTF-8'. 0x80 is the euro sign of Windows' cp936.")
    return ImportRefusedError(str(path), why, fix)
