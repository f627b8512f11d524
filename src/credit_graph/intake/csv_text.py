"""Rows as lines of CSV, the way `import` reads them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.kinds import Row


def header_line(kind: Kind) -> str:
    """Return the header of a kind of file, with the end of the line."""
    return ",".join(TABLES[kind].columns) + "\n"


def row_line(kind: Kind, row: Row) -> str:
    """Return a row as a line of its file, with the end of the line."""
    cells = [cell_text(getattr(row, column)) for column in TABLES[kind].columns]
    return cells_line(cells)


def cells_line(cells: Sequence[str]) -> str:
    """Return cells as a line, quoted where RFC 4180 asks for it."""
    return ",".join(map(_quoted, cells)) + "\n"


def cell_text(value: object) -> str:
    """Return a typed value as it stands in a cell; None is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, float):
        # Never with an exponent, which import would not take for a fraction.
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)


def _quoted(text: str) -> str:
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
