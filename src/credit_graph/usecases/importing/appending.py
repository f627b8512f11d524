"""Batches of rows into the graph, unpublished, each in a transaction that also notes the progress.

A batch is therefore either wholly there and counted, or not at all: a killed import goes on with
the record after the last batch.
"""

import asyncio
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from credit_graph.domain.facts.partner_id import country_of, is_unnamed
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports.facts import Look
from credit_graph.intake.batches import Batch
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code, RowProblem, joined, quoted
from credit_graph.intake.reconciling import packing
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.intake.reconciling.gaps import Gap, one_day_gaps
from credit_graph.intake.reconciling.upsert import Decisions, RecordedRow
from credit_graph.intake.rows.kinds import PartnerRow, RatingRow, Row
from credit_graph.usecases.importing.fact_writer import FactWriter
from credit_graph.usecases.importing.ledger import Checkpoint, OutOfTurnError
from credit_graph.usecases.importing.preview import PreviewLine, preview_line
from credit_graph.usecases.importing.report import Counts

Key = object


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
class Found:
    """What the graph knows of a row: enterprises it lacks, facts that stand in its group."""

    missing: tuple[str, ...]
    standing: tuple[RecordedRow, ...]


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """A batch as it is given to the graph: `packed` are the rows that are.

    `hoped` is what becomes of the rows if nothing stands in their `groups`.
    """

    batch: Batch
    hoped: Decisions
    groups: frozenset[Key]
    packed: Sequence[object]


