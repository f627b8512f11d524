"""Eligibility reports: verdicts with the explanation of each, as values."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import Operator
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.eligibility.change import Nearest
from credit_graph.domain.eligibility.finding import Evidence, Finding
from credit_graph.domain.facts.record import (
    Enterprise,
    KeptFact,
    Registration,
    ViolationFact,
)
from credit_graph.domain.facts.registration import Registered
from credit_graph.domain.policy import Beneficiary, Measure
from credit_graph.domain.truth import Truth
from credit_graph.message import Words


class Verdict(Enum):
    """What an enterprise may do about a measure, from no to yes."""

    NOT_ELIGIBLE = Truth.NOT_MET
    UNKNOWN = Truth.UNKNOWN
    CONDITIONAL = Truth.JUDGEMENT
    ELIGIBLE = Truth.MET


class Side(Enum):
    """Whether a condition is required or excludes."""

    REQUIREMENT = "requirement"
    EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition looked at, on one side, with what it found.

    `part` is the code of the part that states it, where an item shows it.
    """

    side: Side
    leaf: Operator | Registered
    finding: Finding
    part: str | None = None

    @property
    def outcome(self) -> Truth:
        """What the condition came to."""
        return self.finding.value

    @property
    def text(self) -> Words:
        """The finding in words."""
        return self.finding.text

    @property
    def citation(self) -> Citation:
        """The words of the document that state the condition; empty for the registration."""
        return self.leaf.citation

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the finding rests on."""
        return self.finding.evidence


class Explanation:
    """Value and reasons of one distinct pair of requirements and exclusions.

    `state` gives the reasons. Who only counts verdicts never asks for them, and then conditions
    that cannot change the value are never looked at.
    """

    __slots__ = ("_reasons", "_state", "truth")

    def __init__(self, truth: Truth, state: Callable[[], tuple[Reason, ...]]) -> None:
        self.truth = truth
        self._state = state
        self._reasons: tuple[Reason, ...] | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every condition, with what was found."""
        if self._reasons is None:
            self._reasons = self._state()
        return self._reasons


class Decision(NamedTuple):
    """The verdict on one measure, with those on its parts.

    `nearest` works out the nearest change when asked; most callers never ask. A tuple and no
    dataclass: a report makes some two hundred of them, in a millisecond.
    """

    measure: Measure
    verdict: Verdict
    explanation: Explanation
    parts: tuple["Decision", ...]
    nearest: Callable[[], Nearest]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every condition looked at, in the order of the document."""
        return self.explanation.reasons

    @property
    def every_reason(self) -> tuple[Reason, ...]:
        """Its own reasons, then those that its parts have beside them, marked as theirs."""
        if not self.parts:
            return self.reasons
        own = {(reason.side, reason.leaf) for reason in self.reasons}
        of_parts = (
            # Not `replace`, which takes five times as long: a report has some two hundred of them.
            Reason(reason.side, reason.leaf, reason.finding, part.measure.code)
            for part in self.walk()
            if part is not self
            for reason in part.reasons
            if (reason.side, reason.leaf) not in own
        )
        return (*self.reasons, *of_parts)

    @property
    def beneficiary(self) -> Beneficiary:
        """Who gains by the measure."""
        return self.measure.beneficiary

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Who grants the measure, or a part of it."""
        return self.measure.every_duty

    def walk(self) -> Iterator["Decision"]:
        """Yield the decision and those on its parts, in the document's order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Report:
    """Every measure in force on the day, in the documents' order.

    `verdicts` are those on the items; `decide` gives the decisions on them, the same each time.
    Who only counts verdicts never asks for decisions. `warnings` are facts that the documents
    leave to an agency's decision, such as open violations (000, section three): they exclude
    nothing by themselves. `kept` are the facts, of any day, that may not be shown to everybody,
    `of_partners` those of partners for which an openness is stated, with their regions.
    """

    enterprise: Enterprise
    as_of: date
    rules_version: str
    verdicts: tuple[Verdict, ...]
    decide: Callable[[], tuple[Decision, ...]]
    warnings: tuple[ViolationFact, ...]
    registration: Registration | None = None
    kept: tuple[KeptFact, ...] = ()
    of_partners: tuple[tuple[KeptFact, str], ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decision on each item, with its reasons and parts."""
        return self.decide()

    def counts(self) -> Counter[Verdict]:
        """Count the verdicts on the items (parts are counted with their item)."""
        return Counter(self.verdicts)

    def walk(self) -> Iterator[Decision]:
        """Yield every decision, parts after their item."""
        for decision in self.decisions:
            yield from decision.walk()
