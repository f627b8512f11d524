"""Candidates read straight from facts, as the graph finds them through its indexes."""

from datetime import date

from credit_graph.domain.conditions.candidates import (
    Candidates,
    Declared,
    Listed,
    PartnerRated,
    Places,
    Rated,
    Source,
)
from credit_graph.domain.facts.record import Enterprise, EnterpriseFacts, LinkDirection, RatingFact


def is_among(candidates: Candidates, facts: EnterpriseFacts, day: date) -> bool:
    return (
        _lies_in(candidates.places, facts.enterprise)
        and _any_holds(candidates.sources, facts, day)
        and _any_holds(candidates.also, facts, day)
    )


def _lies_in(places: Places | None, enterprise: Enterprise) -> bool:
    if places is None:
        return True
    return enterprise.region in places.regions or enterprise.zone in places.zones


def _any_holds(sources: frozenset[Source] | None, facts: EnterpriseFacts, day: date) -> bool:
    return sources is None or any(_holds(source, facts, day) for source in sources)


def _holds(source: Source, facts: EnterpriseFacts, day: date) -> bool:
    match source:
        case Rated():
            return _rated(source, facts.ratings, day)
        case Listed(code):
            return any(each.list == code and day in each.interval for each in facts.entries)
        case Declared(statement, value):
            return any(
                (each.statement, each.value) == (statement, value) and day in each.interval
                for each in facts.statements
            )
        case PartnerRated(direction, rated, regions):
            return any(
                direction in (LinkDirection.EITHER, each.direction)
                and day in each.interval
                and (regions is None or each.region in regions)
                and _rated(rated, each.ratings, day)
                for each in facts.partners
            )


def _rated(wanted: Rated, ratings: tuple[RatingFact, ...], day: date) -> bool:
    return any(
        (each.scheme, each.level) == (wanted.scheme, wanted.level) and day in each.interval
        for each in ratings
    )
