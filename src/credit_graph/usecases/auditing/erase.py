"""Erasure of the particulars of an enterprise, on record."""

from uuid import uuid4

from credit_graph.audit.query import EntryQuery
from credit_graph.clock import Now
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph.auditing.entry_pages import read_page
from credit_graph.graph.auditing.erasing import (
    Erased,
    Particulars,
    erase_particulars,
    find_particulars,
)
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.message import Message

LONGEST_REASON = 500
_PAGE = 500


async def preview_erasure(graph: Graph, uscc: str) -> Particulars:
    """Look at what an erasure would take away; raise `UnknownCodeError` for nobody's code."""
    found = await find_particulars(graph, uscc)
    if found is None:
        raise UnknownCodeError(noun="enterprise", given=uscc)
    return found


async def erase_enterprise(graph: Graph, uscc: str, reason: str, now: Now) -> Erased:
    """Erase the particulars of an enterprise in one transaction; again, if that was done before.

    Raises `UnknownCodeError`, `BadArgumentError` without a reason, `ImportUnfinishedError`.
    """
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        why = Message(
            "an erasure needs a reason of 1 to {longest_reason} characters",
            longest_reason=LONGEST_REASON,
        )
        raise BadArgumentError(
            "--reason", why, Message("Say under which rule, without particulars.")
        )
    change = f"erasure-{uuid4().hex}"

    async def work(transaction: Transaction) -> Erased:
        found = await find_particulars(transaction, uscc)
        if found is None:
            raise UnknownCodeError(noun="enterprise", given=uscc)
        return await erase_particulars(transaction, found, reason, change, now())

    return await graph.transact(work, label="erase", timeout_s=graph.limits.journal_s)


async def erased_enterprises(graph: Graph) -> tuple[str, ...]:
    """Return the codes of those whose particulars were erased, the earliest first, each once."""
    query, found, before = EntryQuery(kind=ChangeSetKind.ERASURE.value), [], None
    while page := await read_page(graph, query, before, _PAGE):
        found += [each.uscc for each in page if each.uscc is not None]
        before = page[-1].number
    return tuple(dict.fromkeys(reversed(found)))
