"""Withdraw whatever rests on one reference: a document that was cancelled, a case in error."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from credit_graph.graph.change_sets import Change, ChangeKind, begin, publish
from credit_graph.graph.connection import Graph
from credit_graph.graph.transaction import Transaction

_DEADLINE_S = 60.0


@dataclass(frozen=True, slots=True)
class Retraction:
    """How many facts were withdrawn, by label, and since when that shows: None if none were."""

    withdrawn: Mapping[str, int]
    published_at: datetime | None


async def retract_reference(
    graph: Graph, reference: str, *, source: str, now: Callable[[], datetime]
) -> Retraction:
    """Withdraw every rating, list entry and violation with the reference, in one change set.

    What was known before stays known as it was. Facts of an unfinished import are not touched.
    """
    at = now()
    digest = hashlib.sha256(f"{reference} {source} {at.isoformat()}".encode()).hexdigest()
    change = Change(f"retract-{digest[:16]}", ChangeKind.MUTATION, source, at)

    async def work(transaction: Transaction) -> Retraction:
        records = await transaction.run(
            "imports/retract", reference=reference, change=change.id, at=at
        )
        if not records:
            return Retraction({}, None)
        await begin(transaction, change)
        published_at = await publish(transaction, change.id, now=at)
        return Retraction({each["label"]: each["count"] for each in records}, published_at)

    return await graph.transact(work, label="imports/retract", timeout_s=_DEADLINE_S)
