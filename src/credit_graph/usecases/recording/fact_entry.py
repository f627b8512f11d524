"""The work of one change inside its transaction: look, check who may, decide, store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, cast

from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import facts, journal
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code, RowProblem
from credit_graph.intake.reconciling import packing
from credit_graph.intake.reconciling.fact_id import fact_id
from credit_graph.intake.reconciling.upsert import Decisions, RecordedRow
from credit_graph.intake.rows.kinds import Overlap, Row
from credit_graph.message import Message
from credit_graph.usecases.facts.fact_writer import FactWriter
from credit_graph.usecases.facts.row_upsert import Found, RowUpsert
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.recording.refusal import (
    Contradicts,
    Malformed,
    NotInForce,
    NotKeeper,
    RefusedError,
    Stale,
    UnknownEnterprise,
)
from credit_graph.usecases.recording.rights import Places, WritingRights, enterprises_of

# The columns in which facts begin and end, first that of the first day.
_FIRST_DAYS: Final = ("valid_from", "made_on", "found_on", "used_on", "handed_in_on", "synced_on")
_LAST_DAYS: Final = ("valid_to", "fulfilled_on", "repaired_on")


@dataclass(frozen=True, slots=True)
class Entered:
    """What was stored: the outcome, and the facts concerned, that which stands now first.

    `effective_on` is the day from which the change shows in the world.
    """

    outcome: RecordingOutcome
    facts: tuple[str, ...]
    effective_on: date


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One change to a fact of one kind, under a change set that is open."""

    kind: Kind
    stage: Stage
    rights: WritingRights
    places: Places
    today: date
    expected: str | None

    async def state(self, transaction: Transaction, row: Row) -> Entered:
        """Record a row as an import would; raise `RefusedError` if it cannot be."""
        await self._exclude_others(transaction)
        self._check_registered(row)
        self._check_keeper(row)
        upsert = RowUpsert(self.kind, self.stage, self._correction_problem, self._conceals)
        prepared = upsert.prepare([(0, row)])
        found = await upsert.look(transaction, prepared)
        standing = _standing(found)
        decided = upsert.decide(prepared, found)
        if decided.rejected:
            raise self._refused(row, decided.rejected[0][1], standing, upsert)
        current = _current(decided)
        self._check_expected(current)
        await upsert.store(transaction, prepared, decided)
        if decided.unchanged:
            return Entered(RecordingOutcome.UNCHANGED, (decided.unchanged[0][1],), self.today)
        placed = decided.placed.get(0, row)
        new = self._fact_id(upsert.writer, placed)
        if current is None:
            return Entered(
                RecordingOutcome.RECORDED, (new,), max(self.today, first_day(placed, self.today))
            )
        old = next(each.row for each in standing if each.fact_id == current)
        return Entered(RecordingOutcome.CORRECTED, (new, current), self._differing(old, placed))

    async def end(
        self, transaction: Transaction, cells: Mapping[str, object], column: str, day: date
    ) -> Entered:
        """Give a fact that stands its last day; raise `RefusedError` if there is none to end."""
        writer = FactWriter(self.kind, self.stage)
        standing = await self._group(transaction, writer, cells)
        open_ones = [
            each
            for each in standing
            if _is_open(each.row, cells, column, day) and not self._conceals(each.row)
        ]
        fact = self._chosen(open_ones, column)
        keepers = self.rights.keeper_unless_theirs(self.kind, fact.row, self.places, (day,))
        if keepers is not None:
            raise RefusedError(NotKeeper(keepers))
        self._check_expected(fact.fact_id)
        if getattr(fact.row, column) == day:
            return Entered(RecordingOutcome.UNCHANGED, (fact.fact_id,), self.today)
        row = cast("Row", replace(cast("Any", fact.row), **{column: day}))
        await writer.withdraw(transaction, [(fact.row, fact.fact_id)])
        await writer.record(transaction, [row])
        new = self._fact_id(writer, row)
        return Entered(
            RecordingOutcome.CORRECTED, (new, fact.fact_id), self._differing(fact.row, row)
        )

    async def retract(self, transaction: Transaction, row: Row, fact: str) -> Entered:
        """Withdraw a fact that stands."""
        if self._conceals(row):
            raise RefusedError(NotInForce(NO_FACT))
        keepers = self.rights.keeper_unless_theirs(self.kind, row, self.places)
        if keepers is not None:
            raise RefusedError(NotKeeper(keepers))
        self._check_expected(fact)
        await FactWriter(self.kind, self.stage).withdraw(transaction, [(row, fact)])
        return Entered(
            RecordingOutcome.RETRACTED, (fact,), max(self.today, first_day(row, self.today))
        )

    async def _exclude_others(self, transaction: Transaction) -> None:
        # What an enterprise's lock cannot keep apart, the clock of the change sets does.
        if self.kind in {Kind.SUBMISSIONS, Kind.COVERAGE}:
            await journal.lock(transaction)

    async def _group(
        self, transaction: Transaction, writer: FactWriter, cells: Mapping[str, object]
    ) -> Sequence[RecordedRow]:
        names = dict(zip(TABLES[self.kind].columns, packing.properties(self.kind), strict=True))
        if self.kind in packing.SAID:
            probe: object = {
                "index": 0,
                "fact": {names[column]: value for column, value in cells.items()},
            }
            statement = packing.first_statement(self.kind)
        else:
            probe = [0, cells["supplier_uscc"], cells["customer_uscc"]]
            statement = "look_pair"
        found = await facts.look(
            transaction, statement, [probe], change=self.stage.change, **writer.group
        )
        return [each for look in found for each in writer.standing(look.standing)]

    def _chosen(self, open_ones: Sequence[RecordedRow], column: str) -> RecordedRow:
        if self.expected is not None:
            named = [each for each in open_ones if each.fact_id == self.expected]
            if not named and open_ones:
                raise RefusedError(Stale(), open_ones[0].fact_id)
            open_ones = named
        if not open_ones:
            raise RefusedError(NotInForce(_NOTHING[column]))
        if len(open_ones) > 1:
            ids = ", ".join(each.fact_id for each in open_ones)
            error = CellError(Code.AMBIGUOUS, count=len(open_ones), facts=ids)
            raise RefusedError(Malformed([error.problem("expected_version")]))
        return open_ones[0]

    def _check_registered(self, row: Row) -> None:
        if self.kind is Kind.ENTERPRISES:
            return
        for uscc in enterprises_of(self.kind, row):
            if uscc not in self.places:
                raise RefusedError(UnknownEnterprise(uscc))

    def _check_keeper(self, row: Row) -> None:
        keepers = self.rights.keeper_unless_theirs(self.kind, row, self.places)
        if keepers is not None:
            raise RefusedError(NotKeeper(keepers))

    def _conceals(self, row: Row) -> bool:
        return self.rights.conceals(self.kind, row, self.places)

    def _correction_problem(self, row: Row) -> RowProblem | None:
        return self.rights.problem(self.kind, row, self.places)

    def _check_expected(self, current: str | None) -> None:
        if self.expected is not None and self.expected != current:
            raise RefusedError(Stale(), current)

    def _refused(
        self,
        row: Row,
        problem: RowProblem,
        standing: Sequence[RecordedRow],
        upsert: RowUpsert,
    ) -> RefusedError:
        if problem.code is Code.NOT_KEEPER:
            same = next(each for each in standing if upsert.key(each.row) == upsert.key(row))
            keepers = self.rights.keeper_unless_theirs(self.kind, same.row, self.places)
            assert keepers is not None  # noqa: S101  # that was the finding
            return RefusedError(NotKeeper(keepers))
        if problem.code in {Code.CONTRADICTS_FACT, Code.OWNERSHIP_ABOVE_ONE}:
            other = _in_the_way(row, standing, upsert)
            return RefusedError(Contradicts(problem.message), other)
        return RefusedError(Malformed([problem]))

    def _fact_id(self, writer: FactWriter, row: Row) -> str:
        return fact_id(self.kind, writer.judge.key_parts(row), self.stage.change, 0)

    def _differing(self, old: Row, new: Row) -> date:
        """Return the first day, from today on, on which two versions of a fact differ."""
        ended = {
            column: getattr(old, column, None) for column in _LAST_DAYS if hasattr(old, column)
        }
        if cast("Any", replace(cast("Any", new), **ended)) != old:
            return max(self.today, min(first_day(old, self.today), first_day(new, self.today)))
        ends: list[date | None] = [getattr(each, column) for each in (old, new) for column in ended]
        return max(self.today, min(end for end in ends if end is not None))


