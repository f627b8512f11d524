"""Cells to typed rows: one reader per kind, built once per import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, cast

from credit_graph.intake import checks
from credit_graph.intake.cells import CellReader, or_else, required
from credit_graph.intake.codes import Codes
from credit_graph.intake.columns import column_readers
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code, Problem, joined
from credit_graph.intake.rows import (
    CommitmentRow,
    CoverageRow,
    EnterpriseRow,
    LinkRow,
    ListRow,
    OwnershipRow,
    RatingRow,
    Row,
    StatementRow,
    SubmissionRow,
    UseRow,
    ViolationRow,
)

Make = Callable[..., Row]
Check = Callable[[Row], None]

ROWS: Final[dict[Kind, Make]] = {
    Kind.ENTERPRISES: EnterpriseRow,
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


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the cells of one kind of file, given in the documented order of its columns."""

    columns: tuple[str, ...]
    readers: tuple[CellReader[object], ...]
    make: Make
    check: Check

    def read(self, cells: Sequence[str]) -> Row | Problem:
        """Return the typed row, or what is wrong with it.

        The finding is about the first bad cell in the order of the columns; its message names
        the others too. What the cells are to each other is looked at when each is good by itself.
        """
        stripped = [cell.strip() for cell in cells]
        try:
            # The header has fixed their number; checking it again would cost a tenth of the time.
            row = self.make(*[read(cell) for read, cell in zip(self.readers, stripped)])  # noqa: B905
            self.check(row)
        except CellError as error:
            return self._findings(stripped) or error.problem()
        return row

    def _findings(self, cells: Sequence[str]) -> Problem | None:
        if not any(cells):
            return CellError(Code.EMPTY_ROW).problem()
        found = []
        for column, read, cell in zip(self.columns, self.readers, cells, strict=True):
            try:
                read(cell)
            except CellError as error:
                found.append(error.problem(column))
        return joined(found) if found else None


def row_reader(
    kind: Kind, codes: Codes, *, today: date, default_from: date | None = None
) -> RowReader:
    """Return the reader of a kind of file.

    `today` is the last day on which something can have happened; `default_from` is what an empty
    `valid_from` means where it may be empty.
    """
    table, by_column = TABLES[kind], column_readers(codes, today)
    readers = []
    for column in table.columns:
        if column == "valid_from" and default_from is not None:
            readers.append(or_else(default_from, by_column[column]))
        elif column in table.required:
            readers.append(required(by_column[column]))
        else:
            readers.append(or_else(_EMPTY.get(column), by_column[column]))
    return RowReader(table.columns, tuple(readers), ROWS[kind], _check(kind, codes))


def _check(kind: Kind, codes: Codes) -> Check:
    found: dict[Kind, Callable[..., None]] = {
        Kind.ENTERPRISES: partial(checks.check_enterprise, codes=codes),
        Kind.RATINGS: partial(checks.check_rating, codes=codes),
        Kind.LISTS: checks.check_interval,
        Kind.STATEMENTS: checks.check_interval,
        Kind.COMMITMENTS: checks.check_commitment,
        Kind.VIOLATIONS: checks.check_violation,
        Kind.LINKS: checks.check_link,
        Kind.OWNERSHIP: checks.check_ownership,
    }
    return cast("Check", found.get(kind, checks.check_nothing))
