"""Days in cells: ISO 8601, or on request as people and spreadsheets in China write them.

A day that can be read in two ways is never guessed.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, TypeVar
from unicodedata import normalize

from credit_graph.intake.problem import CellError, Code, quoted

T = TypeVar("T")
CellReader = Callable[[str], T]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(\.0+)?", re.ASCII)
# 3/4/2024, and years of two digits, also as a spreadsheet shows 2024-06-30: 24年6月30日.
_NUMBERS = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(\d{2}|\d{4})|\d\d年\d\d?月\d\d?[日号]?", re.ASCII)
_LOCAL = (
    re.compile(r"(\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?: 0?0:00(?::00)?)?", re.ASCII),
    re.compile(r"(\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?", re.ASCII),
    re.compile(r"(\d{4})(?P<month>\d\d)(?P<day>\d\d)", re.ASCII),
)
_SERIAL_ZERO: Final = date(1899, 12, 30)
_EARLIEST: Final = date(1900, 1, 1)
_MANY: Final = 50_000

NO_END: Final = frozenset({"长期", "至今", "9999-12-31"})
"""What is written for "no end" where an empty cell belongs."""

_NO_END_LOCAL: Final = frozenset({"9999/12/31", "9999年12月31日", "99991231"})
_UNCLEAR_END: Final = frozenset(
    ("-", "--", "—", "——", "/", "\\", "无", "暂无", "未定", "无期限", "永久", "长期有效", "空")
)

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


def read_local_day(text: str) -> date:
    """Return a day as people write it: 2024/6/30, 2024年6月30日, 20240630, or a serial of 1900."""
    plain = normalize("NFKC", text).replace("年 ", "年").replace("月 ", "月")
    for form in _LOCAL:
        if match := form.fullmatch(plain):
            return read_day(f"{match[1]}-{int(match['month']):02}-{int(match['day']):02}")
    if _SERIAL.fullmatch(plain):
        return day_of_serial(int(float(plain)))
    return read_day(text)


def day_of_serial(serial: int, zero: date = _SERIAL_ZERO) -> date:
    """Return the day that a spreadsheet means by a number; `zero` is its day 0."""
    return zero + timedelta(days=serial)


def end_reader(read: CellReader[date], *, local: bool) -> CellReader[date | None]:
    """Return a reader of last days, for which some words mean that there is none."""
    words = NO_END | _NO_END_LOCAL if local else NO_END

    def read_end(text: str) -> date | None:
        if text in words:
            return None
        if text in _UNCLEAR_END:
            raise CellError(Code.END_WORD, value=quoted(text))
        return read(text)

    return read_end
