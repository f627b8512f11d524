"""Operator `rating`: holds one of some levels of a scheme."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import Candidates, Rated, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation, settled
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.conditions.operators.register import absent, entries, unknown_of
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import EvidenceKind, Finding
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RatingIs(Operator):
    """Holds one of the levels of a scheme, best first."""

    scheme: str
    levels: tuple[str, ...]
    citation: Citation

    code: ClassVar[str] = "rating"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.RATINGS, Family.REGISTRATION})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.NOT_MET, Truth.MET})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the scheme."""
        return ((Noun.SCHEME, self.scheme),)

    def evaluate(self, case: Case) -> Finding:
        """Met at a wanted level; another level says no without any sync; none says so if covered.

        Source: readings, "Truth values".
        """
        scheme = case.vocabulary.schemes[self.scheme]
        names = {level.code: level.name for level in scheme.levels}
        own = [fact for fact in case.facts.ratings if fact.scheme == self.scheme]
        current = [fact for fact in own if case.day in fact.interval]
        fitting = [fact for fact in current if fact.level in self.levels]
        if fitting:
            text = f"Rated {names[fitting[0].level]} on {scheme.name} ({self.scheme})."
            return Finding(Truth.MET, text, entries(fitting, EvidenceKind.FACT, self.scheme))
        wanted = "、".join(names[code] for code in self.levels)
        if current:
            held = "、".join(names.get(fact.level, fact.level) for fact in current)
            text = f"Rated {held} on {scheme.name} ({self.scheme}), not {wanted}."
            return Finding(Truth.NOT_MET, text, entries(current, EvidenceKind.FACT, self.scheme))
        return absent(scheme, own, f"{wanted} on {scheme.name} ({self.scheme})", case)

    def subject(self) -> Hashable:
        """One level is held of a scheme."""
        return ("scheme", self.scheme)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer each level, worst first, where the scheme is kept for the enterprise."""
        scheme = situation.case.vocabulary.schemes[self.scheme]
        if situation.is_kept_elsewhere(scheme):
            return
        leaves = [each for each in situation.of(RatingIs) if each.scheme == scheme.code]
        agency = situation.case.vocabulary.keeper(scheme.code, situation.case.region)
        unknown = situation.is_unknown(self)
        kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.GAIN_RATING
        for level in reversed(scheme.levels):
            text = f"{scheme.name} ({scheme.code}): {level.name}."
            met = [each for each in leaves if level.code in each.levels]
            change = Change(kind, scheme.code, level.code, agency, text)
            yield Counterfactual(change, settled(leaves, met))
        if unknown:
            text = f"Confirm that it is not rated on {scheme.name}."
            change = Change(kind, scheme.code, None, agency, text)
            yield Counterfactual(change, settled(leaves, ()))

    def summary(self) -> str:
        """Name the codes."""
        return f"rating {self.scheme} {'/'.join(self.levels)}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the levels and the scheme."""
        scheme = vocabulary.schemes[self.scheme]
        levels = (level.name for level in scheme.levels if level.code in self.levels)
        return f"rated {' or '.join(levels)} ({scheme.name})"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return those who hold a level, and for UNKNOWN those for whom the scheme is kept."""
        met = Candidates(sources=frozenset(Rated(self.scheme, level) for level in self.levels))
        unknown = unknown_of(vocabulary.schemes[self.scheme], vocabulary)
        return of_answers(wanted, met=met, unknown=unknown)
