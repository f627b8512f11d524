"""Histories of enterprises: every fact ever published, the latest first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import cast

from credit_graph.domain.authority.authorship import Authorship
from credit_graph.domain.facts.history import (
    Detail,
    FactKind,
    HistoryCount,
    HistoryPage,
    PastFact,
)
from credit_graph.domain.facts.record import Origin
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import Row, day, instant, rows, to_openness, words

_AFTER_ALL_IDS = "~"  # fact ids are hexadecimal

_KINDS = {
    "Registration": FactKind.REGISTRATION,
    "Rating": FactKind.RATING,
    "ListEntry": FactKind.LIST_ENTRY,
    "Statement": FactKind.STATEMENT,
    "Commitment": FactKind.COMMITMENT,
    "Violation": FactKind.VIOLATION,
    "MeasureUse": FactKind.MEASURE_USE,
    "Submission": FactKind.SUBMISSION,
    "SUPPLIES from": FactKind.SUPPLIES,
    "SUPPLIES to": FactKind.IS_SUPPLIED,
    "OWNS from": FactKind.OWNS,
    "OWNS to": FactKind.IS_OWNED,
}
# What facts say, in the order in which it is shown; the rest is how they are kept.
_SAID = (
    *("name", "region", "zone", "kinds", "registered_on", "status"),
    *("scheme", "level", "list", "reason", "statement", "value"),
    *("commitment", "subject", "made_on", "due_on", "fulfilled_on"),
    *("violation", "severity", "found_on", "found_by", "repaired_on"),
    *("repair_from", "display_until", "openness"),
    *("measure", "used_on", "outcome", "agency", "note", "category", "share", "because"),
    *("obligation", "handed_in_on", "text", "cases"),
)


class Histories:
    """Reads histories."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def read(
        self, page: HistoryPage, keys: Sequence[str], known_at: datetime
    ) -> Mapping[str, tuple[PastFact, ...]]:
        """Return that page of each key's history, in one round trip."""
        after_at, after_id = page.after or (known_at, _AFTER_ALL_IDS)
        records = await self._graph.read(
            "enterprises/history",
            keys=keys,
            known_at=known_at,
            after_at=after_at,
            after_id=after_id,
            limit=page.limit,
        )
        return {each["key"]: tuple(map(to_past_fact, rows(each["items"]))) for each in records}

    async def count(self, keys: Sequence[str], known_at: datetime) -> Mapping[str, HistoryCount]:
        """Return how many facts each key's history holds."""
        records = await self._graph.read("enterprises/history_count", keys=keys, known_at=known_at)
        return {each["key"]: HistoryCount(each["items"], each["narrowed"]) for each in records}


def to_past_fact(row: Row) -> PastFact:
    """Return a fact with all that is known of how it came and went."""
    said = cast("Mapping[str, object]", row["said"])
    kind = " ".join(filter(None, (words(row["kind"]), words(row["role"]))))
    return PastFact(
        kind=_KINDS[kind],
        origin=Origin(
            fact_id=str(row["fact_id"]),
            source=words(row["source"]),
            reference=words(row["reference"]),
            recorded_at=instant(row["recorded_at"]),
            retracted_at=instant(row["retracted_at"]),
            openness=to_openness(said.get("openness")),
        ),
        valid_from=day(said.get("valid_from")),
        valid_to=day(said.get("valid_to")),
        partner=words(row["partner"]),
        details=tuple(_details(said)),
        recorded_by=to_authorship(row["brought"]),
        retracted_by=None if row["withdrawn"] is None else to_authorship(row["withdrawn"]),
    )


def to_authorship(value: object) -> Authorship:
    """Return who brought a change set about."""
    row = cast("Mapping[str, object]", value)
    return Authorship(
        change=str(row["id"]),
        subject=words(row["subject"]),
        agency=words(row["agency"]),
        action=words(row["action"]),
        reason=words(row["reason"]),
    )


def _details(said: Mapping[str, object]) -> Iterator[Detail]:
    for name in _SAID:
        value = said.get(name)
        if isinstance(value, list):
            value = ";".join(map(str, value)) or None
        if value is not None:
            yield Detail(name, str(value))
