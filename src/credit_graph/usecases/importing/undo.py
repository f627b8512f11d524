"""Undo: a new change set that withdraws what an import brought and restores what it withdrew.

What it restores are new facts equal to the old ones, so that what was known in between stays
known. It is refused where something rests on the import: a later change set that changed or states
its facts, that speaks of enterprises which only it registers, or a later complete list. An undo
can be undone in the same way.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Final, NoReturn, Self, TypeVar

from credit_graph.clock import Now, shanghai_day
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.notifying.addressees import of_facts
from credit_graph.domain.policy import News
from credit_graph.domain.vocabulary import ListColour, Vocabulary
from credit_graph.errors import ImportRefusedError, SchemaMissingError, UnknownCodeError
from credit_graph.graph.change_sets import publish
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import dependents, facts, registers
from credit_graph.graph.imports.dependents import Dependent, UndoTarget
from credit_graph.graph.imports.facts import Look, StoredFact
from credit_graph.graph.imports.journal import About
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.intake.reconciling.packing import STAGED_AT_ONCE
from credit_graph.intake.rows.kinds import ListRow, Row
from credit_graph.message import Message
from credit_graph.usecases.facts.fact_writer import LABELS, FactWriter, stored_row
from credit_graph.usecases.importing.journal import (
    Manifest,
    OpenImport,
    abandon_import,
    open_import,
)
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.importing.preview import Preview, PreviewWriter, preview_line
from credit_graph.usecases.importing.report import ImportMode, ImportOptions
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.recording.request import RECORDING

if TYPE_CHECKING:
    from credit_graph.intake.reconciling.upsert import RecordedRow

Result = TypeVar("Result")

_AT_ONCE: Final = 5_000
_NEWS: Final[Mapping[Kind, News]] = {
    Kind.RATINGS: News.RATING,
    Kind.LISTS: News.BLACK_LIST,
    Kind.VIOLATIONS: News.VIOLATION,
}


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an undo or a retraction did, or would do.

    `id` of the new change set; facts by kind. `published_at` is None for a check, or if there was
    nothing to do: then nothing is on record.
    """

    id: str
    withdrawn: Mapping[Kind, int]
    restored: Mapping[Kind, int]
    preview: Preview
    published_at: datetime | None


