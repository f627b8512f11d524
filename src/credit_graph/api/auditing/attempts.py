"""Attempts to record that were refused: taken down wherever a mutation is answered."""

from collections.abc import Awaitable, Mapping
from typing import TypeVar

from credit_graph.api.context import Context
from credit_graph.domain.authority.errors import AuthorityError
from credit_graph.usecases.auditing.refusals import RefusalNote
from credit_graph.usecases.recording.refusal import Refusal
from credit_graph.usecases.recording.request import Request, RetractedFact

Answer = TypeVar("Answer")
_WHOSE = ("uscc", "supplier_uscc", "owner_uscc")


def note_refusal(
    context: Context,
    action: str,
    refusal: str,
    message: str,
    *,
    uscc: str | None = None,
    key: str | None = None,
) -> None:
    """Take down that whoever asks was refused; `refusal` is a type of answers, or a code."""
    note = RefusalNote(context.principal, action, refusal, message, uscc, key)
    context.services.audit.refused(note)


async def attempted(
    context: Context,
    work: Awaitable[Answer],
    *,
    action: str,
    key: str,
    uscc: str | None = None,
) -> Answer:
    """Return the answer to a mutation; take it down if it is a refusal."""
    try:
        answer = await work
    except AuthorityError as error:
        note_refusal(context, action, error.code, str(error), uscc=uscc, key=key)
        raise
    if isinstance(answer, Refusal):
        name = type(answer).__name__
        note_refusal(context, action, name, str(answer.message), uscc=uscc, key=key)
    return answer


def enterprise_in(request: Request) -> str | None:
    """Return the code of the enterprise that a change is about, as far as it names one."""
    if isinstance(request.what, RetractedFact):
        return None
    cells: Mapping[str, str] = request.what.cells
    return next((cells[each] for each in _WHOSE if each in cells), None)
