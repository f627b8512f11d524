"""Measures made ready for hearing: each distinct question once, by number.

Hundreds of measures ask the same few things in different words. Hashing a condition with all
its words for each of them would take longer than answering; a number stands for a question
wherever it recurs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from credit_graph.domain.citation import Citation
from credit_graph.domain.condition import AllOf, AnyOf, Condition, Judgement, Leaf, LinkedTo, NotOf
from credit_graph.domain.evaluation import leaves_of
from credit_graph.domain.finding import Finding
from credit_graph.domain.leaves import left_to_the_agency
from credit_graph.domain.policy import Measure
from credit_graph.domain.truth import Truth, greatest, least, negate

_NOWHERE = Citation("", "", "")


@dataclass(frozen=True, slots=True)
class Group:
    """How the values of a group's members, by their numbers, combine to its own.

    A member of the value `settled_by` decides for the whole group, whatever the others are.
    """

    combine: Callable[[Iterable[Truth]], Truth]
    members: tuple[int, ...]
    settled_by: Truth | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A leaf as a document states it, with the number of what it asks; one per distinct leaf."""

    leaf: Leaf
    number: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition by the number of what it asks, with its distinct leaves in written order."""

    number: int
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What a measure requires and excludes; measures that state the same share one rule."""

    requires: Condition | None
    excludes: Condition | None
    required: Clause | None
    excluded: Clause | None


class Docket:
    """The rules of some measures by code, and what they ask by number: leaves and groups."""

    __slots__ = ("_grounds", "_numbers", "_rules", "_settled", "groups", "leaves", "rules")

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.leaves: dict[int, Leaf] = {}
        self.groups: dict[int, Group] = {}
        self._settled: dict[int, Finding] = {}
        self._numbers: dict[Condition, int] = {}
        self._grounds: dict[Leaf, Ground] = {}
        self._rules: dict[tuple[Clause | None, Clause | None], Rule] = {}
        self.rules = {measure.code: self._rule(measure) for measure in measures}

    def settled(self) -> dict[int, Finding]:
        """Return, by number, the findings that come out the same for everyone."""
        return self._settled.copy()

    def _rule(self, measure: Measure) -> Rule:
        required, excluded = self._clause(measure.requires), self._clause(measure.excludes)
        rule = Rule(measure.requires, measure.excludes, required, excluded)
        return self._rules.setdefault((required, excluded), rule)

    def _clause(self, condition: Condition | None) -> Clause | None:
        if condition is None:
            return None
        number = self._number(_asked(condition))
        leaves = dict.fromkeys(leaves_of(condition))
        return Clause(number, tuple(self._ground(leaf) for leaf in leaves))

    def _ground(self, leaf: Leaf) -> Ground:
        ground = self._grounds.get(leaf)
        if ground is None:
            ground = self._grounds[leaf] = Ground(leaf, self._number(_asked(leaf)))
        return ground

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
            case Judgement():
                self._settled[number] = left_to_the_agency(asked)
            case _:
                self.leaves[number] = asked

    def _numbered(self, members: tuple[Condition, ...]) -> tuple[int, ...]:
        return tuple(self._number(member) for member in members)


def _asked(condition: Condition) -> Condition:
    """Return what a condition asks, wherever it is stated."""
    match condition:
        case AllOf(members):
            return AllOf(tuple(_asked(member) for member in members))
        case AnyOf(members):
            return AnyOf(tuple(_asked(member) for member in members))
        case NotOf(member):
            return NotOf(_asked(member))
        case LinkedTo(direction, to):
            return LinkedTo(direction, _asked(to), _NOWHERE)
        case _:
            return replace(condition, citation=_NOWHERE)


def _denied(values: Iterable[Truth]) -> Truth:
    (value,) = values
    return negate(value)
