"""Upsert of rows of one kind: looked up, decided about, and stored, in somebody's transaction.

The rule for both entrances: batches of an import, and single rows that an agency records.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from credit_graph.domain.facts.partner_id import country_of, is_unnamed
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports.facts import Look
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.problem import CellError, Code, RowProblem, joined, quoted
from credit_graph.intake.reconciling import packing
from credit_graph.intake.reconciling.upsert import Decisions, RecordedRow
from credit_graph.intake.rows.kinds import PartnerRow, Row
from credit_graph.message import Message
from credit_graph.usecases.facts.fact_writer import FactWriter
from credit_graph.usecases.importing.ledger import Stage

Key = object
NumberedRows = Sequence[tuple[int, Row]]
MayCorrect = Callable[[Row], RowProblem | None]
"""Says of a recorded row why whoever writes may not correct it, or None."""

Conceals = Callable[[Row], bool]
"""Tells whether a recorded row is not shown to whoever writes."""

_CONCEALED = Message("something else, which is not open to everybody")


@dataclass(frozen=True, slots=True)
class Found:
    """What the graph knows of the row of that index.

    `missing` are enterprises that it lacks, `standing` the facts that stand in the row's group.
    """

    index: int
    missing: tuple[str, ...]
    standing: tuple[RecordedRow, ...]


class Groups(Protocol):
    """The groups of facts that some rows belong to."""

    def isdisjoint(self, others: Any, /) -> bool:  # noqa: ANN401  # groups of the same sort
        """Tell whether no row surely belongs to a group of the others, which are of one sort."""


class PreparedRows(Protocol):
    """Rows as they are given to the graph.

    `hoped` is what becomes of the rows if nothing stands in their `groups`. `begin` is the record
    of the source with which they begin.
    """

    @property
    def begin(self) -> int:
        """The record of the source with which they begin."""

    @property
    def hoped(self) -> Decisions:
        """What becomes of them if nothing stands in their groups."""

    @property
    def groups(self) -> Groups:
        """What they are about, the unnamed partners that they begin among it."""

    async def give(self, writer: FactWriter, transaction: Transaction) -> Sequence[Look]:
        """Give them to the graph and return what it knows."""

    def row(self, index: int) -> Row:
        """Return one of them."""

    def every(self) -> NumberedRows:
        """Return all of them."""

    def among(
        self, groups: Container[Key], looked: Container[int], group: Callable[[Row], Key]
    ) -> NumberedRows:
        """Return those of some groups, in order; `group` gives that of a row.

        `looked` are the rows of which the graph told something, which have these groups.
        """


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Rows that were read one by one: `packed` are those that are given to the graph."""

    rows: Mapping[int, Row]
    begin: int
    hoped: Decisions
    groups: frozenset[Key]
    packed: Sequence[object]

    async def give(self, writer: FactWriter, transaction: Transaction) -> Sequence[Look]:
        """Give them to the graph and return what it knows."""
        return await writer.look(transaction, self.packed)

    def row(self, index: int) -> Row:
        """Return one of them."""
        return self.rows[index]

    def every(self) -> NumberedRows:
        """Return all of them."""
        return tuple(self.rows.items())

    def among(
        self, groups: Container[Key], looked: Container[int], group: Callable[[Row], Key]
    ) -> NumberedRows:
        """Return those of the groups."""
        del looked
        return [each for each in self.rows.items() if group(each[1]) in groups]


def _anybody(_: Row) -> RowProblem | None:
    return None


def _nothing(_: Row) -> bool:
    return False


