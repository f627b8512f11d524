"""Which measures an enterprise may enjoy on a day, why, and why not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import NamedTuple

from credit_graph.domain.case import Case
from credit_graph.domain.change import Nearest
from credit_graph.domain.citation import Citation
from credit_graph.domain.condition import AllOf, AnyOf, Condition, Leaf, NotOf
from credit_graph.domain.coverage import Coverage
from credit_graph.domain.docket import Clause, Docket, Ground, Group, Rule
from credit_graph.domain.duty import Duty
from credit_graph.domain.evaluation import Evaluation
from credit_graph.domain.facts import Enterprise, EnterpriseFacts, Registration, ViolationFact
from credit_graph.domain.finding import Evidence, Finding
from credit_graph.domain.nearest import nearest_change
from credit_graph.domain.policy import Beneficiary, Measure
from credit_graph.domain.registration import (
    REGISTERED,
    Registered,
    confirmation,
    effect_of,
    look_registered,
)
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.truth import Truth, negate


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
    """One condition looked at, on one side, with what it found."""

    side: Side
    leaf: Leaf | Registered
    finding: Finding

    @property
    def outcome(self) -> Truth:
        """What the condition came to."""
        return self.finding.value

    @property
    def text(self) -> str:
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


class Ruling:
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
    ruling: Ruling
    parts: tuple["Decision", ...]
    nearest: Callable[[], Nearest]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every condition looked at, in the order of the document."""
        return self.ruling.reasons

    @property
    def beneficiary(self) -> Beneficiary:
        """Who gains by the measure."""
        return self.measure.beneficiary

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Who grants the measure."""
        return self.measure.duties

    def walk(self) -> Iterator["Decision"]:
        """Yield the decision and those on its parts, in the document's order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Report:
    """Every measure in force on the day, in the documents' order.

    `warnings` are facts that the documents leave to an agency's decision, such as open
    violations (000, section three): they exclude nothing by themselves. `registration` is what
    `enterprise` rests on, if it is recorded.
    """

    enterprise: Enterprise
    as_of: date
    rules_version: str
    decisions: tuple[Decision, ...]
    warnings: tuple[ViolationFact, ...]
    registration: Registration | None = None

    def counts(self) -> Counter[Verdict]:
        """Count the verdicts on the items (parts are counted with their item)."""
        return Counter(decision.verdict for decision in self.decisions)

    def walk(self) -> Iterator[Decision]:
        """Yield every decision, parts after their item."""
        for decision in self.decisions:
            yield from decision.walk()


