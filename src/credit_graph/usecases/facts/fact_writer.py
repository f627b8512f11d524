"""Facts of one kind into the graph under a change set that nobody sees yet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from credit_graph.clock import shanghai_day
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import facts
from credit_graph.graph.imports.facts import Look, StandingFact, StoredFact
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.reconciling import packing
from credit_graph.intake.reconciling.fact_id import fact_id
from credit_graph.intake.reconciling.timeline import RegistrationJudge
from credit_graph.intake.reconciling.upsert import RecordedRow, Shortened, UpsertPlanner
from credit_graph.intake.rows.kinds import Row
from credit_graph.message import Message
from credit_graph.usecases.importing.ledger import Stage

_LINKS = {"SUPPLIES": Kind.LINKS, "OWNS": Kind.OWNERSHIP}
_LABELS = {
    "Registration": Kind.ENTERPRISES,
    **{said.label: kind for kind, said in packing.SAID.items()},
    **_LINKS,
    "Sync": Kind.COVERAGE,
    "Submission": Kind.SUBMISSIONS,
}
LABELS: Mapping[Kind, str] = {kind: label for label, kind in _LABELS.items()}
"""The label or relation type of the facts of each kind."""


class FactWriter:
    """Looks up, records, confirms and withdraws facts of one kind."""

    def __init__(self, kind: Kind, stage: Stage) -> None:
        self.judge = (
            RegistrationJudge(TABLES[kind], shanghai_day(stage.at))
            if kind is Kind.ENTERPRISES
            else UpsertPlanner(TABLES[kind])
        )
        self._kind = kind
        self._stage = stage
        self._pack = packing.packer(kind)
        self._family = packing.family(kind)
        said = packing.SAID.get(kind)
        self._look: dict[str, object] = {}
        self._record: dict[str, object] = {}
        if said is not None:
            columns = packing.properties(kind)
            self._look = {"label": said.label, "group": said.group, "columns": columns}
            self._record = {"label": said.label, "relation": said.relation}

    @property
    def change(self) -> str:
        """The change set under which it writes."""
        return self._stage.change

    @property
    def group(self) -> Mapping[str, object]:
        """The label, group and columns by which statements find facts said of an enterprise."""
        return self._look

    def pack(self, numbered: Iterable[tuple[int, Row]], begin: int = 0) -> list[object]:
        """Return rows with their indexes as parameters for `look`.

        `begin` is the record of the source with which their batch begins.
        """
        kind, change, key_parts = self._kind, self._stage.change, self.judge.key_parts
        return [
            self._pack(index, fact_id(kind, key_parts(row), change, begin), row)
            for index, row in numbered
        ]

    async def look(self, transaction: Transaction, packed: Sequence[object]) -> Sequence[Look]:
        """Give packed rows to the graph; return what it knows: `index`, `missing`, `standing`.

        A kind that is staged at once has no record for a row that is stored now.
        """
        if not packed:
            return ()
        if self._kind in packing.STAGED_AT_ONCE:
            return await self.stage(transaction, packing.staged(self._kind, packed))
        statement = packing.first_statement(self._kind)
        change = self._stage.change
        return await facts.look(transaction, statement, packed, change=change, **self._look)

    async def stage(self, transaction: Transaction, staged: packing.StagedRows) -> Sequence[Look]:
        """Do the same with rows of a kind that is staged at once, ready for its statement."""
        return await facts.look(
            transaction,
            packing.first_statement(self._kind),
            staged.rows,
            days=staged.days,
            change=self._stage.change,
            at=self._stage.recorded_at,
        )

    async def record(self, transaction: Transaction, rows: Sequence[Row], begin: int = 0) -> None:
        """Record rows as facts; `begin` as for `pack`."""
        await self.record_packed(transaction, self.pack(enumerate(rows), begin))

    async def record_packed(self, transaction: Transaction, packed: Sequence[object]) -> None:
        """Record rows that are packed already."""
        if packed:
            await facts.record(
                transaction,
                self._family,
                packed,
                change=self._stage.change,
                at=self._stage.recorded_at,
                **self._record,
            )

    async def record_stated(
        self, transaction: Transaction, stated: Sequence[tuple[Row, Message | None]], begin: int = 0
    ) -> None:
        """Record rows that a full list states, each with why it is not as stated, if it is not."""
        packed = self.pack(enumerate(row for row, _ in stated), begin)
        for each, (_, because) in zip(packed, stated, strict=True):
            properties = cast("dict[str, dict[str, object]]", each)["fact"]
            properties["confirmed_by"] = self._stage.change
            # In English, so that the record does not depend on who brought the list.
            properties["because"] = None if because is None else str(because)
        await self.record_packed(transaction, packed)

    async def confirm(self, transaction: Transaction, stated: Sequence[tuple[Row, str]]) -> None:
        """Note that the import states facts, given with their ids, that stand already."""
        change = self._stage.change
        if self._kind in packing.SAID and stated:
            pairs = [(str(getattr(row, "uscc", "")), fact) for row, fact in stated]
            await facts.confirm_said(transaction, change, pairs)
        else:
            await self._mark(transaction, stated, {"confirmed_by": change})

    async def withdraw(self, transaction: Transaction, gone: Sequence[tuple[Row, str]]) -> None:
        """Withdraw facts, given with their ids."""
        marks = {"retracted_by": self._stage.change, "retracted_at": self._stage.recorded_at}
        await self._mark(transaction, gone, marks)

    async def note_origins(
        self, transaction: Transaction, restored: Sequence[tuple[Row, str]]
    ) -> None:
        """Note the change sets that first brought rows which are recorded with `begin` 0."""
        change = self._stage.change
        marks = [
            packing.mark(
                self._kind,
                row,
                fact_id(self._kind, self.judge.key_parts(row), change, 0),
                {"origin": origin},
            )
            for row, origin in restored
        ]
        if marks:
            await facts.mark(transaction, self._family, marks)

    async def shorten(
        self, transaction: Transaction, shortened: Sequence[Shortened], begin: int
    ) -> None:
        """End registrations where others begin: what readers see is withdrawn and recorded anew."""
        unseen = [each for each in shortened if each.fact.own]
        seen = [each for each in shortened if not each.fact.own]
        await self.withdraw(transaction, [(each.row, each.fact.fact_id) for each in seen])
        await self.record(transaction, [each.row for each in seen], begin)
        if unseen:
            marks = [packing.shortened(each.row, each.fact.fact_id) for each in unseen]
            await facts.mark(transaction, self._family, marks)

    def standing(self, found: Iterable[StandingFact]) -> tuple[RecordedRow, ...]:
        """Return facts that stand with their rows."""
        return tuple(
            RecordedRow(packing.restored(self._kind, each.cells), each.fact_id, each.mine, each.own)
            for each in found
        )

    async def _mark(
        self,
        transaction: Transaction,
        marked: Sequence[tuple[Row, str]],
        marks: Mapping[str, object],
    ) -> None:
        if marked:
            packed = [packing.mark(self._kind, row, fact, marks) for row, fact in marked]
            await facts.mark(transaction, self._family, packed)


def stored_row(fact: StoredFact) -> tuple[Kind, Row]:
    """Return the kind and row that a stored fact came from."""
    kind = _LABELS[fact.label]
    columns = packing.properties(kind)[len(fact.ends) :]
    cells = (*fact.ends, *(fact.properties.get(column) for column in columns))
    return kind, packing.with_stored(packing.restored(kind, cells), fact.properties)
