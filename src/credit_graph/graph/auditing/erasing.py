"""Erasure of an enterprise's particulars, from what is known now and from the past.

What is gone is gone from history, search and the audit log; that it is, when and why, is an
entry of the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from credit_graph.audit.entry import AuditEntry
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.facts.recording import ImportUnfinishedError
from credit_graph.graph import audit_log
from credit_graph.graph.change_sets import BegunChange, begin, tick
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import journal

ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an erasure takes away, in numbers, and the change sets that lose reason and digest.

    `registrations` lose their names, `texts` are facts that lose words of somebody's own,
    `attempts` refused attempts that lose their message. `changes` are single changes that brought
    these, or gave a reason.
    """

    uscc: str
    registrations: int
    texts: int
    attempts: int
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """An erasure that was made: when, its change set, how many salts and entries went with it."""

    particulars: Particulars
    change: str
    published_at: datetime
    salts: int
    entries: int


async def find_particulars(graph: Graph | Transaction, uscc: str) -> Particulars | None:
    """Look at what an erasure would take away; None for an enterprise that was never registered."""
    records = await graph.read("erasing/look", uscc=uscc)
    if not records:
        return None
    (found,) = records
    changes = {*found["reasoned"], *await _single(graph, found["brought"])}
    return Particulars(
        uscc=uscc,
        registrations=found["registrations"],
        texts=found["texts"],
        attempts=found["attempts"],
        changes=tuple(sorted(changes)),
    )


async def erase_particulars(
    transaction: Transaction, found: Particulars, reason: str, change: str, at: datetime
) -> Erased:
    """Erase them, and publish that; `at` is now. Raises `ImportUnfinishedError` beside an import.

    The digest of an import stays: it is that of whole files.
    """
    instant = await tick(transaction, now=at)
    unfinished = await journal.unfinished(transaction)
    if unfinished:
        raise ImportUnfinishedError(unfinished[0].id)
    rows = [dict(each) for each in await transaction.run("erasing/names", uscc=found.uscc)]
    rows += [dict(each) for each in await transaction.run("erasing/texts", uscc=found.uscc)]
    (salts,) = await transaction.run("erasing/salts", rows=rows)
    await transaction.run("erasing/attempts", uscc=found.uscc)
    numbers = await _erase_reasons(transaction, found.changes)
    await begin(transaction, BegunChange(change, ChangeSetKind.ERASURE, ERASE, at))
    about = {"action": ERASE, "reason": reason, "erased": found.uscc, "erases": list(numbers)}
    await transaction.run("erasing/note", change=change, about=about)
    await transaction.run("changes/publish", id=change, instant=instant)
    await audit_log.append(transaction, change, instant)
    return Erased(found, change, instant, salts["erased"], len(numbers))


async def _erase_reasons(transaction: Transaction, changes: Sequence[str]) -> tuple[int, ...]:
    """Erase why change sets were made, from the entries about them too; return their numbers."""
    records = await transaction.run("erasing/reasons", changes=list(changes))
    logged = [AuditEntry.read(each["data"]) for each in records if each["data"] is not None]
    left = [each.without_particulars() for each in logged]
    rows = [{"change": each.change, "data": each.data()} for each in left]
    await transaction.run("erasing/entries", rows=rows)
    return tuple(sorted(each.number for each in left))


async def _single(graph: Graph | Transaction, changes: Sequence[str]) -> tuple[str, ...]:
    """Return those of the change sets that are single changes."""
    records = await graph.read("erasing/single", changes=list(dict.fromkeys(changes)))
    return tuple(each["id"] for each in records)
