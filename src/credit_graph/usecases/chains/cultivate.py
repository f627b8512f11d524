"""Who, in a chain or a region, is how far from a cultivation programme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.chains.roster import Roster
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.cultivation.ranking import Cultivation, Entrant
from credit_graph.domain.cultivation.standing import conditions_of, needs_history
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts, KeptFact
from credit_graph.domain.facts.registration import ended_statuses
from credit_graph.domain.facts.view import View
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.suggestion import suggestions
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.errors import UnknownCodeError
from credit_graph.graph.chains.reads import Chains
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.sharing.single_flight_cache import SingleFlightCache
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.chains.explore import Exploration, Knowing

MOST_ENTRANTS = 50_000
_MOST_KEPT_BYTES = 96_000_000  # over all regions kept
_BYTES_OF_AN_ENTRANT = 1_500  # measured: an enterprise with its dossier and its standing


@dataclass(frozen=True, slots=True)
class RegionalCultivation:
    """How the enterprises of a region stand in a programme.

    Not `complete` if the region holds more than 50,000: then those that come first by code.
    """

    cultivation: Cultivation
    roster: Roster
    complete: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    programme: str
    region: str
    as_of: date
    known_at: datetime
    rules_version: str
    erasures: int


class Cultivator:
    """Compares enterprises with programmes. One for all requests of the process."""

    def __init__(self, chains: Chains, evidence: EvidenceFile) -> None:
        self._chains = chains
        self._evidence = evidence
        self._kept: SingleFlightCache[_Asked, RegionalCultivation] = SingleFlightCache(
            lambda answer: _BYTES_OF_AN_ENTRANT * (1 + len(answer.roster.dossiers)),
            _MOST_KEPT_BYTES,
        )

    @property
    def kept_bytes(self) -> int:
        """What is kept of earlier answers."""
        return self._kept.weight

    async def of_chain(self, exploration: Exploration, programme: Programme) -> Cultivation:
        """Tell how those in sight stand; one round trip if facts beyond profiles count."""
        survey = exploration.survey
        codes = [each.uscc for each in survey.entrants()]
        histories = await self._histories(programme, survey.roster, codes, exploration.knowing)
        return await in_thread(partial(survey.cultivation, programme, histories))

    async def of_region(
        self,
        programme: Programme,
        region: str,
        as_of: date,
        knowing: Knowing,
        sight: Sight | None = None,
    ) -> RegionalCultivation:
        """Tell how the enterprises of a region in sight stand; two round trips, none if kept."""
        version = knowing.rules.rulebook.version
        regions = regions_below(region, knowing.rules.rulebook.vocabulary)
        if sight is not None:
            regions = tuple(each for each in regions if sight.sees(each))
        place = region if sight is None else " ".join(regions)
        asked = _Asked(programme.code, place, as_of, knowing.known_at, version, knowing.erasures)
        return await self._kept.get(
            asked, lambda: self._of_regions(programme, regions, as_of, knowing)
        )

    async def count_in(self, programme: Programme, view: View, vocabulary: Vocabulary) -> int:
        """Count all enterprises of the programme's region that are IN, whatever the chain."""
        if programme.list is None:
            return 0
        regions = regions_below(programme.region, vocabulary)
        ended = ended_statuses(vocabulary)
        return await self._chains.entries_count(programme.list, regions, ended, view)

    async def narrowed(
        self, codes: Iterable[str], view: View
    ) -> Mapping[str, tuple[KeptFact, ...]]:
        """Return the facts of those that have one for which an openness is stated."""
        return await self._chains.narrowed(list(codes), view)

    async def _of_regions(
        self, programme: Programme, regions: tuple[str, ...], as_of: date, knowing: Knowing
    ) -> RegionalCultivation:
        vocabulary = knowing.rules.rulebook.vocabulary
        view = View(as_of, knowing.known_at)
        codes = await self._chains.codes_of(regions, view, MOST_ENTRANTS + 1)
        found = await self._chains.dossiers(codes[:MOST_ENTRANTS], view)
        roster = Roster(found.dossiers, Coverage(found.syncs, vocabulary), vocabulary, as_of)
        histories = await self._histories(programme, roster, found.dossiers, knowing)
        cultivation = await in_thread(partial(_cultivation, programme, roster, histories))
        return RegionalCultivation(cultivation, roster, complete=len(codes) <= MOST_ENTRANTS)

    async def _histories(
        self, programme: Programme, roster: Roster, codes: Iterable[str], knowing: Knowing
    ) -> Mapping[str, EnterpriseFacts] | None:
        """Read all facts where a criterion asks for links, commitments or violations."""
        if not any(map(needs_history, conditions_of(programme))):
            return None
        return await read_histories(self._evidence, roster, codes, knowing)


async def read_histories(
    evidence: EvidenceFile, roster: Roster, codes: Iterable[str], knowing: Knowing
) -> Mapping[str, EnterpriseFacts]:
    """Return all facts known of each enterprise, in one round trip."""
    asked = list(codes)
    found = await evidence.collect(asked, knowing.known_at, knowing.rules.partners)
    return {
        code: found.facts.get(code) or EnterpriseFacts(roster.enterprise(code)) for code in asked
    }


def programme_of(rulebook: Rulebook, code: str) -> Programme:
    """Return a programme; raise `UnknownCodeError` if there is none of that code."""
    programme = rulebook.programmes.get(code)
    if programme is None:
        near = suggestions(code, rulebook.programmes)
        raise UnknownCodeError(noun="programme", given=code, near=near)
    return programme


def regions_below(region: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the region's code and those of all below it; raise `UnknownCodeError` for none."""
    if region not in vocabulary.regions:
        near = suggestions(region, vocabulary.regions)
        raise UnknownCodeError(noun="region", given=region, near=near)
    return tuple(sorted(vocabulary.below(region)))


def _cultivation(
    programme: Programme, roster: Roster, histories: Mapping[str, EnterpriseFacts] | None
) -> Cultivation:
    entrants = tuple(Entrant(code) for code in roster.dossiers)
    if histories is None:
        standings = roster.standings(programme, roster.dossiers)
    else:
        standings = roster.standings_from(programme, histories)
    return Cultivation(programme, entrants, standings, roster)