class Amending:
    """Stages changes that come from no file, under a change set of its own, and publishes it.

    Used as a context manager.
    """

    def __init__(self, graph: Graph, about: About, options: ImportOptions, now: Now) -> None:
        self.graph = graph
        self.withdrawn: dict[Kind, int] = {}
        self.restored: dict[Kind, int] = {}
        self.writer = PreviewWriter(options.preview)
        self._lists: set[str] = set()
        self._about = options.stated(about)
        self._options = options
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.writer.__exit__(kind, error, trace)

    async def open(self) -> tuple[OpenImport, Stage]:
        """Begin; one that was interrupted is taken away first.

        Raises `ImportRefusedError` if an import is unfinished.
        """
        named = f"{self._about.action} {self._about.undoes} {self._about.reference}"
        digest = hashlib.sha256(named.encode()).hexdigest()
        manifest = Manifest((), digest, self._about, resumes=False)
        opened = await open_import(self.graph, manifest, self._options, self._now)
        return opened, opened.stage(self._options.run)

    def note_withdrawn(self, gone: Iterable[StoredFact]) -> None:
        """Count facts that are withdrawn, once that is committed."""
        for kind, row in map(stored_row, gone):
            self.withdrawn[kind] = self.withdrawn.get(kind, 0) + 1
            self._note_list(row)
            self.writer.add([preview_line(Fate.ENDS, kind, before=row)])

    def note_restored(self, kind: Kind, found: Iterable[StoredFact]) -> None:
        """Count facts that are restored, once that is committed."""
        for _, row in map(stored_row, found):
            self.restored[kind] = self.restored.get(kind, 0) + 1
            self._note_list(row)
            self.writer.add([preview_line(Fate.BEGINS, kind, after=row)])

    async def close(self, opened: OpenImport, undone: str | None = None) -> Amendment:
        """Publish or, for a check or an idle retraction, take away; return what was done."""
        preview = self.writer.finished()
        published_at = None
        idle = undone is None and not self.withdrawn
        if self._options.mode is ImportMode.CHECK or idle:
            await self.abandon(opened)
        else:
            published_at = await self._publish(opened, undone)
        return Amendment(opened.id, self.withdrawn, self.restored, preview, published_at)

    async def abandon(self, opened: OpenImport) -> None:
        """Take away what is staged."""
        await abandon_import(self.graph, opened.id, now=self._now())

    def _note_list(self, row: Row) -> None:
        if isinstance(row, ListRow):
            self._lists.add(row.list)

    async def _publish(self, opened: OpenImport, undone: str | None) -> datetime:
        notified = await self._notified()

        async def work(transaction: Transaction) -> datetime:
            if undone is not None:
                await dependents.mark_undone(transaction, undone, opened.id)
            now = opened.publishable_at(self._now())
            return await publish(transaction, opened.id, now=now, notified=notified)

        return await self.graph.transact(work, label="changes/publish")

    async def _notified(self) -> tuple[str, ...]:
        """Return who gets a summary: whoever documents have news of such facts passed on to."""
        try:
            rules = await RulesShelf(self.graph, self._now).refresh()
        except SchemaMissingError:
            return ()
        lists = rules.rulebook.vocabulary.lists
        black = {code for code, each in lists.items() if each.colour is ListColour.BLACK}
        touched = {**self.withdrawn, **self.restored}
        # Of other lists no document has anything passed on.
        news = [
            _NEWS[kind]
            for kind in touched
            if kind in _NEWS and (self._lists & black or kind is not Kind.LISTS)
        ]
        return of_facts(DutyBook(rules.rulebook), shanghai_day(self._now()), news)


async def undo_import(
    graph: Graph,
    words: Vocabulary,
    import_id: str,
    *,
    options: ImportOptions,
    now: Now,
) -> Amendment:
    """Take back a published import and return what was withdrawn and restored.

    Raises `UnknownCodeError` if there is none of that id, `ImportRefusedError` if it was undone
    before, if something rests on it (the later import is named), or if an import is unfinished.
    """
    target = await dependents.undo_target(graph, import_id)
    if target is None:
        raise UnknownCodeError(noun="published import", given=import_id)
    if target.undone_by is not None:
        raise ImportRefusedError(
            where=import_id,
            why=Message("it was undone by {undone_by}", undone_by=target.undone_by),
            fix=Message(
                "`credit-graph imports undo {undone_by}` brings it back.",
                undone_by=target.undone_by,
            ),
        )
    with Amending(graph, target.about, options, now) as amending:
        opened, stage = await amending.open()
        undo = _Undo(amending, stage, target, words)
        try:
            await undo.run()
        except ImportRefusedError:
            # Another run of the same undo may have taken it away by now.
            with suppress(ImportRefusedError):
                await amending.abandon(opened)
            raise
        return await amending.close(opened, import_id)


