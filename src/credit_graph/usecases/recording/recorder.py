"""The recorder: one change, one key, one transaction; then the answer, read from what is stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from credit_graph.clock import AdvancingClock, shanghai_day
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.facts.recording import ImportUnfinishedError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.notifying import change_log
from credit_graph.graph.recording.changes import (
    Made,
    Opening,
    RecordedChange,
    facts_by_id,
    open_recording,
    publish_recording,
    recorded_change,
    suppose_recording,
)
from credit_graph.message import Message
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.notifying.entry import entry_of
from credit_graph.usecases.policies.rules import Rules, RulesShelf
from credit_graph.usecases.recording.announcer import Announcer
from credit_graph.usecases.recording.answer import Answers, RecordedAnswer
from credit_graph.usecases.recording.entry_desk import EntryDesk
from credit_graph.usecases.recording.fact_entry import FactEntry
from credit_graph.usecases.recording.preparation import (
    NO_SUCH_FACT,
    Prepared,
    Subject,
    prepared_for,
)
from credit_graph.usecases.recording.refusal import (
    Contradicts,
    KeyReused,
    Refusal,
    RefusedError,
    Stale,
    UnknownEnterprise,
)
from credit_graph.usecases.recording.request import Request, RetractedFact
from credit_graph.usecases.recording.rights import Places, WritingRights

_RECORDING_S: Final = 8.0
"""For one change with all that it moves; below a request's own deadline."""


class _UndoneError(Exception):
    """Rolls a transaction back that was only to be tried."""

    def __init__(self, recorded: RecordedAnswer) -> None:
        super().__init__()
        self.recorded = recorded


@dataclass(frozen=True, slots=True)
class _Task:
    """A request with all that its transaction needs, worked out before."""

    request: Request
    principal: Principal
    rules: Rules
    at: datetime
    prepared: Prepared
    recorded_at: datetime  # what its facts bear: `at`, and later once it is announced

    @property
    def opening(self) -> Opening:
        """The change set that the request's key stands for."""
        who, request = self.principal, self.request
        return Opening(
            id=request.change_id(who.subject),
            key=request.key,
            digest=request.digest,
            action=request.action,
            subject=who.subject,
            agency=who.agency,
            reason=request.reason,
            source=who.agency or who.subject,
            at=self.at,
        )


