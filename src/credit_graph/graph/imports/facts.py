"""Facts of an import: looked up, recorded, marked, withdrawn, found again for an undo.

Rows come and go as cells in the order of their columns: `domain` and `graph` know no files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from neo4j.time import Date

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import Row


@dataclass(frozen=True, slots=True)
class StandingFact:
    """A fact that stands; `mine`: the import states it; `own`: it brought it, if that is known."""

    fact_id: str
    mine: bool
    cells: tuple[object, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What is known about the row of that index: missing enterprises, facts of its group."""

    index: int
    missing: tuple[str, ...]
    standing: tuple[StandingFact, ...]


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with all its properties by name; a link has its two enterprises as `ends`."""

    label: str
    fact_id: str
    properties: Mapping[str, object]
    ends: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The change set that first brought it, if an undo restored it; else its own."""
        return str(self.properties.get("origin") or self.properties["change"])


async def look(
    transaction: Transaction, statement: str, packed: Sequence[object], **params: object
) -> tuple[Look, ...]:
    """Give packed rows to the graph and return what it knows about them.

    `statement` is `look_…` or `stage_…` of a family of facts; the latter has stored the rows of
    which it returns nothing.
    """
    records = await transaction.run(f"imports/{statement}", rows=packed, **params)
    return tuple(_look(record) for record in records)


async def record(
    transaction: Transaction, family: str, packed: Sequence[object], **params: object
) -> None:
    """Record packed rows as facts of the family."""
    await transaction.run(f"imports/record_{family}", rows=packed, **params)


async def mark(transaction: Transaction, family: str, marks: Sequence[object]) -> None:
    """Set properties on facts of the family."""
    await transaction.run(f"imports/mark_{family}", marks=marks)


async def confirm_said(
    transaction: Transaction, change: str, stated: Sequence[tuple[str, str]]
) -> None:
    """Note that the change set states facts about enterprises, given as code and id of the fact."""
    usccs, fact_ids = [uscc for uscc, _ in stated], [fact_id for _, fact_id in stated]
    await transaction.run("imports/confirm_said", change=change, usccs=usccs, fact_ids=fact_ids)


async def withdraw_brought(
    transaction: Transaction, undone: str, origin: str, change: str, at: datetime, *, batch: int
) -> tuple[StoredFact, ...]:
    """Withdraw some facts that another change set brought and that stand; return them.

    Only those that go back to the change set `origin`.
    """
    params: Mapping[str, object] = {
        "undone": undone,
        "origin": origin,
        "change": change,
        "at": at,
        "batch": batch,
    }
    records = await transaction.run("imports/withdraw_nodes", **params)
    records += await transaction.run("imports/withdraw_links", **params)
    return tuple(to_stored(record) for record in records)


async def withdraw_referenced(
    transaction: Transaction, reference: str, change: str, at: datetime, *, batch: int
) -> tuple[StoredFact, ...]:
    """Withdraw some published facts with the reference; return them."""
    records = await transaction.run(
        "imports/referenced", reference=reference, change=change, at=at, batch=batch
    )
    return tuple(to_stored(record) for record in records)


async def next_withdrawn(
    transaction: Transaction, undone: str, change: str, label: str, *, batch: int
) -> tuple[StoredFact, ...]:
    """Return some facts of a label that another change set withdrew, each once."""
    links = label in {"SUPPLIES", "OWNS"}
    statement = "imports/restorable_links" if links else "imports/restorable_nodes"
    records = await transaction.run(
        statement, undone=undone, change=change, label=label, batch=batch
    )
    return tuple(to_stored(record) for record in records)


async def brought_by(
    transaction: Transaction, fact_ids: Sequence[str]
) -> tuple[tuple[str, datetime], ...]:
    """Return the change sets that brought facts, with their publication, the latest first."""
    records = await transaction.run("imports/brought_by", fact_ids=list(fact_ids))
    return tuple((each["id"], to_instant(each["published_at"])) for each in records)


async def read_brought_by(graph: Graph, fact_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the same change sets outside a transaction."""
    records = await graph.read("imports/brought_by", fact_ids=list(fact_ids))
    return tuple(each["id"] for each in records)


def native_cells(cells: object) -> tuple[object, ...]:
    """Return cells with each DATE as Python's day."""
    return tuple(native(cell) for cell in cast("Sequence[object]", cells))


def native(cell: object) -> object:
    """Return a Cypher value with a DATE as Python's day."""
    day: date | object = cell.to_native() if isinstance(cell, Date) else cell
    return day


def _look(record: Row) -> Look:
    return Look(
        index=cast("int", record["index"]),
        missing=tuple(cast("list[str]", record["missing"])),
        standing=tuple(
            StandingFact(
                str(each["fact_id"]),
                bool(each["mine"]),
                native_cells(each["cells"]),
                bool(each.get("own", False)),
            )
            for each in cast("Sequence[Mapping[str, object]]", record["standing"])
        ),
    )


def to_stored(record: Row) -> StoredFact:
    """Return a fact with all its properties."""
    found = cast("Mapping[str, object]", record["fact"])
    properties = {name: native(value) for name, value in found.items()}
    ends = (str(found["start"]), str(found["end"])) if "start" in found else ()
    return StoredFact(str(record["label"]), str(found["fact_id"]), properties, ends)
