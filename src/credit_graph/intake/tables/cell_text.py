"""A workbook's cell as the text that a CSV file would hold, or what is wrong with it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from credit_graph.intake.problem import CellError, Code, quoted
from credit_graph.intake.rows.columns import DAY_COLUMNS, USCC_COLUMNS
from credit_graph.intake.rows.days import day_of_serial
from credit_graph.intake.tables.manner import Dates
from credit_graph.message import Message

# Formats that every workbook has without declaring them: days of East Asia, and times of day.
_DAY_FORMATS: Final = frozenset({*range(27, 32), 36, *range(50, 55), 57, 58})
_TIME_FORMATS: Final = frozenset({32, 33, 34, 35, 55, 56})
_SHORT_FORMATS: Final = frozenset({57, 58})
_FIRST_OWN_FORMAT: Final = 164
_MOST_DIGITS: Final = 15
_SERIALS: Final = range(20_000, 80_000)
_MIDNIGHT: Final = time(0, 0)
_BREAK = re.compile(r"_x000[dD]_\n?|\r\n?")
_TRUTH_COLUMNS: Final = frozenset({"value"})
_SHARE_COLUMNS: Final = frozenset({"share"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as the reader gives it: its value, its type, its format by number and in words."""

    value: object
    is_error: bool
    format_id: int
    format: str


@dataclass(frozen=True, slots=True)
class CellReading:
    """How the cells of one workbook become text; `zero` is its day 0."""

    zero: date
    dates: Dates

    def text(self, cell: Shown, column: str | None) -> str:
        """Return the text of a cell of a column; None for one that no header names.

        Raises `CellError` for what no text can say rightly.
        """
        value = cell.value
        if value is None:
            return ""
        if cell.is_error:
            raise CellError(Code.CELL_ERROR, value=quoted(str(value)))
        if isinstance(value, str):
            return _BREAK.sub("\n", value)
        if isinstance(value, bool):
            return _truth(value, column)
        if isinstance(value, datetime | date):
            return _day(value, column)
        if isinstance(value, time | timedelta):
            raise CellError(Code.DATE_TIME, value=quoted(str(value)))
        if isinstance(value, int | float):
            return self._number(value, cell, column)
        raise CellError(Code.CELL_TYPE, value=quoted(str(value)), found=Message("a value"))

    def _number(self, value: float, cell: Shown, column: str | None) -> str:
        written = _digits(value)
        if cell.format == "General" and cell.format_id in _TIME_FORMATS:
            raise CellError(Code.DATE_TIME, value=quoted(written))
        if cell.format == "General" and cell.format_id in _DAY_FORMATS:
            if int(value) != value:
                raise CellError(Code.DATE_TIME, value=quoted(written))
            return _day(day_of_serial(int(value), self.zero), column)
        if column in USCC_COLUMNS:
            raise CellError(Code.USCC_NUMBER, value=quoted(written))
        if column in DAY_COLUMNS:
            return self._serial(value, written)
        if column in _SHARE_COLUMNS:
            return _share(value, cell.format)
        if abs(value) >= 10**_MOST_DIGITS:
            found = Message("a number of more than 15 digits, the last of which are lost,")
            raise CellError(Code.CELL_TYPE, value=quoted(written), found=found)
        return written

    def _serial(self, value: float, written: str) -> str:
        """Return a bare number in a column of days as text, a serial by the workbook's day 0."""
        if int(value) != value or int(value) not in _SERIALS:
            return written
        day = day_of_serial(int(value), self.zero)
        if self.dates is Dates.LOCAL:
            return day.isoformat()
        raise CellError(Code.DATE_SERIAL, value=quoted(written), day=day)


def is_shown_short(cell: Shown) -> bool:
    """Tell whether a day is shown without its day or its year."""
    if cell.format_id in _SHORT_FORMATS:
        return True
    if not isinstance(cell.value, datetime | date):
        return False
    words = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", cell.format.lower())
    return ("y" not in words and "e" not in words) or "d" not in words


def _truth(value: bool, column: str | None) -> str:  # noqa: FBT001  # the cell's value
    if column in _TRUTH_COLUMNS:
        return "true" if value else "false"
    shown = "TRUE" if value else "FALSE"
    raise CellError(Code.CELL_TYPE, value=quoted(shown), found=Message("a yes or no"))


def _day(value: date, column: str | None) -> str:
    if isinstance(value, datetime):
        if value.time() != _MIDNIGHT:
            raise CellError(Code.DATE_TIME, value=quoted(value.isoformat(" ", "minutes")))
        value = value.date()
    if column is not None and column not in DAY_COLUMNS:
        raise CellError(Code.CELL_TYPE, value=quoted(value.isoformat()), found=Message("a day"))
    return value.isoformat()


def _share(value: float, written_as: str) -> str:
    rounded = float(f"{value:.{_MOST_DIGITS}g}")
    if rounded > 1 and "%" in written_as:
        raise CellError(Code.SHARE_RANGE, value=quoted(f"{rounded * 100:.{_MOST_DIGITS}g}%"))
    return _digits(rounded)


def _digits(value: float) -> str:
    """Return a number without exponent; a whole one without a point."""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    text = f"{value:.{_MOST_DIGITS}g}" if isinstance(value, float) else str(value)
    return f"{value:.20f}".rstrip("0") if "e" in text else text