class Judge:
    """Decides cases by one rulebook. Holds no facts; safe to share."""

    __slots__ = ("_agendas", "_docket", "_paths", "rulebook")

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._docket = Docket(rulebook.measures.values())
        self._agendas: dict[date, tuple[_Item, ...]] = {}
        self._paths = {
            path[-1].code: path
            for policy in rulebook.policies.values()
            for path in _paths(policy.measures)
        }

    def report(self, facts: EnterpriseFacts, coverage: Coverage, day: date) -> Report:
        """Decide every measure in force on the day."""
        case = self._case(facts, coverage, day)
        hearing = _Hearing(Evaluation(case), self._docket)
        decisions = tuple([hearing.decide(item) for item in self._agenda(day)])
        return Report(
            enterprise=case.facts.enterprise,
            as_of=day,
            rules_version=self.rulebook.version,
            decisions=decisions,
            warnings=tuple(fact for fact in facts.violations if _is_open(fact, day)),
            registration=next((each for each in facts.registrations if each.is_shown(day)), None),
        )

    def decide(
        self, measure: Measure, facts: EnterpriseFacts, coverage: Coverage, day: date
    ) -> Decision | None:
        """Decide one measure; `None` if it, or what it is part of, is not in force on the day."""
        if not self._in_force(measure, day):
            return None
        case = self._case(facts, coverage, day)
        return _Hearing(Evaluation(case), self._docket).decide(self._item(measure, day))

    def verdict(
        self, goal: Condition, facts: EnterpriseFacts, coverage: Coverage, day: date
    ) -> Verdict:
        """Return the verdict on the measure whose goal this is (see `goal`), and nothing else."""
        case = self._case(facts, coverage, day)
        effect = effect_of(case.facts.enterprise.status, case.vocabulary)
        if effect is Truth.NOT_MET:
            return Verdict.NOT_ELIGIBLE
        return _VERDICTS[min(effect, Evaluation(case).value(goal))]

    def _case(self, facts: EnterpriseFacts, coverage: Coverage, day: date) -> Case:
        return Case(facts.on(day), day, self.rulebook.vocabulary, coverage)

    def goal(self, measure: Measure, day: date) -> Condition | None:
        """Return the condition whose value is the measure's verdict on the day, whoever asks.

        Of enterprises that are in business: `verdict` says what it is for the others.

        `None` if the measure, or what it is part of, is not in force.
        """
        return _goal(measure, day) if self._in_force(measure, day) else None

    def _agenda(self, day: date) -> tuple["_Item", ...]:
        """Return what is to be decided on a day; most questions are about the same few days."""
        agenda = self._agendas.get(day)
        if agenda is None:
            if len(self._agendas) >= _REMEMBERED_DAYS:
                self._agendas.clear()
            agenda = self._agendas[day] = tuple(
                self._item(measure, day)
                for policy in self.rulebook.policies.values()
                if policy.in_force(day)
                for measure in policy.measures
                if _applies(measure, day)
            )
        return agenda

    def _item(self, measure: Measure, day: date) -> "_Item":
        parts = (self._item(part, day) for part in measure.parts if _applies(part, day))
        return _Item(measure, self._docket.rules[measure.code], tuple(parts))

    def _in_force(self, measure: Measure, day: date) -> bool:
        in_force = self.rulebook.policies[measure.policy].in_force(day)
        return in_force and all(_applies(each, day) for each in self._paths[measure.code])


def _goal(measure: Measure, day: date) -> Condition:
    parts = tuple(_goal(part, day) for part in measure.parts if _applies(part, day))
    if measure.requires is None:
        return AnyOf(parts)
    if measure.excludes is None:
        return AnyOf((measure.requires, *parts))
    return AnyOf((AllOf((measure.requires, NotOf(measure.excludes))), *parts))


def _paths(
    measures: Iterable[Measure], above: tuple[Measure, ...] = ()
) -> Iterator[tuple[Measure, ...]]:
    """Yield for each measure and part the items that lead to it, itself last."""
    for measure in measures:
        path = (*above, measure)
        yield path
        yield from _paths(measure.parts, path)


def _applies(measure: Measure, day: date) -> bool:
    """Tell whether a measure has begun, is not superseded, and has something to decide."""
    if measure.effective_from is not None and day < measure.effective_from:
        return False
    if measure.superseded_on is not None and measure.superseded_on <= day:
        return False
    return measure.requires is not None or any(_applies(part, day) for part in measure.parts)


def _is_open(fact: ViolationFact, day: date) -> bool:
    return fact.found_on <= day and (fact.repaired_on is None or day < fact.repaired_on)


class _Item(NamedTuple):
    """A measure that is to be decided, by its rule, with the parts in force."""

    measure: Measure
    rule: Rule
    parts: tuple["_Item", ...]


