"""How far agencies have acknowledged what notifies them."""

from dataclasses import dataclass
from datetime import datetime

from neo4j import Record

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.decoding import words


@dataclass(frozen=True, slots=True)
class InboxMark:
    """The position up to which an inbox is acknowledged, 0 for not at all; when, and by whom."""

    acknowledged: int = 0
    at: datetime | None = None
    by: str | None = None


class Inboxes:
    """Reads and moves the marks."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def mark(self, agency: str) -> InboxMark:
        """Return how far an agency has come."""
        records = await self._graph.read("notifying/mark", agency=agency)
        return _mark(records[0]) if records else InboxMark()

    async def acknowledge(self, agency: str, up_to: int, at: datetime, by: str) -> InboxMark:
        """Move the mark of an agency forward, never back; return where it is."""
        records = await self._graph.write(
            "notifying/acknowledge", agency=agency, up_to=up_to, at=at, by=by
        )
        return _mark(records[0])

    async def waiting(self, agency: str, after: int, limit: int) -> int:
        """Count entries that notify an agency after a position, up to the limit."""
        records = await self._graph.read(
            "notifying/waiting", agency=agency, after=after, limit=limit
        )
        return int(records[0]["waiting"])


def _mark(record: Record) -> InboxMark:
    at = record["at"]
    return InboxMark(
        acknowledged=int(record["acknowledged"]),
        at=None if at is None else to_instant(at),
        by=words(record["by"]),
    )
