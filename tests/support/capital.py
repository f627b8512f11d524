"""An operator that no document asks for, complete in one class: its declared capital.

The service knows nothing of it. What tests find it doing is derived from the class.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import Family, Noun, Operator
from credit_graph.domain.conditions.candidates import EVERYONE, Candidates, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation, settled
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class CapitalAtLeast(Operator):
    """Declares a capital of at least so many 10,000 CNY in the statement `small_micro`."""

    amount: int
    citation: Citation

    code: ClassVar[str] = "capital"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.STATEMENTS})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.UNKNOWN})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the statement."""
        return ((Noun.STATEMENT, "small_micro"),)

    def evaluate(self, case: Case) -> Finding:
        """Compare what is declared on the day."""
        stated = [int(each.value) for each in case.facts.statements if case.day in each.interval]
        if not stated:
            return Finding(Truth.UNKNOWN, "Its capital is not stated.", ())
        enough = max(stated) >= self.amount
        return Finding(Truth.MET if enough else Truth.NOT_MET, f"Declared {max(stated)}.", ())

    def subject(self) -> Hashable:
        """One amount is declared."""
        return ("capital",)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer the amount."""
        leaves = situation.of(CapitalAtLeast)
        met = [each for each in leaves if each.amount <= self.amount]
        change = Change(ChangeKind.DECLARE, "small_micro", str(self.amount), None, "Raise it.")
        yield Counterfactual(change, settled(leaves, met))

    def summary(self) -> str:
        """Name the amount."""
        return f"capital at least {self.amount}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the amount."""
        del vocabulary
        return f"with a capital of at least {self.amount}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return everyone: no index finds amounts."""
        del vocabulary
        return of_answers(wanted, met=EVERYONE, unknown=EVERYONE)