class RowUpsert:
    """Upserts rows of a kind under a change set."""

    def __init__(
        self,
        kind: Kind,
        stage: Stage,
        may_correct: MayCorrect = _anybody,
        conceals: Conceals = _nothing,
    ) -> None:
        # A partner is stored as a registration.
        self._kind = kind = Kind.ENTERPRISES if kind is Kind.PARTNERS else kind
        self.writer = FactWriter(kind, stage)
        self._partners = FactWriter(Kind.ENTERPRISES, stage)
        self._may_correct = may_correct
        self._conceals = conceals
        self._judge = self.writer.judge

    def group(self, row: Row) -> Key:
        """Return what the facts that the row may clash with have in common."""
        return self._judge.group(row)

    def key(self, row: Row) -> Key:
        """Return what facts that are versions of each other have in common."""
        return self._judge.key(row)

    def prepare(self, rows: NumberedRows, begin: int = 0) -> PackedRows:
        """Do what needs no database; may run in a thread of its own."""
        # Most often nothing stands yet: then this is the last word.
        hoped = self._judge.decide(rows, {})
        # What is stored at once must be good; any row of a group asks for all that stands in it.
        wanted = set(hoped.added) if self._kind in packing.STAGED_AT_ONCE else None
        asked = [
            (index, hoped.placed.get(index, row))
            for index, row in rows
            if wanted is None or index in wanted
        ]
        # Two batches that name one unnamed partner must not both begin it.
        groups = frozenset({*(self.group(row) for _, row in rows), *self.unnamed(rows)})
        return PackedRows(dict(rows), begin, hoped, groups, self.writer.pack(asked, begin))

    def unnamed(self, rows: NumberedRows) -> frozenset[str]:
        """Return the codes of unnamed partners in rows."""
        return frozenset(code for _, row in rows for code in unnamed_ends(self._kind, row))

    async def look(
        self, transaction: Transaction, prepared: PreparedRows
    ) -> Mapping[Key, list[Found]]:
        """Give the rows to the graph; return what it knows, by group.

        A kind that is staged at once is stored now where nothing of its group stands.
        """
        found: dict[Key, list[Found]] = {}
        looks = await prepared.give(self.writer, transaction)
        if begun := {code for look in looks for code in unnamed_only(look.missing)}:
            await self._begin_unnamed(transaction, sorted(begun), prepared.begin)
            looks = await self._again(transaction, prepared, looks)
        for look in looks:
            group = self.group(prepared.row(look.index))
            standing = self.writer.standing(look.standing)
            found.setdefault(group, []).append(Found(look.index, look.missing, standing))
        return found

    async def _begin_unnamed(
        self, transaction: Transaction, codes: Sequence[str], begin: int
    ) -> None:
        """Register the unnamed partners of enterprises that are registered."""
        rows = [unnamed_partner(code).registration() for code in codes]
        await self._partners.look(transaction, self._partners.pack(enumerate(rows), begin))

    async def _again(
        self, transaction: Transaction, prepared: PreparedRows, looks: Sequence[Look]
    ) -> Sequence[Look]:
        """Look again for the rows that lacked nothing but an unnamed partner."""
        lacking = {look.index for look in looks if unnamed_only(look.missing)}
        rows = [(index, prepared.row(index)) for index in sorted(lacking)]
        again = await self.writer.look(transaction, self.writer.pack(rows, prepared.begin))
        return [*(look for look in looks if look.index not in lacking), *again]

    def decide(self, prepared: PreparedRows, found: Mapping[Key, list[Found]]) -> Decisions:
        """Decide again about the groups of which the graph knew something."""
        hoped = prepared.hoped
        if not found:
            return hoped
        looked = {each.index for group in found.values() for each in group}
        again = prepared.among(found, looked, self.group)
        touched = {index for index, _ in again}
        unknown = self._unknown(again, found)
        known = [each for each in again if each[0] not in unknown]
        standing = {group: each[0].standing for group, each in found.items()}
        decided = self._judge.decide(known, standing)
        self._keep_what_is_not_theirs(decided, standing)
        self._word_concealed(decided, dict(known), standing)
        decided.late = list(decided.added)
        decided.added += [index for index in hoped.added if index not in touched]
        decided.rejected += [each for each in hoped.rejected if each[0] not in touched]
        decided.rejected += unknown.items()
        return decided

    async def store(
        self, transaction: Transaction, prepared: PreparedRows, decided: Decisions
    ) -> None:
        """Record, withdraw and confirm as decided."""

        def settled(index: int) -> Row:
            return decided.placed.get(index) or prepared.row(index)

        confirmed = [(settled(index), fact) for index, fact in decided.unchanged]
        withdrawn = [(settled(index), fact) for index, fact in decided.corrected]
        new = [settled(index) for index, _ in decided.corrected]
        at_once = self._kind in packing.STAGED_AT_ONCE
        new += [settled(index) for index in (decided.late if at_once else decided.added)]
        await self.writer.confirm(transaction, confirmed)
        await self.writer.withdraw(transaction, withdrawn)
        await self.writer.record(transaction, new, prepared.begin)
        await self.writer.shorten(transaction, decided.shortened, prepared.begin)

    def _keep_what_is_not_theirs(
        self, decided: Decisions, standing: Mapping[Key, Sequence[RecordedRow]]
    ) -> None:
        """Reject corrections of facts that whoever writes may not correct."""
        facts = {each.fact_id: each.row for group in standing.values() for each in group}
        kept = []
        for index, fact in decided.corrected:
            problem = self._may_correct(facts[fact]) if fact in facts else None
            if problem is None:
                kept.append((index, fact))
            else:
                decided.rejected.append((index, problem))
        decided.corrected = kept

    def _word_concealed(
        self,
        decided: Decisions,
        rows: Mapping[int, Row],
        standing: Mapping[Key, Sequence[RecordedRow]],
    ) -> None:
        """Leave out of rejects what a fact says that is not shown to whoever writes."""
        for place, (index, problem) in enumerate(decided.rejected):
            group = standing[self.group(rows[index])]
            if problem.code is Code.CONTRADICTS_FACT and any(
                self._conceals(each.row) for each in group
            ):
                worded = CellError(problem.code, problem.column, said=_CONCEALED).problem()
                decided.rejected[place] = (index, worded)

    def _unknown(
        self, rows: Iterable[tuple[int, Row]], found: Mapping[Key, list[Found]]
    ) -> Mapping[int, RowProblem]:
        lacking = {code for group in found.values() for each in group for code in each.missing}
        problems: dict[int, RowProblem] = {}
        for index, row in rows:
            if missing := missing_enterprises(self._kind, row, lacking):
                problems[index] = joined(missing)
        return problems


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