class Recorder:
    """Records changes; one for all requests of the process.

    `published` is called after each, so that whoever reads the change log reads on at once.
    """

    def __init__(
        self,
        graph: Graph,
        shelf: RulesShelf,
        books: DutyBooks,
        clock: AdvancingClock,
        published: Callable[[], None],
    ) -> None:
        self._graph = graph
        self._shelf = shelf
        self._clock = clock
        self._answers = Answers(shelf, books)
        self._announcer = Announcer(graph, clock)
        self._desk: EntryDesk | None = None
        self._published = published

    async def record(self, request: Request, principal: Principal) -> RecordedAnswer | Refusal:
        """Make the change once, whatever the number of calls with its key.

        A refusal is not kept: the same call may be made again when its cause is mended. Raises
        `InsufficientScopeError`, `ImportUnfinishedError` beside an unfinished import, and the
        `DatabaseError`s: after `OutcomeUnknownError` the same call settles whether it was made.
        """
        rules, at = self._shelf.current, self._clock()
        rights = WritingRights.of(rules.rulebook, principal)
        try:
            prepared = prepared_for(request, self._desk_of(rules, at), rights)
            task = _Task(request, principal, rules, at, prepared, recorded_at=at)
            change, answer = await self._made(task)
        except RefusedError as refused:
            return await self._shown(refused)
        except _UndoneError as undone:
            return undone.recorded
        self._clock.advance(change.published_at)
        # Those of a later change, if there has been one, come after this one too.
        bookmarks = self._graph.last_bookmarks
        if answer is None:
            known = await self._answers.work_out(self._graph, change)
            answer = known.answer(rights.sight, replayed=True)
        else:
            self._published()
        return replace(answer, bookmarks=bookmarks)

    def _desk_of(self, rules: Rules, at: datetime) -> EntryDesk:
        today = shanghai_day(at)
        if self._desk is None or not self._desk.serves(rules.rulebook, today):
            self._desk = EntryDesk(rules.rulebook, today)
        return self._desk

    async def _made(self, task: _Task) -> tuple[RecordedChange, RecordedAnswer | None]:
        """Make the change once readers leave it out."""
        change, action = task.opening.id, task.request.action
        make = partial(self._graph.transact, label=action, timeout_s=_RECORDING_S)
        if task.request.validate_only:
            return await make(partial(self._make, task))
        async with self._announcer.announced(change) as recorded_at:
            return await make(partial(self._make, replace(task, recorded_at=recorded_at)))

    async def _make(
        self, task: _Task, transaction: Transaction
    ) -> tuple[RecordedChange, RecordedAnswer | None]:
        """Return the change with its answer; without one if it had been made before."""
        request, opening = task.request, task.opening
        subject = await task.prepared.subject(transaction)
        opened = await open_recording(transaction, opening, subject.usccs)
        self._check_seen(task, subject, opened.places)
        if opened.published_at is not None:
            if opened.digest != opening.digest:
                raise RefusedError(KeyReused(opened.action))
            known = await recorded_change(transaction, opening.id)
            assert known is not None  # noqa: S101  # its instant has just been read
            return known, None
        entry = FactEntry(
            kind=subject.kind,
            stage=Stage(opening.id, "", task.at, task.recorded_at),
            rights=task.prepared.rights,
            places=opened.places,
            today=shanghai_day(task.at),
            expected=request.expected,
        )
        entered = await subject.enter(transaction, entry)
        made = Made(
            outcome=entered.outcome,
            facts=entered.facts,
            usccs=subject.usccs,
            effective_on=entered.effective_on,
            rules=task.rules.rulebook.version,
        )
        return await self._show(task, transaction, made)

    async def _show(
        self, task: _Task, transaction: Transaction, made: Made
    ) -> tuple[RecordedChange, RecordedAnswer]:
        """Publish what was made, with its notices, or only look at it."""
        request, opening = task.request, task.opening
        show = suppose_recording if request.validate_only else publish_recording
        # Not before what its facts bear, whatever the clock did meanwhile.
        now = max(self._clock(), task.recorded_at)
        published_at, unfinished = await show(transaction, opening.id, made, now)
        if unfinished:
            raise ImportUnfinishedError(unfinished[0])
        change = RecordedChange(opening.id, opening.digest, opening.action, published_at, made)
        # Under the lock of the change clock, so that nothing else can move between the two
        # instants that are compared.
        known = await self._answers.work_out(transaction, change)
        sight = task.prepared.rights.sight
        if request.validate_only:
            raise _UndoneError(known.answer(sight, validate_only=True))
        await change_log.append(transaction, entry_of(known, opening.agency), published_at)
        return change, known.answer(sight)

    def _check_seen(self, task: _Task, subject: Subject, places: Places) -> None:
        """Refuse what is about somebody whom the token does not show, as if there were nobody."""
        hidden = task.prepared.rights.hidden(subject.usccs, places, shanghai_day(task.at))
        if hidden is None:
            return
        if isinstance(task.request.what, RetractedFact):
            raise RefusedError(NO_SUCH_FACT)
        raise RefusedError(UnknownEnterprise(hidden))

    async def _shown(self, refused: RefusedError) -> Refusal:
        """Return a refusal with the fact that it is to show."""
        if refused.fact_id is None or not isinstance(refused.refusal, Contradicts | Stale):
            return refused.refusal
        named = await facts_by_id(self._graph, [refused.fact_id], self._clock())
        if not named:
            # Nobody may see it yet: an import has staged it.
            raise ImportUnfinishedError(Message("an import"))
        return refused.refusal.showing(named[0])
