"""Standings in programmes as they are shown, for a chain or for a region."""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from credit_graph.api.context import Context
from credit_graph.api.enums import NextStepOrder, ProgrammeState
from credit_graph.api.relay.paging import Page, keyset_page
from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.display import Display
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.conditions import Family
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.cultivation.ranking import (
    Candidate,
    Cultivation,
    NextStep,
)
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.eligibility.change import Change
from credit_graph.domain.eligibility.redaction import Redaction
from credit_graph.domain.facts.record import Enterprise, KeptFact
from credit_graph.domain.facts.view import View
from credit_graph.domain.policy import Measure
from credit_graph.domain.rulebook import Rulebook
from credit_graph.sharing.single_flight import SingleFlight
from credit_graph.usecases.chains.cultivate import Cultivator, programme_of
from credit_graph.usecases.chains.explore import Exploration, Knowing

Narrowed = Mapping[str, frozenset[tuple[Family, str]]]
"""Terms by the code of an enterprise."""

_Facts = Mapping[str, tuple[KeptFact, ...]]


@dataclass(slots=True)
class ShownCultivation:
    """A cultivation with what it rests on; `complete` unless a region was too large."""

    cultivation: Cultivation
    roster: Roster
    knowing: Knowing
    cultivator: Cultivator
    scope: str
    complete: bool = True
    _counted: SingleFlight[int] = field(init=False)
    _closable: SingleFlight[_Facts] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what is read when first asked for."""
        self._counted = SingleFlight(self._count)
        self._closable = SingleFlight(self._read_closable)

    @property
    def rulebook(self) -> Rulebook:
        """The rules that it rests on."""
        return self.knowing.rules.rulebook

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.cultivation.programme

    @property
    def as_of(self) -> date:
        """The day asked about."""
        return self.roster.day

    @property
    def counts(self) -> "StateCounts":
        """Enterprises by state."""
        return counts_of(self.cultivation)

    @property
    def in_chain(self) -> int:
        """How many of the enterprises asked about are IN."""
        return self.cultivation.count(ProgrammeState.IN)

    @property
    def target(self) -> int | None:
        """The target, if one is stated."""
        target = self.programme.target
        return None if target is None else target.value

    @property
    def in_region(self) -> Awaitable[int]:
        """How many are IN in the programme's whole region; counted once, whoever asks."""
        return self._counted()

    @property
    def shortfall(self) -> Awaitable[int | None]:
        """Target minus those IN in the region, at least 0; `None` without a target."""
        return self._fall_short()

    async def narrowed(self, display: Display) -> Narrowed:
        """Return the terms of facts of candidates that are closed by what is stated for each."""
        if display.sees_all or not self.knowing.narrows:
            return {}
        facts = await self._closable()
        regions = {code: self.roster.profile(code).region for code in facts}
        return {
            code: display.narrowed((each, regions[code]) for each in its)
            for code, its in facts.items()
        }

    async def _count(self) -> int:
        return await self.cultivator.count_in(self.programme, self._view, self.rulebook.vocabulary)

    async def _read_closable(self) -> _Facts:
        codes = [each.uscc for each in self.cultivation.candidates]
        return await self.cultivator.narrowed(codes, self._view)

    @property
    def _view(self) -> View:
        return View(self.roster.day, self.knowing.known_at)

    async def _fall_short(self) -> int | None:
        return None if self.target is None else max(0, self.target - await self._counted())


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A candidate with its cultivation.

    `unshown` are black lists on which it is not shown, and what its changes are about that is
    closed to whoever asks.
    """

    shown: ShownCultivation
    candidate: Candidate
    unshown: frozenset[str] = frozenset()

    @property
    def enterprise(self) -> Enterprise:
        """The enterprise."""
        return self.shown.roster.enterprise(self.candidate.uscc)

    @property
    def tier(self) -> int | None:
        """Its tier in the chain; `None` where a region is asked about."""
        return self.candidate.tier

    @property
    def reach(self) -> float | None:
        """Its reach in the chain, if stated."""
        return self.candidate.reach

    @property
    def state(self) -> ProgrammeState:
        """READY, WITHIN_REACH, UNKNOWN or BLOCKED."""
        return self.candidate.state

    @property
    def missing(self) -> tuple[Change, ...]:
        """The fewest changes after which nothing is missing that could change, as far as shown."""
        return tuple(each for each in self.candidate.missing if each.subject not in self.unshown)

    @property
    def rank(self) -> int:
        """Place in the ranking, from 1."""
        return self.candidate.rank

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """Codes of the black lists that block it, as far as they are shown."""
        return tuple(each for each in self.candidate.barred_by if each not in self.unshown)

    @property
    def blocked_until(self) -> date | None:
        """Day on which it is off all of them; `None` if one has no end, or is not shown."""
        hides = not self.unshown.isdisjoint(self.candidate.barred_by)
        return None if hides else self.candidate.barred_until

    @property
    def helpers(self) -> tuple[Agency, ...]:
        """Who has a duty in the programme's help where it is registered."""
        region = self.shown.roster.profile(self.candidate.uscc).region
        return helpers_of(self.shown.programme, self.shown.rulebook, region)


@dataclass(frozen=True, slots=True)
class StateCounts:
    """Enterprises by state."""

    achieved: int
    in_: int
    ready: int
    within_reach: int
    unknown: int
    blocked: int
    not_applicable: int


