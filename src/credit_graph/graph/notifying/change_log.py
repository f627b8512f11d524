"""The change log in the graph: an ordered log, written in the transactions that it is about.

An entry is appended while the transaction holds the lock of the change clock, so entries show in
the order of their numbers and a reader that goes on after the last one misses none.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from credit_graph.domain.eligibility.report import Verdict
from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin, LogEntry
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import Row, certain_day, day, rows, to_openness, words

if TYPE_CHECKING:
    from neo4j import Record

LARGEST_READ = 500
"""Entries that one read returns at most."""


async def append(transaction: Transaction, entry: DraftEntry, at: datetime) -> int | None:
    """Append an entry, published at the instant; return its number, or None if it tells nothing.

    The transaction must hold the lock of the change clock (`changes/tick`).
    """
    if not entry.notices:
        return None
    records = await transaction.run(
        "notifying/append",
        about={
            "at": at,
            "origin": entry.origin.value,
            "as_of": entry.as_of,
            "change": entry.change,
            "action": entry.action,
            "rules": entry.rules,
            "left_out_partners": entry.left_out_partners,
        },
        notices=[_stored(place, each) for place, each in enumerate(entry.notices)],
        agencies=list(entry.agencies),
    )
    return int(records[0]["sequence"])


class ChangeLog:
    """Reads the change log."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def length(self) -> int:
        """Return how many entries there are, which is the number of the last one."""
        records = await self._graph.read("notifying/head")
        return int(records[0]["length"]) if records else 0

    async def after(self, sequence: int, limit: int = LARGEST_READ) -> tuple[LogEntry, ...]:
        """Return the entries after one, in order."""
        records = await self._graph.read("notifying/entries_after", after=sequence, limit=limit)
        return tuple(map(_entry, records))

    async def to_agency(self, agency: str, sequence: int, limit: int) -> tuple[LogEntry, ...]:
        """Return the entries after one that notify an agency, whole, in order."""
        records = await self._graph.read(
            "notifying/inbox_after", agency=agency, after=sequence, limit=limit
        )
        return tuple(map(_entry, records))


def _stored(place: int, notice: ChangeNotice) -> Mapping[str, object]:
    return {
        "place": place,
        "kind": notice.kind.value,
        "agencies": list(notice.agencies),
        "flows": list(notice.flows),
        "measures": list(notice.measures),
        "uscc": notice.uscc,
        "region": notice.region,
        "before": None if notice.before is None else notice.before.name,
        "after": None if notice.after is None else notice.after.name,
        "register": notice.register,
        "level": notice.level,
        "subject": notice.subject,
        "fact": notice.fact,
        "outcome": None if notice.outcome is None else notice.outcome.value,
        "day": notice.day,
        "facts": notice.facts,
        "keeper": notice.keeper,
        "openness": None if notice.openness is None else notice.openness.value,
    }


def _entry(record: "Record") -> LogEntry:
    about = cast("Mapping[str, Any]", record["entry"])
    return LogEntry(
        sequence=int(about["sequence"]),
        at=to_instant(about["at"]),
        draft=DraftEntry(
            origin=EntryOrigin(about["origin"]),
            as_of=certain_day(about["as_of"]),
            notices=tuple(map(_notice, rows(record["notices"]))),
            change=words(about.get("change")),
            action=words(about.get("action")),
            rules=words(about.get("rules")),
            left_out_partners=int(about["left_out_partners"]),
        ),
    )


def _notice(row: Row) -> ChangeNotice:
    kept = cast("Mapping[str, Any]", row)
    before, after, outcome = kept.get("before"), kept.get("after"), kept.get("outcome")
    return ChangeNotice(
        kind=NoticeKind(kept["kind"]),
        agencies=tuple(kept["agencies"]),
        flows=tuple(kept["flows"]),
        uscc=kept.get("uscc"),
        region=kept.get("region"),
        measures=tuple(kept["measures"]),
        before=None if before is None else Verdict[before],
        after=None if after is None else Verdict[after],
        register=kept.get("register"),
        level=kept.get("level"),
        subject=kept.get("subject"),
        fact=kept.get("fact"),
        outcome=None if outcome is None else RecordingOutcome(outcome),
        day=day(kept.get("day")),
        facts=kept.get("facts"),
        keeper=kept.get("keeper"),
        openness=to_openness(kept.get("openness")),
    )
