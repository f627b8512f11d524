"""Operator `statement`: declared a statement with a value."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import EVERYONE, Candidates, Declared, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation, settled
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.record import StatementFact
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.message import Message, Series


@dataclass(frozen=True, slots=True)
class Stated(Operator):
    """Declared a statement with a value."""

    statement: str
    value: str
    citation: Citation

    code: ClassVar[str] = "statement"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.STATEMENTS})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.UNKNOWN})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the statement."""
        return ((Noun.STATEMENT, self.statement),)

    def evaluate(self, case: Case) -> Finding:
        """Met or not by what it declared; unknown if it declared nothing."""
        name = case.vocabulary.statements[self.statement].name
        own = [fact for fact in case.facts.statements if fact.statement == self.statement]
        current = [fact for fact in own if case.day in fact.interval]
        if not current:
            code = self.statement
            absence = Message("no statement {code} holds", code=code, name=name)
            text = Message("Not known: {name} ({code}).", name=name, code=code)
            return Finding(Truth.UNKNOWN, text, (Evidence(EvidenceKind.ABSENCE, absence),))
        evidence = tuple(
            Evidence(EvidenceKind.FACT, _declared(each, name), each.origin, each.interval)
            for each in current
        )
        value = Message(self.value)
        if any(fact.value == self.value for fact in current):
            text = Message("Declared {name} = {value}.", name=name, value=value)
            return Finding(Truth.MET, text, evidence)
        text = Message("Declared {name} otherwise than {value}.", name=name, value=value)
        return Finding(Truth.NOT_MET, text, evidence)

    def subject(self) -> Hashable:
        """One value is declared of a statement."""
        return ("statement", self.statement)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer each value that is asked for, and none of them."""
        name = situation.case.vocabulary.statements[self.statement].name
        leaves = [each for each in situation.of(Stated) if each.statement == self.statement]
        values = tuple(dict.fromkeys(each.value for each in leaves))
        unknown = situation.is_unknown(self)
        kind = ChangeKind.SUPPLY_FACT if unknown else ChangeKind.DECLARE
        other = Message("not {values}", values=Series(tuple(map(Message, values)), " or "))
        worded = {**{each: Message(each) for each in values}, str(other): other}
        for to, value in worded.items():
            text = Message("{name} = {value}", name=name, value=value)
            change = Change(kind, self.statement, to, None, text)
            met = [each for each in leaves if each.value == to]
            yield Counterfactual(change, settled(leaves, met))

    def summary(self) -> str:
        """Name the code and the value."""
        return f"declared {self.statement} = {self.value}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the statement and the value."""
        return f"stating {vocabulary.statements[self.statement].name}: {self.value}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return those who declared the value; of whoever declared nothing it is unknown."""
        del vocabulary
        met = Candidates(sources=frozenset({Declared(self.statement, self.value)}))
        return of_answers(wanted, met=met, unknown=EVERYONE)


def _declared(fact: StatementFact, name: str) -> Message:
    return Message("{code} = {value}", code=fact.statement, name=name, value=Message(fact.value))
