"""States in a programme, written from readings.md ("Chains and programmes") alone.

Truth values and the search for the fewest changes are those of the other oracles.
"""

from dataclasses import dataclass

from credit_graph.domain.conditions import AnyOf, Condition, OnList
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.policy import Measure
from credit_graph.domain.vocabulary import ListColour
from support import nearest_oracle
from support.eligibility_oracle import (
    MET,
    NOT_MET,
    World,
    holds_on,
    lies_in,
    measure_value,
    value,
    view_of,
)
from support.small_world import measure

ORDER = ("ready", "within_reach", "unknown", "blocked")


@dataclass(frozen=True)
class Expected:
    """A state (`None`: the programme cannot apply), the number missing, the lists that bar."""

    state: str | None
    missing: int = 0
    barred_by: tuple[str, ...] = ()


def black(world: World, code: str) -> bool:
    """BLOCKED (on a black list)."""
    return world.vocabulary.lists[code].colour is ListColour.BLACK


def entries_of(facts: EnterpriseFacts, world: World) -> list[str]:
    """The lists on which it stands that day, in the order of the vocabulary."""
    held = {each.list for each in facts.entries if holds_on(each.interval, world.day)}
    return [code for code in world.vocabulary.lists if code in held]


def barring(programme: Programme, barred_by: list[str]) -> Condition | None:
    """What has to end before it can be READY: the programme's exclusion, black lists."""
    every: list[Condition] = [OnList(code, programme.citation) for code in barred_by]
    if programme.excludes is not None:
        every.insert(0, programme.excludes)
    return AnyOf(tuple(every)) if every else None


def question(programme: Programme, barred_by: list[str]) -> Measure:
    """READY is to the programme what eligible is to a measure."""
    return measure("p/1", programme.criteria, barring(programme, barred_by))


def expected(programme: Programme, facts: EnterpriseFacts, world: World) -> Expected:
    """ACHIEVED, IN, then by what still has to change."""
    view, region = view_of(facts), facts.enterprise.region
    if not lies_in(world, region, programme.region) and not lies_in(
        world, programme.region, region
    ):
        return Expected(None)
    if programme.leads_to is not None and value(programme.leads_to, view, world) is MET:
        return Expected("achieved")
    if programme.list in entries_of(facts, world):
        return Expected("in")
    return on_the_way(programme, facts, world)


def on_the_way(programme: Programme, facts: EnterpriseFacts, world: World) -> Expected:
    """READY if nothing has to change; BLOCKED before WITHIN_REACH before UNKNOWN."""
    barred_by = [code for code in entries_of(facts, world) if black(world, code)]
    asked = question(programme, barred_by)
    view = view_of(facts)
    truth = measure_value(asked, view, world)
    nearest = nearest_oracle.nearest(asked, facts, world)
    assert nearest is not None
    if truth is MET:
        return Expected("ready")
    if truth is NOT_MET and nearest.value is NOT_MET:
        return Expected(None)
    bar = barring(programme, barred_by)
    if bar is not None and value(bar, view, world) is MET:
        return Expected("blocked", nearest.changes, tuple(barred_by))
    return Expected("within_reach" if truth is NOT_MET else "unknown", nearest.changes)
