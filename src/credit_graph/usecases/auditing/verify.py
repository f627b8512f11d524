"""Reading the audit log again from its first entry on, and the facts that it commits to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from credit_graph.audit.checkpoint import TreeHead
from credit_graph.audit.entry import AuditEntry, StoredEntry
from credit_graph.audit.hash_tree import Hash, completed_by
from credit_graph.audit.verification import AuditFault, LogReading, fact_fault
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Graph
from credit_graph.message import Message

_PAGE = 500


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """What a verification found: how many entries, their root hash, the first fault or None."""

    entries: int
    root: Hash
    fault: AuditFault | None


async def verify_log(
    graph: Graph,
    *,
    checkpoint: TreeHead | None = None,
    facts: bool = True,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> AuditVerdict:
    """Verify everything up to the head as it is now; what is published meanwhile is left.

    With `facts` the facts that stand are compared with what was logged of them, too. `progress`
    gets the entries read and those to read.
    """
    head = await audit_log.read_frontier(graph)
    reading = LogReading(checkpoint)
    fault: AuditFault | None = None
    while fault is None and reading.frontier.size < head.size:
        start = reading.frontier.size
        page = await audit_log.read_entries(graph, start, min(_PAGE, head.size - start))
        if not page:
            break
        fault = await _page_fault(graph, reading, page)
        if fault is None:
            entries = [AuditEntry.read(each.data) for each in page]
            fault = await _change_fault(graph, entries)
            if fault is None and facts:
                fault = await _facts_fault(graph, reading, entries, page)
        progress(reading.frontier.size, head.size)
    if fault is None:
        fault = reading.finish(head)
    if fault is None:
        fault = await _unlogged(graph, head.size)
    return AuditVerdict(reading.frontier.size, reading.frontier.root(), fault)


async def _page_fault(
    graph: Graph, reading: LogReading, page: Sequence[StoredEntry]
) -> AuditFault | None:
    start = reading.frontier.size
    numbers = range(start, start + len(page))
    places = [place for number in numbers for place in completed_by(number)]
    kept = await audit_log.read_subtrees(graph, places)
    for stored in page:
        if fault := reading.add(stored, kept):
            return fault
    return None


async def _change_fault(graph: Graph, entries: Sequence[AuditEntry]) -> AuditFault | None:
    """Compare entries with the change sets that they are about."""
    stand = await audit_log.read_publications(graph, [each.change for each in entries])
    for entry in entries:
        if stand.get(entry.change) != entry.published_at:
            what = Message(
                "change set {change} is gone or shows since another instant", change=entry.change
            )
            return AuditFault(entry.number, what)
    return None


async def _facts_fault(
    graph: Graph,
    reading: LogReading,
    entries: Sequence[AuditEntry],
    page: Sequence[StoredEntry],
) -> AuditFault | None:
    for entry, stored in zip(entries, page, strict=True):
        if entry.bulk:
            continue
        brought, withdrawn = await audit_log.read_facts(graph, entry.change)
        if fault := fact_fault(entry, stored.salts, brought, withdrawn):
            return fault
        facts = (*brought.values(), *withdrawn.values())
        reading.erasures.read_facts(entry, stored.salts, facts)
    return None


async def _unlogged(graph: Graph, size: int) -> AuditFault | None:
    """Look for what shows although it was never logged, since the log began."""
    if not size:
        return None
    changes = await audit_log.read_unlogged(graph)
    return (
        AuditFault(
            size, Message("change set {changes} shows and was not logged", changes=changes[0])
        )
        if changes
        else None
    )
