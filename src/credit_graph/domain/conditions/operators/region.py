"""Operator `region`: registered in a region or one below it."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import Candidates, Places, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
from credit_graph.domain.conditions.operator import FIXED, Family, Noun, Operator
from credit_graph.domain.conditions.operators.registration import attribute
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.message import AgencyCode, Message


@dataclass(frozen=True, slots=True)
class InRegion(Operator):
    """Registered in the region or one below it."""

    region: str
    citation: Citation

    code: ClassVar[str] = "region"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.REGISTRATION})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.NOT_MET, Truth.UNKNOWN, Truth.MET})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the region."""
        return ((Noun.REGION, self.region),)

    def evaluate(self, case: Case) -> Finding:
        """Met inside the region or below it; unknown where only a wider region is known.

        And of a former code with unknown heirs.
        """
        inside = case.vocabulary.inside(case.region, self.region)
        wanted = case.vocabulary.regions[self.region].name
        known = case.vocabulary.regions.get(case.region)  # a partner's is a country
        own = case.region if known is None else known.name
        evidence = attribute(Message("region {place} ({own})", place=case.region, own=own), case)
        if inside is None:
            registrar = case.vocabulary.registrar(case.region)
            text = Message(
                "Registered in {own} ({place}); whether that is in {wanted} is not known. "
                "Ask {keeper}.",
                own=own,
                place=case.region,
                wanted=wanted,
                keeper=AgencyCode(registrar) if registrar else Message("its registrar"),
            )
            return Finding(Truth.UNKNOWN, text, evidence)
        if inside:
            text = Message("Registered in {own}, inside {wanted}.", own=own, wanted=wanted)
            return Finding(Truth.MET, text, evidence)
        text = Message("Registered in {own}, outside {wanted}.", own=own, wanted=wanted)
        return Finding(Truth.NOT_MET, text, evidence)

    def subject(self) -> Hashable:
        """Nobody changes where an enterprise is registered."""
        return FIXED

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer nothing."""
        del situation
        return iter(())

    def summary(self) -> str:
        """Name the code."""
        return f"in region {self.region}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the region."""
        return f"in {vocabulary.regions[self.region].name}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return the regions inside, and for UNKNOWN those that may be."""
        inside = vocabulary.below(self.region)
        doubtful = vocabulary.possibly_below(self.region) - inside
        return of_answers(
            wanted,
            met=Candidates(places=Places(inside)),
            unknown=Candidates(places=Places(doubtful)),
        )