class _Hearing:
    """One case before the judge: rulings are shared by measures with the same conditions."""

    __slots__ = (
        "_docket",
        "_evaluation",
        "_excluded",
        "_findings",
        "_nearest",
        "_registered",
        "_required",
        "_rulings",
        "_values",
    )

    def __init__(self, evaluation: Evaluation, docket: Docket) -> None:
        self._evaluation = evaluation
        self._docket = docket
        self._registered = look_registered(evaluation.case)
        self._findings = docket.settled()
        self._values = {number: found.value for number, found in self._findings.items()}
        self._required: dict[Ground, Reason] = {}
        self._excluded: dict[Ground, Reason] = {}
        self._rulings: dict[Rule, Ruling] = {}
        self._nearest: dict[Rule, Nearest] = {}

    def decide(self, item: _Item) -> Decision:
        measure, rule, items = item
        ruling = self._rulings.get(rule)
        if ruling is None:
            ruling = self._rulings[rule] = self._rule(rule)
        if not items:
            return Decision(
                measure, _VERDICTS[ruling.truth], ruling, (), lambda: self._nearest_of(rule, ())
            )
        parts = tuple([self.decide(each) for each in items])
        best = max([part.verdict.value for part in parts])
        # A ruling and the parts are bounded by the registration already.
        truth = best if rule.requires is None else max(best, ruling.truth)
        return Decision(
            measure, _VERDICTS[truth], ruling, parts, lambda: self._nearest_of(rule, parts)
        )

    def _rule(self, rule: Rule) -> Ruling:
        truth = self._registered.value
        if rule.required is not None and truth is not Truth.NOT_MET:
            truth = min(truth, self._value(rule.required.number))
        if rule.excluded is not None and truth is not Truth.NOT_MET:
            truth = min(truth, negate(self._value(rule.excluded.number)))
        return Ruling(truth, lambda: self._reasons(rule))

    def _reasons(self, rule: Rule) -> tuple[Reason, ...]:
        required = self._reasons_of(Side.REQUIREMENT, rule.required, self._required)
        reasons = (*required, *self._reasons_of(Side.EXCLUSION, rule.excluded, self._excluded))
        if self._registered.value is Truth.MET:
            return reasons
        return (Reason(Side.REQUIREMENT, REGISTERED, self._registered), *reasons)

    def _value(self, number: int) -> Truth:
        values = self._values
        if number not in values:
            group = self._docket.groups.get(number)
            if group is None:
                values[number] = self._finding(number).value
            else:
                values[number] = self._combined(group)
        return values[number]

    def _combined(self, group: Group) -> Truth:
        found = []
        for member in group.members:
            value = self._value(member)
            if value is group.settled_by:
                return value
            found.append(value)
        return group.combine(found)

    def _finding(self, number: int) -> Finding:
        found = self._findings.get(number)
        if found is None:
            found = self._findings[number] = self._evaluation.look(self._docket.leaves[number])
        return found

    def _reasons_of(
        self, side: Side, clause: Clause | None, known: dict[Ground, Reason]
    ) -> tuple[Reason, ...]:
        if clause is None:
            return ()
        reasons: list[Reason] = []
        for ground in clause.grounds:
            reason = known.get(ground)
            if reason is None:
                reason = Reason(side, ground.leaf, self._finding(ground.number))
                known[ground] = reason
            reasons.append(reason)
        return tuple(reasons)

    def _nearest_of(self, rule: Rule, parts: tuple[Decision, ...]) -> Nearest:
        """Nearest change of the item itself or of a part, whichever gets furthest with least."""
        every = [part.nearest() for part in parts]
        if rule.requires is not None:
            every.append(self._nearest_own(rule, rule.requires))
        return min(every, key=lambda each: (-each.reaches, len(each.changes), each.agencies))

    def _nearest_own(self, rule: Rule, requires: Condition) -> Nearest:
        found = self._nearest.get(rule)
        if found is None:
            found = self._nearest[rule] = self._nearest_registered(
                nearest_change(requires, rule.excludes, self._evaluation)
            )
        return found

    def _nearest_registered(self, found: Nearest) -> Nearest:
        """Add what the registration asks for; who has ended cannot change that."""
        match self._registered.value:
            case Truth.MET:
                return found
            case Truth.NOT_MET:
                return Nearest((), Truth.NOT_MET)
            case _:
                return replace(found, changes=(confirmation(self._evaluation.case), *found.changes))


_REMEMBERED_DAYS = 100
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
