"""Days in cells: ISO 8601 only, with a clear word on what spreadsheets make of them."""

import re
from datetime import date, timedelta
from typing import Final

from credit_graph.intake.problem import CellError, Code, quoted

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(\.0+)?", re.ASCII)
_NUMBERS = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(\d{2}|\d{4})", re.ASCII)
_SERIAL_ZERO: Final = date(1899, 12, 30)
_EARLIEST: Final = date(1900, 1, 1)
_MANY: Final = 50_000

_known: dict[str, date] = {}


def read_day(text: str) -> date:
    """Return the day; raise `CellError` saying what the text is instead."""
    # The same days come again and again; looking one up costs a tenth of reading it.
    day = _known.get(text)
    if day is None:
        day = _read(text)
        if len(_known) >= _MANY:
            _known.clear()
        _known[text] = day
    return day


def _read(text: str) -> date:
    if not _ISO.fullmatch(text):
        raise _not_iso(text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CellError(Code.DATE_IMPOSSIBLE, value=quoted(text)) from None
    if day < _EARLIEST:
        raise CellError(Code.DATE_RANGE, value=quoted(text))
    return day


def _not_iso(text: str) -> CellError:
    if _SERIAL.fullmatch(text):
        day = _SERIAL_ZERO + timedelta(days=int(float(text)))
        return CellError(Code.DATE_SERIAL, value=quoted(text), day=day)
    if _NUMBERS.fullmatch(text):
        return CellError(Code.DATE_AMBIGUOUS, value=quoted(text))
    return CellError(Code.DATE_FORMAT, value=quoted(text))
