"""Reads generated CSV files as rows in the order of an export, without the importer."""

import csv
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows.columns import DAY_COLUMNS
from credit_graph.intake.rows.reader import ROWS
from support.snapshot_world import Rows

_CELLS: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys(DAY_COLUMNS, date.fromisoformat),
    "share": float,
    "cases": int,
}


def read_rows(folder: Path) -> Rows:
    """Every row of every kind, by its first columns."""
    rows: Rows = {}
    for kind in Kind:
        with (folder / f"{kind}.csv").open(encoding="utf-8", newline="") as stream:
            _, *cells = csv.reader(stream)
        columns = TABLES[kind].columns
        cells.sort(key=lambda row: row[:2])
        rows[kind] = [ROWS[kind](*map(_cell, columns, row)) for row in cells]
    return rows


def _cell(column: str, text: str) -> object:
    if column == "kinds":
        return tuple(sorted(filter(None, text.split(";"))))
    return _CELLS.get(column, str)(text) if text else None
