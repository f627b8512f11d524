"""What would be if: facts under assumed changes, from a day on.

An assumed fact has the source `assumed`, wherever it turns up in evidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from credit_graph.domain.facts.coverage import Coverage, Standing
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    EnterpriseFacts,
    EntryFact,
    LinkDirection,
    Origin,
    Partner,
    RatingFact,
    StatementFact,
    ViolationFact,
)

ASSUMED = Origin("assumed", source="assumed")


@dataclass(frozen=True, slots=True)
class AssumeRating:
    """It holds the level; `None`: it is known to hold none of the scheme."""

    scheme: str
    level: str | None


@dataclass(frozen=True, slots=True)
class AssumeOnList:
    """It is put on the list."""

    list: str


@dataclass(frozen=True, slots=True)
class AssumeOffList:
    """It leaves the list, or is known not to stand on it."""

    list: str


@dataclass(frozen=True, slots=True)
class AssumeStatement:
    """It declares this value."""

    statement: str
    value: str


@dataclass(frozen=True, slots=True)
class AssumeZone:
    """It is registered in the zone; the empty text is none of them."""

    zone: str


@dataclass(frozen=True, slots=True)
class AssumeKinds:
    """It is of just these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssumeRepair:
    """Its open violations of these kinds are repaired; of all kinds, if none is named."""

    violations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssumeCommitment:
    """It makes the commitment, which then is open."""

    commitment: str


@dataclass(frozen=True, slots=True)
class AssumeFulfilment:
    """It has fulfilled every such commitment, made one if there was none."""

    commitment: str


@dataclass(frozen=True, slots=True)
class AssumeLink:
    """It gains a direct supplier or customer that holds the level, in the region."""

    direction: LinkDirection
    scheme: str
    level: str
    region: str


Assumption = (
    AssumeRating
    | AssumeOnList
    | AssumeOffList
    | AssumeStatement
    | AssumeZone
    | AssumeKinds
    | AssumeRepair
    | AssumeCommitment
    | AssumeFulfilment
    | AssumeLink
)


class AssumedCoverage(Coverage):
    """Coverage in which some registers are known to say all there is of one enterprise."""

    __slots__ = ("_known", "_real")

    def __init__(self, real: Coverage, assumptions: Iterable[Assumption]) -> None:
        self._real = real
        self._known = frozenset(
            each.scheme if isinstance(each, AssumeRating) else each.list
            for each in assumptions
            if isinstance(each, AssumeRating | AssumeOnList | AssumeOffList)
        )

    def standing(self, register: str, region: str, day: date) -> Standing:
        """Return what is known of the register, complete where an assumption makes it so."""
        found = self._real.standing(register, region, day)
        return replace(found, complete=True) if register in self._known else found


def assume(facts: EnterpriseFacts, assumptions: Iterable[Assumption], day: date) -> EnterpriseFacts:
    """Return the facts with the assumptions made one after the other, as they hold from the day."""
    facts = facts.on(day)
    for assumption in assumptions:
        facts = _assume(facts, assumption, day)
    return facts


def _assume(  # noqa: C901, PLR0911  # one case for each kind of assumption
    facts: EnterpriseFacts, assumption: Assumption, day: date
) -> EnterpriseFacts:
    match assumption:
        case AssumeRating():
            return replace(facts, ratings=_rated(facts.ratings, assumption, day))
        case AssumeOnList(code):
            entry = EntryFact(code, Interval(day), ASSUMED)
            return replace(facts, entries=(*facts.entries, entry))
        case AssumeOffList(code):
            return replace(facts, entries=_unlisted(facts.entries, code, day))
        case AssumeStatement():
            return replace(facts, statements=_declared(facts.statements, assumption, day))
        case AssumeZone(zone):
            moved = replace(facts.enterprise, zone=zone)
            return replace(facts, enterprise=moved, registration=ASSUMED)
        case AssumeKinds(kinds):
            changed = replace(facts.enterprise, kinds=kinds)
            return replace(facts, enterprise=changed, registration=ASSUMED)
        case AssumeRepair(kinds):
            repaired = tuple(_repaired(each, kinds, day) for each in facts.violations)
            return replace(facts, violations=repaired)
        case AssumeCommitment(code):
            made = CommitmentFact(code, None, day, None, None, ASSUMED)
            return replace(facts, commitments=(*facts.commitments, made))
        case AssumeFulfilment(code):
            return replace(facts, commitments=_fulfilled(facts.commitments, code, day))
        case AssumeLink():
            return replace(facts, partners=(*facts.partners, _partner(assumption, day)))
        case _:
            assert_never(assumption)


def _rated(
    ratings: tuple[RatingFact, ...], assumed: AssumeRating, day: date
) -> tuple[RatingFact, ...]:
    others = tuple(
        replace(each, interval=_cut(each.interval, day), origin=_by_assumption(each.origin))
        if each.scheme == assumed.scheme and day in each.interval
        else each
        for each in ratings
    )
    # A rating of no day at all says in the evidence that none is held by assumption.
    days = Interval(day, day) if assumed.level is None else Interval(day)
    return (*others, RatingFact(assumed.scheme, assumed.level or "none", days, ASSUMED))


def _unlisted(entries: tuple[EntryFact, ...], code: str, day: date) -> tuple[EntryFact, ...]:
    others = tuple(
        replace(each, interval=_cut(each.interval, day), origin=_by_assumption(each.origin))
        if each.list == code and day in each.interval
        else each
        for each in entries
    )
    return (*others, EntryFact(code, Interval(day, day), ASSUMED))


def _declared(
    statements: tuple[StatementFact, ...], assumed: AssumeStatement, day: date
) -> tuple[StatementFact, ...]:
    others = tuple(
        replace(each, interval=_cut(each.interval, day))
        if each.statement == assumed.statement and day in each.interval
        else each
        for each in statements
    )
    return (*others, StatementFact(assumed.statement, assumed.value, Interval(day), ASSUMED))


def _repaired(fact: ViolationFact, kinds: tuple[str, ...], day: date) -> ViolationFact:
    if not fact.is_open(day) or (kinds and fact.violation not in kinds):
        return fact
    return replace(fact, repaired_on=day, origin=_by_assumption(fact.origin))


def _fulfilled(
    commitments: tuple[CommitmentFact, ...], code: str, day: date
) -> tuple[CommitmentFact, ...]:
    asked = [each for each in commitments if each.commitment == code and each.made_on <= day]
    rest = [each for each in commitments if each not in asked]
    made = CommitmentFact(code, None, day, None, None, ASSUMED)
    kept = [
        each
        if each.fulfilled_on is not None and each.fulfilled_on <= day
        else replace(each, fulfilled_on=day, origin=_by_assumption(each.origin))
        for each in asked or (made,)
    ]
    return (*rest, *kept)


def _partner(assumed: AssumeLink, day: date) -> Partner:
    rating = RatingFact(assumed.scheme, assumed.level, Interval(day), ASSUMED)
    return Partner(
        uscc="assumed",
        name="an assumed partner",
        region=assumed.region,
        direction=assumed.direction,
        interval=Interval(day),
        origin=ASSUMED,
        ratings=(rating,),
    )


def _cut(interval: Interval, day: date) -> Interval:
    return Interval(interval.valid_from, day)


def _by_assumption(origin: Origin) -> Origin:
    return replace(origin, source=ASSUMED.source)
