"""Counterfactuals: a change that an enterprise could make, and what its conditions then come to.

A change is made to a fact, not to a condition: gaining tax level A settles every condition on
the tax scheme at once. What nobody can change (a region, a stated zone, what one is) is not
offered; what is not known is offered as "supply the fact".
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.conditions.operator import Family, Operator
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change
from credit_graph.domain.facts.coverage import kept_elsewhere
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Register

_O = TypeVar("_O", bound=Operator)


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """A change with the values that it gives to the leaves it settles."""

    change: Change
    values: Mapping[Operator, Truth]


@dataclass(frozen=True, slots=True)
class Situation:
    """A case, with the value now of each leaf of the goal, in written order."""

    now: Mapping[Operator, Truth]
    evaluation: Evaluation

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self.evaluation.case

    def of(self, operator: type[_O]) -> list[_O]:
        """Return the goal's leaves with that operator."""
        # No operator has subclasses: comparing types is several times as fast.
        return [leaf for leaf in self.now if type(leaf) is operator]

    def is_unknown(self, leaf: Operator) -> bool:
        """Tell whether the value of a leaf is not known now."""
        return self.now[leaf] is Truth.UNKNOWN

    def is_kept_elsewhere(self, register: Register) -> bool:
        """Tell whether a register is kept for other places than the enterprise's."""
        return kept_elsewhere(register, self.case.region, self.case.zone, self.case.vocabulary)

    def moved(self, supposed: Evaluation, family: Family) -> dict[Operator, Truth]:
        """Return the leaves with another value in a case whose facts differ in one family."""
        found = {leaf: supposed.value(leaf) for leaf in self.now if family in leaf.reads}
        return {leaf: value for leaf, value in found.items() if value is not self.now[leaf]}


def settled(leaves: Iterable[Operator], met: Collection[Operator]) -> dict[Operator, Truth]:
    """Return the values of leaves of which some become met and the others do not."""
    return {leaf: Truth.MET if leaf in met else Truth.NOT_MET for leaf in leaves}
