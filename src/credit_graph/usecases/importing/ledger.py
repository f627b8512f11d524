"""How far an import has come, noted in the same transaction as what it stages."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import itemgetter

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import journal
from credit_graph.intake.batches import RecordBatch
from credit_graph.intake.problem import RowProblem
from credit_graph.message import Message
from credit_graph.usecases.importing.report import Counts


class OutOfTurnError(Exception):
    """The records before those of this batch are not in the graph yet."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The import that rows are staged under: its change set, this run of it, its instants.

    By the day of `at`, when it was begun, rows are judged. `recorded_at` is what its facts bear,
    and those that it withdraws: later than the instant since which readers leave the change set
    out, so that a statement that began before does not see them either (decision 5).
    """

    change: str
    run: str
    at: datetime
    recorded_at: datetime

    async def hold(self, transaction: Transaction) -> None:
        """Keep other runs out until the transaction ends.

        Raises `ImportRefusedError` if another run has taken the import over, or it was abandoned.
        """
        if not await journal.hold(transaction, self.change, self.run):
            raise ImportRefusedError(
                where=Message("import {id}", id=self.change),
                why=Message("another run of it has taken over, or it was abandoned"),
                fix=Message("Wait for that run, or look at `credit-graph imports list`."),
            )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The notes about one source of an import, `place` in the order of its sources."""

    stage: Stage
    place: int

    async def note(
        self,
        transaction: Transaction,
        batch: RecordBatch,
        rejected: Sequence[tuple[int, RowProblem]],
        counts: Counts,
    ) -> Counts:
        """Note a batch with its rejects, and return the counts with `read` and `rejected` added.

        Raises `OutOfTurnError` unless the batch begins where the source was left.
        """
        in_order = sorted([*batch.problems, *rejected], key=itemgetter(0))
        if in_order:
            lines = [batch.reject(index, problem).text() for index, problem in in_order]
            await journal.keep_rejects(transaction, self.stage.change, self.place, lines)
        counts += Counts(read=batch.size, rejected=len(in_order))
        await self._advance(transaction, batch.begin, counts, ended=False)
        return counts

    async def end(self, transaction: Transaction, read: int) -> None:
        """Note that the source has been read to its end, `read` records in all."""
        await self._advance(transaction, read, Counts(), ended=True)

    async def _advance(
        self, transaction: Transaction, begin: int, counts: Counts, *, ended: bool
    ) -> None:
        if not await journal.advance(
            transaction,
            self.stage.change,
            self.place,
            begin,
            counts=asdict(counts),
            ended=ended,
        ):
            raise OutOfTurnError
