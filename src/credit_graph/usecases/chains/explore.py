"""Who is in the chain around a core on a day, as far as the graph knows at an instant."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from credit_graph.clock import Now
from credit_graph.domain.authority.closure import Closure
from credit_graph.domain.authority.display import Display
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.chains.control import group_of
from credit_graph.domain.chains.discreet import DiscreetSurvey, Unshown, unshown_of
from credit_graph.domain.chains.masked import MaskedSurvey
from credit_graph.domain.chains.members import Chain, ChainMode, ChainQuestion, is_hidden
from credit_graph.domain.chains.profile import Dossier, unregistered
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.chains.survey import Survey
from credit_graph.domain.chains.walk import (
    Bounds,
    ChainDirection,
    Cut,
    CutKind,
    Walk,
    walk,
)
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Enterprise, KeptFact
from credit_graph.domain.facts.view import View
from credit_graph.errors import BadArgumentError
from credit_graph.graph.chains.history import ChainHistory
from credit_graph.graph.chains.history_reads import ChainHistories
from credit_graph.graph.chains.reads import Chains, DossierFile
from credit_graph.message import Message
from credit_graph.sharing.single_flight_cache import SingleFlightCache
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.chains.kept_histories import HistoryKey, KeptHistories
from credit_graph.usecases.policies.rules import Rules, RulesShelf

DEEPEST = 6
_MOST_OF_GROUP = 100
_MOST_KEPT_BYTES = 128_000_000  # over all chains kept
_MOST_HISTORY_BYTES = 128_000_000  # over all chains kept for every day
# Measured: a member with its dossier and what follows from it, and a link with its texts.
_BYTES_OF_A_MEMBER, _BYTES_OF_A_LINK = 1_500, 250
_MOST_FACTS_BYTES, _BYTES_OF_A_FACT = 8_000_000, 1_000

_Facts = Mapping[str, Sequence[KeptFact]]


def check_depth(depth: int, argument: str = "depth") -> None:
    """Raise `BadArgumentError` for a depth outside 1 to 6."""
    if not 1 <= depth <= DEEPEST:
        raise BadArgumentError(
            argument=argument,
            why=Message("{depth} is not a depth", depth=depth),
            fix=Message("Give {least} to {most}.", least=1, most=DEEPEST),
        )


@dataclass(frozen=True, slots=True)
class Knowing:
    """By which rules, and as known at which instant, questions are answered.

    `erasures`: how often something was erased by then, from the past too.
    """

    rules: Rules
    known_at: datetime
    erasures: int = 0
    is_latest: bool = False  # nothing had been published after it when the question came
    narrows: bool = True  # an openness is stated for some fact


@dataclass(frozen=True, slots=True)
class Exploration:
    """A survey with what it rests on; a masked one with that of which it is made."""

    survey: Survey
    knowing: Knowing
    unmasked: "Exploration | None" = None

    @property
    def whole(self) -> "Exploration":
        """The exploration with everybody in it, for working out what is then masked."""
        return self.unmasked or self

    @property
    def view(self) -> View:
        """The day and the instant."""
        return View(self.survey.roster.day, self.knowing.known_at)

    @property
    def core(self) -> Enterprise:
        """The core."""
        return self.survey.roster.enterprise(self.question.core)

    @property
    def question(self) -> ChainQuestion:
        """What was asked."""
        return self.survey.chain.question

    @property
    def known_at(self) -> datetime:
        """The instant at which everything in it was known."""
        return self.knowing.known_at

    @property
    def rules_version(self) -> str:
        """Version of the rules."""
        return self.knowing.rules.rulebook.version

    @property
    def shown_group(self) -> list[Enterprise]:
        """The first 100 in sight of the group: the core, then what it controls by code."""
        seen = [code for code in self.survey.chain.group if not is_hidden(code)]
        return [self.survey.roster.enterprise(code) for code in seen[:_MOST_OF_GROUP]]

    @property
    def group_count(self) -> int:
        """How many belong to the group, the core included."""
        return len(self.survey.chain.group)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """What bounds left out."""
        return self.survey.chain.cuts

    @property
    def as_of(self) -> date:
        """The day asked about."""
        return self.question.as_of

    @property
    def mode(self) -> ChainMode:
        """What it starts from."""
        return self.question.mode

    @property
    def direction(self) -> ChainDirection:
        """Which direction it follows."""
        return self.question.direction

    @property
    def depth(self) -> int:
        """How many tiers were asked for."""
        return self.question.depth

    def enterprises(self, codes: Iterable[str]) -> list[Enterprise | None]:
        """Return these enterprises of the chain, None for each that is hidden.

        Raises KeyError for one that is not in it.
        """
        return [self.enterprise(code) for code in codes]

    def enterprise(self, code: str) -> Enterprise | None:
        """Return an enterprise of the chain, None if it is hidden."""
        return None if is_hidden(code) else self.survey.roster.enterprise(code)


@dataclass(frozen=True, slots=True)
class _Asked:
    question: ChainQuestion
    known_at: datetime
    rules_version: str
    erasures: int
    unshown: Unshown = frozenset()
    closure: Closure | None = None
    regions: frozenset[str] | None = None  # those in sight; None: all


class ChainExplorer:
    """Explores chains. One for all requests of the process.

    What is not asked about the past is answered as known at the latest publication: that answer
    holds until something is erased, so it is kept for the next page, field or request that asks
    the same. A chain that is asked about on several days is kept for every day (`KeptHistories`).
    """

    def __init__(
        self,
        chains: Chains,
        histories: ChainHistories,
        now: Now,
        bounds: Bounds | None = None,
    ) -> None:
        self._chains = chains
        self._now = now
        self._bounds = bounds or Bounds()
        self._kept: SingleFlightCache[_Asked, Exploration | None] = SingleFlightCache(
            _weight, _MOST_KEPT_BYTES
        )
        self._facts: SingleFlightCache[tuple[_Asked, bool], _Facts] = SingleFlightCache(
            _weight_of_facts, _MOST_FACTS_BYTES
        )
        self._histories = KeptHistories(histories, self._bounds, _MOST_HISTORY_BYTES)

    @property
    def kept_bytes(self) -> int:
        """What is kept of earlier answers, and of chains for every day."""
        return self._kept.weight + self._facts.weight + self._histories.weight

    async def explore(
        self,
        shelf: RulesShelf,
        question: ChainQuestion,
        known_at: datetime | None,
        sight: Sight | None = None,
        display: Display | None = None,
    ) -> Exploration | None:
        """Explore a chain; `None` if there is no such core, or it is out of sight.

        Facts of members that `display` does not show are left out; without it none is.

        Six round trips at most: the instant, the group, the walk each way, the dossiers in two
        halves; one more for each walk that a bound cuts, one for members on black lists, and one
        where an openness is stated for facts. One if the answer is kept; where the chain is kept
        for every day, one for the instant, one for what was published since, if anything; as if
        it were not where the day's walk goes on beyond what is kept.
        Raises `BadArgumentError` for a depth outside 1 to 6.
        """
        knowing = await self.knowing(shelf, known_at)
        return await self.explore_as(question, knowing, sight, display)

    async def explore_as(
        self,
        question: ChainQuestion,
        knowing: Knowing,
        sight: Sight | None = None,
        display: Display | None = None,
    ) -> Exploration | None:
        """Explore the same by rules and at an instant that are settled."""
        check_depth(question.depth)
        version = knowing.rules.rulebook.version
        asked = _Asked(question, knowing.known_at, version, knowing.erasures)
        whole = await self._kept.get(asked, lambda: self._explore(question, knowing))
        if whole is None or (sight is not None and not sight.sees(whole.core.region)):
            return None
        unshown = await self._unshown(asked, whole, display)
        closure = None if display is None else display.closure
        if unshown or closure is not None:
            asked = replace(asked, unshown=unshown, closure=closure)
            whole = await self._kept.get(asked, partial(_discreet, whole, unshown, closure))
        if whole is None or sight is None:
            return whole
        masked = replace(asked, regions=sight.regions)
        return await self._kept.get(masked, partial(_masked, whole, sight))

    async def _unshown(self, asked: _Asked, whole: Exploration, display: Display | None) -> Unshown:
        """Return the single facts that are not shown; two round trips for those of all readers."""
        if display is None or display.sees_all:
            return frozenset()
        roster, view = whole.survey.roster, whole.view
        reads: list[Awaitable[_Facts]] = []
        if barred := whole.survey.barred:
            lapsing = partial(self._chains.lapsing, barred, view)
            reads.append(self._facts.get((asked, False), lapsing))
        if whole.knowing.narrows:
            narrowed = partial(self._chains.narrowed, list(roster.dossiers), view)
            reads.append(self._facts.get((asked, True), narrowed))
        found = await asyncio.gather(*reads)
        return unshown_of(roster, (each for its in found for each in its.items()), display)

    async def knowing(self, shelf: RulesShelf, known_at: datetime | None) -> Knowing:
        """Return the rules and the instant to answer by; one round trip for "now"."""
        moment = await self._chains.moment()
        if known_at is not None:
            return Knowing(
                await shelf.at(known_at), known_at, moment.erasures, narrows=moment.narrows
            )
        rules = shelf.current
        if moment.rules_version != rules.rulebook.version:
            rules = await shelf.refresh()
        latest = moment.instant or self._now()
        is_latest = moment.instant is not None
        return Knowing(rules, latest, moment.erasures, is_latest, moment.narrows)

    async def _explore(self, question: ChainQuestion, knowing: Knowing) -> Exploration | None:
        view = View(question.as_of, knowing.known_at)
        group, cuts = await self._group(question, view)
        history = await self._history(group, question, knowing)
        # Large chains take up to a second of computing: other requests go on meanwhile.
        recalled = None
        if history is not None:
            recalled = await in_thread(
                partial(_recalled, history, group, cuts, question, self._bounds)
            )
        chain, known = recalled or await self._read(group, cuts, question, view)
        if question.core not in known.dossiers:
            return None
        return Exploration(Survey(chain, _roster(chain, known, knowing)), knowing)

    async def _history(
        self, group: tuple[str, ...], question: ChainQuestion, knowing: Knowing
    ) -> ChainHistory | None:
        if not knowing.is_latest:
            return None
        version = knowing.rules.rulebook.version
        key = HistoryKey(group, question.direction, question.depth, version, knowing.erasures)
        return await self._histories.find(key, knowing.known_at)

    async def _read(
        self, group: tuple[str, ...], cuts: tuple[Cut, ...], question: ChainQuestion, view: View
    ) -> tuple[Chain, DossierFile]:
        sides = question.direction.sides
        read = await asyncio.gather(
            *(self._chains.links(group, side, question.depth, view, self._bounds) for side in sides)
        )
        given = dict(zip(sides, read, strict=True))
        walked = await in_thread(partial(walk, group, given, question.depth, self._bounds))
        known, chain = await asyncio.gather(
            self._chains.dossiers(list(walked.tiers), view),
            in_thread(partial(_chain, question, group, cuts, walked)),
        )
        return chain, known

    async def _group(
        self, question: ChainQuestion, view: View
    ) -> tuple[tuple[str, ...], tuple[Cut, ...]]:
        if question.mode is ChainMode.ONE_PLUS_N:
            return (question.core,), ()
        found = await self._chains.holdings(question.core, view)
        cuts = () if found.complete else (Cut(CutKind.GROUP, 0),)
        return group_of(question.core, found.holdings), cuts


async def _discreet(whole: Exploration, unshown: Unshown, closure: Closure | None) -> Exploration:
    survey = await in_thread(lambda: DiscreetSurvey(whole.survey, unshown, closure))
    return Exploration(survey, whole.knowing)


async def _masked(whole: Exploration, sight: Sight) -> Exploration:
    survey = await in_thread(lambda: MaskedSurvey(whole.survey, sight))
    return Exploration(survey, whole.knowing, whole)


def _recalled(
    history: ChainHistory,
    group: tuple[str, ...],
    cuts: tuple[Cut, ...],
    question: ChainQuestion,
    bounds: Bounds,
) -> tuple[Chain, DossierFile] | None:
    """Answer from what is kept; `None` if the day's walk goes on where that ends."""
    walked = walk(group, history.links(question.as_of), question.depth, bounds)
    if not history.holds(walked):
        return None
    every = history.dossiers(question.as_of)
    dossiers = {code: every[code] for code in walked.tiers if code in every}
    return _chain(question, group, cuts, walked), DossierFile(dossiers, history.syncs)


def _chain(
    question: ChainQuestion, group: tuple[str, ...], cuts: tuple[Cut, ...], walked: Walk
) -> Chain:
    return Chain(question, group, replace(walked, cuts=(*cuts, *walked.cuts)))


def _roster(chain: Chain, known: DossierFile, knowing: Knowing) -> Roster:
    vocabulary = knowing.rules.rulebook.vocabulary
    dossiers: dict[str, Dossier] = dict(known.dossiers)
    for code in chain.by_code.keys() - dossiers.keys():
        dossiers[code] = unregistered(code)
    return Roster(dossiers, Coverage(known.syncs, vocabulary), vocabulary, chain.question.as_of)


def _weight_of_facts(facts: _Facts) -> int:
    return _BYTES_OF_A_FACT * (1 + sum(map(len, facts.values())))


def _weight(exploration: Exploration | None) -> int:
    """Return about how many bytes a chain takes."""
    if exploration is None:
        return _BYTES_OF_A_MEMBER
    chain = exploration.survey.chain
    links = sum(len(tier) for side in chain.sides.values() for tier in side.links)
    return _BYTES_OF_A_MEMBER * (1 + len(chain.members)) + _BYTES_OF_A_LINK * links
