"""One batch of rows into the graph, unpublished, in one transaction that also notes the progress.

A batch is therefore either wholly there and counted, or not at all: a killed import goes on with
the record after the last batch.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import itemgetter
from typing import cast

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.connection import Graph
from credit_graph.graph.decoding import day
from credit_graph.graph.transaction import Transaction
from credit_graph.intake import packing
from credit_graph.intake.batches import Batch
from credit_graph.intake.columns import DAY_COLUMNS
from credit_graph.intake.decision import Decisions, Judge, Standing
from credit_graph.intake.fact_id import fact_id
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code, Problem, joined, quoted
from credit_graph.intake.rows import Row
from credit_graph.usecases.import_report import Counts

_BATCH_DEADLINE_S = 120.0

Key = object


@dataclass(frozen=True, slots=True)
class Stage:
    """The import that rows are staged under: its change set, this run of it, its instant."""

    change: str
    run: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What the graph says of a row: enterprises it lacks, facts that stand in its group."""

    index: int
    missing: tuple[str, ...]
    standing: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The properties that mark a fact which the import states too, and one that it corrects."""

    confirmed: Mapping[str, object]
    withdrawn: Mapping[str, object]


class Stager:
    """Stages the batches of one source."""

    def __init__(self, graph: Graph, stage: Stage, kind: Kind, place: int) -> None:
        self._graph = graph
        self._stage = stage
        self._kind = kind
        self._place = place
        self._table = TABLES[kind]
        self._judge = Judge(self._table)
        self._pack = packing.packer(kind)
        said = packing.SAID.get(kind)
        self._marks = Marks(
            confirmed={"confirmed_by": stage.change},
            withdrawn={"retracted_by": stage.change, "retracted_at": stage.at},
        )
        self._look = (
            {"label": said.label, "group": said.group, "columns": packing.properties(kind)}
            if said
            else {}
        )
        self._record = {"label": said.label, "relation": said.relation} if said else {}

    async def stage(self, batch: Batch) -> Counts:
        """Check the batch against the graph, store what is good, and note all of it.

        Raises `ImportRefusedError` if another run has taken the import over.
        """
        # Most often nothing stands yet: then this is the last word.
        hoped = self._judge.decide(batch.rows, {})

        async def work(transaction: Transaction) -> Counts:
            await self._hold(transaction)
            found = await self._first(transaction, batch, hoped)
            decisions = await self._settle(transaction, batch, hoped, found)
            return await self._note(transaction, batch, decisions)

        label = f"import of {self._kind}"
        return await self._graph.transact(work, label=label, timeout_s=_BATCH_DEADLINE_S)

    async def end(self) -> None:
        """Note that the source has been read to its end."""

        async def work(transaction: Transaction) -> None:
            await self._hold(transaction)
            await self._progress(transaction, Counts(), ended=True)

        await self._graph.transact(work, label="imports/progress", timeout_s=_BATCH_DEADLINE_S)

    async def _hold(self, transaction: Transaction) -> None:
        held = await transaction.run("imports/hold", change=self._stage.change, run=self._stage.run)
        if not held:
            raise ImportRefusedError(
                where=f"import {self._stage.change}",
                why="another run of it has taken over, or it was abandoned",
                fix="Wait for that run, or look at `credit-graph imports list`.",
            )

    async def _first(
        self, transaction: Transaction, batch: Batch, hoped: Decisions
    ) -> Mapping[Key, list[Found]]:
        """Give the rows to the graph; return what it has to say, by group."""
        at_once = self._kind in packing.STAGED_AT_ONCE
        wanted = set(hoped.added) if at_once else {index for index, _ in batch.rows}
        rows = [self._packed(index, row) for index, row in batch.rows if index in wanted]
        if not rows:
            return {}
        at = {"at": self._stage.at} if at_once else {}
        records = await transaction.run(
            packing.first_statement(self._kind),
            change=self._stage.change,
            rows=rows,
            **self._look,
            **at,
        )
        by_index = dict(batch.rows)
        found: dict[Key, list[Found]] = {}
        for record in records:
            index = record["index"]
            each = Found(index, tuple(record["missing"]), self._standing(record["standing"]))
            found.setdefault(self._judge.group(by_index[index]), []).append(each)
        return found

    async def _settle(
        self,
        transaction: Transaction,
        batch: Batch,
        hoped: Decisions,
        found: Mapping[Key, list[Found]],
    ) -> Decisions:
        """Decide again about the groups of which the graph knew something; store and mark."""
        decisions = self._decided(batch.rows, hoped, found)
        by_index = dict(batch.rows)
        marks = [
            packing.mark(self._kind, by_index[index], fact, self._marks.confirmed)
            for index, fact in decisions.unchanged
        ]
        marks += [
            packing.mark(self._kind, by_index[index], fact, self._marks.withdrawn)
            for index, fact in decisions.corrected
        ]
        if marks:
            await transaction.run(f"imports/mark_{packing.family(self._kind)}", marks=marks)
        new = [index for index, _ in decisions.corrected]
        if self._kind not in packing.STAGED_AT_ONCE:
            new += decisions.added
        if new:
            await transaction.run(
                f"imports/record_{packing.family(self._kind)}",
                change=self._stage.change,
                at=self._stage.at,
                rows=[self._packed(index, by_index[index]) for index in new],
                **self._record,
            )
        return decisions

    def _decided(
        self,
        rows: Sequence[tuple[int, Row]],
        hoped: Decisions,
        found: Mapping[Key, list[Found]],
    ) -> Decisions:
        if not found:
            return hoped
        group_of = self._judge.group
        again = [(index, row) for index, row in rows if group_of(row) in found]
        touched = {index for index, _ in again}
        unknown = self._unknown(again, found)
        known = [(index, row) for index, row in again if index not in unknown]
        standing = {group: each[0].standing for group, each in found.items()}
        decisions = self._judge.decide(known, standing)
        decisions.added += [index for index in hoped.added if index not in touched]
        decisions.rejected += [each for each in hoped.rejected if each[0] not in touched]
        decisions.rejected += unknown.items()
        return decisions

    def _unknown(
        self, rows: Iterable[tuple[int, Row]], found: Mapping[Key, list[Found]]
    ) -> dict[int, Problem]:
        lacking = {code for group in found.values() for each in group for code in each.missing}
        problems: dict[int, Problem] = {}
        for index, row in rows:
            named = ((column, getattr(row, column)) for column in self._table.enterprises)
            missing = [
                CellError(Code.UNKNOWN_ENTERPRISE, value=quoted(code)).problem(column)
                for column, code in named
                if code in lacking
            ]
            if missing:
                problems[index] = joined(missing)
        return problems

    async def _note(self, transaction: Transaction, batch: Batch, decided: Decisions) -> Counts:
        rejected = sorted([*batch.problems, *decided.rejected], key=itemgetter(0))
        if rejected:
            await transaction.run(
                "imports/keep_rejects",
                change=self._stage.change,
                place=self._place,
                lines=[batch.reject(index, problem).text() for index, problem in rejected],
            )
        counts = Counts(
            read=len(batch.records),
            added=len(decided.added),
            unchanged=len(decided.unchanged),
            corrected=len(decided.corrected),
            rejected=len(rejected),
        )
        await self._progress(transaction, counts, ended=False)
        return counts

    async def _progress(self, transaction: Transaction, counts: Counts, *, ended: bool) -> None:
        await transaction.run(
            "imports/progress",
            change=self._stage.change,
            place=self._place,
            ended=ended,
            **asdict(counts),
        )

    def _packed(self, index: int, row: Row) -> object:
        key = self._judge.key_parts(row)
        return self._pack(index, fact_id(self._kind, key, self._stage.change), row)

    def _standing(self, maps: Sequence[Mapping[str, object]]) -> tuple[Standing, ...]:
        return tuple(
            Standing(
                row=stored_row(self._kind, cast("Sequence[object]", each["cells"])),
                fact_id=str(each["fact_id"]),
                mine=bool(each["mine"]),
            )
            for each in maps
        )


def stored_row(kind: Kind, cells: Sequence[object]) -> Row:
    """Return the row that a stored fact came from, its cells as the graph gives them."""
    columns = TABLES[kind].columns
    native = [
        day(cell) if column in DAY_COLUMNS else cell
        for column, cell in zip(columns, cells, strict=True)
    ]
    return packing.restored(kind, native)
