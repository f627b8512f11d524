"""Cells to typed rows: one reader per kind, built once per import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from credit_graph.intake.cells import (
    CellReader,
    optional,
    read_code,
    read_codes,
    read_count,
    read_past_day,
    read_share,
    read_text,
    read_truth,
    read_uscc,
    required,
)
from credit_graph.intake.checks import (
    check_commitment,
    check_enterprise,
    check_interval,
    check_link,
    check_ownership,
    check_rating,
    check_violation,
)
from credit_graph.intake.codes import Codes
from credit_graph.intake.days import read_day
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code, Problem
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


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the arranged cells of one kind of file."""

    columns: tuple[str, ...]
    readers: tuple[CellReader[object], ...]
    make: Make
    check: Check

    def read(self, cells: Sequence[str]) -> Row | Problem:
        """Return the typed row, or what is wrong with it.

        The finding is about the first bad cell in the documented order of the columns; its
        message names the others too.
        """
        stripped = [cell.strip() for cell in cells]
        try:
            row = self.make(*[read(cell) for read, cell in zip(self.readers, stripped)])  # noqa: B905  (hot; the header has fixed their number)
            self.check(row)
        except CellError as error:
            return self._all_problems(stripped) or error.problem()
        return row

    def _all_problems(self, cells: Sequence[str]) -> Problem | None:
        if not any(cells):
            return CellError(Code.EMPTY_ROW).problem()
        found = []
        for column, read, cell in zip(self.columns, self.readers, cells, strict=True):
            try:
                read(cell)
            except CellError as error:
                found.append(error.problem(column))
        if not found:
            return None
        others = "".join(f" Also {each.column}: {each.message}" for each in found[1:])
        return Problem(found[0].code, found[0].column, found[0].message + others)


def row_reader(
    kind: Kind, codes: Codes, *, today: date, default_from: date | None = None
) -> RowReader:
    """Return the reader of a kind of file.

    `today` is the last day on which something can have happened; `default_from` stands for an
    empty `valid_from` where that is allowed.
    """
    make, check = _SHAPES[kind]
    cells = _cells(codes, today)
    table = TABLES[kind]
    readers = []
    for column in table.columns:
        read = cells[kind, column] if (kind, column) in cells else cells[None, column]
        if column == "valid_from" and default_from is not None:
            readers.append(_or_else(read, default_from))
        elif column in table.required:
            readers.append(required(read))
        else:
            readers.append(_or_else(read, _EMPTY.get(column)))
    return RowReader(table.columns, tuple(readers), make, _bound(check, codes))


_EMPTY: dict[str, object] = {"status": "active", "kinds": ()}

_SHAPES: dict[Kind, tuple[Make, Callable[..., None] | None]] = {
    Kind.ENTERPRISES: (EnterpriseRow, check_enterprise),
    Kind.RATINGS: (RatingRow, check_rating),
    Kind.LISTS: (ListRow, check_interval),
    Kind.STATEMENTS: (StatementRow, check_interval),
    Kind.COMMITMENTS: (CommitmentRow, check_commitment),
    Kind.VIOLATIONS: (ViolationRow, check_violation),
    Kind.USES: (UseRow, None),
    Kind.LINKS: (LinkRow, check_link),
    Kind.OWNERSHIP: (OwnershipRow, check_ownership),
    Kind.COVERAGE: (CoverageRow, None),
    Kind.SUBMISSIONS: (SubmissionRow, None),
}
