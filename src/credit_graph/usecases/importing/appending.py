"""Batches of rows into the graph, unpublished, each in a transaction that also notes the progress.

A batch is therefore either wholly there and counted, or not at all: a killed import goes on with
the record after the last batch.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.recording.changes import places_of
from credit_graph.intake.batches import Batch, RecordBatch
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import RowProblem
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.intake.reconciling.gaps import Gap, one_day_gaps
from credit_graph.intake.reconciling.upsert import Decisions
from credit_graph.intake.rows.kinds import RatingRow, Row
from credit_graph.usecases.facts.row_upsert import Found, Groups, Key, PreparedRows, RowUpsert
from credit_graph.usecases.importing.ledger import Checkpoint, OutOfTurnError
from credit_graph.usecases.importing.preview import PreviewLine, preview_line
from credit_graph.usecases.importing.report import Counts
from credit_graph.usecases.recording.rights import Places, WritingRights, enterprises_of


@dataclass(frozen=True, slots=True)
class Staged:
    """A batch that is committed: its counts, and its lines of the preview if they are wanted.

    `unknown` of the rejected rows of a full list name an unknown enterprise. `gaps` are days that
    ratings leave out, likely by a slip.
    """

    counts: Counts
    lines: tuple[PreviewLine, ...] = ()
    unknown: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """A batch, and its rows as they are given to the graph."""

    batch: RecordBatch
    rows: PreparedRows

    @property
    def groups(self) -> Groups:
        """The groups of facts that its rows belong to."""
        return self.rows.groups


class Stager:
    """Stages the batches of one source."""

    def __init__(
        self,
        graph: Graph,
        ledger: Checkpoint,
        kind: Kind,
        rights: WritingRights,
        *,
        previews: bool,
    ) -> None:
        self._graph = graph
        self._ledger = ledger
        # A partner is stored as a registration.
        self._kind = kind = Kind.ENTERPRISES if kind is Kind.PARTNERS else kind
        self._previews = previews
        self._upsert = RowUpsert(kind, ledger.stage, self._correction_problem, self._conceals)
        self._rights = rights
        self._places: Places = {}

    @property
    def upsert(self) -> RowUpsert:
        """What decides about its rows."""
        return self._upsert

    @property
    def takes_lines(self) -> bool:
        """Tell whether rows may stay unread: nobody looks at each, and all may be written."""
        return not self._previews and self._rights.agency is None

    @property
    def stage_at(self) -> datetime:
        """The instant at which the import was begun."""
        return self._ledger.stage.at

    def prepare(self, batch: Batch) -> PreparedBatch:
        """Do what needs no database; may run in a thread of its own."""
        return PreparedBatch(batch, self._upsert.prepare(batch.rows, batch.begin))

    async def stage(
        self,
        prepared: PreparedBatch,
        before: asyncio.Task[Staged] | None,
        stored: Callable[[], None],
    ) -> Staged:
        """Check the batch against the graph, store what is good, and note all of it.

        `before` is the batch before, which is being committed: this one is committed after it.
        `stored` is called when nothing but the commit is left to do, more than once if that has
        to be tried again. Raises `ImportRefusedError` if another run has taken the import over.
        """
        try:
            return await self._attempt(prepared, stored)
        except OutOfTurnError:
            # The one before has to be tried again: it lost a lock, or its connection.
            if before is None:
                raise
        await asyncio.shield(before)
        return await self._attempt(prepared, stored)

    async def _attempt(self, prepared: PreparedBatch, stored: Callable[[], None]) -> Staged:
        batch = prepared.batch

        async def work(transaction: Transaction) -> Staged:
            rows, theirs = await self._permitted(transaction, prepared.rows)
            found = await self._upsert.look(transaction, rows)
            decided = self._upsert.decide(rows, found)
            decided.rejected += theirs
            await self._upsert.store(transaction, rows, decided)
            # Only now: this waits until the batch before, which holds the import, is committed.
            await self._ledger.stage.hold(transaction)
            counts = Counts(
                added=len(decided.added),
                unchanged=len(decided.unchanged),
                corrected=len(decided.corrected),
            )
            noted = await self._ledger.note(transaction, batch, decided.rejected, counts)
            stored()
            wanted = self._previews or self._kind is Kind.RATINGS
            by_index = dict(rows.every()) if wanted else {}
            lines = self._lines(by_index, decided, found) if self._previews else ()
            gaps = tuple(self._gaps(by_index, decided, found))
            return Staged(noted, tuple(lines), gaps=gaps)

        label = f"import of {self._kind}"
        return await self._graph.transact(work, label=label, timeout_s=self._graph.limits.stage_s)

    async def _permitted(
        self, transaction: Transaction, rows: PreparedRows
    ) -> tuple[PreparedRows, Sequence[tuple[int, RowProblem]]]:
        """Return the rows that may be written, and a finding for each that is another's."""
        rights, kind = self._rights, self._kind
        if rights.agency is None:
            return rows, ()
        attributed = [(index, rights.attributed(kind, row)) for index, row in rows.every()]
        named = {uscc for _, row in attributed for uscc in enterprises_of(kind, row)}
        self._places = await places_of(transaction, named)
        theirs = [
            (index, problem)
            for index, row in attributed
            if (problem := rights.problem(kind, row, self._places)) is not None
        ]
        refused = {index for index, _ in theirs}
        own = [each for each in attributed if each[0] not in refused]
        return self._upsert.prepare(own, rows.begin), theirs

    def _conceals(self, row: Row) -> bool:
        return self._rights.conceals(self._kind, row, self._places)

    def _correction_problem(self, row: Row) -> RowProblem | None:
        return self._rights.problem(self._kind, row, self._places)

    async def end(self, read: int) -> None:
        """Note that the source has been read to its end, `read` records in all."""

        async def work(transaction: Transaction) -> None:
            await self._ledger.stage.hold(transaction)
            await self._ledger.end(transaction, read)

        await self._graph.transact(
            work, label="imports/progress", timeout_s=self._graph.limits.stage_s
        )

    def _gaps(
        self, rows: Mapping[int, Row], decided: Decisions, found: Mapping[Key, list[Found]]
    ) -> Iterator[Gap]:
        if self._kind is not Kind.RATINGS:
            return
        corrected = dict(decided.corrected)
        stated: dict[Key, list[RatingRow]] = {}
        for index in (*decided.added, *corrected):
            row = rows[index]
            if isinstance(row, RatingRow):
                stated.setdefault(self._upsert.group(row), []).append(row)
        gone = set(corrected.values())
        for group, new in stated.items():
            known = found[group][0].standing if group in found else ()
            rest = [
                each.row
                for each in known
                if each.fact_id not in gone and isinstance(each.row, RatingRow)
            ]
            yield from one_day_gaps(new, rest)

    def _lines(
        self, rows: Mapping[int, Row], decided: Decisions, found: Mapping[Key, list[Found]]
    ) -> Iterator[PreviewLine]:
        before = {
            each.fact_id: each.row
            for group in found.values()
            for one in group
            for each in one.standing
        }
        kind = self._kind
        settled = {**rows, **decided.placed}
        for index in sorted(decided.added):
            yield preview_line(Fate.BEGINS, kind, after=settled[index])
        for index, fact in decided.corrected:
            yield preview_line(Fate.CHANGES, kind, before=before[fact], after=settled[index])
        for each in decided.shortened:
            if each.row != each.fact.row:
                yield preview_line(Fate.ENDS, kind, before=each.fact.row, after=each.row)
        for index, _ in decided.unchanged:
            yield preview_line(Fate.STAYS, kind, before=settled[index], after=settled[index])
