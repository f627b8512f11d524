"""Records beside the audit log, in the graph: who read which enterprise, and what was refused."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from credit_graph.audit.query import RecordQuery
from credit_graph.audit.records import LAST_ID, AccessRecord, Asker, RefusedAttempt, instant_id
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.decoding import words

_PRUNED_AT_ONCE = 5_000


class AccessRecords:
    """Keeps and reads records of access. Every method but `prune` is one round trip."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def put(self, records: Sequence[AccessRecord]) -> None:
        """Keep records; one that is kept already changes nothing."""
        rows = [
            {
                **_common(each),
                "question": each.question,
                "operation": each.operation,
            }
            for each in records
        ]
        await self._graph.write("access/put", rows=rows)

    async def page(
        self, query: RecordQuery, before: str | None, limit: int
    ) -> tuple[AccessRecord, ...]:
        """Return up to `limit` records with ids below `before`, the latest first."""
        found = await self._graph.read(
            f"access/page{_suffix(query)}", **_asked(query, before, limit)
        )
        return tuple(_access(each["record"]) for each in found)

    async def prune(self, before: datetime) -> int:
        """Delete the records of before the instant; return how many."""
        return await _pruned(self._graph, "access/prune", before)


class RefusedAttempts:
    """Keeps and reads refused attempts. Every method but `prune` is one round trip."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def put(self, records: Sequence[RefusedAttempt]) -> None:
        """Keep attempts; one that is kept already changes nothing."""
        rows = [
            {
                **_common(each),
                "action": each.action,
                "refusal": each.refusal,
                "message": each.message,
                "key": each.key,
            }
            for each in records
        ]
        await self._graph.write("refusals/put", rows=rows)

    async def page(
        self, query: RecordQuery, before: str | None, limit: int
    ) -> tuple[RefusedAttempt, ...]:
        """Return up to `limit` attempts with ids below `before`, the latest first."""
        found = await self._graph.read("refusals/page", **_asked(query, before, limit))
        return tuple(_refused(each["record"]) for each in found)

    async def prune(self, before: datetime) -> int:
        """Delete the attempts of before the instant; return how many."""
        return await _pruned(self._graph, "refusals/prune", before)


async def _pruned(graph: Graph, statement: str, before: datetime) -> int:
    total = 0
    while True:
        (record,) = await graph.write(statement, before=instant_id(before), batch=_PRUNED_AT_ONCE)
        done = int(record["done"])
        total += done
        if done < _PRUNED_AT_ONCE:
            return total


def _common(record: AccessRecord | RefusedAttempt) -> dict[str, object]:
    asker = record.asker
    found: dict[str, object] = {
        "id": record.id,
        "at": record.at,
        "uscc": record.uscc,
        "lost": record.lost,
    }
    if asker is not None:
        found |= {
            "subject": asker.subject,
            "kind": asker.kind,
            "agency": asker.agency,
            "token_id": asker.token_id,
        }
    return found


def _asked(query: RecordQuery, before: str | None, limit: int) -> Mapping[str, Any]:
    begin, end = query.days.begin, query.days.end
    last = LAST_ID if end is None else instant_id(end)
    return {
        "start": "" if begin is None else instant_id(begin),
        "before": last if before is None else min(before, last),
        "uscc": query.uscc,
        "subject": query.subject,
        "agency": query.agency,
        "limit": limit,
    }


def _suffix(query: RecordQuery) -> str:
    """Return the suffix of the statement that walks the narrowest index."""
    if query.uscc is not None:
        return "_by_uscc"
    if query.subject is not None:
        return "_by_subject"
    return "" if query.agency is None else "_by_agency"


def _asker(row: Mapping[str, object]) -> Asker | None:
    if row.get("subject") is None:
        return None
    return Asker(
        str(row["subject"]), str(row["kind"]), words(row.get("agency")), words(row.get("token_id"))
    )


def _access(row: Mapping[str, object]) -> AccessRecord:
    return AccessRecord(
        id=str(row["id"]),
        at=to_instant(cast("Any", row["at"])),
        asker=_asker(row),
        question=words(row.get("question")),
        operation=words(row.get("operation")),
        uscc=words(row.get("uscc")),
        lost=int(cast("int", row["lost"])),
    )


def _refused(row: Mapping[str, object]) -> RefusedAttempt:
    return RefusedAttempt(
        id=str(row["id"]),
        at=to_instant(cast("Any", row["at"])),
        asker=_asker(row),
        action=words(row.get("action")),
        refusal=words(row.get("refusal")),
        message=words(row.get("message")),
        uscc=words(row.get("uscc")),
        key=words(row.get("key")),
        lost=int(cast("int", row["lost"])),
    )
