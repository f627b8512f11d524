"""Lines of one block, checked by themselves: which are good as they are, and what they say.

A line that is not surely good is left to be read by itself, so nothing is decided here that
`RowReader` would not decide.
"""

import re
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from credit_graph.domain.search_words import folded, kept_words, needs_kept_form
from credit_graph.intake.blocks.fact_ids import Rows
from credit_graph.intake.blocks.group_hashes import (
    day_number,
    hash_codes,
    hash_links,
    hash_text,
)
from credit_graph.intake.blocks.line_columns import CellColumn, Mask, code_column, read_cells
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import CellError
from credit_graph.intake.rows.cells import LONGEST_TEXT
from credit_graph.intake.rows.kinds import EnterpriseRow
from credit_graph.intake.rows.reader import RowReader
from credit_graph.intake.tables.characters import is_as_seen

if TYPE_CHECKING:
    from datetime import date

# Such a name is folded already, and has no word that an index leaves out.
_HAN: Final = re.compile("[\u4e00-\u9fff]+")


class LinkLines:
    """Lines of links.csv; `good` tells of each whether it is taken as it is.

    `hashes` are those of the groups of all lines, those of the bad ones without meaning.
    """

    def __init__(self, table: Any, reader: RowReader) -> None:  # noqa: ANN401  # of pyarrow
        self.suppliers, good = code_column(table["supplier_uscc"])
        self.customers, others = code_column(table["customer_uscc"])
        self.begin, self.end, self.category, self.share, self.source = (
            read_cells(table[name], reader.readers[reader.columns.index(name)])
            for name in ("valid_from", "valid_to", "category", "share", "source")
        )
        good &= others & (self.suppliers != self.customers).any(axis=1)
        for column in (self.begin, self.end, self.category, self.share, self.source):
            good &= column.good
        first, last = self.begin.each(_day), self.end.each(_day)
        good &= (last == 0) | (last > first)
        self.good = good
        self.starts = hash_codes(self.suppliers)
        self.ends = hash_codes(self.customers)
        self.hashes = hash_links(self.starts, self.ends, self.category.each(_text), first)


class RegistrationLines:
    """Lines of enterprises.csv, as `LinkLines`; `small` are the columns but code and name."""

    def __init__(self, table: Any, reader: RowReader) -> None:  # noqa: ANN401  # of pyarrow
        self.codes, good = code_column(table["uscc"])
        self.names: list[str] = table["name"].to_pylist()
        read = {name: reader.readers[reader.columns.index(name)] for name in reader.columns}
        small = [name for name in reader.columns if name not in ("uscc", "name")]
        self.small = {name: read_cells(table[name], read[name]) for name in small}
        for column in self.small.values():
            good &= column.good
        good &= np.fromiter(map(_is_plain_name, self.names), np.bool_, len(self.names))
        good &= self._fitting(reader, np.flatnonzero(good))
        self.good = good
        self.hashes = hash_codes(self.codes)

    def _fitting(self, reader: RowReader, rows: Rows) -> Mask:
        """Tell of each row whether its cells fit each other; the same cells are looked at once."""
        fitting = np.zeros(len(self.names), np.bool_)
        columns = [self.small[name] for name in ("region", "zone", "valid_from", "valid_to")]
        cells = np.stack([column.numbers[rows] for column in columns])
        _, first, group = np.unique(cells, axis=1, return_index=True, return_inverse=True)
        fits = np.fromiter((self._fits(reader, rows[each]) for each in first), np.bool_)
        fitting[rows] = fits[group.reshape(-1)]
        return fitting

    def _fits(self, reader: RowReader, row: np.intp) -> bool:
        values = {name: _value(column, row) for name, column in self.small.items()}
        values |= {"uscc": "", "name": self.names[row]}
        made = reader.make(*(values[name] for name in reader.columns))
        assert isinstance(made, EnterpriseRow)  # noqa: S101  # what the reader makes
        try:
            for rule in reader.rules:
                rule.check(made)
        except CellError:
            return False
        return True


def _value(column: CellColumn, row: np.intp) -> object:
    return column.values[column.numbers[row]]


def _is_plain_name(name: str) -> bool:
    return (
        0 < len(name) <= LONGEST_TEXT
        and name[0] != "#"
        and is_as_seen(name)
        and name == name.strip()
    )


def search_forms(name: str) -> tuple[str, str | None]:
    """Return what a name is found by: its folded form, and words if some would be left out."""
    if _HAN.fullmatch(name):
        return name, None
    return folded(name), kept_words(name) if needs_kept_form(name) else None


def _day(value: object) -> int:
    return day_number(cast("date | None", value))


def _text(value: object) -> int:
    return hash_text(cast("str | None", value))


CheckedLines = LinkLines | RegistrationLines


def check_lines(kind: Kind, table: Any, reader: RowReader) -> CheckedLines:  # noqa: ANN401  # of pyarrow
    """Check lines of links.csv or enterprises.csv."""
    return LinkLines(table, reader) if kind is Kind.LINKS else RegistrationLines(table, reader)
