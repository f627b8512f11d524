"""Evaluation of conditions for one case; each distinct leaf is evaluated once."""

from dataclasses import replace

from credit_graph.domain.conditions.operator import Operator
from credit_graph.domain.conditions.tree import Condition, combine
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.truth import Truth
from credit_graph.message import Message

_UNREAD = Finding(Truth.UNKNOWN, Message("Not known: it is not read of partners."), ())


class Evaluation:
    """Findings of one case, remembered by leaf.

    `of_partner`: the case is a partner's, of whom not every family of facts was read. What
    depends on the others is unknown: to find none recorded would say no.
    """

    __slots__ = ("_elsewhere", "_findings", "_of_partner", "case")

    def __init__(self, case: Case, *, of_partner: bool = False) -> None:
        self.case = case
        self._of_partner = of_partner
        self._findings: dict[Operator, Finding] = {}
        self._elsewhere: dict[str, Evaluation] = {}

    def finding(self, leaf: Operator) -> Finding:
        """Return what the leaf finds for this case."""
        found = self._findings.get(leaf)
        if found is None:
            is_unread = self._of_partner and not leaf.is_read_of_partners
            found = self._findings[leaf] = _UNREAD if is_unread else leaf.evaluate(self.case)
        return found

    def in_zone(self, zone: str) -> "Evaluation":
        """Return the evaluation of the same case as if it lay in a zone; remembered as well."""
        found = self._elsewhere.get(zone)
        if found is None:
            facts = self.case.facts
            supposed = replace(facts, enterprise=replace(facts.enterprise, zone=zone))
            case = replace(self.case, facts=supposed)
            found = self._elsewhere[zone] = Evaluation(case, of_partner=self._of_partner)
        return found

    def value(self, condition: Condition) -> Truth:
        """Return the condition's value for this case."""
        return combine(condition, self._value_of)

    def _value_of(self, leaf: Operator) -> Truth:
        return self.finding(leaf).value
