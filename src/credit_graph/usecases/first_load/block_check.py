"""Blocks of lines, checked as a whole: which lines are good as they are, and what they say.

A line that is not surely good, or clashes with another, is left to be read by itself; so nothing is
decided here that `KindCheck` would not decide.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from credit_graph.intake.blocks.checked_lines import LinkLines, RegistrationLines, search_forms
from credit_graph.intake.blocks.fact_ids import Rows, fact_ids
from credit_graph.intake.blocks.group_hashes import Bytes, Hashes
from credit_graph.intake.blocks.line_columns import Mask, columns_of
from credit_graph.intake.header import Header
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.line_file import LineBlock
from credit_graph.intake.rows.reader import RowReader
from credit_graph.usecases.first_load.bulk_tables import BulkTables
from credit_graph.usecases.first_load.registered_codes import RegisteredCodes

Begins = NDArray[np.int64]


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


def check_block(kind: Kind, reader: RowReader, block: LineBlock, header: Header) -> CheckedBlock:
    """Return a checked block of a kind that is checked so."""
    table = columns_of(block.data, header, TABLES[kind].columns)
    if len(table) != block.lines:
        raise AssertionError(f"{len(table)} rows of {block.lines} lines")
    return LinkBlock(table, reader) if kind is Kind.LINKS else RegistrationBlock(table, reader)


class LinkBlock(LinkLines):
    """Lines of links.csv."""

    def known(self, registered: RegisteredCodes) -> Mask:
        """Tell of each line whether both ends surely are registered."""
        suppliers = registered.known(self.suppliers, self.starts)
        return suppliers & registered.known(self.customers, self.ends)

    def write(self, rows: Rows, begins: Begins, change: str, tables: BulkTables) -> None:
        """Write some of the good lines as relations."""
        suppliers, customers = _texts(self.suppliers[rows]), _texts(self.customers[rows])
        first, last = self.begin.taken(rows), self.end.taken(rows)
        category = self.category.taken(rows)
        key = (suppliers, customers, category, first)
        columns = (
            *(suppliers, customers, pa.array(fact_ids(Kind.LINKS, key, change, begins))),
            *(first, last, category, self.share.taken(rows), self.source.taken(rows)),
            *(pa.repeat(each, len(rows)) for each in tables.staged.split(",")),
        )
        lines = pa.table(list(columns), names=[str(each) for each in range(len(columns))])
        # No cell has a comma, a quotation mark or a line break: the file has none but as ends.
        how = csv.WriteOptions(include_header=False, quoting_style="none")
        csv.write_csv(lines, tables.links(Kind.LINKS), how)

    def register(self, rows: Rows, registered: RegisteredCodes) -> None:
        """Register nobody."""


class RegistrationBlock(RegistrationLines):
    """Lines of enterprises.csv."""

    def known(self, registered: RegisteredCodes) -> Mask:
        """Tell that a registration needs nobody else's."""
        del registered
        return np.ones(len(self.names), np.bool_)

    def write(self, rows: Rows, begins: Begins, change: str, tables: BulkTables) -> None:
        """Write some of the good lines as registrations with their enterprises."""
        codes = _texts(self.codes[rows])
        taken = {name: column.taken(rows) for name, column in self.small.items()}
        ids = fact_ids(Kind.ENTERPRISES, (codes, taken["valid_from"]), change, begins)
        uscc = codes.to_pylist()
        names = [self.names[each] for each in rows.tolist()]
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
        registered.add_codes(self.codes[rows])


def _texts(codes: Bytes) -> Any:  # noqa: ANN401  # of pyarrow
    """Return codes as a column of texts."""
    flat = np.ascontiguousarray(codes).view(f"S{codes.shape[1]}")[:, 0]
    return pa.array(flat, pa.binary()).cast(pa.string())


def _pairs(ones: Sequence[str], others: Sequence[str]) -> bytes:
    lines = (f"{one},{other}\n" for one, other in zip(ones, others, strict=True))
    return "".join(lines).encode()


def _searched(name: str, tables: BulkTables) -> str:
    """Return the cells by which a name is searched, and the comma after them."""
    form, words = search_forms(name)
    return f"{tables.cell(form)},{tables.cell(words)},"
