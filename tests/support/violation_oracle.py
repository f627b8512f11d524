"""Violations: which fit a condition, which are open. Plain, as `eligibility_oracle`."""

from datetime import date, timedelta

from credit_graph.domain.conditions import HasViolation
from credit_graph.domain.facts.record import EnterpriseFacts, Severity, ViolationFact


def matches(leaf: HasViolation, fact: ViolationFact, day: date) -> bool:
    """Found by that day and recently enough, grave enough, and repaired or open as asked."""
    grades = [Severity.MINOR, Severity.GENERAL, Severity.SERIOUS]
    if fact.found_on > day:
        return False
    if leaf.within_days is not None and day > fact.found_on + timedelta(days=leaf.within_days):
        return False
    if leaf.severity is not None and grades.index(fact.severity) < grades.index(leaf.severity):
        return False
    return leaf.repaired is None or leaf.repaired is repaired(fact, day)


def repaired(fact: ViolationFact, day: date) -> bool:
    """A repair closes a violation from its day on."""
    return fact.repaired_on is not None and fact.repaired_on <= day


def open_violations(facts: EnterpriseFacts, day: date) -> list[ViolationFact]:
    """An open violation does not exclude by itself; it is shown as a warning."""
    return [fact for fact in facts.violations if fact.found_on <= day and not repaired(fact, day)]
