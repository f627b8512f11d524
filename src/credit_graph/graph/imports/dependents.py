"""What rests on an import: later change sets that could not stand without it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from neo4j import Record

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import day, words
from credit_graph.graph.imports.journal import About
from credit_graph.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class UndoTarget:
    """A published import that may be undone; `about` of what it undid, if it is an undo."""

    id: str
    action: str
    published_at: datetime
    undone_by: str | None
    undoes: str | None
    about: About


@dataclass(frozen=True, slots=True)
class Dependent:
    """A later change set, and why it rests on the import."""

    id: str
    published_at: datetime
    why: Message


async def undo_target(graph: Graph, import_id: str) -> UndoTarget | None:
    """Return the published import of that id, or None."""
    records = await graph.read("imports/undo_target", id=import_id)
    if not records:
        return None
    row = records[0]
    about = cast("Mapping[str, object]", row["about"] or {})
    return UndoTarget(
        id=row["id"],
        action=row["action"],
        published_at=to_instant(row["published_at"]),
        undone_by=row["undone_by"],
        undoes=row["undoes"],
        about=About(
            action="undo",
            register=words(about.get("register")),
            region=words(about.get("region")),
            list_day=day(about.get("list_day")),
            undoes=import_id,
        ),
    )


async def mark_undone(transaction: Transaction, import_id: str, change: str) -> None:
    """Mark an import as undone by a change set."""
    await transaction.run("imports/mark_undone", id=import_id, change=change)


async def carriers_of(
    transaction: Transaction, origin: str
) -> tuple[tuple[str, ...], tuple[Dependent, ...]]:
    """Return the change sets whose facts go back to an import, and what rests on these facts.

    Those are the import, and each undo that restored facts of it because it undid what had
    withdrawn them.
    """
    carriers, found = [origin], []
    for change in carriers:  # grows while it is walked
        for each in await transaction.run("imports/dependent_facts", change=change, origin=origin):
            if each["undone_by"] is not None:
                if each["withdrawn"] and each["undone_by"] not in carriers:
                    carriers.append(each["undone_by"])
                continue
            withdrawn, stated = each["withdrawn"], each["stated"]
            why = (
                Message("changed {withdrawn} of its facts", withdrawn=withdrawn)
                if withdrawn
                else Message("also states {stated} of its facts", stated=stated)
            )
            found.append(_dependent(each, why))
        for each in await transaction.run(
            "imports/dependent_enterprises", change=change, origin=origin
        ):
            why = Message(
                "brought {count} facts of enterprises that only it registers",
                count=each["facts"],
            )
            found.append(_dependent(each, why))
    return tuple(carriers), tuple(sorted(found, key=lambda each: each.published_at))


def _dependent(row: Record, why: Message) -> Dependent:
    return Dependent(row["id"], to_instant(row["published_at"]), why)