NO_FACT: Final = Message("No such fact stands.")

_NOTHING: Final = {
    "valid_to": Message("Nothing stands that could end on that day."),
    "repaired_on": Message("Nothing stands that is open and could be repaired on that day."),
    "fulfilled_on": Message("Nothing stands that is open and could be fulfilled on that day."),
}


def first_day(row: Row, otherwise: date) -> date:
    """Return the first day on which the fact of a row holds."""
    for column in _FIRST_DAYS:
        day = getattr(row, column, None)
        if isinstance(day, date):
            return day
    return otherwise


def _standing(found: Mapping[object, list[Found]]) -> tuple[RecordedRow, ...]:
    return tuple(each for group in found.values() for each in group[0].standing)


def _current(decided: Decisions) -> str | None:
    both = (*decided.corrected, *decided.unchanged)
    return both[0][1] if both else None


def _in_the_way(row: Row, standing: Sequence[RecordedRow], upsert: RowUpsert) -> str | None:
    others = [each for each in standing if upsert.key(each.row) != upsert.key(row)]
    if not hasattr(row, "clash"):
        return others[0].fact_id if others else None
    clash = cast("Any", row).clash([each.row for each in others])
    if isinstance(clash, Overlap):
        return next(each.fact_id for each in others if each.row is clash.other)
    return others[0].fact_id if others else None


def _is_open(row: Row, cells: Mapping[str, object], column: str, day: date) -> bool:
    if any(getattr(row, name) != value for name, value in cells.items()):
        return False
    end, begin = getattr(row, column), first_day(row, day)
    if column == "valid_to":
        return begin < day and (end is None or end >= day)
    return begin <= day and (end is None or end == day)
