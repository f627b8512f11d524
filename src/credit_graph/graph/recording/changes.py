"""Single changes: a change set that is opened, filled and published in one transaction.

Its id comes from the idempotency key, so that the change set is the record of the key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from credit_graph.domain.facts.history import PastFact
from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.graph import audit_log
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import Row, certain_day, day, rows, words
from credit_graph.graph.histories import to_past_fact
from credit_graph.graph.imports.facts import StoredFact, to_stored

if TYPE_CHECKING:
    from neo4j import Record


@dataclass(frozen=True, slots=True)
class Opening:
    """A change set to open: `id` from its key, `digest` of all that was asked.

    `source` is who states its facts where they do not say so themselves.
    """

    id: str
    key: str
    digest: str
    action: str
    subject: str
    agency: str | None
    reason: str | None
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RegisteredPlace:
    """The region of a registration that stands, and the days on which it is the one to look at."""

    region: str
    shown_from: date | None
    shown_to: date | None

    def is_shown(self, on: date) -> bool:
        """Tell whether it is the one to look at on the day."""
        begun = self.shown_from is None or self.shown_from <= on
        return begun and (self.shown_to is None or on < self.shown_to)


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands under the id, and where the enterprises are registered.

    `published_at` is None for a change set that has just been begun.
    """

    digest: str
    action: str
    published_at: datetime | None
    places: Mapping[str, tuple[RegisteredPlace, ...]]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a change: which facts it brought or withdrew, of which enterprises.

    `effective_on` is the day from which it shows, `rules` the version by which it was weighed.
    """

    outcome: RecordingOutcome
    facts: tuple[str, ...]
    usccs: tuple[str, ...]
    effective_on: date
    rules: str

    def properties(self) -> Mapping[str, object]:
        """Return what is stored of it."""
        return {
            "outcome": self.outcome.value,
            "facts": list(self.facts),
            "usccs": list(self.usccs),
            "effective_on": self.effective_on,
            "rules": self.rules,
        }


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change set that is published, with what came of it."""

    id: str
    digest: str
    action: str
    published_at: datetime
    made: Made


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact with the enterprise that it is about; None for a submission."""

    uscc: str | None
    fact: PastFact


async def open_recording(
    transaction: Transaction, opening: Opening, usccs: Iterable[str]
) -> Opened:
    """Begin a change set or return the one of that id; lock it and the enterprises."""
    record = await _opened(transaction, opening, usccs)
    if not record["is_there"]:
        # An earlier request with the key was refused, and its announcement just withdrawn.
        record = await _opened(transaction, opening, usccs)
    published_at = record["published_at"]
    return Opened(
        digest=str(record["digest"]),
        action=str(record["action"]),
        published_at=None if published_at is None else to_instant(published_at),
        places=_places(record["places"]),
    )


async def _opened(transaction: Transaction, opening: Opening, usccs: Iterable[str]) -> "Record":
    (record,) = await transaction.run(
        "recording/open",
        id=opening.id,
        at=opening.at,
        about={
            "source": opening.source,
            "subject": opening.subject,
            "agency": opening.agency,
            "action": opening.action,
            "reason": opening.reason,
            "digest": opening.digest,
            "key": opening.key,
        },
        # All in one order, so that two changes wait for each other and not crosswise.
        usccs=sorted(set(usccs)),
    )
    return record


async def places_of(
    transaction: Transaction, usccs: Iterable[str]
) -> Mapping[str, tuple[RegisteredPlace, ...]]:
    """Return where enterprises are registered, without a lock; unknown ones are left out."""
    (record,) = await transaction.run("recording/places", usccs=sorted(usccs))
    return _places(record["places"])


async def publish_recording(
    transaction: Transaction, change: str, made: Made, now: datetime
) -> tuple[datetime, tuple[str, ...]]:
    """Publish at the commit, with an entry in the audit log.

    Returns since when it shows, and the imports that are unfinished; if there are any the
    transaction must not be committed.
    """
    (record,) = await transaction.run(
        "recording/publish", id=change, now=now, outcome=made.properties()
    )
    instant, unfinished = to_instant(record["published_at"]), tuple(record["unfinished"])
    if not unfinished:
        await audit_log.append(transaction, change, instant)
    return instant, unfinished


async def recorded_change(graph: Graph | Transaction, change: str) -> RecordedChange | None:
    """Return the published change set of an id, or None."""
    return _one(await graph.read("recording/recorded", id=change))


async def suppose_recording(
    transaction: Transaction, change: str, made: Made, now: datetime
) -> tuple[datetime, tuple[str, ...]]:
    """Have a change set show inside a transaction that is not committed; return as above."""
    (record,) = await transaction.run(
        "recording/suppose", id=change, now=now, outcome=made.properties()
    )
    return to_instant(record["published_at"]), tuple(record["unfinished"])


async def standing_fact(transaction: Transaction, fact_id: str) -> StoredFact | None:
    """Return the fact of an id if it stands."""
    found = await stored_fact(transaction, fact_id)
    return found if found is not None and stands(found) else None


def stands(fact: StoredFact) -> bool:
    """Tell whether nobody has withdrawn a fact."""
    return fact.properties.get("retracted_by") is None


async def stored_fact(transaction: Transaction, fact_id: str) -> StoredFact | None:
    """Return the fact of an id, withdrawn or not."""
    records = await transaction.run("recording/stored_fact", fact_id=fact_id)
    return to_stored(records[0]) if records else None


async def facts_by_id(
    graph: Graph | Transaction, fact_ids: Sequence[str], known_at: datetime
) -> tuple[NamedFact, ...]:
    """Return the facts of these ids that were published by the instant, in the ids' order."""
    records = await graph.read("recording/facts_by_id", fact_ids=list(fact_ids), known_at=known_at)
    found = {str(each["fact_id"]): each for each in records}
    return tuple(
        NamedFact(words(found[each]["uscc"]), to_past_fact(found[each]))
        for each in fact_ids
        if each in found
    )


async def partners_of(
    graph: Graph | Transaction, usccs: Sequence[str], known_at: datetime, limit: int
) -> tuple[int, tuple[str, ...]]:
    """Return how many direct partners enterprises have, and the first of them by their codes."""
    (record,) = await graph.read(
        "recording/partners", usccs=list(usccs), known_at=known_at, limit=limit
    )
    return int(record["partners"]), tuple(record["first"])


def _places(found: object) -> Mapping[str, tuple[RegisteredPlace, ...]]:
    places: dict[str, list[RegisteredPlace]] = {}
    for uscc, region, shown_from, shown_to in cast("list[list[Any]]", found):
        places.setdefault(uscc, []).append(RegisteredPlace(region, day(shown_from), day(shown_to)))
    return {uscc: tuple(each) for uscc, each in places.items()}


def _one(records: "Sequence[Record]") -> RecordedChange | None:
    if not records:
        return None
    row: Row = records[0]
    made = Made(
        outcome=RecordingOutcome(str(row["outcome"])),
        facts=tuple(map(str, rows(row["facts"]))),
        usccs=tuple(map(str, rows(row["usccs"]))),
        effective_on=certain_day(row["effective_on"]),
        rules=str(row["rules"]),
    )
    return RecordedChange(
        id=str(row["id"]),
        digest=str(row["digest"]),
        action=str(row["action"]),
        published_at=to_instant(cast("Any", row["published_at"])),
        made=made,
    )
