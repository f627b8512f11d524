"""Candidates in the graph: codes in order, page by page, found through indexes.

What differs in shape from question to question is passed in maps: Neo4j plans a statement anew for
each shape of its parameters (a list of one, of a few, null), and planning takes half a second.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import assert_never

from credit_graph.domain.conditions.candidates import (
    Candidates,
    Declared,
    Listed,
    PartnerRated,
    Places,
    Rated,
    Source,
)
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.enterprises import parameters_of, shown_of

Asked = Mapping[str, object]

# The statement that walks each kind of source.
_STATEMENTS: dict[type[Source], str] = {
    Rated: "eligibility/candidates_by_rating",
    Listed: "eligibility/candidates_by_list",
    Declared: "eligibility/candidates_by_statement",
    PartnerRated: "eligibility/candidates_by_partner",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Up to `limit` codes after a position, as known at an instant."""

    known_at: datetime
    after: str
    limit: int


class CandidateSearch:
    """Finds candidates that pass a query's filters."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def find(
        self, candidates: Candidates, query: EnterpriseQuery, stretch: Stretch
    ) -> tuple[str, ...]:
        """Return the codes in order; fewer than the limit only if there are no more.

        One round trip for each kind of source at most, all at once.
        """
        if candidates.are_none:
            return ()
        if candidates.sources is None and candidates.places is None:
            return tuple(await self._walk("eligibility/candidates", query, stretch))
        found = await asyncio.gather(
            *(
                self._walk(name, query, stretch, asked=asked)
                for name, asked in _steps(candidates).items()
            )
        )
        codes = sorted({code for codes in found for code in codes})
        return tuple(islice(codes, stretch.limit))

    async def registered_in(
        self, regions: Collection[str], days: Collection[date], stretch: Stretch
    ) -> tuple[str, ...]:
        """Return the codes of who is registered in the regions on any of the days, in order.

        Fewer than the limit only if there are no more. One round trip.
        """
        (record,) = await self._graph.read(
            "eligibility/registered_in",
            regions=sorted(regions),
            days=sorted(days),
            known_at=stretch.known_at,
            after=stretch.after,
            limit=stretch.limit,
        )
        return tuple(record["codes"])

    async def _walk(
        self, name: str, query: EnterpriseQuery, stretch: Stretch, **asked: Asked
    ) -> list[str]:
        filters = {**parameters_of(query), **shown_of(query)}
        records = await self._graph.read(
            name,
            known_at=stretch.known_at,
            after=stretch.after,
            limit=stretch.limit,
            as_of=filters.pop("as_of"),
            filter=filters,
            **asked,  # type: ignore[arg-type]  # `asked` alone, or nothing
        )
        return [record["uscc"] for record in records]


def _steps(candidates: Candidates) -> Mapping[str, Asked]:
    """Return the statements to run, each with where it is to look."""
    places = _places(candidates.places)
    if candidates.sources is None:
        return {"eligibility/candidates_by_place": places}
    also = None if candidates.also is None else list(map(_row, candidates.also))
    rows: dict[type[Source], list[dict[str, object]]] = {}
    for source in sorted(candidates.sources, key=repr):
        rows.setdefault(type(source), []).append(_row(source))
    return {
        _STATEMENTS[kind]: {"sources": sources, "also": also, **places}
        for kind, sources in rows.items()
    }


def _places(places: Places | None) -> Asked:
    if places is None:
        return {"regions": None, "zones": None}
    return {"regions": sorted(places.regions), "zones": sorted(places.zones)}


def _row(source: Source) -> dict[str, object]:
    match source:
        case Rated(scheme, level):
            return {"scheme": scheme, "level": level}
        case Listed(code):
            return {"list": code}
        case Declared(statement, value):
            return {"statement": statement, "value": value}
        case PartnerRated(direction, rated, regions):
            return {
                "direction": direction.value,
                "scheme": rated.scheme,
                "level": rated.level,
                "regions": None if regions is None else sorted(regions),
            }
        case _:
            assert_never(source)
