"""How far an import has come, noted in the same transaction as what it stages."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import itemgetter

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.transaction import Transaction
from credit_graph.intake.batches import Batch
from credit_graph.intake.problem import Problem
from credit_graph.usecases.import_report import Counts


class OutOfTurnError(Exception):
    """The records before those of this batch are not in the graph yet."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The import that rows are staged under: its change set, this run of it, its instant."""

    change: str
    run: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ledger:
    """The notes about one source of an import, `place` in the order of its sources."""

    stage: Stage
    place: int

    async def hold(self, transaction: Transaction) -> None:
        """Keep other runs out until the transaction ends.

        Raises `ImportRefusedError` if another run has taken the import over, or it was abandoned.
        """
        held = await transaction.run("imports/hold", change=self.stage.change, run=self.stage.run)
        if not held:
            raise ImportRefusedError(
                where=f"import {self.stage.change}",
                why="another run of it has taken over, or it was abandoned",
                fix="Wait for that run, or look at `credit-graph imports list`.",
            )

    async def note(
        self,
        transaction: Transaction,
        batch: Batch,
        rejected: Sequence[tuple[int, Problem]],
        counts: Counts,
    ) -> Counts:
        """Note a batch with its rejects, and return the counts with `read` and `rejected` added.

        Raises `OutOfTurnError` unless the batch goes on where the source was left.
        """
        in_order = sorted([*batch.problems, *rejected], key=itemgetter(0))
        if in_order:
            await transaction.run(
                "imports/keep_rejects",
                change=self.stage.change,
                place=self.place,
                lines=[batch.reject(index, problem).text() for index, problem in in_order],
            )
        counts += Counts(read=len(batch.records), rejected=len(in_order))
        await self._progress(transaction, batch.begin, counts, ended=False)
        return counts

    async def end(self, transaction: Transaction, read: int) -> None:
        """Note that the source has been read to its end, `read` records in all."""
        await self._progress(transaction, read, Counts(), ended=True)

    async def _progress(
        self, transaction: Transaction, begin: int, counts: Counts, *, ended: bool
    ) -> None:
        noted = await transaction.run(
            "imports/progress",
            change=self.stage.change,
            place=self.place,
            begin=begin,
            ended=ended,
            **asdict(counts),
        )
        if not noted:
            raise OutOfTurnError