async def show_chain_cultivation(
    context: Context, exploration: Exploration, programme: str
) -> ShownCultivation:
    """Tell how the members of a chain stand in a programme; raise `UnknownCodeError`."""
    cultivator = context.services.cultivator
    asked = programme_of(exploration.knowing.rules.rulebook, programme)
    return ShownCultivation(
        cultivation=await cultivator.of_chain(exploration, asked),
        roster=exploration.survey.roster,
        knowing=exploration.knowing,
        cultivator=cultivator,
        scope=f"chain/{exploration.survey.chain.question}/{programme}",
    )


async def show_regional_cultivation(
    context: Context, programme: Programme, region: str | None, as_of: date | None
) -> ShownCultivation:
    """Tell how the enterprises of a region, the programme's if none is given, stand in it."""
    services = context.services
    knowing = await services.explorer.knowing(services.shelf, None)
    place, day = region or programme.region, as_of or context.today
    found = await services.cultivator.of_region(programme, place, day, knowing, context.sight)
    return ShownCultivation(
        cultivation=found.cultivation,
        roster=found.roster,
        knowing=knowing,
        cultivator=services.cultivator,
        scope=f"programme/{programme.code}/{place}/{day}",
        complete=found.complete,
    )


def counts_of(cultivation: Cultivation) -> StateCounts:
    """Return how many are in which state."""
    return StateCounts(
        achieved=cultivation.count(ProgrammeState.ACHIEVED),
        in_=cultivation.count(ProgrammeState.IN),
        ready=cultivation.count(ProgrammeState.READY),
        within_reach=cultivation.count(ProgrammeState.WITHIN_REACH),
        unknown=cultivation.count(ProgrammeState.UNKNOWN),
        blocked=cultivation.count(ProgrammeState.BLOCKED),
        not_applicable=cultivation.not_applicable,
    )


async def candidate_page(
    context: Context,
    shown: ShownCultivation,
    states: tuple[ProgrammeState, ...] | None,
    page: tuple[int, str | None],
) -> Page[ShownCandidate]:
    """Return a page of the ranked candidates, of these states if any are given."""
    candidates = shown.cultivation.candidates
    if states is not None:
        candidates = tuple(each for each in candidates if each.state in states)
    found = keyset_page(
        context,
        f"{shown.scope}/candidates/{states}",
        page,
        candidates,
        show=lambda candidate: ShownCandidate(shown, candidate),
        place=lambda each: each.candidate.place,
    )
    display = context.display
    narrowed = await shown.narrowed(display) if found.items else {}
    items = await asyncio.gather(*(_discreet(context, narrowed, each) for each in found.items))
    return replace(found, items=items)


async def _discreet(context: Context, narrowed: Narrowed, item: ShownCandidate) -> ShownCandidate:
    """Return a candidate without what whoever asks is not shown."""
    candidate, display = item.candidate, context.display
    region = item.shown.roster.profile(candidate.uscc).region
    closed = closed_subjects(candidate, region, display.closure, narrowed)
    if not candidate.barred_by or display.sees_all:
        return replace(item, unshown=closed) if closed else item
    entries = await context.services.enterprises.entries(candidate.uscc, item.shown.as_of)
    shown = {each.list for each in entries if display.shows(each, region)}
    return replace(item, unshown=closed | (frozenset(candidate.barred_by) - shown))


def closed_subjects(
    candidate: Candidate, region: str, closure: Closure | None, narrowed: Narrowed
) -> frozenset[str]:
    """Return what the missing changes of a candidate are about that is closed."""
    its = narrowed.get(candidate.uscc, frozenset())
    if closure is None and not its:
        return frozenset()
    redaction = Redaction(closure, region, frozenset(), its)
    subjects = {each.subject for each in candidate.missing}
    return frozenset(each for each in subjects if redaction.closes_subject(each))


def next_steps(
    shown: ShownCultivation,
    order: NextStepOrder,
    most: int,
    closure: Closure | None,
    narrowed: Narrowed,
) -> tuple[NextStep, ...]:
    """Return the single changes that most candidates, or most supply, lack; none that is closed."""
    if closure is None and not narrowed:
        return shown.cultivation.next_steps(order, most)

    def opens(candidate: Candidate) -> bool:
        region = shown.roster.profile(candidate.uscc).region
        return not closed_subjects(candidate, region, closure, narrowed)

    return shown.cultivation.next_steps(order, most, opens)


def help_of(programme: Programme, rulebook: Rulebook) -> tuple[Measure, ...]:
    """Return the measures that help enterprises into the programme."""
    return tuple(rulebook.measures[code] for code in programme.helped_by)


def helpers_of(programme: Programme, rulebook: Rulebook, region: str) -> tuple[Agency, ...]:
    """Return who has a duty in such help where an enterprise of the region can turn to."""
    agencies = dict.fromkeys(_helping(programme, rulebook))
    lineage = rulebook.vocabulary.lineage(region)
    return tuple(
        rulebook.agencies[code] for code in agencies if rulebook.agencies[code].region in lineage
    )


def _helping(programme: Programme, rulebook: Rulebook) -> Iterator[str]:
    for measure in help_of(programme, rulebook):
        for part in measure.walk():
            yield from (duty.agency for duty in part.duties)
