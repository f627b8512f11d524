"""What a recorded rating is on a day, across the versions that its scheme has had since."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.record import EnterpriseFacts, RatingFact
from credit_graph.domain.scheme_version import SchemeVersion
from credit_graph.domain.vocabulary import Scheme


@dataclass(frozen=True, slots=True)
class RatingStanding:
    """A rating with the levels that it may be on a day, best first: none if it has lapsed.

    `turns` are the versions of the scheme that came into force since it was awarded, up to the
    one under which it lapsed.
    """

    fact: RatingFact
    levels: tuple[str, ...]
    turns: tuple[SchemeVersion, ...]

    @property
    def readings(self) -> tuple[str, ...]:
        """The interpretations on which it rests that the rating still says something."""
        return tuple(each.reading for each in self.turns if each.reading is not None)

    def name(self, scheme: Scheme, day: date) -> str:
        """Return what it is called on the day; of several levels, all that are possible."""
        return " or ".join(scheme.level_on(code, day).name for code in self.levels)


def standing(fact: RatingFact, scheme: Scheme, day: date) -> RatingStanding:
    """Return what a rating that holds on the day is then."""
    if not scheme.versions:
        return RatingStanding(fact, (fact.level,), ())
    held, turns = frozenset({fact.level}), scheme.turned(fact.valid_from, day)
    for passed, version in enumerate(turns, start=1):
        held = version.carried(held)
        if not held:
            turns = turns[:passed]
            break
    levels = tuple(level.code for level in scheme.levels if level.code in held)
    return RatingStanding(fact, levels, turns)


def held_ratings(facts: EnterpriseFacts, scheme: Scheme, day: date) -> list[RatingStanding]:
    """Return the ratings on the scheme that hold on the day and have not lapsed at a turn."""
    found = (
        standing(fact, scheme, day)
        for fact in facts.ratings
        if fact.scheme == scheme.code and day in fact.interval
    )
    return [each for each in found if each.levels]


def with_turns(found: Finding, facts: Iterable[RatingFact], scheme: Scheme, day: date) -> Finding:
    """Return the finding with what it rests on if a rating has lapsed at a turn."""
    lapsed = [standing(fact, scheme, day) for fact in facts if day in fact.interval]
    if not lapsed:
        return found
    names = "、".join(
        scheme.level_on(each.fact.level, each.fact.valid_from).name for each in lapsed
    )
    turned = dict.fromkeys(version for each in lapsed for version in each.turns)
    orders = "、".join(version.name for version in turned)
    readings = [reading for each in lapsed for reading in each.readings]
    return replace(
        found,
        text=f"{found.text} {names} has no successor under {orders}.",
        evidence=(*found.evidence, *interpretations(readings, scheme.code)),
    )


def interpretations(readings: Iterable[str], register: str) -> tuple[Evidence, ...]:
    """Return readings as evidence, each once."""
    return tuple(
        Evidence(EvidenceKind.INTERPRETATION, reading, register=register)
        for reading in dict.fromkeys(readings)
    )
