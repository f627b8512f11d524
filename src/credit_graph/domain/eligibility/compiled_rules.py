"""Compiled rules: each distinct question that measures ask, once, by number.

Hundreds of measures ask the same few things in different words. Hashing a condition with all
its words for each of them would take longer than answering; a number stands for a question
wherever it recurs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from credit_graph.domain.conditions import AllOf, AnyOf, Condition, NotOf, Operator, leaves_of
from credit_graph.domain.conditions.tree import uncited
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.policy import Measure
from credit_graph.domain.truth import Truth, greatest, least, negate


@dataclass(frozen=True, slots=True)
class Group:
    """How the values of a group's members, by their numbers, combine to its own.

    A member of the value `settled_by` decides for the whole group, whatever the others are.
    """

    combine: Callable[[Iterable[Truth]], Truth]
    members: tuple[int, ...]
    settled_by: Truth | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CompiledLeaf:
    """A leaf as a document states it, with the number of what it asks; one per distinct leaf."""

    leaf: Operator
    number: int


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """A condition by the number of what it asks, with its distinct leaves in written order."""

    number: int
    leaves: tuple[CompiledLeaf, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What a measure requires and excludes; measures that state the same share one rule."""

    requires: Condition | None
    excludes: Condition | None
    required: CompiledCondition | None
    excluded: CompiledCondition | None


class CompiledRules:
    """The rules of some measures by code, and what they ask by number: leaves and groups."""

    __slots__ = ("_constants", "_numbers", "_rules", "_stated", "groups", "leaves", "rules")

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.leaves: dict[int, Operator] = {}
        self.groups: dict[int, Group] = {}
        self._constants: dict[int, Finding] = {}
        self._numbers: dict[Condition, int] = {}
        self._stated: dict[Operator, CompiledLeaf] = {}
        self._rules: dict[tuple[CompiledCondition | None, CompiledCondition | None], Rule] = {}
        self.rules = {measure.code: self._rule(measure) for measure in measures}

    def constants(self) -> dict[int, Finding]:
        """Return, by number, the findings that come out the same for everyone."""
        return self._constants.copy()

    def asked(self) -> dict[int, Operator]:
        """Return every leaf, by the number of what it asks, those that are constant too."""
        asked = ((number, each) for each, number in self._numbers.items())
        return {number: each for number, each in asked if isinstance(each, Operator)}

    def _rule(self, measure: Measure) -> Rule:
        required, excluded = self._condition(measure.requires), self._condition(measure.excludes)
        rule = Rule(measure.requires, measure.excludes, required, excluded)
        return self._rules.setdefault((required, excluded), rule)

    def _condition(self, condition: Condition | None) -> CompiledCondition | None:
        if condition is None:
            return None
        number = self._number(uncited(condition))
        leaves = dict.fromkeys(leaves_of(condition))
        return CompiledCondition(number, tuple(self._leaf(leaf) for leaf in leaves))

    def _leaf(self, leaf: Operator) -> CompiledLeaf:
        stated = self._stated.get(leaf)
        if stated is None:
            stated = self._stated[leaf] = CompiledLeaf(leaf, self._number(uncited(leaf)))
        return stated

    def _number(self, asked: Condition) -> int:
        number = self._numbers.get(asked)
        if number is None:
            number = self._numbers[asked] = len(self._numbers)
            self._enter(number, asked)
        return number

    def _enter(self, number: int, asked: Condition) -> None:
        match asked:
            case AllOf(members):
                self.groups[number] = Group(least, self._numbered(members), Truth.NOT_MET)
            case AnyOf(members):
                self.groups[number] = Group(greatest, self._numbered(members), Truth.MET)
            case NotOf(member):
                self.groups[number] = Group(_denied, self._numbered((member,)))
            case _:
                self._enter_leaf(number, asked)

    def _enter_leaf(self, number: int, asked: Operator) -> None:
        constant = asked.constant()
        if constant is None:
            self.leaves[number] = asked
        else:
            self._constants[number] = constant

    def _numbered(self, members: tuple[Condition, ...]) -> tuple[int, ...]:
        return tuple(self._number(member) for member in members)


def _denied(values: Iterable[Truth]) -> Truth:
    (value,) = values
    return negate(value)
