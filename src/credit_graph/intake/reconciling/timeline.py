"""Registrations of enterprises along the days: valid time from file rows.

A row with `valid_from` begins a registration and ends the one before. A row without corrects the
registration of the day of the import, whose days stay as they are unless it states an end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from credit_graph.intake.kinds import TABLES, Kind, Table
from credit_graph.intake.problem import CellError, Code, RowProblem, quoted
from credit_graph.intake.reconciling.upsert import (
    Decisions,
    Key,
    RecordedRow,
    Shortened,
    UpsertPlanner,
    contradiction,
)
from credit_graph.intake.rows.kinds import EnterpriseRow, Row
from credit_graph.message import Message


class RegistrationJudge(UpsertPlanner):
    """Decides about rows of enterprises.csv; `today` is the day of the import."""

    def __init__(self, table: Table, today: date) -> None:
        super().__init__(table)
        self._today = today

    def decide(
        self, rows: Sequence[tuple[int, Row]], standing: Mapping[Key, Sequence[RecordedRow]]
    ) -> Decisions:
        """Decide about rows (with their indexes) in order, given what stands in their groups."""
        groups = [self.group(row) for _, row in rows]
        if not standing and len(set(groups)) == len(groups):
            return Decisions([index for index, _ in rows], [], [], [])
        decisions = Decisions([], [], [], [])
        timelines: dict[Key, _Timeline] = {}
        for group, (index, row) in zip(groups, rows, strict=True):
            timeline = timelines.get(group)
            if timeline is None:
                timeline = timelines[group] = _Timeline(standing.get(group, ()), self._today)
            problem = timeline.place(index, _registration(row), decisions)
            if problem is not None:
                decisions.rejected.append((index, problem))
        for timeline in timelines.values():
            timeline.settle(decisions)
        return decisions


@dataclass(slots=True)
class _Slot:
    """A registration: as it is to stand, the fact that stands so far, the row that states it."""

    row: EnterpriseRow
    fact: RecordedRow | None = None
    index: int | None = None
    stated: bool = False


class _Timeline:
    """The registrations of one enterprise, in the order of their days."""

    def __init__(self, standing: Sequence[RecordedRow], today: date) -> None:
        self._today = today
        self._slots = [_Slot(_registration(each.row), each, None, each.mine) for each in standing]
        self._slots.sort(key=_beginning)
        self._lay()
        self._stored = [slot.row for slot in self._slots]

    def place(self, index: int, row: EnterpriseRow, decisions: Decisions) -> RowProblem | None:
        """Put a row in its place, or return what keeps it from it."""
        target = self._meant(row)
        if target is None:
            return self._begin(index, row, decisions)
        following = self._after(target)
        ends = (
            row.valid_to,
            target.row.valid_to if row.valid_from is None else None,
            None if following is None else following.row.valid_from,
        )
        row = replace(
            row,
            valid_from=target.row.valid_from,
            valid_to=next((end for end in ends if end is not None), None),
        )
        if problem := _problem(row, target, following):
            return problem
        # What no fact stands for was stated by this import, so that it is a problem.
        fact_id = "" if target.fact is None else target.fact.fact_id
        target.stated = True
        if row == target.row:
            decisions.unchanged.append((index, fact_id))
        else:
            decisions.corrected.append((index, fact_id))
            target.row, target.index = row, index
            self._lay()
        return None

    def settle(self, decisions: Decisions) -> None:
        """Say how the registrations stand in the end, each with its days."""
        stored = iter(self._stored)
        for slot in self._slots:
            before = None if slot.fact is None else next(stored)
            if slot.index is not None:
                decisions.placed[slot.index] = slot.row
            elif slot.fact is not None and _days(slot.row) != _days(before):
                row = replace(slot.row, carried=None if slot.stated else True)
                decisions.shortened.append(Shortened(slot.fact, row))

    def _begin(self, index: int, row: EnterpriseRow, decisions: Decisions) -> RowProblem | None:
        slot = _Slot(row, index=index, stated=True)
        place = sum(_beginning(each) < _beginning(slot) for each in self._slots)
        following = self._slots[place] if place < len(self._slots) else None
        if problem := _overlap(row, following):
            return problem
        self._slots.insert(place, slot)
        self._lay()
        decisions.added.append(index)
        return None

    def _meant(self, row: EnterpriseRow) -> _Slot | None:
        """Return the registration that a row is about; `None` if it begins one."""
        if row.valid_from is not None or not self._slots:
            same = (each for each in self._slots if each.row.valid_from == row.valid_from)
            return next(same, None)
        begun = [each for each in self._slots if _beginning(each) <= self._today]
        latest, first = begun[-1] if begun else self._slots[0], self._slots[0]
        end, start = row.valid_to, latest.row.valid_from
        if end is None or start is None or end > start:
            return latest
        # It cannot be about a registration that begins later: it is the first one, as exported.
        if first.row.valid_from is None:
            return first
        return None if end <= first.row.valid_from else latest

    def _after(self, slot: _Slot) -> _Slot | None:
        place = self._slots.index(slot) + 1
        return self._slots[place] if place < len(self._slots) else None

    def _lay(self) -> None:
        """Lay them side by side: each ends where the next begins, and every day shows one."""
        for place, slot in enumerate(self._slots):
            following = self._after(slot)
            begins = None if following is None else following.row.valid_from
            ends = [end for end in (slot.row.valid_to, begins) if end is not None]
            slot.row = replace(
                slot.row,
                valid_to=min(ends, default=None),
                shown_from=slot.row.valid_from if place else None,
                shown_to=begins,
            )


def _problem(row: EnterpriseRow, target: _Slot, following: _Slot | None) -> RowProblem | None:
    if row.valid_from is not None and row.valid_to is not None and row.valid_to <= row.valid_from:
        value = quoted(row.valid_to.isoformat())
        error = CellError(Code.INTERVAL_EMPTY, "valid_to", value=value, other=row.valid_from)
        return error.problem()
    if target.stated:
        if row == target.row:
            return CellError(Code.DUPLICATE_ROW).problem()
        return contradiction(TABLES[Kind.ENTERPRISES].columns, row, target.row)
    return _overlap(row, following)


def _overlap(row: EnterpriseRow, following: _Slot | None) -> RowProblem | None:
    """Refuse a row that would hold on days of which a later registration says otherwise."""
    begins = None if following is None else following.row.valid_from
    if following is None or begins is None or row.valid_to is None or row.valid_to <= begins:
        return None
    code = Code.CONTRADICTS_ROW if following.stated else Code.CONTRADICTS_FACT
    said = Message("its registration of {day} begins before that", day=begins)
    return CellError(code, "valid_to", said=said).problem()


def _registration(row: Row) -> EnterpriseRow:
    if not isinstance(row, EnterpriseRow):
        raise TypeError(type(row))
    return row


def _beginning(slot: _Slot) -> date:
    return slot.row.valid_from or date.min


def _days(row: EnterpriseRow | None) -> tuple[date | None, ...]:
    return () if row is None else (row.valid_to, row.shown_from, row.shown_to)
