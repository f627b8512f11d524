"""The end of an enterprise's standing: what its facts would be if it happened on a day."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EnterpriseFacts, EntryFact, Origin, RatingFact


class EndingKind(StrEnum):
    """How a standing ends."""

    RATING_ENDS = "rating_ends"
    ENTRY_ENDS = "entry_ends"
    ENTRY_BEGINS = "entry_begins"


@dataclass(frozen=True, slots=True)
class Ending:
    """What happens, and to which scheme or list (`register`, a code)."""

    kind: EndingKind
    register: str


def after_ending(facts: EnterpriseFacts, ending: Ending, day: date) -> EnterpriseFacts | None:
    """Return the facts as they would be from the day on; `None` if that changes nothing.

    Nothing changes where no such rating or entry holds on the day, or where the enterprise
    stands on the list already.
    """
    if ending.kind is EndingKind.RATING_ENDS:
        ratings = tuple(_ended_rating(each, ending.register, day) for each in facts.ratings)
        return None if ratings == facts.ratings else replace(facts, ratings=ratings)
    if ending.kind is EndingKind.ENTRY_ENDS:
        entries = tuple(_ended_entry(each, ending.register, day) for each in facts.entries)
        return None if entries == facts.entries else replace(facts, entries=entries)
    if any(each.list == ending.register and day in each.interval for each in facts.entries):
        return None
    begun = EntryFact(ending.register, Interval(day), Origin(fact_id=""))
    return replace(facts, entries=(*facts.entries, begun))


def _ended_rating(fact: RatingFact, scheme: str, day: date) -> RatingFact:
    holds = fact.scheme == scheme and day in fact.interval
    return replace(fact, interval=_cut(fact.interval, day)) if holds else fact


def _ended_entry(fact: EntryFact, code: str, day: date) -> EntryFact:
    holds = fact.list == code and day in fact.interval
    return replace(fact, interval=_cut(fact.interval, day)) if holds else fact


def _cut(interval: Interval, day: date) -> Interval:
    return Interval(interval.valid_from, day)
