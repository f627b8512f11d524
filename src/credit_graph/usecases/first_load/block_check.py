"""Blocks of lines, checked as a whole: which lines are good as they are, and what they say.

A line that is not surely good, or clashes with another, is left to be read by itself; so nothing is
decided here that `KindCheck` would not decide.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from credit_graph.domain.search_words import folded, kept_words, needs_kept_form
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.line_file import LineBlock
from credit_graph.intake.problem import CellError
from credit_graph.intake.rows.cells import LONGEST_TEXT
from credit_graph.intake.rows.kinds import EnterpriseRow
from credit_graph.intake.rows.reader import RowReader
from credit_graph.usecases.first_load.bulk_tables import BulkTables
from credit_graph.usecases.first_load.fact_lines import Rows, fact_ids
from credit_graph.usecases.first_load.group_hashes import (
    Bytes,
    Hashes,
    day_number,
    hash_codes,
    hash_links,
    hash_text,
)
from credit_graph.usecases.first_load.line_columns import (
    CellColumn,
    Mask,
    code_column,
    read_cells,
    split_lines,
)
from credit_graph.usecases.first_load.registered_codes import RegisteredCodes

Begins = NDArray[np.int64]

# Such a name is folded already, and has no word that an index leaves out.
_HAN: Final = re.compile("[\u4e00-\u9fff]+")


class CheckedBlock(Protocol):
    """A block of which some lines are good as they are."""

    good: Mask
    hashes: Hashes

    def known(self, registered: RegisteredCodes) -> Mask:
        """Tell of each line whether the enterprises that must be registered surely are."""

    def write(self, rows: Rows, begins: Begins, change: str, tables: BulkTables) -> None:
        """Write some of the good lines as facts; `begins` is where the batch of each begins."""

    def register(self, rows: Rows, registered: RegisteredCodes) -> None:
        """Take in whom some of the good lines register."""


def check_block(kind: Kind, reader: RowReader, block: LineBlock) -> CheckedBlock:
    """Return a checked block of a kind that is checked so."""
    table = split_lines(block.data, TABLES[kind].columns)
    if len(table) != block.lines:
        raise AssertionError(f"{len(table)} rows of {block.lines} lines")
    return LinkBlock(table, reader) if kind is Kind.LINKS else RegistrationBlock(table, reader)


class LinkBlock:
    """Lines of links.csv."""

    def __init__(self, table: Any, reader: RowReader) -> None:  # noqa: ANN401  # of pyarrow
        self._suppliers, good = code_column(table["supplier_uscc"])
        self._customers, others = code_column(table["customer_uscc"])
        self._begin, self._end, self._category, self._share, self._source = (
            read_cells(table[name], reader.readers[reader.columns.index(name)])
            for name in ("valid_from", "valid_to", "category", "share", "source")
        )
        good &= others & (self._suppliers != self._customers).any(axis=1)
        for column in (self._begin, self._end, self._category, self._share, self._source):
            good &= column.good
        first, last = self._begin.each(_day), self._end.each(_day)
        good &= (last == 0) | (last > first)
        self.good = good
        self._from = hash_codes(self._suppliers)
        self._to = hash_codes(self._customers)
        self.hashes = hash_links(self._from, self._to, self._category.each(_text), first)

    def known(self, registered: RegisteredCodes) -> Mask:
        """Tell of each line whether both ends surely are registered."""
        suppliers = registered.known(self._suppliers, self._from)
        return suppliers & registered.known(self._customers, self._to)

    def write(self, rows: Rows, begins: Begins, change: str, tables: BulkTables) -> None:
        """Write some of the good lines as relations."""
        suppliers, customers = _texts(self._suppliers[rows]), _texts(self._customers[rows])
        first, last = self._begin.taken(rows), self._end.taken(rows)
        category = self._category.taken(rows)
        key = (suppliers, customers, category, first)
        columns = (
            *(suppliers, customers, pa.array(fact_ids(Kind.LINKS, key, change, begins))),
            *(first, last, category, self._share.taken(rows), self._source.taken(rows)),
            *(pa.repeat(each, len(rows)) for each in tables.staged.split(",")),
        )
        lines = pa.table(list(columns), names=[str(each) for each in range(len(columns))])
        # No cell has a comma, a quotation mark or a line break: the file has none but as ends.
        how = csv.WriteOptions(include_header=False, quoting_style="none")
        csv.write_csv(lines, tables.links(Kind.LINKS), how)

    def register(self, rows: Rows, registered: RegisteredCodes) -> None:
        """Register nobody."""


class RegistrationBlock:
    """Lines of enterprises.csv."""

    def __init__(self, table: Any, reader: RowReader) -> None:  # noqa: ANN401  # of pyarrow
        self._codes, good = code_column(table["uscc"])
        self._names: list[str] = table["name"].to_pylist()
        read = {name: reader.readers[reader.columns.index(name)] for name in reader.columns}
        small = [name for name in reader.columns if name not in ("uscc", "name")]
        self._small = {name: read_cells(table[name], read[name]) for name in small}
        for column in self._small.values():
            good &= column.good
        good &= np.fromiter(map(_is_plain_name, self._names), np.bool_, len(self._names))
        good &= self._fitting(reader, np.flatnonzero(good))
        self.good = good
        self.hashes = hash_codes(self._codes)

    def known(self, registered: RegisteredCodes) -> Mask:
        """Tell that a registration needs nobody else's."""
        del registered
        return np.ones(len(self._names), np.bool_)

    def write(self, rows: Rows, begins: Begins, change: str, tables: BulkTables) -> None:
        """Write some of the good lines as registrations with their enterprises."""
        codes = _texts(self._codes[rows])
        taken = {name: column.taken(rows) for name, column in self._small.items()}
        ids = fact_ids(Kind.ENTERPRISES, (codes, taken["valid_from"]), change, begins)
        uscc = codes.to_pylist()
        names = [self._names[each] for each in rows.tolist()]
        cells = {name: column.to_pylist() for name, column in taken.items()}
        end = f"{tables.staged}\n"
        columns = (
            *(ids, uscc, names, cells["region"], cells["zone"], cells["kinds"]),
            *(cells["registered_on"], cells["status"], cells["valid_from"], cells["valid_to"]),
        )
        lines = (
            ",".join(row) + ",,," + _searched(row[2], tables) + end
            for row in zip(*columns, strict=True)
        )
        tables.registrations().write("".join(lines).encode())
        tables.enterprises(uscc)
        tables.ties("DESCRIBED", "Enterprise", "Registration").write(_pairs(uscc, ids))
        tables.ties("IN_REGION", "Registration", "Region").write(_pairs(ids, cells["region"]))
        zoned = [(each, zone) for each, zone in zip(ids, cells["zone"], strict=True) if zone]
        if zoned:
            pairs = _pairs(*zip(*zoned, strict=True))
            tables.ties("IN_ZONE", "Registration", "Zone").write(pairs)
        tables.terms("Region", set(cells["region"]))
        tables.terms("Zone", {zone for _, zone in zoned})
        tables.without_kinds(
            each for each, kinds in zip(ids, cells["kinds"], strict=True) if not kinds
        )

    def register(self, rows: Rows, registered: RegisteredCodes) -> None:
        """Take in whom some of the good lines register."""
        registered.add_codes(self._codes[rows])

    def _fitting(self, reader: RowReader, rows: Rows) -> Mask:
        """Tell of each row whether its cells fit each other; the same cells are looked at once."""
        fitting = np.zeros(len(self._names), np.bool_)
        columns = [self._small[name] for name in ("region", "zone", "valid_from", "valid_to")]
        cells = np.stack([column.numbers[rows] for column in columns])
        _, first, group = np.unique(cells, axis=1, return_index=True, return_inverse=True)
        fits = np.fromiter((self._fits(reader, rows[each]) for each in first), np.bool_)
        fitting[rows] = fits[group.reshape(-1)]
        return fitting

    def _fits(self, reader: RowReader, row: np.intp) -> bool:
        values = {name: _value(column, row) for name, column in self._small.items()}
        values |= {"uscc": "", "name": self._names[row]}
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
        and name.isprintable()
        and name == name.strip()
    )


def _searched(name: str, tables: BulkTables) -> str:
    """Return the cells by which a name is searched, and the comma after them."""
    if _HAN.fullmatch(name):
        return f"{name},,"
    words = kept_words(name) if needs_kept_form(name) else ""
    return f"{tables.cell(folded(name))},{tables.cell(words)},"


def _texts(codes: Bytes) -> Any:  # noqa: ANN401  # of pyarrow
    """Return codes as a column of texts."""
    flat = np.ascontiguousarray(codes).view(f"S{codes.shape[1]}")[:, 0]
    return pa.array(flat, pa.binary()).cast(pa.string())


def _pairs(ones: Sequence[str], others: Sequence[str]) -> bytes:
    lines = (f"{one},{other}\n" for one, other in zip(ones, others, strict=True))
    return "".join(lines).encode()


def _day(value: object) -> int:
    return day_number(value)  # type: ignore[arg-type]  # a column of days


def _text(value: object) -> int:
    return hash_text(value)  # type: ignore[arg-type]  # a column of texts
