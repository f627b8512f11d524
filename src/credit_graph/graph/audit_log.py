"""The audit log in the graph: one entry per published change set, its tree and its salts.

Appending happens in the transaction that publishes, which holds the lock of the change clock: the
order of entries is that of publication, and no change set shows without its entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from neo4j import Record
from neo4j.time import Date, DateTime

from credit_graph.audit.entry import AuditEntry, SaltedFact, StoredEntry, commitments, new_salt
from credit_graph.audit.hash_tree import HASH_SIZE, Frontier, Hash, SubtreePlace
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import words

COMMITTED_FACTS = 1_000
"""Facts of a change set that are committed to one by one; beyond, its files are."""

_LEVEL = 1 << 48  # no log has so many leaves, so that level and index fit one integer


async def append(transaction: Transaction, change_id: str, instant: datetime) -> None:
    """Append the entry of a change set that this transaction publishes at the instant."""
    opened = (await transaction.run("audit/open_entry", change=change_id))[0]
    frontier = _frontier(opened)
    brought, withdrawn = await _facts(transaction, change_id)
    bulk = len(brought) > COMMITTED_FACTS or len(withdrawn) > COMMITTED_FACTS
    salts = {} if bulk else {each.fact_id: each.salt for each in (*brought, *withdrawn)}
    about = opened["about"]
    entry = AuditEntry(
        number=frontier.size,
        change=change_id,
        kind=about["kind"],
        source=about["source"],
        started_at=to_instant(about["started_at"]).isoformat(),
        published_at=instant.astimezone(UTC).isoformat(),
        action=words(about.get("action")),
        author=words(about.get("subject")),
        agency=words(about.get("agency")),
        reason=words(about.get("reason")),
        digest=words(about.get("digest")),
        bulk=bulk,
        brought=() if bulk else commitments(brought),
        withdrew=() if bulk else commitments(withdrawn),
        uscc=words(about.get("erased")),
        erases=tuple(about.get("erases", ())),
    )
    after, completed = frontier.append(entry.leaf())
    await transaction.run(
        "audit/append",
        number=entry.number,
        change=change_id,
        data=entry.data(),
        kind=entry.kind,
        author=entry.author,
        agency=entry.agency,
        at=instant,
        peaks=b"".join(after.peaks),
        subtrees=[{"place": _stored(place), "hash": each} for place, each in completed],
        salts=[{"fact_id": name, "salt": salt} for name, salt in salts.items()],
    )


async def read_frontier(graph: Graph) -> Frontier:
    """Return the head of the log as it is kept; an empty one if nothing was ever logged."""
    records = await graph.read("audit/head")
    return _frontier(records[0]) if records else Frontier(0, ())


async def read_subtrees(
    graph: Graph, places: Iterable[SubtreePlace]
) -> Mapping[SubtreePlace, Hash]:
    """Return the hashes kept at places; one that is missing is left out."""
    by_number = {_stored(place): place for place in places}
    records = await graph.read("audit/subtrees", places=list(by_number))
    return {by_number[each["place"]]: bytes(each["hash"]) for each in records}


async def read_entries(graph: Graph, start: int, limit: int) -> tuple[StoredEntry, ...]:
    """Return entries from a number on, in order."""
    records = await graph.read(
        "audit/entries", start=start, limit=limit, timeout_s=graph.limits.journal_s
    )
    return tuple(map(_entry, records))


async def read_entry_of(graph: Graph, change_id: str) -> StoredEntry | None:
    """Return the entry of a change set, or None if it has none."""
    records = await graph.read("audit/entry_of", change=change_id)
    return _entry(records[0]) if records else None


async def read_publications(graph: Graph, change_ids: Sequence[str]) -> Mapping[str, str]:
    """Return since when change sets show, in ISO 8601; one that is gone is left out."""
    records = await graph.read("audit/publications", change_ids=list(change_ids))
    return {each["id"]: to_instant(each["published_at"]).isoformat() for each in records}


async def read_unlogged(graph: Graph) -> tuple[str, ...]:
    """Return some change sets that show, began to when there was a log, and are not in it."""
    records = await graph.read("audit/unlogged", timeout_s=graph.limits.journal_s)
    return tuple(each["id"] for each in records)


async def read_facts(
    graph: Graph, change_id: str
) -> tuple[Mapping[str, SaltedFact], Mapping[str, SaltedFact]]:
    """Return the facts that a change set brought and withdrew, by id, without their salts.

    At most `COMMITTED_FACTS` of either; an entry in bulk commits to none.
    """
    records = await graph.read(
        "audit/facts_of",
        change=change_id,
        limit=COMMITTED_FACTS + 1,
        timeout_s=graph.limits.journal_s,
    )
    brought, withdrawn = _split(records, salt=b"\0")
    return ({each.fact_id: each for each in brought}, {each.fact_id: each for each in withdrawn})


async def _facts(
    transaction: Transaction, change_id: str
) -> tuple[tuple[SaltedFact, ...], tuple[SaltedFact, ...]]:
    records = await transaction.run("audit/facts_of", change=change_id, limit=COMMITTED_FACTS + 1)
    return _split(records, salt=None)


def _split(
    records: Sequence[Record], *, salt: bytes | None
) -> tuple[tuple[SaltedFact, ...], tuple[SaltedFact, ...]]:
    facts: tuple[list[SaltedFact], list[SaltedFact]] = ([], [])
    salts: dict[str, bytes] = {}  # one for a fact, also if it was brought and withdrawn at once
    for each in records:
        fact = {name: _plain(value) for name, value in each["fact"].items()}
        its = salts.setdefault(str(fact["fact_id"]), salt or new_salt())
        facts[each["withdrawn"]].append(SaltedFact.of(each["kind"], fact, its))
    return tuple(facts[0]), tuple(facts[1])


def _plain(value: object) -> object:
    if isinstance(value, DateTime):
        return to_instant(value)
    return value.to_native() if isinstance(value, Date) else value


def _frontier(record: Record) -> Frontier:
    peaks = bytes(record["peaks"] or b"")
    starts = range(0, len(peaks), HASH_SIZE)
    return Frontier(record["size"], tuple(peaks[at : at + HASH_SIZE] for at in starts))


def _entry(record: Record) -> StoredEntry:
    salts = cast("list[Mapping[str, object]]", record["salts"])
    return StoredEntry(
        number=record["number"],
        change=record["change"],
        data=record["data"],
        salts={str(each["fact_id"]): bytes(cast("bytes", each["salt"])) for each in salts},
        found_by=(words(record["kind"]), words(record["author"]), words(record["agency"])),
    )


def leaves_up_to(stored: int) -> int:
    """Return how many entries the log has when the subtree at a stored place is complete."""
    level, position = divmod(stored, _LEVEL)
    return (position + 1) << level


def _stored(place: SubtreePlace) -> int:
    return place.level * _LEVEL + place.position
