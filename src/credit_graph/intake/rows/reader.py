"""Cells to typed rows: one reader per kind, built once per import."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final, cast

from credit_graph.domain.facts.partner_id import is_unnamed, unnamed_code
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, RowProblem
from credit_graph.intake.rows.cells import or_else, required
from credit_graph.intake.rows.checks import RowRule, level_of, rules_of
from credit_graph.intake.rows.codes import Codes
from credit_graph.intake.rows.columns import column_readers
from credit_graph.intake.rows.days import CellReader
from credit_graph.intake.rows.kinds import (
    CommitmentRow,
    CoverageRow,
    EnterpriseRow,
    LinkRow,
    ListRow,
    OwnershipRow,
    PartnerRow,
    RatingRow,
    Row,
    StatementRow,
    SubmissionRow,
    UseRow,
    ViolationRow,
)
from credit_graph.intake.tables.manner import Dates

Make = Callable[..., Row]
Settle = Callable[[Row], Row]

ROWS: Final[dict[Kind, Make]] = {
    Kind.ENTERPRISES: EnterpriseRow,
    Kind.PARTNERS: PartnerRow,
    Kind.RATINGS: RatingRow,
    Kind.LISTS: ListRow,
    Kind.STATEMENTS: StatementRow,
    Kind.COMMITMENTS: CommitmentRow,
    Kind.VIOLATIONS: ViolationRow,
    Kind.USES: UseRow,
    Kind.LINKS: LinkRow,
    Kind.OWNERSHIP: OwnershipRow,
    Kind.COVERAGE: CoverageRow,
    Kind.SUBMISSIONS: SubmissionRow,
}

_EMPTY: Final[dict[str, object]] = {"status": "active", "kinds": ()}


Faults = Mapping[str, CellError]
"""What a workbook shows to be wrong with cells, by column, whatever their text is."""

_NO_FAULTS: Final[Faults] = {}


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the cells of one kind of file, given in the documented order of its columns."""

    columns: tuple[str, ...]
    readers: tuple[CellReader[object], ...]
    make: Make
    rules: tuple[RowRule, ...]
    settle: Settle
    end: int | None  # where `valid_to` stands

    def read(self, cells: Sequence[str], faults: Faults = _NO_FAULTS) -> Row | list[RowProblem]:
        """Return the typed row, or all that is wrong with it.

        The findings are in the order of the columns; then come those about what the cells are to
        each other, wherever each of those is good by itself.
        """
        stripped = [cell.strip() for cell in cells]
        if faults:
            return self.findings(stripped, faults)
        try:
            # The header has fixed their number; checking it again would cost a tenth of the time.
            row = self.make(*[read(cell) for read, cell in zip(self.readers, stripped)])  # noqa: B905
            for rule in self.rules:
                rule.check(row)
        except CellError:
            return self.findings(stripped, faults)
        return self.settle(row)

    def open_end(self, row: Row, cells: Sequence[str]) -> str:
        """Return the word by which a row says that it has no end; empty if it says nothing."""
        if self.end is None or getattr(row, "valid_to", None) is not None:
            return ""
        return cells[self.end].strip()

    def findings(self, cells: Sequence[str], faults: Faults) -> list[RowProblem]:
        """Return what is wrong with the cells of a row, white space around them removed."""
        found, values, bad = [], [], set()
        for column, read, cell in zip(self.columns, self.readers, cells, strict=True):
            try:
                if column in faults:
                    raise faults[column]
                values.append(read(cell))
            except CellError as error:
                found.append(error.problem(column))
                values.append(None)
                bad.add(column)
        row = self.make(*values)
        for rule in self.rules:
            if bad.isdisjoint(rule.needs):
                try:
                    rule.check(row)
                except CellError as error:
                    found.append(error.problem())
        return found


def row_reader(
    kind: Kind,
    codes: Codes,
    *,
    today: date,
    default_from: date | None = None,
    dates: Dates = Dates.ISO,
) -> RowReader:
    """Return the reader of a kind of file.

    `today` is the last day on which something can have happened; `default_from` is what an empty
    `valid_from` means where it may be empty; `dates` is how days may be written.
    """
    table, by_column = TABLES[kind], column_readers(codes, today, dates)
    readers = []
    for column in table.columns:
        if column == "valid_from" and default_from is not None:
            readers.append(or_else(default_from, by_column[column]))
        elif column in table.required:
            readers.append(required(by_column[column]))
        else:
            readers.append(or_else(_EMPTY.get(column), by_column[column]))
    end = table.columns.index("valid_to") if "valid_to" in table.columns else None
    settlers: Mapping[Kind, Callable[..., Row]] = {
        Kind.PARTNERS: PartnerRow.registration,
        Kind.RATINGS: partial(_with_level, codes=codes),
        Kind.LINKS: _with_own_unnamed,
        Kind.OWNERSHIP: _with_own_unnamed,
        Kind.LISTS: _ended_by_repair,
    }
    settle = settlers.get(kind, _as_it_is)
    rules = rules_of(kind, codes)
    return RowReader(table.columns, tuple(readers), ROWS[kind], rules, cast("Settle", settle), end)


def _as_it_is(row: Row) -> Row:
    return row


def _ended_by_repair(row: ListRow) -> ListRow:
    if row.repaired_on is None or row.valid_to is not None:
        return row
    return replace(row, valid_to=row.repaired_on)


def _with_own_unnamed(row: LinkRow | OwnershipRow) -> Row:
    """Give an enterprise an unnamed partner of its own."""
    if isinstance(row, LinkRow):
        one, other = row.supplier_uscc, row.customer_uscc
        if is_unnamed(one):
            return replace(row, supplier_uscc=unnamed_code(one, other))
        return replace(row, customer_uscc=unnamed_code(other, one)) if is_unnamed(other) else row
    one, other = row.owner_uscc, row.owned_uscc
    if is_unnamed(one):
        return replace(row, owner_uscc=unnamed_code(one, other))
    return replace(row, owned_uscc=unnamed_code(other, one)) if is_unnamed(other) else row


def _with_level(row: RatingRow, codes: Codes) -> RatingRow:
    level = level_of(row, codes)
    return row if level in (None, row.level) else replace(row, level=level)
