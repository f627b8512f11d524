"""How a person says that files are to be read: options that change what a cell means."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

_ENCODINGS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
}


class Dates(StrEnum):
    """How days are written: `ISO` only, or as people and spreadsheets here write them too."""

    ISO = "iso"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are read.

    `encoding`: that of every CSV file, `utf-8` or `gb18030`; None finds it out. `sheet`: the
    sheet's name in every workbook; None takes the first that is visible.
    """

    dates: Dates = Dates.ISO
    encoding: str | None = None
    sheet: str | None = None

    @property
    def key(self) -> str:
        """The same text for the same manner: an import given otherwise is another import."""
        return f"{self.dates}|{self.encoding or ''}|{self.sheet or ''}"


ISO: Final = Manner()
"""The manner of files that programs write."""


def manner_of(
    *, dates: str = "iso", encoding: str | None = None, sheet: str | None = None
) -> Manner:
    """Return the manner that the options of a command say; raise `BadArgumentError`."""
    if dates not in tuple(Dates):
        raise BadArgumentError(
            "--dates", Message("{dates!r} is unknown", dates=dates), Message("Give iso or local.")
        )
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        why = Message("{encoding!r} is not read", encoding=encoding)
        raise BadArgumentError(
            "--encoding", why, Message("Give utf-8 or gb18030 (GBK is part of it).")
        )
    named = None if encoding is None else _ENCODINGS[encoding.lower()]
    return Manner(Dates(dates), named, sheet)
