"""One batch of a complete list into the graph, unpublished."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from credit_graph.graph.connection import Graph
from credit_graph.graph.transaction import Transaction
from credit_graph.intake.batches import Batch
from credit_graph.intake.decision import Standing
from credit_graph.intake.full_list import Listed, Placed, place
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import CellError, Code, Problem, joined, quoted
from credit_graph.intake.rows import ListRow, RatingRow
from credit_graph.usecases.fact_writer import FactWriter
from credit_graph.usecases.import_ledger import Ledger
from credit_graph.usecases.import_report import Counts
from credit_graph.usecases.staging import BATCH_DEADLINE_S, missing_enterprises

Key = object


@dataclass(frozen=True, slots=True)
class SyncCounts:
    """Entries by what became of them; `unknown` of the rejected name an unknown enterprise."""

    added: int = 0
    ended: int = 0
    unchanged: int = 0
    changed: int = 0
    rejected: int = 0
    unknown: int = 0

    def __add__(self, other: "SyncCounts") -> "SyncCounts":
        return SyncCounts(
            self.added + other.added,
            self.ended + other.ended,
            self.unchanged + other.unchanged,
            self.changed + other.changed,
            self.rejected + other.rejected,
            self.unknown + other.unknown,
        )

    def as_import(self) -> Counts:
        """Return the counts as those of an import."""
        read = self.added + self.unchanged + self.changed + self.rejected
        return Counts(read, self.added, self.unchanged, self.changed, self.rejected)


class FullListStager:
    """Stages the batches of a list that is complete on `day` for a register in a region."""

    def __init__(
        self,
        graph: Graph,
        ledger: Ledger,
        kind: Kind,
        *,
        register: str,
        region: str,
        regions: frozenset[str],
        day: date,
    ) -> None:
        self._graph = graph
        self._ledger = ledger
        self._kind = kind
        self._register = register
        self._region = region
        self._regions = regions
        self._day = day
        self._writer = FactWriter(kind, ledger.stage)

    async def stage(self, batch: Batch) -> SyncCounts:
        """Place the rows of the batch and note all of it."""

        async def work(transaction: Transaction) -> SyncCounts:
            await self._ledger.hold(transaction)
            placed, rejected = await self._place_all(transaction, batch)
            await self._store(transaction, list(placed.values()), batch.begin)
            counts = _counted(placed, rejected, len(batch.problems))
            kept = replace(counts.as_import(), read=0, rejected=0)  # which the ledger adds itself
            await self._ledger.note(transaction, batch, list(rejected.items()), kept)
            return counts

        label = f"sync of {self._register}"
        return await self._graph.transact(work, label=label, timeout_s=BATCH_DEADLINE_S)

    async def _place_all(
        self, transaction: Transaction, batch: Batch
    ) -> tuple[dict[int, Placed], dict[int, Problem]]:
        rows = [(index, row) for index, row in batch.rows if isinstance(row, RatingRow | ListRow)]
        regions = await self._regions_of(transaction, [row.uscc for _, row in rows])
        standing: dict[Key, list[Standing]] = {}
        by_index = dict(rows)
        asked = [each for each in rows if _register(each[1])[1] == self._register]
        for record in await self._writer.look(transaction, self._writer.pack(asked)):
            row = by_index[cast("int", record["index"])]
            standing[row.uscc] = list(self._writer.standing(record))
        placed: dict[int, Placed] = {}
        rejected: dict[int, Problem] = {}
        for index, row in rows:
            outcome = self._refusal(row, regions.get(row.uscc)) or place(
                row, standing.setdefault(row.uscc, []), self._day
            )
            if isinstance(outcome, Problem):
                rejected[index] = outcome
            else:
                placed[index] = outcome
                standing[row.uscc] = _after(standing[row.uscc], outcome)
        return placed, rejected

    async def _regions_of(self, transaction: Transaction, usccs: Sequence[str]) -> dict[str, str]:
        records = await transaction.run("imports/regions_of", usccs=list(set(usccs)), day=self._day)
        return {record["uscc"]: record["region"] for record in records}

    def _refusal(self, row: Listed, region: str | None) -> Problem | None:
        column, register = _register(row)
        if register != self._register:
            facts = {"value": quoted(register), "register": self._register}
            return CellError(Code.OTHER_REGISTER, **facts).problem(column)
        if region is None:
            return joined(missing_enterprises(self._kind, row, (row.uscc,)))
        if region not in self._regions:
            facts = {"value": region, "region": self._region}
            return CellError(Code.OTHER_REGION, **facts).problem("uscc")
        return None

    async def _store(self, transaction: Transaction, placed: Sequence[Placed], begin: int) -> None:
        confirmed = [(each.row, each.fact_id) for one in placed for each in one.confirmed]
        withdrawn = [(each.row, each.fact_id) for one in placed for each in one.withdrawn]
        await self._writer.confirm(transaction, confirmed)
        await self._writer.withdraw(transaction, withdrawn)
        recorded = [row for one in placed for row in one.recorded]
        await self._writer.record(transaction, recorded, begin)


def _register(row: Listed) -> tuple[str, str]:
    return ("scheme", row.scheme) if isinstance(row, RatingRow) else ("list", row.list)


def _after(standing: list[Standing], placed: Placed) -> list[Standing]:
    gone = {id(each) for each in placed.withdrawn}
    stated = {id(each) for each in placed.confirmed}
    kept = [
        Standing(each.row, each.fact_id, mine=each.mine or id(each) in stated)
        for each in standing
        if id(each) not in gone
    ]
    return kept + [Standing(row, "", mine=True) for row in placed.recorded]


def _counted(placed: dict[int, Placed], rejected: dict[int, Problem], misread: int) -> SyncCounts:
    new = sum(each.is_new for each in placed.values())
    changed = sum(bool(each.withdrawn) for each in placed.values())
    unknown = sum(each.code is Code.UNKNOWN_ENTERPRISE for each in rejected.values())
    return SyncCounts(
        added=new,
        unchanged=len(placed) - new - changed,
        changed=changed,
        rejected=len(rejected) + misread,
        unknown=unknown,
    )
