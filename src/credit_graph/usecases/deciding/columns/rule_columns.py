"""Rules as column operations: groups of conditions, measures and their parts.

`all` is the row-wise least of its members, `any` the greatest, a denial the mirror image. Beside
the value goes the leaf that decides it: of a group the first member, as the document has them,
whose value is the group's.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from credit_graph.domain.eligibility.compiled_rules import CompiledRules, Group, Rule
from credit_graph.domain.eligibility.rule_engine import PlannedMeasure
from credit_graph.domain.truth import Truth, greatest, least, negate
from credit_graph.usecases.deciding.columns.leaf_columns import Values

Deciders = NDArray[np.int16]
"""The number of the condition that decides for each enterprise, or one of those below."""

NO_CONDITION: Final = -1
REGISTRATION: Final = -2

_MIRROR: Final = np.array([negate(value) for value in Truth], np.int8)


class Decided(NamedTuple):
    """A value and the condition that decides it, for each enterprise."""

    values: Values
    deciders: Deciders


class RuleColumns:
    """The columns of one chunk; what rules share is worked out once."""

    __slots__ = ("_compiled", "_found", "_leaf", "_rules", "_standing")

    def __init__(
        self, compiled: CompiledRules, standing: Values, leaf: Callable[[int], Values]
    ) -> None:
        self._compiled = compiled
        self._standing = standing
        self._leaf = leaf
        self._found: dict[int, Decided] = {}
        self._rules: dict[Rule, Decided] = {}

    def measure(self, planned: PlannedMeasure) -> tuple[Decided, ...]:
        """Return the columns of a measure and of its parts, in the order of `planned.walk()`."""
        below = [self.measure(part) for part in planned.parts]
        parts = [columns for part in below for columns in part]
        alternatives = [below[place][0] for place in planned.counting]
        if planned.measure.requires is not None:
            alternatives.insert(0, self._rule(planned.rule))
        return (_first_at(np.maximum, alternatives), *parts)

    def _rule(self, rule: Rule) -> Decided:
        found = self._rules.get(rule)
        if found is None:
            every = [_constant(self._standing, REGISTRATION)]
            if rule.required is not None:
                every.append(self.condition(rule.required.number))
            if rule.excluded is not None:
                excluded = self.condition(rule.excluded.number)
                every.append(Decided(_MIRROR[excluded.values], excluded.deciders))
            found = self._rules[rule] = _ruled(every)
        return found

    def condition(self, number: int) -> Decided:
        """Return the columns of a condition, by the number of what it asks."""
        found = self._found.get(number)
        if found is None:
            group = self._compiled.groups.get(number)
            found = _constant(self._leaf(number), number) if group is None else self._group(group)
            self._found[number] = found
        return found

    def _group(self, group: Group) -> Decided:
        members = [self.condition(member) for member in group.members]
        if group.combine is least:
            return _first_at(np.minimum, members) if members else self._empty(Truth.MET)
        if group.combine is greatest:
            return _first_at(np.maximum, members) if members else self._empty(Truth.NOT_MET)
        (member,) = members
        return Decided(_MIRROR[member.values], member.deciders)

    def _empty(self, value: Truth) -> Decided:
        return _constant(np.full_like(self._standing, value), NO_CONDITION)


def _constant(values: Values, number: int) -> Decided:
    return Decided(values, np.full(values.shape, number, np.int16))


def _ruled(every: list[Decided]) -> Decided:
    """Return the least; who is in business is decided by conditions, the others by that."""
    found = _first_at(np.minimum, every)
    if len(every) == 1:
        return found
    conditions = _first_at(np.minimum, every[1:])
    in_business = every[0].values == Truth.MET
    return Decided(found.values, np.where(in_business, conditions.deciders, found.deciders))


def _first_at(extreme: np.ufunc, members: list[Decided]) -> Decided:
    """Return the extreme of the members' values, and who decides the first that has it."""
    if len(members) == 1:
        return members[0]
    values = extreme.reduce([each.values for each in members])
    deciders = members[-1].deciders
    for each in reversed(members[:-1]):
        deciders = np.where(each.values == values, each.deciders, deciders)
    return Decided(values, deciders)
