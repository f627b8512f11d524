"""One figure for everything a reader sees: equal graphs have equal hashes, however they came about.

Identifiers and instants do not count; facts, their values and what they are tied to do. It is
written from the stored form alone and shares nothing with import or export.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from credit_graph.graph.database.connection import Graph

_OWN_TO_A_LOADING = frozenset(
    {
        *("fact_id", "change", "recorded_at", "retracted_by", "retracted_at", "confirmed_by"),
        *("because", "restored_by", "origin", "carried"),
    }
)


_LATEST = datetime(9999, 1, 1, tzinfo=UTC)


async def canonical_lines(graph: Graph, known_at: datetime = _LATEST) -> list[str]:
    """Return one line per fact that a reader sees, at the instant or now, sorted."""
    lines = []
    for name in ("testing/canonical_nodes", "testing/canonical_links"):
        for record in await graph.read(name, known_at=known_at, timeout_s=120.0):
            tied = " ".join(sorted(record["tied"]))
            lines.append(f"{record['label']} {tied} {_values(record['fact'])}")
    return sorted(lines)


async def canonical_hash(graph: Graph, known_at: datetime = _LATEST) -> str:
    """Return the SHA-256 over those lines."""
    return sha256("\n".join(await canonical_lines(graph, known_at)).encode()).hexdigest()


async def stored_facts(graph: Graph) -> dict[str, tuple[int, int]]:
    """Return how many facts are stored and withdrawn, by sort, whether anybody sees them or not."""
    records = await graph.read("testing/stored_facts", timeout_s=120.0)
    return {each["label"]: (each["stored"], each["withdrawn"]) for each in records}


def _values(fact: Mapping[str, object]) -> str:
    kept = sorted((key, value) for key, value in fact.items() if key not in _OWN_TO_A_LOADING)
    return " ".join(f"{key}={value}" for key, value in kept if value != [])
