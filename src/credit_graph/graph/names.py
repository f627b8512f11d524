"""Names and texts by words, through the full-text index.

The index splits Chinese into pairs of characters, so a phrase finds a run of two or more of them;
a single one is looked for at either end of a pair.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import starmap
from typing import Any

from credit_graph.clock import shanghai_day
from credit_graph.domain.name_search import (
    MOST_HITS,
    Hit,
    NameQuery,
    NameSearch,
    Position,
    SearchKind,
)
from credit_graph.domain.search_words import kept_words
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import enterprise_of

_FIRST: Position = (float("inf"), "", "")
_LETTER_WITHOUT_CASE = "Lo"
_FEW_WORDS = 3


class NameIndex:
    """Reads the full-text index."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def search(
        self, searches: Sequence[NameSearch], known_at: datetime, limit: int
    ) -> Mapping[NameSearch, tuple[Hit, ...]]:
        """Return up to `limit` hits of each search, among the `MOST_HITS` best."""
        records = await self._graph.read(
            "names/search",
            searches=[
                [phrases(each.query.text), _codes(each.query.kinds), *(each.after or _FIRST)]
                for each in searches
            ],
            as_of=shanghai_day(known_at),
            known_at=known_at,
            most=MOST_HITS,
            limit=limit,
        )
        hits = [tuple(starmap(_to_hit, record["items"])) for record in records]
        return dict(zip(searches, hits, strict=True))

    async def count(self, query: NameQuery, known_at: datetime) -> int:
        """Return how many there are among the `MOST_HITS` best."""
        records = await self._graph.read(
            "names/count",
            words=phrases(query.text),
            kinds=_codes(query.kinds),
            known_at=known_at,
            most=MOST_HITS,
        )
        return int(records[0]["total"])


def is_quick(text: str) -> bool:
    """Tell whether the words are found quickly: few, and no character that is looked for alone.

    Over a million names a phrase of characters that all have takes some 50 ms, a single character
    twice that and more.
    """
    words = text.split()
    return len(words) <= _FEW_WORDS and not any(map(_stands_alone, words))


def phrases(text: str) -> str:
    """Return the index's query for everything that the words of the text occur in.

    Nothing in the text has a meaning of its own there.
    """
    return " AND ".join(map(_phrase, kept_words(text).split()))


def _phrase(word: str) -> str:
    if _stands_alone(word):
        return f"({word}* OR *{word})"
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _stands_alone(word: str) -> bool:
    return len(word) == 1 and unicodedata.category(word) == _LETTER_WITHOUT_CASE


def _codes(kinds: Sequence[SearchKind]) -> list[str]:
    return sorted({kind.value for kind in kinds})


def _to_hit(
    kind: str, key: str, score: float, described: Sequence[Any] | None, former: str | None
) -> Hit:
    enterprise = None if described is None else enterprise_of(*described)
    return Hit(SearchKind(kind), key, score, enterprise, former)
