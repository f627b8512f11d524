"""Pages of the audit log by what is asked of it, the latest entry first."""

from datetime import UTC, datetime
from typing import Any

from credit_graph.audit.entry import AuditEntry
from credit_graph.audit.query import Days, EntryQuery
from credit_graph.graph.database.connection import Graph

_BEYOND = 1 << 53  # no log has so many entries
_NEVER = datetime(9999, 12, 31, tzinfo=UTC)
_ALWAYS = datetime(1, 1, 2, tzinfo=UTC)


async def read_page(
    graph: Graph, query: EntryQuery, before: int | None, limit: int
) -> tuple[AuditEntry, ...]:
    """Return up to `limit` entries with numbers below `before`, the latest first.

    One round trip, and one more where days are asked for.
    """
    start, end = await _range(graph, query.days)
    asked: dict[str, Any] = {
        "start": start,
        "before": end if before is None else min(before, end),
        "kind": query.kind,
        "author": query.author,
        "agency": query.agency,
        "limit": limit,
    }
    if query.uscc is not None:
        asked["uscc"] = query.uscc
    records = await graph.read(f"audit/page{_suffix(query)}", **asked)
    return tuple(AuditEntry.read(each["data"]) for each in records)


def _suffix(query: EntryQuery) -> str:
    """Return the suffix of the statement that walks the narrowest index."""
    if query.uscc is not None:
        return "_by_enterprise"
    if query.author is not None:
        return "_by_author"
    if query.agency is not None:
        return "_by_agency"
    return "" if query.kind is None else "_by_kind"


async def _range(graph: Graph, days: Days) -> tuple[int, int]:
    """Return the first number of the days, and the first after them."""
    begin, end = days.begin, days.end
    if begin is None and end is None:
        return 0, _BEYOND
    (record,) = await graph.read("audit/range", begin=begin or _ALWAYS, end=end or _NEVER)
    start, before = record["start"], record["before"]
    return (_BEYOND if start is None else start), (_BEYOND if before is None else before)
