"""Change sets: what makes facts visible is kept once per import or mutation, not per fact.

While a change set is not published, readers leave out what it brought and keep what it withdrew
(docs/model.md, "Time"); publishing is one write on one node. Instants of publication never repeat
and never go back, whatever the clocks of the processes say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from neo4j import Record

from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.notifying import bulk_summary
from credit_graph.message import Message

# One after the other until nothing is left, so that a killed run can begin again anywhere:
# the change set's node hides the rest until the end.
_UNDOING = (
    "changes/restore_nodes",
    "changes/restore_links",
    "changes/take_links",
    "changes/take_nodes",
)


@dataclass(frozen=True, slots=True)
class BegunChange:
    """A change set to begin: `at` becomes `recorded_at` of its facts."""

    id: str
    kind: ChangeSetKind
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A change set as stored; `published_at` is None until it shows."""

    id: str
    kind: ChangeSetKind
    source: str
    started_at: datetime
    published_at: datetime | None
    abandoned: bool


async def publish_change_set(
    graph: Graph, change_id: str, *, now: datetime, notified: Sequence[str] = ()
) -> datetime:
    """Show the change set and return the instant since which it shows.

    That is `now`, or the first microsecond after the latest publication if that is later.
    Publishing twice changes nothing. `notified` are the agencies that get a summary of it. Raises
    `UnknownCodeError` for none, or an abandoned one.
    """

    async def work(transaction: Transaction) -> datetime:
        return await publish(transaction, change_id, now=now, notified=notified)

    timeout_s = graph.limits.journal_s
    return await graph.transact(work, label="changes/publish", timeout_s=timeout_s)


async def abandon_change_set(
    graph: Graph, change_id: str, *, now: datetime, batch: int = 5_000
) -> int:
    """Undo a change set that was never published; return how many facts were touched.

    What it withdrew stands again and what it brought is gone. Killed midway, the same call goes
    on. Raises `BadArgumentError` if it was published or does not exist.
    """
    if not await graph.write("changes/condemn", id=change_id, now=now):
        raise BadArgumentError(
            argument=Message("change set {id}", id=change_id),
            why=Message("it was published, or there is none"),
            fix=Message("Retract its facts instead."),
        )
    touched = 0
    for name in _UNDOING:
        while done := await _undo_some(graph, name, change_id, batch):
            touched += done
    await graph.write("changes/forget", id=change_id)
    return touched


async def latest_publication(graph: Graph) -> datetime | None:
    """Return the latest instant at which anything was published.

    A reader that takes it as its `knownAt` gets the same answer for ever: every later
    publication has a later instant.
    """
    records = await graph.read("changes/latest")
    return to_instant(records[0]["instant"]) if records else None


async def begin(transaction: Transaction, change: BegunChange) -> ChangeSet:
    """Begin a change set inside a transaction that does more."""
    records = await transaction.run(
        "changes/open",
        id=change.id,
        kind=change.kind.value,
        source=change.source,
        started_at=change.at,
    )
    return _change_set(records[0])


async def publish(
    transaction: Transaction, change_id: str, *, now: datetime, notified: Sequence[str] = ()
) -> datetime:
    """Publish inside a transaction that does more; its commit is the publication.

    The audit log and the change log get their entries in the same transaction, unless it was
    published before.
    """
    instant = await tick(transaction, now=now)
    records = await transaction.run("changes/publish", id=change_id, instant=instant)
    if not records:
        raise UnknownCodeError(noun="change set", given=change_id)
    published_at = to_instant(records[0]["published_at"])
    if published_at == instant:
        await audit_log.append(transaction, change_id, instant)
        await bulk_summary.append(transaction, change_id, instant, notified)
    return published_at


async def tick(transaction: Transaction, *, now: datetime) -> datetime:
    """Return an instant later than any other's, and let nobody else publish until the end."""
    records = await transaction.run("changes/tick", now=now)
    return to_instant(records[0]["instant"])


def _change_set(record: Record) -> ChangeSet:
    published_at = record["published_at"]
    return ChangeSet(
        id=record["id"],
        kind=ChangeSetKind(record["kind"]),
        source=record["source"],
        started_at=to_instant(record["started_at"]),
        published_at=None if published_at is None else to_instant(published_at),
        abandoned=record["abandoned"],
    )


async def _undo_some(graph: Graph, name: str, change_id: str, batch: int) -> int:
    records = await graph.write(name, change=change_id, batch=batch, timeout_s=graph.limits.stage_s)
    return int(records[0]["done"])
