"""A slow, plain second version of decision tables: each enterprise by the rule engine, in words."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InRegion,
    NotOf,
    Operator,
    RatingIs,
)
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import EvidenceKind
from credit_graph.domain.eligibility.report import Decision, Verdict
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.facts.registration import look_registered
from credit_graph.domain.truth import Truth


class DecisionLine(NamedTuple):
    """A row of a decision table."""

    uscc: str
    measure: str
    verdict: str
    reason: str | None
    condition: str | None
    register: str | None
    keeper: str | None


class _Decider(NamedTuple):
    """What decides: its kind, its words, and the register that would have to say."""

    reason: str | None
    condition: str | None
    register: str | None = None
    keeper: str | None = None


def decision_lines(
    engine: RuleEngine, every: Sequence[EnterpriseFacts], coverage: Coverage, day: date
) -> list[DecisionLine]:
    """The table of these enterprises, in their order."""
    lines: list[DecisionLine] = []
    for facts in every:
        today = facts.on(day)
        case = Case(today, day, engine.rulebook.vocabulary, coverage)
        report = engine.report(facts, coverage, day)
        for decision in report.walk():
            decider = _decider(decision, case)
            if decision.verdict.value is not Truth.UNKNOWN:
                decider = decider._replace(register=None, keeper=None)
            code, verdict = decision.measure.code, decision.verdict.name
            lines.append(DecisionLine(today.enterprise.uscc, code, verdict, *decider))
    return lines


def nearest_lines(
    engine: RuleEngine, every: Sequence[EnterpriseFacts], coverage: Coverage, day: date
) -> list[tuple[str | None, str]]:
    """The nearest changes of these enterprises in codes, and the verdicts after them."""
    lines = []
    for facts in every:
        for decision in engine.report(facts, coverage, day).walk():
            found = decision.nearest()
            said = [(each.kind.value, each.subject, each.to) for each in found.changes]
            words = "; ".join(" ".join(filter(None, each)) for each in said)
            verdict = next(each.name for each in Verdict if each.value is found.reaches)
            lines.append((words or None, verdict))
    return lines


def _decider(decision: Decision, case: Case) -> _Decider:
    """Of the item itself, then of the parts that count, the first whose verdict is the item's."""
    if decision.measure.requires is not None:
        value, decider = _own(decision, case)
        if value is decision.verdict.value:
            return decider
    promising = [each for each in decision.parts if each.measure.promises]
    part = next(each for each in promising or decision.parts if each.verdict is decision.verdict)
    return _decider(part, case)


def _own(decision: Decision, case: Case) -> tuple[Truth, _Decider]:
    """The least of the registration, what is required, and the denial of what excludes."""
    sides: list[Condition] = []
    if decision.measure.requires is not None:
        sides.append(decision.measure.requires)
    if decision.measure.excludes is not None:
        sides.append(NotOf(decision.measure.excludes))
    evaluation = Evaluation(case)
    values = [evaluation.value(each) for each in sides]
    registered = look_registered(case)
    least = min(registered.value, *values)
    if registered.value is least and registered.value is not Truth.MET:
        (evidence,) = registered.evidence
        words = "registered and in business"
        return least, _Decider("registration", words, evidence.register, evidence.keeper)
    side = sides[values.index(least)]
    return least, _of_leaf(_deciding(side, evaluation.value), evaluation, case)


def _deciding(condition: Condition, value: Callable[[Condition], Truth]) -> Operator:
    """Of a group the first member that has the group's value."""
    if isinstance(condition, NotOf):
        return _deciding(condition.member, value)
    if isinstance(condition, AllOf | AnyOf):
        whole = value(condition)
        first = next(each for each in condition.members if value(each) is whole)
        return _deciding(first, value)
    return condition


def _of_leaf(leaf: Operator, evaluation: Evaluation, case: Case) -> _Decider:
    """Named by the evidence of what is absent, where a register is asked."""
    finding = evaluation.finding(leaf)
    absent = [each for each in finding.evidence if each.kind is EvidenceKind.ABSENCE]
    register = next((each.register for each in absent), None)
    keeper = next((each.keeper for each in absent), None)
    if not absent and isinstance(leaf, RatingIs) and finding.value is Truth.UNKNOWN:
        # An earlier version's level may have become several: its keeper knows which.
        register, keeper = leaf.scheme, case.vocabulary.keeper(leaf.scheme, case.region)
    if isinstance(leaf, InRegion) and finding.value is Truth.UNKNOWN:
        # Where below a wider region it is, the registration would have to say.
        register, keeper = "registration", case.vocabulary.registrar(case.region)
    return _Decider(leaf.code, leaf.summary(), register, keeper)
