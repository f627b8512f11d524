"""The first record of a file: which of its cells is which column."""

from collections.abc import Sequence
from dataclasses import dataclass

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.kinds import Kind, Table
from credit_graph.intake.problem import CellError, Code
from credit_graph.intake.records import Record


@dataclass(frozen=True, slots=True)
class Header:
    """A file's header: its exact text, how many cells it has, where each column stands.

    `places` are in the columns' documented order; None where the file leaves a column out.
    `documented`: it has every column, in that order.
    """

    raw: str
    width: int
    places: tuple[int | None, ...]
    documented: bool

    def arrange(self, cells: Sequence[str]) -> Sequence[str]:
        """Return the cells in the documented order; raise `CellError` if their count is wrong."""
        if len(cells) != self.width:
            code = Code.TOO_FEW_CELLS if len(cells) < self.width else Code.TOO_MANY_CELLS
            raise CellError(code, count=len(cells), expected=self.width)
        if self.documented:
            return cells
        return ["" if place is None else cells[place] for place in self.places]


def read_header(name: str, kind: Kind, table: Table, record: Record | None) -> Header:
    """Match a header with the columns of its kind; raise `ImportRefusedError` if it cannot be."""
    if record is None or record.problem is not None:
        raise ImportRefusedError(name, "it has no header", f"Begin with {_example(table)}.")
    names = [cell.strip().lower() for cell in record.cells]
    _refuse_other_separator(name, names, table)
    for column in names:
        if column not in table.columns:
            why = f"{kind}.csv has no column {column!r}"
            raise ImportRefusedError(name, why, f"Its columns are {_example(table)}.")
        if names.count(column) > 1:
            raise ImportRefusedError(name, f"the column {column!r} stands twice", "Drop one.")
    missing = [each for each in table.columns if each in table.required and each not in names]
    if missing:
        why = f"the column {missing[0]!r} is missing"
        raise ImportRefusedError(name, why, f"The columns are {_example(table)}.")
    places = tuple(names.index(each) if each in names else None for each in table.columns)
    return Header(record.raw, len(names), places, tuple(names) == table.columns)


def _refuse_other_separator(name: str, names: list[str], table: Table) -> None:
    for mark, words in ((";", "semicolons"), ("\t", "tabs")):
        if len(names) == 1 and mark in names[0]:
            fix = f"Save it with commas: {_example(table)}."
            raise ImportRefusedError(name, f"its columns are separated by {words}", fix)


def _example(table: Table) -> str:
    return ",".join(table.columns)
