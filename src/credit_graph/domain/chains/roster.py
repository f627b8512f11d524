"""What is known on a day of the enterprises that an answer is about."""

from collections.abc import Iterable, Mapping
from datetime import date

from credit_graph.domain.chains.profile import AEO, CUSTOMS, Dossier, Profile, black_lists
from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import RatingIs
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.cultivation.standing import ProgrammeStanding, registers_of, standing_of
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import PARTNER, Enterprise, EnterpriseFacts
from credit_graph.domain.facts.registration import effect_of
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary

_IS_AEO = RatingIs(CUSTOMS, (AEO,), Citation("", "", ""))


class Roster:
    """Dossiers by code, with the day and what absence means on it.

    Whatever depends on a profile alone is worked out once per profile. Safe to share.
    """

    def __init__(
        self,
        dossiers: Mapping[str, Dossier],
        coverage: Coverage,
        vocabulary: Vocabulary,
        day: date,
    ) -> None:
        self.dossiers = dossiers
        self.vocabulary = vocabulary
        self.day = day
        self.coverage = coverage
        self._customs_unknown: dict[tuple[str, str | None], bool] = {}
        self._black_lists = black_lists(vocabulary)

    def enterprise(self, code: str) -> Enterprise:
        """Return the registration of an enterprise; raise KeyError if it is not in the roster."""
        return self.dossiers[code].enterprise

    def profile(self, code: str) -> Profile:
        """Return the profile of an enterprise; raise KeyError if it is not in the roster."""
        return self.dossiers[code].profile

    def case(self, facts: EnterpriseFacts) -> Case:
        """Return the facts as a case on the roster's day."""
        return Case(facts.on(self.day), self.day, self.vocabulary, self.coverage)

    def effect(self, profile: Profile) -> Truth:
        """Return what the status of its registration leaves of dealing with it."""
        if profile.status == PARTNER:
            return Truth.MET
        return effect_of(profile.status, self.vocabulary)

    def barred_by(self, profile: Profile) -> tuple[str, ...]:
        """Return the black lists on which it stands, in the order of the vocabulary."""
        if not profile.lists:
            return ()
        return tuple(code for code in self._black_lists if code in profile.lists)

    def is_customs_unknown(self, profile: Profile) -> bool:
        """Tell whether it is not known if customs rates it highest."""
        if profile.status == PARTNER:
            return False
        if profile.turned and any(scheme == CUSTOMS for scheme, _, _ in profile.turned):
            return Evaluation(self.case(profile.facts(self.day))).value(_IS_AEO) is Truth.UNKNOWN
        for scheme, _ in profile.ratings:  # in a loop: this is asked about every member
            if scheme == CUSTOMS:
                return False
        place = (profile.region, profile.zone)
        unknown = self._customs_unknown.get(place)
        if unknown is None:
            evaluation = Evaluation(self.case(Profile(*place).facts(self.day)))
            unknown = evaluation.value(_IS_AEO) is Truth.UNKNOWN
            self._customs_unknown[place] = unknown
        return unknown

    def standings(
        self, programme: Programme, codes: Iterable[str]
    ) -> Mapping[str, ProgrammeStanding]:
        """Return how these enterprises stand in a programme, judged by their profiles."""
        registers = registers_of(programme, self.vocabulary)
        # Profiles are shared, so most members are distinguished by identity, without hashing.
        by_identity: dict[int, ProgrammeStanding] = {}
        by_narrow: dict[Profile, ProgrammeStanding] = {}
        standings: dict[str, ProgrammeStanding] = {}
        for code in codes:
            profile = self.profile(code)
            standing = by_identity.get(id(profile))
            if standing is None:
                narrow = profile.narrowed(registers)
                standing = by_narrow.get(narrow)
                if standing is None:
                    standing = standing_of(programme, self.case(narrow.facts(self.day)))
                    by_narrow[narrow] = standing
                by_identity[id(profile)] = standing
            standings[code] = standing
        return standings

    def standings_from(
        self, programme: Programme, facts: Mapping[str, EnterpriseFacts]
    ) -> Mapping[str, ProgrammeStanding]:
        """Return the same, judged by all facts: for criteria that ask more than profiles hold."""
        return {code: standing_of(programme, self.case(each)) for code, each in facts.items()}
