"""What becomes of rows: new, unchanged, a correction, or rejected.

Rows are taken in order, so of two that contradict each other the later is rejected. Whoever calls
gives the facts that already stand in the groups that the rows belong to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, cast

from credit_graph.intake.kinds import Table
from credit_graph.intake.problem import CellError, Code, RowProblem, quoted
from credit_graph.intake.rows.kinds import (
    Overlap,
    OwnershipRow,
    RatingRow,
    Row,
    StatementRow,
    TooMuch,
    stated_openness,
)
from credit_graph.message import Message, Series, Words

Key = object


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """A fact that stands: as a row, with its id.

    `mine`: this import states it too. `own`: this import brought it, so that nobody sees it yet.
    """

    row: Row
    fact_id: str
    mine: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Shortened:
    """A fact whose days end where another one begins now; `row` is how it stands from then on."""

    fact: RecordedRow
    row: Row


@dataclass(slots=True)
class Decisions:
    """Indexes of rows by what becomes of them; `corrected` and `unchanged` with the fact's id.

    `placed` are rows that are recorded otherwise than they were read, `shortened` facts that the
    rows end; `late` of those added is what the first look at the graph did not store.
    """

    added: list[int]
    corrected: list[tuple[int, str]]
    unchanged: list[tuple[int, str]]
    rejected: list[tuple[int, RowProblem]]
    placed: dict[int, Row] = field(default_factory=dict)
    shortened: list[Shortened] = field(default_factory=list)
    late: list[int] = field(default_factory=list)


class UpsertPlanner:
    """Decides about rows of one kind of file."""

    def __init__(self, table: Table) -> None:
        self._columns = table.columns
        self.key = attrgetter(*table.key)
        self.group = attrgetter(*table.group)
        self._key_columns = table.key

    def decide(
        self, rows: Sequence[tuple[int, Row]], standing: Mapping[Key, Sequence[RecordedRow]]
    ) -> Decisions:
        """Decide about rows (with their indexes) in order, given what stands in their groups."""
        groups = [self.group(row) for _, row in rows]
        if not standing and len(set(groups)) == len(groups):
            return Decisions([index for index, _ in rows], [], [], [])
        decisions = Decisions([], [], [], [])
        known: dict[Key, list[RecordedRow]] = {}
        for group, (index, row) in zip(groups, rows, strict=True):
            if group not in known:
                known[group] = list(standing.get(group, ()))
            self._decide_one(index, row, known[group], decisions)
        return decisions

    def key_parts(self, row: Row) -> list[object]:
        """Return the parts of the row's key, in order."""
        return [getattr(row, column) for column in self._key_columns]

    def _decide_one(
        self, index: int, row: Row, group: list[RecordedRow], decisions: Decisions
    ) -> None:
        if not group:
            group.append(RecordedRow(row, "", mine=True))
            decisions.added.append(index)
            return
        key = self.key(row)
        same = next((each for each in group if self.key(each.row) == key), None)
        if same is not None and (kept := _as_open_as(same.row, row)) is not row:
            row = decisions.placed[index] = kept
        if same is not None and same.row == row and not same.mine:
            group[group.index(same)] = replace(same, mine=True)
            decisions.unchanged.append((index, same.fact_id))
            return
        problem = self._problem(row, same, group)
        if problem is not None:
            decisions.rejected.append((index, problem))
            return
        if same is None:
            decisions.added.append(index)
        else:
            group.remove(same)
            decisions.corrected.append((index, same.fact_id))
        group.append(RecordedRow(row, "", mine=True))

    def _problem(
        self, row: Row, same: RecordedRow | None, group: list[RecordedRow]
    ) -> RowProblem | None:
        if same is not None and same.mine:
            if same.row == row:
                return CellError(Code.DUPLICATE_ROW).problem()
            return contradiction(self._columns, row, same.row)
        return _clash(row, [each for each in group if each is not same])


def _as_open_as(fact: Row, row: Row) -> Row:
    """Return a row as it is, or with the openness of its fact: none is opened by omission."""
    openness = stated_openness(fact)
    if openness is None or stated_openness(row) is not None:
        return row
    return cast("Row", replace(cast("Any", row), openness=openness))


def contradiction(columns: Sequence[str], row: Row, earlier: Row) -> RowProblem:
    """Return the finding that an earlier row of the import says otherwise of the same fact."""
    differing = [column for column in columns if getattr(row, column) != getattr(earlier, column)]
    said = Series(
        tuple(
            Message("{column} {value}", column=column, value=_shown(getattr(earlier, column)))
            for column in differing
        ),
        ", ",
    )
    return CellError(Code.CONTRADICTS_ROW, differing[0], said=said).problem()


def _clash(row: Row, others: Sequence[RecordedRow]) -> RowProblem | None:
    if not isinstance(row, RatingRow | StatementRow | OwnershipRow):
        return None
    # One group holds rows of one kind only.
    clash = row.clash([cast("Any", each.row) for each in others])
    if isinstance(clash, TooMuch):
        facts = {"value": clash.owned, "total": clash.total, "day": clash.day}
        return CellError(Code.OWNERSHIP_ABOVE_ONE, "share", **facts).problem()
    if isinstance(clash, Overlap):
        mine = next(each.mine for each in others if each.row is clash.other)
        code = Code.CONTRADICTS_ROW if mine else Code.CONTRADICTS_FACT
        return CellError(code, clash.column, said=clash.said).problem()
    return None


def _shown(value: object) -> Words:
    if value is None:
        return Message("nothing")
    return quoted(";".join(value) if isinstance(value, tuple) else str(value))
