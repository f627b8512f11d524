"""Objections to facts, raised and answered by change sets of their own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from credit_graph.domain.authority.objection import Objection, ObjectionState
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import Row, rows
from credit_graph.graph.histories import to_authorship

if TYPE_CHECKING:
    from neo4j.time import DateTime


class Objections:
    """Reads objections. Every method is one round trip."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def to_facts(
        self, _: None, fact_ids: Sequence[str], known_at: datetime
    ) -> Mapping[str, tuple[Objection, ...]]:
        """Return the objections to facts as known at the instant, the earliest first."""
        records = await self._graph.read(
            "recording/objections", keys=list(fact_ids), known_at=known_at
        )
        return {
            str(each["key"]): tuple(map(_objection, rows(each["objections"]))) for each in records
        }


async def objection_by_id(
    graph: Graph | Transaction, objection_id: str, known_at: datetime
) -> Objection | None:
    """Return an objection as known at the instant, or None."""
    records = await graph.read("recording/objection", id=objection_id, known_at=known_at)
    return _objection(records[0]) if records else None


async def raise_objection(transaction: Transaction, change: str, fact_id: str) -> None:
    """Object to a fact; the objection has the id of the change set."""
    await transaction.run("recording/raise_objection", change=change, fact_id=fact_id)


async def answer_objection(
    transaction: Transaction, objection_id: str, change: str, state: ObjectionState
) -> bool:
    """Answer an objection; False if it is answered already."""
    return bool(
        await transaction.run(
            "recording/answer_objection", id=objection_id, change=change, state=state.value
        )
    )


def _objection(row: Row) -> Objection:
    answered_at = cast("Any", row["answered_at"])
    return Objection(
        id=str(row["id"]),
        fact_id=str(row["fact_id"]),
        state=ObjectionState(str(row["state"])),
        raised_at=to_instant(cast("DateTime", row["raised_at"])),
        raised_by=to_authorship(row["raised_by"]),
        answered_at=None if answered_at is None else to_instant(answered_at),
        answered_by=None if row["answered_by"] is None else to_authorship(row["answered_by"]),
    )
