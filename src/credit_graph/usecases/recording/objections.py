"""Objections: raised by anybody with the scope, answered by the keeper of the fact."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from credit_graph.clock import AdvancingClock, shanghai_day
from credit_graph.domain.authority.errors import InsufficientScopeError
from credit_graph.domain.authority.objection import Objection, ObjectionState
from credit_graph.domain.authority.principal import Principal, Scope
from credit_graph.domain.facts.recording import ImportUnfinishedError, RecordingOutcome
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.recording.changes import (
    Made,
    Opened,
    Opening,
    open_recording,
    publish_recording,
    stands,
    stored_fact,
)
from credit_graph.graph.recording.objections import (
    answer_objection,
    objection_by_id,
    raise_objection,
)
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import CellError, Code
from credit_graph.intake.rows.kinds import Row
from credit_graph.message import Message
from credit_graph.usecases.facts.fact_writer import stored_row
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.recording.preparation import LONGEST_REASON, NO_SUCH_FACT
from credit_graph.usecases.recording.refusal import (
    KeyReused,
    Malformed,
    NotInForce,
    NotKeeper,
    Refusal,
    RefusedError,
)
from credit_graph.usecases.recording.request import RECORDING
from credit_graph.usecases.recording.rights import Places, WritingRights, enterprises_of

_SCOPE: Final = Scope.WRITE_STATEMENTS
_NO_SUCH_OBJECTION: Final = NotInForce(Message("There is no such objection."))


@dataclass(frozen=True, slots=True)
class Raised:
    """An objection to the fact of that id."""

    fact_id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The keeper's answer to the objection of that id."""

    objection_id: str
    state: ObjectionState


@dataclass(frozen=True, slots=True)
class ObjectionRequest:
    """What is asked of an objection, and why; `key` is the idempotency key."""

    action: str
    key: str
    what: Raised | Answered
    reason: str

    @property
    def digest(self) -> str:
        """The SHA-256 of all that is asked."""
        return hashlib.sha256(repr((self.action, self.what, self.reason)).encode()).hexdigest()

    def change_id(self, subject: str) -> str:
        """Return the id of the change set that the subject's key stands for."""
        name = hashlib.sha256(f"{subject}\x1f{self.key}".encode()).hexdigest()
        return f"{RECORDING}{name[:32]}"


class ObjectionTaker:
    """Takes objections and their answers; one for all requests of the process."""

    def __init__(self, graph: Graph, shelf: RulesShelf, clock: AdvancingClock) -> None:
        self._graph = graph
        self._shelf = shelf
        self._clock = clock

    async def take(self, request: ObjectionRequest, principal: Principal) -> Objection | Refusal:
        """Raise or answer an objection once, whatever the number of calls with the key.

        Raises `InsufficientScopeError` and `ImportUnfinishedError`.
        """
        if not principal.may(_SCOPE):
            raise InsufficientScopeError(f"Mutation.{request.action}", _SCOPE)
        if problem := _problem(request.reason):
            return Malformed([problem.problem("reason")])
        work = partial(self._make, request, principal, self._clock())
        try:
            named, published_at = await self._graph.transact(work, label=request.action)
        except RefusedError as refused:
            return refused.refusal
        self._clock.advance(published_at)
        found = await objection_by_id(self._graph, named, published_at)
        assert found is not None  # noqa: S101  # it has just been written or found
        return found

    async def _make(
        self,
        request: ObjectionRequest,
        principal: Principal,
        at: datetime,
        transaction: Transaction,
    ) -> tuple[str, datetime]:
        """Return the id of the objection, and the instant at which it was changed."""
        change, what = request.change_id(principal.subject), request.what
        opening = Opening(
            id=change,
            key=request.key,
            digest=request.digest,
            action=request.action,
            subject=principal.subject,
            agency=principal.agency,
            reason=request.reason,
            source=principal.agency or principal.subject,
            at=at,
        )
        named = change if isinstance(what, Raised) else what.objection_id
        opened = await open_recording(transaction, opening, ())
        if opened.published_at is not None:
            if opened.digest != request.digest:
                raise RefusedError(KeyReused(opened.action))
            return named, opened.published_at
        rights = WritingRights.of(self._shelf.current.rulebook, principal)
        if isinstance(what, Raised):
            fact_id = await _raise(transaction, opening, what.fact_id, rights)
        else:
            fact_id = await _answer(transaction, opening, what, rights, at)
        version = self._shelf.current.rulebook.version
        made = Made(RecordingOutcome.RECORDED, (fact_id,), (), shanghai_day(at), version)
        published_at, unfinished = await publish_recording(transaction, change, made, self._clock())
        if unfinished:
            raise ImportUnfinishedError(unfinished[0])
        return named, published_at


def _problem(reason: str) -> CellError | None:
    if not reason.strip():
        return CellError(Code.MISSING_VALUE, under="")
    if len(reason) > LONGEST_REASON:
        return CellError(Code.CELL_TOO_LONG, count=len(reason), most=LONGEST_REASON)
    return None


async def _raise(
    transaction: Transaction, opening: Opening, fact_id: str, rights: WritingRights
) -> str:
    found = await stored_fact(transaction, fact_id)
    if found is None or not stands(found):
        raise RefusedError(NO_SUCH_FACT)
    kind, row = stored_row(found)
    if rights.sight is not None or rights.closure is not None or rights.narrows(row):
        opened: Opened = await open_recording(transaction, opening, enterprises_of(kind, row))
        if _is_withheld(rights, kind, row, opened.places, shanghai_day(opening.at)):
            raise RefusedError(NO_SUCH_FACT)
    await raise_objection(transaction, opening.id, fact_id)
    return fact_id


def _is_withheld(rights: WritingRights, kind: Kind, row: Row, places: Places, day: date) -> bool:
    """Tell whether a fact, or its enterprise, is not shown to whoever writes."""
    hidden = rights.hidden(enterprises_of(kind, row), places, day)
    return hidden is not None or rights.conceals(kind, row, places)


async def _answer(
    transaction: Transaction,
    opening: Opening,
    what: Answered,
    rights: WritingRights,
    at: datetime,
) -> str:
    objection = await objection_by_id(transaction, what.objection_id, at)
    if objection is None:
        raise RefusedError(_NO_SUCH_OBJECTION)
    found = await stored_fact(transaction, objection.fact_id)
    assert found is not None  # noqa: S101  # facts are withdrawn, never deleted
    kind, row = stored_row(found)
    opened: Opened = await open_recording(transaction, opening, enterprises_of(kind, row))
    if _is_withheld(rights, kind, row, opened.places, shanghai_day(at)):
        raise RefusedError(_NO_SUCH_OBJECTION)
    keepers = rights.keeper_unless_theirs(kind, row, opened.places)
    if keepers is not None:
        raise RefusedError(NotKeeper(keepers))
    if (what.state is ObjectionState.KEPT) is not stands(found):
        message = (
            Message("The fact was withdrawn or corrected since: that is the answer.")
            if what.state is ObjectionState.KEPT
            else Message("The fact still stands: correct or retract it first.")
        )
        raise RefusedError(NotInForce(message))
    if not await answer_objection(transaction, objection.id, opening.id, what.state):
        raise RefusedError(NotInForce(Message("The objection is answered already.")))
    return objection.fact_id
