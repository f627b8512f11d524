"""Operator `judgement`: words that the document leaves to an agency's judgement."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import EVERYONE, NOBODY, Candidates
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
from credit_graph.domain.conditions.operator import FIXED, Family, Noun, Operator
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.message import Message


@dataclass(frozen=True, slots=True)
class Judgement(Operator):
    """Words that the document leaves to an agency's judgement (符合条件的, 同等条件下)."""

    words: str
    citation: Citation

    code: ClassVar[str] = "judgement"
    reads: ClassVar[frozenset[Family]] = frozenset()
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.JUDGEMENT})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name no code."""
        return ()

    def evaluate(self, case: Case) -> Finding:
        """Find the same for every case: what is left to the agency."""
        del case
        return self.constant()

    def constant(self) -> Finding:
        """Neither met nor unmet: the document leaves it to the agency, in these words."""
        evidence = Evidence(EvidenceKind.WORDS, self.words)
        text = Message("Left to the agency's judgement: {words}", words=self.words)
        return Finding(Truth.JUDGEMENT, text, (evidence,))

    def subject(self) -> Hashable:
        """Nobody changes what an agency thinks."""
        return FIXED

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer nothing."""
        del situation
        return iter(())

    def summary(self) -> str:
        """Quote the words."""
        return f"judgement “{self.words}”"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Quote the words."""
        del vocabulary
        return f"judged “{self.words}”"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return everyone if a judgement is wanted, else nobody."""
        del vocabulary
        return EVERYONE if Truth.JUDGEMENT in wanted else NOBODY
