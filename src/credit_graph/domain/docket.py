"""Measures made ready for hearing: each distinct condition once, by number.

Hundreds of measures ask the same few things. Hashing a condition with all its words for each
of them would take longer than looking; a number stands for a condition wherever it recurs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from credit_graph.domain.condition import AllOf, AnyOf, Condition, Judgement, Leaf, NotOf
from credit_graph.domain.evaluation import leaves_of
from credit_graph.domain.finding import Finding
from credit_graph.domain.leaves import left_to_the_agency
from credit_graph.domain.policy import Measure
from credit_graph.domain.truth import Truth, greatest, least, negate


@dataclass(frozen=True, slots=True)
class Group:
    """How the values of a group's members, by their numbers, combine to its own."""

    combine: Callable[[Iterable[Truth]], Truth]
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition by its number, and the numbers of its distinct leaves in written order."""

    number: int
    leaves: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What a measure requires and excludes; measures that ask the same share one rule."""

    requires: Condition | None
    excludes: Condition | None
    required: Clause | None
    excluded: Clause | None


class Docket:
    """The rules of some measures by code, and every leaf and group in them by number."""

    __slots__ = ("_numbers", "_rules", "_settled", "groups", "leaves", "rules")

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.leaves: dict[int, Leaf] = {}
        self.groups: dict[int, Group] = {}
        self._settled: dict[int, Finding] = {}
        self._numbers: dict[Condition, int] = {}
        self._rules: dict[tuple[Clause | None, Clause | None], Rule] = {}
        self.rules = {measure.code: self._rule(measure) for measure in measures}

    def settled(self) -> dict[int, Finding]:
        """Return, by number, the findings of leaves that come out the same for everyone."""
        return self._settled.copy()

    def _rule(self, measure: Measure) -> Rule:
        required, excluded = self._clause(measure.requires), self._clause(measure.excludes)
        rule = Rule(measure.requires, measure.excludes, required, excluded)
        return self._rules.setdefault((required, excluded), rule)

    def _clause(self, condition: Condition | None) -> Clause | None:
        if condition is None:
            return None
        number = self._number(condition)
        leaves = dict.fromkeys(self._number(leaf) for leaf in leaves_of(condition))
        return Clause(number, tuple(leaves))

    def _number(self, condition: Condition) -> int:
        number = self._numbers.get(condition)
        if number is None:
            number = self._numbers[condition] = len(self._numbers)
            self._enter(number, condition)
        return number

    def _enter(self, number: int, condition: Condition) -> None:
        match condition:
            case AllOf(members):
                self.groups[number] = Group(least, self._numbered(members))
            case AnyOf(members):
                self.groups[number] = Group(greatest, self._numbered(members))
            case NotOf(member):
                self.groups[number] = Group(_denied, self._numbered((member,)))
            case Judgement():
                self.leaves[number] = condition
                self._settled[number] = left_to_the_agency(condition)
            case _:
                self.leaves[number] = condition

    def _numbered(self, conditions: tuple[Condition, ...]) -> tuple[int, ...]:
        return tuple(self._number(condition) for condition in conditions)


def _denied(values: Iterable[Truth]) -> Truth:
    (value,) = values
    return negate(value)
