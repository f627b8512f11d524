"""Facts of one kind into the graph under a change set that nobody sees yet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from credit_graph.clock import shanghai_day
from credit_graph.graph.decoding import Row as Record
from credit_graph.graph.decoding import day, rows
from credit_graph.graph.transaction import Transaction
from credit_graph.intake import packing
from credit_graph.intake.columns import DAY_COLUMNS
from credit_graph.intake.decision import Judge, Shortened, Standing
from credit_graph.intake.fact_id import fact_id
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.rows import Row
from credit_graph.intake.timeline import RegistrationJudge
from credit_graph.usecases.import_ledger import Stage


class FactWriter:
    """Looks up, records, confirms and withdraws facts of one kind."""

    def __init__(self, kind: Kind, stage: Stage) -> None:
        self.judge = (
            RegistrationJudge(TABLES[kind], shanghai_day(stage.at))
            if kind is Kind.ENTERPRISES
            else Judge(TABLES[kind])
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

    def pack(self, numbered: Iterable[tuple[int, Row]], begin: int = 0) -> list[object]:
        """Return rows with their indexes as parameters for `look`.

        `begin` is the record of the source with which their batch begins.
        """
        kind, change, key_parts = self._kind, self._stage.change, self.judge.key_parts
        return [
            self._pack(index, fact_id(kind, key_parts(row), change, begin), row)
            for index, row in numbered
        ]

    async def look(self, transaction: Transaction, packed: Sequence[object]) -> Sequence[Record]:
        """Give packed rows to the graph; return what it knows: `index`, `missing`, `standing`.

        A kind that is staged at once has no record for a row that is stored now.
        """
        if not packed:
            return ()
        at = {"at": self._stage.at} if self._kind in packing.STAGED_AT_ONCE else {}
        return await transaction.run(
            packing.first_statement(self._kind),
            change=self._stage.change,
            rows=packed,
            **self._look,
            **at,
        )

    async def record(self, transaction: Transaction, facts: Sequence[Row], begin: int = 0) -> None:
        """Record the facts; `begin` as for `pack`."""
        if not facts:
            return
        await transaction.run(
            f"imports/record_{self._family}",
            change=self._stage.change,
            at=self._stage.at,
            rows=self.pack(enumerate(facts), begin),
            **self._record,
        )

    async def confirm(self, transaction: Transaction, facts: Sequence[tuple[Row, str]]) -> None:
        """Note that the import states facts, given with their ids, that stand already."""
        await self._mark(transaction, facts, {"confirmed_by": self._stage.change})

    async def withdraw(self, transaction: Transaction, facts: Sequence[tuple[Row, str]]) -> None:
        """Withdraw facts, given with their ids."""
        marks = {"retracted_by": self._stage.change, "retracted_at": self._stage.at}
        await self._mark(transaction, facts, marks)

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
            await transaction.run(f"imports/mark_{self._family}", marks=marks)

    def standing(self, record: Record) -> tuple[Standing, ...]:
        """Return the facts that a record of `look` says stand."""
        return tuple(
            Standing(
                row=restored_row(self._kind, each["cells"]),
                fact_id=str(each["fact_id"]),
                mine=bool(each["mine"]),
                own=self._kind is Kind.ENTERPRISES and bool(each["own"]),
            )
            for each in rows(record["standing"])
        )

    async def _mark(
        self,
        transaction: Transaction,
        facts: Sequence[tuple[Row, str]],
        marks: Mapping[str, object],
    ) -> None:
        if not facts:
            return
        await transaction.run(
            f"imports/mark_{self._family}",
            marks=[packing.mark(self._kind, row, fact, marks) for row, fact in facts],
        )


def restored_row(kind: Kind, cells: object) -> Row:
    """Return the row that a stored fact came from, its cells as the graph gives them."""
    native = [
        day(cell) if column in DAY_COLUMNS else cell
        for column, cell in zip(TABLES[kind].columns, cast("Sequence[object]", cells), strict=True)
    ]
    return packing.restored(kind, native)
