"""Candidates in the graph: codes in order, page by page, found through indexes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, assert_never

from credit_graph.domain.candidates import (
    Candidates,
    Declared,
    Listed,
    PartnerRated,
    Places,
    Rated,
    Source,
)
from credit_graph.graph.connection import Graph
from credit_graph.graph.enterprises import EnterpriseQuery

Parameters = Mapping[str, Any]

# The statement that walks each kind of source, which is also the name of its parameter.
_STATEMENTS: dict[type[Source], tuple[str, str]] = {
    Rated: ("eligibility/candidates_by_rating", "ratings"),
    Listed: ("eligibility/candidates_by_list", "lists"),
    Declared: ("eligibility/candidates_by_statement", "statements"),
    PartnerRated: ("eligibility/candidates_by_partner", "partners"),
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
        steps = _steps(candidates)
        found = await asyncio.gather(
            *(self._walk(name, params, query, stretch) for name, params in steps.items())
        )
        codes = sorted({code for codes in found for code in codes})
        return tuple(islice(codes, stretch.limit))

    async def _walk(
        self, name: str, params: Parameters, query: EnterpriseQuery, stretch: Stretch
    ) -> list[str]:
        records = await self._graph.read(
            name,
            known_at=stretch.known_at,
            after=stretch.after,
            limit=stretch.limit,
            **params,
            **query.parameters(),
        )
        return [record["uscc"] for record in records]


def _steps(candidates: Candidates) -> Mapping[str, Parameters]:
    """Return the statements to run, with the parameters that say where to look."""
    if candidates.sources is None and candidates.places is None:
        return {"eligibility/candidates": {}}
    places = _place_parameters(candidates.places)
    if candidates.sources is None:
        return {"eligibility/candidates_by_place": places}
    also = None if candidates.also is None else list(map(_row, candidates.also))
    rows: dict[type[Source], list[dict[str, object]]] = {}
    for source in sorted(candidates.sources, key=repr):
        rows.setdefault(type(source), []).append(_row(source))
    steps: dict[str, Parameters] = {}
    for kind, wanted in rows.items():
        name, parameter = _STATEMENTS[kind]
        steps[name] = {parameter: wanted, "also": also, **places}
    return steps


def _place_parameters(places: Places | None) -> Parameters:
    if places is None:
        return {"place_regions": None, "place_zones": []}
    return {"place_regions": sorted(places.regions), "place_zones": sorted(places.zones)}


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
