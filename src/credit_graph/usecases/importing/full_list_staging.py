"""One batch of a complete list into the graph, unpublished; and the end of what it does not state.

For each enterprise the outcome is worked out first, then compared with what stands, so that a
list that says what is recorded changes nothing. Where an earlier list of the same day had a say,
the outcome is worked out from what stood before that list: the later one corrects it.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import registers
from credit_graph.graph.imports.registers import (
    CompleteDay,
    Missing,
    Move,
    RegisteredNow,
    RegisterPart,
    RegisterRecord,
)
from credit_graph.intake.batches import Batch
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import CellError, Code, RowProblem, joined, quoted
from credit_graph.intake.reconciling.full_list import (
    Fate,
    ListDay,
    Listed,
    Placed,
    ended,
    listed,
    place,
)
from credit_graph.intake.reconciling.packing import properties, restored
from credit_graph.intake.reconciling.reasons import SAME_DAY
from credit_graph.intake.reconciling.upsert import RecordedRow
from credit_graph.intake.rows.columns import DAY_COLUMNS
from credit_graph.intake.rows.kinds import ListRow, RatingRow
from credit_graph.usecases.facts.fact_writer import FactWriter
from credit_graph.usecases.facts.row_upsert import missing_enterprises
from credit_graph.usecases.importing.appending import Staged
from credit_graph.usecases.importing.ledger import Checkpoint
from credit_graph.usecases.importing.preview import PreviewLine, preview_line
from credit_graph.usecases.importing.register_account import AccountChanges, RegisterAccount
from credit_graph.usecases.importing.report import Counts

Result = TypeVar("Result")

_ENDING_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ListScope:
    """What a full list speaks of, and the earlier full lists of the same day."""

    part: RegisterPart
    region: str
    earlier: tuple[tuple[str, datetime], ...]


class FullListStager:
    """Stages the batches of a list that is complete on a day for a register in a region.

    Without `previews` there is no line of an entry that stays: of a list that is nine tenths of it.
    """

    def __init__(
        self,
        graph: Graph,
        ledger: Checkpoint,
        words: Vocabulary,
        scope: ListScope,
        *,
        previews: bool,
    ) -> None:
        self._graph = graph
        self._ledger = ledger
        self._words = words
        self._scope = scope
        self._previews = previews
        self._kind = Kind(scope.part.kind)
        self._day = scope.part.day
        self._scheme = words.schemes.get(scope.part.register)
        self._regions = frozenset(scope.part.regions)
        self._writer = FactWriter(self._kind, ledger.stage)
        self._group = {**self._writer.group, "register": scope.part.register}
        self._complete: dict[str, tuple[CompleteDay, ...]] = {}
        self._turns: dict[tuple[str, date], date | None] = {}

    async def stage(self, batch: Batch) -> Staged:
        """Place the rows of the batch and note all of it."""

        async def work(transaction: Transaction) -> Staged:
            await self._ledger.stage.hold(transaction)
            rows = [(at, row) for at, row in batch.rows if isinstance(row, RatingRow | ListRow)]
            known = await registers.registrations_of(
                transaction, [row.uscc for _, row in rows], self._day
            )
            await self._find_complete_days(transaction, known.values())
            accounts = await self._accounts(transaction, known)
            placed, rejected = self._place_all(rows, known, accounts)
            await self._write(transaction, accounts.values(), batch.begin)
            fates = [self._fate(accounts[row.uscc], placed[at]) for at, row in _in(rows, placed)]
            counts = Counts(
                added=fates.count(Fate.BEGINS),
                unchanged=fates.count(Fate.STAYS),
                corrected=fates.count(Fate.CHANGES),
            )
            noted = await self._ledger.note(transaction, batch, list(rejected.items()), counts)
            lines = tuple(
                self._line(fate, placed[at], accounts[row.uscc], known[row.uscc].name)
                for (at, row), fate in zip(_in(rows, placed), fates, strict=True)
                if self._previews or fate is not Fate.STAYS
            )
            unknown = [each.code for each in rejected.values()].count(Code.UNKNOWN_ENTERPRISE)
            return Staged(noted, lines, unknown)

        return await self._transact(work)

    async def end(self, read: int) -> None:
        """Note that the list has been read to its end."""

        async def work(transaction: Transaction) -> None:
            await self._ledger.stage.hold(transaction)
            await self._ledger.end(transaction, read)

        await self._transact(work)

    async def end_missing(self) -> Sequence[PreviewLine]:
        """End some entries that the list does not state and return their lines; none at last."""

        async def work(transaction: Transaction) -> Sequence[PreviewLine]:
            await self._ledger.stage.hold(transaction)
            missing = await registers.next_missing(
                transaction,
                self._scope.part,
                self._ledger.stage.change,
                properties(self._kind),
                batch=_ENDING_AT_ONCE,
            )
            facts = [(each, self._row(each.cells)) for each in missing]
            accounts = await self._reset_accounts(transaction, {row.uscc for _, row in facts})
            for account in accounts.values():
                account.end(self._day)
            changes = AccountChanges()
            for each, row in facts:
                if row.uscc not in accounts:
                    rest = ended(row, self._day)
                    changes.withdrawn.append((row, each.fact_id))
                    changes.recorded += [] if rest is None else [rest]
            await self._write(transaction, accounts.values(), 0, changes)
            return [self._ending(each, row, accounts.get(row.uscc)) for each, row in facts]

        return await self._transact(work)

    async def _transact(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        label = f"full list of {self._scope.part.register}"
        timeout_s = self._graph.limits.stage_s
        return await self._graph.transact(work, label=label, timeout_s=timeout_s)

    def _place_all(
        self,
        rows: Sequence[tuple[int, Listed]],
        known: Mapping[str, RegisteredNow],
        accounts: Mapping[str, RegisterAccount],
    ) -> tuple[dict[int, Placed], dict[int, RowProblem]]:
        placed: dict[int, Placed] = {}
        rejected: dict[int, RowProblem] = {}
        # Most enterprises of a batch have been registered in the same places since the same time.
        days: dict[tuple[Move, ...], ListDay] = {}
        for index, row in rows:
            enterprise = known.get(row.uscc)
            outcome = self._refusal(row, enterprise)
            if outcome is None and enterprise is not None:
                at = days.get(enterprise.moves)
                if at is None:
                    complete = self._days_of(enterprise)
                    at = ListDay(self._day, complete, self._scheme, self._turns)
                    days[enterprise.moves] = at
                outcome = place(row, accounts[row.uscc].entries, at)
            if isinstance(outcome, Placed):
                placed[index] = outcome
                accounts[row.uscc].take(outcome)
            elif outcome is not None:
                rejected[index] = outcome
        return placed, rejected

    def _refusal(self, row: Listed, enterprise: RegisteredNow | None) -> Placed | RowProblem | None:
        column, register = _register(row)
        if register != self._scope.part.register:
            facts = {"value": quoted(register), "register": self._scope.part.register}
            return CellError(Code.OTHER_REGISTER, **facts).problem(column)
        if enterprise is None:
            return joined(missing_enterprises(self._kind, row, (row.uscc,)))
        if enterprise.region not in self._regions:
            facts = {"value": enterprise.region, "region": self._scope.region}
            return CellError(Code.OTHER_REGION, **facts).problem("uscc")
        return None

    async def _find_complete_days(
        self, transaction: Transaction, enterprises: Iterable[RegisteredNow]
    ) -> None:
        regions = {move.region for each in enterprises for move in each.moves}
        wanted = {code for region in regions for code in self._around(region)}
        new = sorted(wanted.difference(self._complete))
        if not new:
            return
        found = await registers.list_days(
            transaction, self._scope.part.register, new, before=self._day
        )
        for code in new:
            self._complete[code] = tuple(each for each in found if each.region == code)

    def _days_of(self, enterprise: RegisteredNow) -> tuple[date, ...]:
        """Return the days of complete lists that spoke of the enterprise where it then was."""
        return tuple(
            sorted(
                {
                    each.day
                    for move in enterprise.moves
                    for code in self._around(move.region)
                    for each in self._complete[code]
                    if move.counts(each)
                }
            )
        )

    def _around(self, region: str) -> tuple[str, ...]:
        return (
            (region, *self._words.lineage(region)) if region in self._words.regions else (region,)
        )

    async def _accounts(
        self, transaction: Transaction, known: Iterable[str]
    ) -> dict[str, RegisterAccount]:
        accounts = await self._reset_accounts(transaction, known)
        others = [uscc for uscc in known if uscc not in accounts]
        found = await registers.standing_facts(
            transaction, self._ledger.stage.change, others, days=DAY_COLUMNS, **self._group
        )
        for uscc in others:
            stored = self._writer.standing(found.get(uscc, ()))
            accounts[uscc] = RegisterAccount(stored, list(stored))
        return accounts

    async def _reset_accounts(
        self, transaction: Transaction, usccs: Iterable[str]
    ) -> dict[str, RegisterAccount]:
        """Return the accounts that an earlier list of the same day, and nobody since, touched."""
        if not self._scope.earlier:
            return {}
        records = await registers.register_records(
            transaction, self._ledger.stage.change, self._scope.earlier, usccs, **self._group
        )
        return {each.uscc: self._reset(each) for each in records if _may_reset(each)}

    def _reset(self, record: RegisterRecord) -> RegisterAccount:
        facts = [(each, RecordedRow(self._row(each.cells), each.fact_id)) for each in record.facts]
        return RegisterAccount(
            stored=tuple(standing for each, standing in facts if each.stands),
            entries=[standing for each, standing in facts if not each.brought],
            reset=any(each.brought or not each.stands for each in record.facts),
        )

    def _row(self, cells: Sequence[object]) -> Listed:
        return listed(RecordedRow(restored(self._kind, cells), ""))

    async def _write(
        self,
        transaction: Transaction,
        accounts: Iterable[RegisterAccount],
        begin: int,
        changes: AccountChanges | None = None,
    ) -> None:
        changes = changes or AccountChanges()
        for account in accounts:
            changes.add(account)
        await self._writer.confirm(transaction, changes.confirmed)
        await self._writer.withdraw(transaction, changes.withdrawn)
        await self._writer.record_stated(transaction, changes.stated, begin)
        await self._writer.record(transaction, changes.recorded, begin)

    def _fate(self, account: RegisterAccount, placed: Placed) -> Fate:
        """Return what becomes of the row's entry as compared with what stands in the graph."""
        if not account.reset:
            return placed.fate
        entry = _entry(placed)
        if any(each.row == entry for each in account.stored):
            return Fate.STAYS
        standing = self._stored_entry(entry, account)
        return Fate.BEGINS if standing is None else Fate.CHANGES

    def _line(self, fate: Fate, placed: Placed, account: RegisterAccount, name: str) -> PreviewLine:
        entry = _entry(placed)
        before = self._stored_entry(entry, account)
        if before is None and placed.withdrawn:
            before = listed(placed.withdrawn[0])
        because = placed.because
        if because is None and account.reset and fate is not Fate.STAYS:
            because = SAME_DAY
        return preview_line(
            fate, self._kind, before=before, after=entry, name=name, because=because
        )

    def _stored_entry(self, entry: Listed, account: RegisterAccount) -> Listed | None:
        current = (listed(each) for each in account.stored if self._day in listed(each).interval)
        return next(
            (
                each
                for each in current
                if isinstance(each, RatingRow) or each.reference == entry.reference
            ),
            None,
        )

    def _ending(self, each: Missing, row: Listed, account: RegisterAccount | None) -> PreviewLine:
        rest = ended(row, self._day)
        if account is not None:
            # What an earlier list of the same day brought is withdrawn, not ended.
            rest = next(
                (
                    listed(entry)
                    for entry in account.entries
                    if listed(entry) == rest or entry.fact_id == each.fact_id
                ),
                None,
            )
        because = SAME_DAY if account is not None and rest is None else None
        return preview_line(
            Fate.ENDS, self._kind, before=row, after=rest, name=each.name, because=because
        )


def _entry(placed: Placed) -> Listed:
    """Return the entry of a row as it is to stand."""
    return placed.recorded[0] if placed.recorded else listed(placed.confirmed[0])


def _may_reset(record: RegisterRecord) -> bool:
    return not record.touched and not record.later


def _in(
    rows: Sequence[tuple[int, Listed]], placed: Mapping[int, Placed]
) -> Iterator[tuple[int, Listed]]:
    return (each for each in rows if each[0] in placed)


def _register(row: Listed) -> tuple[str, str]:
    return ("scheme", row.scheme) if isinstance(row, RatingRow) else ("list", row.list)
