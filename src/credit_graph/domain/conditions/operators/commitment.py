"""Operator `commitment`: made a commitment that stands in some state."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import EVERYONE, Candidates, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.record import CommitmentFact, EnterpriseFacts, Origin
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.message import Message, Words

_SUPPOSED = Origin("supposed")


class CommitmentState(StrEnum):
    """How a commitment stands on a day."""

    MADE = "made"
    OPEN = "open"
    FULFILLED = "fulfilled"
    OVERDUE = "overdue"


_STANDS = {
    CommitmentState.MADE: Message("made"),
    CommitmentState.OPEN: Message("open"),
    CommitmentState.FULFILLED: Message("fulfilled"),
    CommitmentState.OVERDUE: Message("overdue"),
}
_PROSE = {
    CommitmentState.MADE: "made",
    CommitmentState.OPEN: "made and still open",
    CommitmentState.FULFILLED: "fulfilled",
    CommitmentState.OVERDUE: "overdue",
}


@dataclass(frozen=True, slots=True)
class HasCommitment(Operator):
    """Made a commitment (any, if `commitment` is None) that stands as `state`."""

    commitment: str | None
    state: CommitmentState
    citation: Citation

    code: ClassVar[str] = "commitment"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.COMMITMENTS})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.UNKNOWN})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the commitment, if it asks for one."""
        return () if self.commitment is None else ((Noun.COMMITMENT, self.commitment),)

    def evaluate(self, case: Case) -> Finding:
        """Met if a commitment stands so on the day; none recorded says no."""
        fitting = [
            fact
            for fact in case.facts.commitments
            if self.commitment in (None, fact.commitment) and self._stands(fact, case)
        ]
        asked: dict[str, Words] = {
            "state": _STANDS[self.state],
            "code": self.commitment or Message("any commitment"),
            "name": self._name(case.vocabulary),
        }
        if not fitting:
            absence = Evidence(EvidenceKind.ABSENCE, Message("no {state} {code} recorded", **asked))
            text = Message("Has no commitment ({code}) that is {state}.", **asked)
            return Finding(Truth.NOT_MET, text, (absence,))
        evidence = tuple(
            Evidence(EvidenceKind.FACT, _made(fact, case.vocabulary), fact.origin)
            for fact in fitting
        )
        text = Message("Has a commitment ({code}) that is {state}.", **asked)
        return Finding(Truth.MET, text, evidence)

    def _name(self, vocabulary: Vocabulary) -> Words:
        if self.commitment is None:
            return Message("any commitment")
        return vocabulary.commitments[self.commitment].name

    def _stands(self, fact: CommitmentFact, case: Case) -> bool:
        made = fact.made_on <= case.day
        fulfilled = _is_fulfilled(fact, case)
        overdue = fact.due_on is not None and fact.due_on < case.day
        return (
            made
            and {
                CommitmentState.MADE: True,
                CommitmentState.FULFILLED: fulfilled,
                CommitmentState.OPEN: not fulfilled,
                CommitmentState.OVERDUE: overdue and not fulfilled,
            }[self.state]
        )

    def subject(self) -> Hashable:
        """Each commitment is made and fulfilled on its own."""
        return ("commitment", self.commitment)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer to make it, then to fulfil it."""
        subject = self.commitment or "commitment"
        name = self._name(situation.case.vocabulary)
        text = Message("Make it: {code}.", code=subject, name=name)
        made = Change(ChangeKind.COMMIT, subject, CommitmentState.MADE, None, text)
        # Whatever else happens to older ones, a commitment made today is open.
        yield Counterfactual(
            made,
            {
                leaf: Truth.MET
                for leaf in situation.of(HasCommitment)
                if leaf.commitment in (None, self.commitment)
                and leaf.state in (CommitmentState.MADE, CommitmentState.OPEN)
            },
        )
        text = Message("Fulfil it: {code}.", code=subject, name=name)
        kept = Change(ChangeKind.FULFIL, subject, CommitmentState.FULFILLED, None, text)
        case = situation.case
        supposed = Evaluation(replace(case, facts=self._fulfilled(case)))
        yield Counterfactual(kept, situation.moved(supposed, Family.COMMITMENTS))

    def _fulfilled(self, case: Case) -> EnterpriseFacts:
        """Return the facts with all such commitments fulfilled, made today if there were none."""
        facts, day = case.facts, case.day
        asked = [
            fact
            for fact in facts.commitments
            if self.commitment in (None, fact.commitment) and fact.made_on <= day
        ]
        rest = [fact for fact in facts.commitments if fact not in asked]
        made = CommitmentFact(self.commitment or "", None, day, None, None, _SUPPOSED)
        kept = [
            fact if _is_fulfilled(fact, case) else replace(fact, fulfilled_on=day)
            for fact in asked or (made,)
        ]
        return replace(facts, commitments=(*rest, *kept))

    def summary(self) -> str:
        """Name the code and the state."""
        return f"commitment {self.commitment or 'any'} {self.state}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the commitment and the state."""
        named = self.commitment and vocabulary.commitments[self.commitment].name
        return f"under the commitment {named or 'of any kind'}, {_PROSE[self.state]}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return everyone: no index finds commitments by state."""
        del vocabulary
        return of_answers(wanted, met=EVERYONE, unknown=EVERYONE)


def _made(fact: CommitmentFact, vocabulary: Vocabulary) -> Message:
    known = vocabulary.commitments.get(fact.commitment)
    name = fact.commitment if known is None else known.name
    return Message("{code} made {day}", code=fact.commitment, name=name, day=fact.made_on)


def _is_fulfilled(fact: CommitmentFact, case: Case) -> bool:
    return fact.fulfilled_on is not None and fact.fulfilled_on <= case.day
