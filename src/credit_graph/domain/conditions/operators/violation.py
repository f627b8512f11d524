"""Operator `violation`: has a recorded violation."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import EVERYONE, Candidates, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.eligibility.repair_change import with_repair
from credit_graph.domain.facts.record import Severity, ViolationFact
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.message import Message

_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}
_WORDS = {None: "", True: " repaired", False: " open"}
_PROSE = {None: "", True: ", repaired", False: ", not repaired"}


@dataclass(frozen=True, slots=True)
class HasViolation(Operator):
    """Has a recorded violation.

    `within_days`: found at most so many days before the day asked; `severity`: at least so
    grave; `repaired`: only repaired (True), only open (False), or either (None).
    """

    within_days: int | None
    severity: Severity | None
    repaired: bool | None
    citation: Citation

    code: ClassVar[str] = "violation"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.VIOLATIONS})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.UNKNOWN})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name nothing: any violation counts."""
        return ()

    def evaluate(self, case: Case) -> Finding:
        """Met if a violation fits; none recorded says no."""
        fitting = [fact for fact in case.facts.violations if self._fits(fact, case)]
        if not fitting:
            absence = Evidence(EvidenceKind.ABSENCE, Message("no such violation recorded"))
            text = Message("Has no such violation on record.")
            return Finding(Truth.NOT_MET, text, (absence,))
        evidence = tuple(
            Evidence(EvidenceKind.FACT, _found(fact, case.vocabulary), fact.origin)
            for fact in fitting
        )
        return Finding(Truth.MET, Message("Has a violation on record."), evidence)

    def _fits(self, fact: ViolationFact, case: Case) -> bool:
        if fact.found_on > case.day:
            return False
        if self.within_days is not None and fact.found_on < case.day - timedelta(self.within_days):
            return False
        if self.severity is not None and _GRAVITY[fact.severity] < _GRAVITY[self.severity]:
            return False
        repaired = fact.repaired_on is not None and fact.repaired_on <= case.day
        return self.repaired is None or repaired == self.repaired

    def subject(self) -> Hashable:
        """All open violations are repaired together."""
        return ("violation",)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer to repair the open ones."""
        case = situation.case
        facts, day = case.facts, case.day
        violations = tuple(
            replace(fact, repaired_on=day) if fact.is_open(day) else fact
            for fact in facts.violations
        )
        text = Message("Repair the open violations.")
        change = Change(ChangeKind.REPAIR, "violation", None, None, text)
        repaired = Evaluation(replace(case, facts=replace(facts, violations=violations)))
        opened = [fact for fact in facts.violations if fact.is_open(day)]
        change = with_repair(change, opened, case)
        yield Counterfactual(change, situation.moved(repaired, Family.VIOLATIONS))

    def summary(self) -> str:
        """Say what counts."""
        grave = f" at least {self.severity}" if self.severity else ""
        recent = f" within {self.within_days} days" if self.within_days is not None else ""
        return f"violation{_WORDS[self.repaired]}{grave}{recent}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Say what counts."""
        del vocabulary
        grave = f" at least {self.severity}" if self.severity else ""
        recent = f", of the last {self.within_days} days" if self.within_days else ""
        return f"under a violation{grave}{recent}{_PROSE[self.repaired]}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return everyone: no index finds violations."""
        del vocabulary
        return of_answers(wanted, met=EVERYONE, unknown=EVERYONE)


def _found(fact: ViolationFact, vocabulary: Vocabulary) -> Message:
    known = vocabulary.violations.get(fact.violation)
    name = fact.violation if known is None else known.name
    return Message("{code} found {day}", code=fact.violation, name=name, day=fact.found_on)
