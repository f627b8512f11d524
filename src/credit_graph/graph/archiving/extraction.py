"""Reads a graph page by page as of one instant of publication, while others go on publishing.

The instant is taken under the lock of the change clock, held for one short transaction. From then
on everything is read by key, without any lock: what was published later is left out, and what it
withdrew stands. Whether a change set was published by the instant never changes again, so it does
not matter when a page is read.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from neo4j import Record
from neo4j.time import DateTime

from credit_graph.audit.hash_tree import HASH_SIZE
from credit_graph.graph.archiving.rows import ArchivedRow, Values
from credit_graph.graph.archiving.sections import ArchiveSection, Belonging
from credit_graph.graph.audit_log import leaves_up_to
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction

# What a later change set sets on a fact or change set, with what comes with it.
_SET_BY: Final = {
    "retracted_by": ("retracted_at",),
    "confirmed_by": (),
    "restored_by": (),
    "undone_by": (),
    "answered_by": (),
}


@dataclass(frozen=True, slots=True)
class ArchivedInstant:
    """Up to where everything is published: at which instant, and how long both logs are.

    `at` is None for a database in which nothing ever was; `peaks` are the audit log's; `days` how
    far the days are worked out, or None.
    """

    at: datetime | None
    entries: int
    peaks: bytes
    notices: int
    days: Values | None


async def take_instant(graph: Graph) -> ArchivedInstant:
    """Take the instant of the latest publication, while nobody publishes."""

    async def work(transaction: Transaction) -> Record:
        return (await transaction.run("archive/instant"))[0]

    found = await graph.transact(work, label="archive/instant", timeout_s=graph.limits.journal_s)
    at, peaks = found["at"], bytes(found["peaks"] or b"")
    if len(peaks) % HASH_SIZE:
        message = "the head of the audit log is torn"
        raise ValueError(message)
    return ArchivedInstant(
        at=None if at is None else to_instant(at),
        entries=found["entries"],
        peaks=peaks,
        notices=found["notices"],
        days=found["days"],
    )


class SectionReader:
    """Reads the sections of a graph as of an instant."""

    def __init__(self, graph: Graph, instant: ArchivedInstant) -> None:
        self._graph = graph
        self._instant = instant

    async def pages(self, section: ArchiveSection) -> AsyncIterator[tuple[ArchivedRow, ...]]:
        """Give the rows of a section in the order of their keys; no page is empty."""
        after = section.first
        while records := await self._graph.read(
            section.statement,
            after=list(after) if isinstance(after, tuple) else after,
            limit=section.at_once,
            timeout_s=self._graph.limits.stage_s,
        ):
            key = records[-1]["key"]
            after = tuple(key) if isinstance(key, list) else key
            if page := await self._kept(section.rule, records):
                yield page

    async def _kept(self, rule: Belonging, records: Sequence[Record]) -> tuple[ArchivedRow, ...]:
        found = [(each, cast("dict[str, object]", dict(each["row"]))) for each in records]
        shown = await self._shown([row for _, row in found], rule)
        kept = ((each, self._as_of(rule, row, shown)) for each, row in found)
        return tuple(_archived(each, row) for each, row in kept if row is not None)

    async def _shown(self, rows: Sequence[Values], rule: Belonging) -> frozenset[object]:
        """Return those of the change sets that rows name that were published by the instant."""
        if rule not in (Belonging.CHANGE_SET, Belonging.BROUGHT):
            return frozenset()
        named = {row[name] for row in rows for name in ("change", *_SET_BY) if row.get(name)}
        named |= {row["id"] for row in rows if rule is Belonging.CHANGE_SET}
        records = await self._graph.read("audit/publications", change_ids=list(named))
        return frozenset(each["id"] for each in records if self._by_then(each["published_at"]))

    def _by_then(self, published_at: DateTime) -> bool:
        return self._instant.at is not None and to_instant(published_at) <= self._instant.at

    def _as_of(
        self, rule: Belonging, row: dict[str, object], shown: frozenset[object]
    ) -> Values | None:
        """Return a row as it was at the instant; None if there was none."""
        if rule in (Belonging.CHANGE_SET, Belonging.BROUGHT):
            brought = row["id"] if rule is Belonging.CHANGE_SET else row["change"]
            return _without_later(row, shown) if brought in shown else None
        instant = self._instant
        number = _number(row)
        belongs: Mapping[Belonging, bool] = {
            Belonging.ALWAYS: True,
            Belonging.ENTRY: number < instant.entries,
            Belonging.NOTICE: number <= instant.notices,
            Belonging.SUBTREE: leaves_up_to(number) <= instant.entries,
            Belonging.INBOX: True,
        }
        if rule is Belonging.INBOX:
            row["acknowledged"] = min(cast("int", row["acknowledged"]), instant.notices)
        return row if belongs[rule] else None


def _number(row: Values) -> int:
    """Return the number by which a row stands in one of the logs; 0 if in none."""
    return next((cast("int", row[key]) for key in ("number", "sequence", "place") if key in row), 0)


def _without_later(row: dict[str, object], shown: frozenset[object]) -> Values:
    for name, others in _SET_BY.items():
        if row.get(name) and row[name] not in shown:
            for each in (name, *others):
                row.pop(each, None)
            if name == "answered_by":
                row["state"] = "open"
    return row


def _archived(record: Record, row: Values) -> ArchivedRow:
    values = {name: value for name, value in row.items() if value is not None}
    ends = (str(values.pop("start")), str(values.pop("end"))) if "start" in values else None
    return ArchivedRow(
        values=values,
        labels=tuple(record.get("labels") or ()),
        parts=tuple(record.get("parts") or ()),
        ends=ends,
    )
