"""Searches by name or text, and what they find."""

from dataclasses import dataclass
from enum import StrEnum

from credit_graph.domain.facts.record import Enterprise

# Hits looked at for one search, best match first.
MOST_HITS = 1_000

Position = tuple[float, str, str]
"""Place in the order of hits: score, kind, key."""


class SearchKind(StrEnum):
    """What can be found by its name or text."""

    ENTERPRISE = "enterprise"
    POLICY = "policy"
    MEASURE = "measure"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; `enterprise` is set for an enterprise, others are known by their key.

    `former_name` is the name by which an enterprise was found, if it does not bear it today.
    """

    kind: SearchKind
    key: str
    score: float
    enterprise: Enterprise | None
    former_name: str | None = None

    @property
    def position(self) -> Position:
        """Its place in the order of hits: best match first, then by kind and key."""
        return (self.score, self.kind.value, self.key)


@dataclass(frozen=True, slots=True)
class NameQuery:
    """Every word of `text` must occur, in something of one of the kinds."""

    text: str
    kinds: tuple[SearchKind, ...]


@dataclass(frozen=True, slots=True)
class NameSearch:
    """The hits of a query after a position; from the first if it is `None`."""

    query: NameQuery
    after: Position | None