class Stager:
    """Stages the batches of one source."""

    def __init__(self, graph: Graph, ledger: Checkpoint, kind: Kind, *, previews: bool) -> None:
        self._graph = graph
        self._ledger = ledger
        # A partner is stored as a registration.
        self._kind = kind = Kind.ENTERPRISES if kind is Kind.PARTNERS else kind
        self._previews = previews
        self._writer = FactWriter(kind, ledger.stage)
        self._partners = FactWriter(Kind.ENTERPRISES, ledger.stage)
        self._judge = self._writer.judge

    @property
    def stage_at(self) -> datetime:
        """The instant at which the import was begun."""
        return self._ledger.stage.at

    def prepare(self, batch: Batch) -> PreparedBatch:
        """Do what needs no database; may run in a thread of its own."""
        # Most often nothing stands yet: then this is the last word.
        hoped = self._judge.decide(batch.rows, {})
        # What is stored at once must be good; any row of a group asks for all that stands in it.
        wanted = set(hoped.added) if self._kind in packing.STAGED_AT_ONCE else None
        asked = [
            (index, hoped.placed.get(index, row))
            for index, row in batch.rows
            if wanted is None or index in wanted
        ]
        # Two batches that name one unnamed partner must not both begin it.
        groups = frozenset(self._judge.group(row) for _, row in batch.rows) | frozenset(
            code for _, row in batch.rows for code in unnamed_ends(self._kind, row)
        )
        return PreparedBatch(batch, hoped, groups, self._writer.pack(asked, batch.begin))

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
            found = await self._look(transaction, prepared)
            decided = self._decide(batch.rows, prepared.hoped, found)
            await self._store(transaction, batch, decided)
            # Only now: this waits until the batch before, which holds the import, is committed.
            await self._ledger.stage.hold(transaction)
            counts = Counts(
                added=len(decided.added),
                unchanged=len(decided.unchanged),
                corrected=len(decided.corrected),
            )
            noted = await self._ledger.note(transaction, batch, decided.rejected, counts)
            stored()
            lines = self._lines(dict(batch.rows), decided, found) if self._previews else ()
            gaps = tuple(self._gaps(dict(batch.rows), decided, found))
            return Staged(noted, tuple(lines), gaps=gaps)

        label = f"import of {self._kind}"
        return await self._graph.transact(work, label=label, timeout_s=self._graph.limits.stage_s)

    async def end(self, read: int) -> None:
        """Note that the source has been read to its end, `read` records in all."""

        async def work(transaction: Transaction) -> None:
            await self._ledger.stage.hold(transaction)
            await self._ledger.end(transaction, read)

        await self._graph.transact(
            work, label="imports/progress", timeout_s=self._graph.limits.stage_s
        )

    async def _look(
        self, transaction: Transaction, prepared: PreparedBatch
    ) -> Mapping[Key, list[Found]]:
        """Give the rows to the graph; return what it knows, by group."""
        by_index = dict(prepared.batch.rows)
        found: dict[Key, list[Found]] = {}
        looks = await self._writer.look(transaction, prepared.packed)
        if begun := {code for look in looks for code in unnamed_only(look.missing)}:
            await self._begin_unnamed(transaction, sorted(begun), prepared.batch.begin)
            looks = await self._again(transaction, prepared, looks)
        for look in looks:
            group = self._judge.group(by_index[look.index])
            standing = self._writer.standing(look.standing)
            found.setdefault(group, []).append(Found(look.missing, standing))
        return found

    async def _begin_unnamed(
        self, transaction: Transaction, codes: Sequence[str], begin: int
    ) -> None:
        """Register the unnamed partners of enterprises that are registered."""
        rows = [unnamed_partner(code).registration() for code in codes]
        await self._partners.look(transaction, self._partners.pack(enumerate(rows), begin))

    async def _again(
        self, transaction: Transaction, prepared: PreparedBatch, looks: Sequence[Look]
    ) -> Sequence[Look]:
        """Look again for the rows that lacked nothing but an unnamed partner."""
        lacking = {look.index for look in looks if unnamed_only(look.missing)}
        rows = [each for each in prepared.batch.rows if each[0] in lacking]
        again = await self._writer.look(transaction, self._writer.pack(rows, prepared.batch.begin))
        return [*(look for look in looks if look.index not in lacking), *again]

    def _decide(
        self,
        rows: Sequence[tuple[int, Row]],
        hoped: Decisions,
        found: Mapping[Key, list[Found]],
    ) -> Decisions:
        """Decide again about the groups of which the graph knew something."""
        if not found:
            return hoped
        again = [each for each in rows if self._judge.group(each[1]) in found]
        touched = {index for index, _ in again}
        unknown = self._unknown(again, found)
        known = [each for each in again if each[0] not in unknown]
        standing = {group: each[0].standing for group, each in found.items()}
        decided = self._judge.decide(known, standing)
        decided.late = list(decided.added)
        decided.added += [index for index in hoped.added if index not in touched]
        decided.rejected += [each for each in hoped.rejected if each[0] not in touched]
        decided.rejected += unknown.items()
        return decided

    def _unknown(
        self, rows: Iterable[tuple[int, Row]], found: Mapping[Key, list[Found]]
    ) -> Mapping[int, RowProblem]:
        lacking = {code for group in found.values() for each in group for code in each.missing}
        problems: dict[int, RowProblem] = {}
        for index, row in rows:
            if missing := missing_enterprises(self._kind, row, lacking):
                problems[index] = joined(missing)
        return problems

    async def _store(self, transaction: Transaction, batch: Batch, decided: Decisions) -> None:
        by_index = {**dict(batch.rows), **decided.placed}
        confirmed = [(by_index[index], fact) for index, fact in decided.unchanged]
        withdrawn = [(by_index[index], fact) for index, fact in decided.corrected]
        new = [by_index[index] for index, _ in decided.corrected]
        at_once = self._kind in packing.STAGED_AT_ONCE
        new += [by_index[index] for index in (decided.late if at_once else decided.added)]
        await self._writer.confirm(transaction, confirmed)
        await self._writer.withdraw(transaction, withdrawn)
        await self._writer.record(transaction, new, batch.begin)
        await self._writer.shorten(transaction, decided.shortened, batch.begin)

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
                stated.setdefault(self._judge.group(row), []).append(row)
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
            yield preview_line(Fate.STAYS, kind, before=rows[index], after=rows[index])


def unnamed_ends(kind: Kind, row: Row) -> Iterator[str]:
    """Yield the codes of unnamed partners in a row."""
    if kind in (Kind.LINKS, Kind.OWNERSHIP):
        codes = (str(getattr(row, column)) for column in TABLES[kind].enterprises)
        yield from (code for code in codes if is_unnamed(code))


def unnamed_only(missing: Sequence[str]) -> Sequence[str]:
    """Return the codes that are lacking if all of them are of unnamed partners."""
    return missing if all(is_unnamed(code) for code in missing) else ()


def unnamed_partner(code: str) -> PartnerRow:
    """Return the partner that stands for one of whom only the country is stated."""
    country = country_of(code)
    return PartnerRow(code, f"未具名（{country}）", country)


def missing_enterprises(kind: Kind, row: Row, lacking: Container[str]) -> list[RowProblem]:
    """Return a finding for each enterprise of the row that is among the lacking ones."""
    named = ((column, getattr(row, column)) for column in TABLES[kind].enterprises)
    return [
        CellError(Code.UNKNOWN_ENTERPRISE, value=quoted(code)).problem(column)
        for column, code in named
        if code in lacking
    ]