class _Undo:
    def __init__(
        self, amending: Amending, stage: Stage, target: UndoTarget, words: Vocabulary
    ) -> None:
        self._amending = amending
        self._stage = stage
        self._target = target
        self._words = words
        self._carriers: tuple[str, ...] = ()

    async def run(self) -> None:
        """Refuse what may not be undone; else stage all of it."""
        await self._transact(self._refuse_dependents)
        for carrier in self._carriers:
            while gone := await self._transact(partial(self._withdraw_some, carrier)):
                self._amending.note_withdrawn(gone)
        for kind in LABELS:
            writer = FactWriter(kind, self._stage)
            while found := await self._transact(partial(self._restore_some, writer, kind)):
                self._amending.note_restored(kind, found)

    async def _transact(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        graph = self._amending.graph

        async def held(transaction: Transaction) -> Result:
            await self._stage.hold(transaction)
            return await work(transaction)

        return await graph.transact(
            held, label=f"undo of {self._target.id}", timeout_s=graph.limits.stage_s
        )

    async def _refuse_dependents(self, transaction: Transaction) -> None:
        self._carriers, found = await dependents.carriers_of(transaction, self._target.id)
        if found:
            self._refuse(found[0])
        reaches = await registers.touched_registers(transaction, self._target.id)
        names = sorted({each.register for each in reaches})
        for each in await registers.later_lists(
            transaction, self._target.id, names, self._target.published_at
        ):
            if each.change != self._stage.change and any(
                reach.register == each.register
                and reach.first <= each.day < reach.last
                and self._related(reach.region, each.region)
                for reach in reaches
            ):
                why = Message(
                    "it is the complete list of {register} in {region} on {day}",
                    register=each.register,
                    region=each.region,
                    day=each.day,
                )
                self._refuse(Dependent(each.change, each.published_at, why))

    def _related(self, one: str, other: str) -> bool:
        within = self._words.within
        known = self._words.regions
        if one not in known or other not in known:
            return one == other
        return within(one, other) or within(other, one)

    def _refuse(self, dependent: Dependent) -> NoReturn:
        raise ImportRefusedError(
            where=self._target.id,
            why=Message(
                "{id}, published {published} UTC, rests on it: {why}",
                id=dependent.id,
                published=f"{dependent.published_at:%Y-%m-%d %H:%M}",
                why=dependent.why,
            ),
            fix=_first(dependent),
        )

    async def _withdraw_some(self, carrier: str, transaction: Transaction) -> Sequence[StoredFact]:
        return await facts.withdraw_brought(
            transaction,
            carrier,
            self._target.id,
            self._stage.change,
            self._stage.recorded_at,
            batch=_AT_ONCE,
        )

    async def _restore_some(
        self, writer: FactWriter, kind: Kind, transaction: Transaction
    ) -> Sequence[StoredFact]:
        """Restore some facts that the import withdrew, unless they stand again; return them."""
        found = await facts.next_withdrawn(
            transaction, self._target.id, self._stage.change, LABELS[kind], batch=_AT_ONCE
        )
        rows = [(place, stored_row(each)[1]) for place, each in enumerate(found)]
        looks = await writer.look(transaction, writer.pack(rows))
        judge, by_place = writer.judge, dict(rows)
        standing: Mapping[object, Sequence[RecordedRow]] = {
            judge.group(by_place[each.index]): writer.standing(each.standing) for each in looks
        }
        decided = judge.decide(rows, standing)
        # Registrations beside the restored one bear its days still: whoever had changed them since
        # would have changed what the import brought, and is a dependent.
        if decided.rejected or decided.corrected or any(each.missing for each in looks):
            await self._refuse_clash(transaction, looks)
        # The first look has stored what is staged at once, unless something of its group stands.
        left = {each.index for each in looks} if kind in STAGED_AT_ONCE else set(by_place)
        new = [by_place[place] for place in decided.added if place in left]
        await writer.record(transaction, new)
        origins = [(by_place[place], found[place].origin) for place in decided.added]
        await writer.note_origins(transaction, origins)
        return found

    async def _refuse_clash(self, transaction: Transaction, looks: Sequence[Look]) -> NoReturn:
        ids = [each.fact_id for look in looks for each in look.standing]
        later = [
            each
            for each in await facts.brought_by(transaction, ids)
            if each[0] not in {self._target.id, self._stage.change}
        ]
        if not later:
            raise ImportRefusedError(
                where=self._target.id,
                why=Message(
                    "what it withdrew contradicts itself, or names enterprises that are gone"
                ),
                fix=Message("Import what is right instead."),
            )
        name, published_at = later[0]
        why = Message("it recorded facts that contradict what would be restored")
        self._refuse(Dependent(name, published_at, why))


def _first(dependent: Dependent) -> Message:
    """Return what to do about a change set that rests on what is to be undone."""
    if dependent.id.startswith(RECORDING):
        return Message("Correct or retract the fact that was recorded first, by the mutations.")
    return Message("Undo that first: `credit-graph imports undo {id}`.", id=dependent.id)
