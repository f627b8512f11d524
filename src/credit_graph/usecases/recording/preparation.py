"""A request made ready for its transaction: its cells read and checked as a file's would be."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.recording.changes import standing_fact
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import CellError, Code, RowProblem
from credit_graph.intake.tables.characters import REFUSED, as_seen, named
from credit_graph.usecases.facts.fact_writer import stored_row
from credit_graph.usecases.recording.entry_desk import EntryDesk
from credit_graph.usecases.recording.fact_entry import NO_FACT, Entered, FactEntry
from credit_graph.usecases.recording.refusal import Malformed, NotInForce, RefusedError
from credit_graph.usecases.recording.request import (
    EndedFact,
    Request,
    RetractedFact,
    StatedRow,
)
from credit_graph.usecases.recording.rights import WritingRights, enterprises_of

LONGEST_REASON: Final = 500
"""Characters."""

LONGEST_KEY: Final = 200
"""Characters."""

NO_SUCH_FACT: Final = NotInForce(NO_FACT)

_ENTERPRISES: Final = ("uscc", "supplier_uscc", "customer_uscc", "owner_uscc", "owned_uscc")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about: a kind of fact and the enterprises; `enter` stores it."""

    kind: Kind
    usccs: tuple[str, ...]
    enter: Callable[[Transaction, FactEntry], Awaitable[Entered]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request that may go to the database; `subject` may have to look there."""

    rights: WritingRights
    subject: Callable[[Transaction], Awaitable[Subject]]


def prepared_for(request: Request, desk: EntryDesk, rights: WritingRights) -> Prepared:
    """Return the request made ready.

    Raises `RefusedError` with every finding if it cannot be taken, and `InsufficientScopeError`.
    """
    problems = list(_problems(request))
    what = request.what
    if isinstance(what, RetractedFact):
        _refuse(problems)
        return Prepared(rights, partial(_retraction, request.action, what, rights))
    rights.check_scope(what.kind, request.action)
    if isinstance(what, StatedRow):
        subject = _statement(what, desk, rights, problems, request.action)
    else:
        subject = _ending(what, desk, problems)
    return Prepared(rights, partial(_certain, subject))


async def _certain(subject: Subject, _: Transaction) -> Subject:
    return subject


def _problems(request: Request) -> list[RowProblem]:
    given = {
        "idempotency_key": (request.key, LONGEST_KEY),
        "reason": (request.reason or "", LONGEST_REASON),
    }
    found = [
        CellError(Code.CELL_TOO_LONG, count=len(text), most=most).problem(column)
        for column, (text, most) in given.items()
        if len(text) > most
    ]
    if not request.key.strip():
        found.append(CellError(Code.MISSING_VALUE, under="").problem("idempotency_key"))
    return found


def _refuse(problems: list[RowProblem]) -> None:
    if problems:
        raise RefusedError(Malformed(problems))


def _statement(
    what: StatedRow,
    desk: EntryDesk,
    rights: WritingRights,
    problems: list[RowProblem],
    action: str,
) -> Subject:
    reader = desk.rows(what.kind)
    problems += _character_problems(what.cells)
    cells = [as_seen(what.cells.get(column, "")) for column in reader.columns]
    read = reader.read(cells)
    if isinstance(read, list):
        problems += read
        raise RefusedError(Malformed(problems))
    _refuse(problems)
    row = rights.attributed(what.kind, read)
    rights.check_region(row, action)

    async def enter(transaction: Transaction, entry: FactEntry) -> Entered:
        return await entry.state(transaction, row)

    return Subject(what.kind, enterprises_of(what.kind, row), enter)


def _ending(what: EndedFact, desk: EntryDesk, problems: list[RowProblem]) -> Subject:
    readers = desk.cells
    cells: dict[str, object] = {}
    for column, text in what.cells.items():
        try:
            cells[column] = readers[column](text)
        except CellError as error:
            problems.append(error.problem(column))
    try:
        readers[what.column](what.day.isoformat())
    except CellError as error:
        problems.append(error.problem(what.column))
    _refuse(problems)

    async def enter(transaction: Transaction, entry: FactEntry) -> Entered:
        return await entry.end(transaction, cells, what.column, what.day)

    usccs = tuple(str(cells[column]) for column in _ENTERPRISES if column in cells)
    return Subject(what.kind, usccs, enter)


def _character_problems(cells: Mapping[str, str]) -> Iterator[RowProblem]:
    """Yield a finding for each cell with a character that makes a row of a file unfit."""
    for column, text in cells.items():
        if found := REFUSED.search(text):
            place, character = found.start() + 1, named(found[0])
            error = CellError(Code.CONTROL_CHARACTER, character=character, place=place)
            yield error.problem(column)


async def _retraction(
    action: str, what: RetractedFact, rights: WritingRights, transaction: Transaction
) -> Subject:
    gone = NO_SUCH_FACT
    found = await standing_fact(transaction, what.fact_id)
    if found is None:
        return Subject(Kind.RATINGS, (), partial(_raise, RefusedError(gone)))
    kind, row = stored_row(found)
    rights.check_scope(kind, action)
    if kind is Kind.ENTERPRISES:
        problem = CellError(Code.REGISTRATION_STAYS, "fact_id").problem()
        return Subject(kind, (), partial(_raise, RefusedError(Malformed([problem]))))

    async def enter(transaction: Transaction, entry: FactEntry) -> Entered:
        # The enterprises are locked by now: nobody else withdraws it any more.
        if await standing_fact(transaction, what.fact_id) is None:
            raise RefusedError(gone)
        return await entry.retract(transaction, row, what.fact_id)

    return Subject(kind, enterprises_of(kind, row), enter)


async def _raise(error: RefusedError, *_: object) -> Entered:
    raise error
