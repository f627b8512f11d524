"""Condition trees: groups over operators, and the one way to walk and to fold them.

Equal conditions compare and hash equal, so that an evaluator looks at each only once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import ClassVar, Generic, NamedTuple, TypeVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.truth import Truth, greatest, least, negate

_T = TypeVar("_T")
_Bounds = tuple[Truth, Truth]
_NOWHERE = Citation("", "", "")


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of the members holds."""

    members: tuple["Condition", ...]
    code: ClassVar[str] = "all"
    citation: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the members holds."""

    members: tuple["Condition", ...]
    code: ClassVar[str] = "any"
    citation: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class NotOf:
    """The member does not hold."""

    member: "Condition"
    code: ClassVar[str] = "not"
    citation: ClassVar[None] = None


Group = AllOf | AnyOf | NotOf
Condition = Operator | Group

GROUPS: tuple[type[Group], ...] = (AllOf, AnyOf, NotOf)


class Algebra(NamedTuple, Generic[_T]):
    """What a fold makes of a leaf, of an `all` and an `any` group, and of a denial."""

    leaf: Callable[[Operator], _T]
    every: Callable[[Sequence[_T]], _T]
    some: Callable[[Sequence[_T]], _T]
    denied: Callable[[_T], _T]


def fold(condition: Condition, algebra: Algebra[_T]) -> _T:
    """Return what an algebra makes of a condition, members first.

    The condition that a link asks of partners belongs to its leaf and is not entered.
    """
    if isinstance(condition, AllOf):
        return algebra.every([fold(member, algebra) for member in condition.members])
    if isinstance(condition, AnyOf):
        return algebra.some([fold(member, algebra) for member in condition.members])
    if isinstance(condition, NotOf):
        return algebra.denied(fold(condition.member, algebra))
    return algebra.leaf(condition)


def combine(condition: Condition, value_of: Callable[[Operator], Truth]) -> Truth:
    """Return the value of a condition, given the value of each of its leaves."""
    return fold(condition, Algebra(value_of, least, greatest, negate))


def bounds(condition: Condition, reachable: Callable[[Operator], Iterable[Truth]]) -> _Bounds:
    """Return the least and the greatest value that a condition could have.

    `reachable` gives the values that each leaf could have, independently of the others. Denial
    keeps UNKNOWN and JUDGEMENT as they are, so below it one of them may stand for the other.
    """

    def of_leaf(leaf: Operator) -> _Bounds:
        values = tuple(reachable(leaf))
        return min(values), max(values)

    return fold(condition, Algebra(of_leaf, _least_of, _greatest_of, _swapped))


def children(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions right below: members of a group, or what a link asks of partners."""
    if isinstance(condition, AllOf | AnyOf):
        return condition.members
    if isinstance(condition, NotOf):
        return (condition.member,)
    return tuple(_nested(condition).values())


def signed_leaves(condition: Condition, *, denied: bool = False) -> Iterator[tuple[Operator, bool]]:
    """Yield the leaves in written order, repeated ones too, with whether each stands denied."""
    if isinstance(condition, AllOf | AnyOf):
        for member in condition.members:
            yield from signed_leaves(member, denied=denied)
    elif isinstance(condition, NotOf):
        yield from signed_leaves(condition.member, denied=not denied)
    else:
        yield condition, denied


def leaves_of(condition: Condition) -> Iterator[Operator]:
    """Yield the leaves in written order, repeated ones too."""
    for leaf, _ in signed_leaves(condition):
        yield leaf


def conjuncts_of(condition: Condition) -> Iterator[Operator]:
    """Yield leaves without which the condition cannot hold: those reached through `all` alone."""
    if isinstance(condition, AllOf):
        for member in condition.members:
            yield from conjuncts_of(member)
    elif isinstance(condition, Operator):
        yield condition


def families_of(condition: Condition) -> frozenset[Family]:
    """Return the families of facts on which the value of a condition depends."""
    return frozenset(family for leaf in leaves_of(condition) for family in leaf.reads)


def codes_of(condition: Condition, *nouns: Noun) -> frozenset[str]:
    """Return the codes of some nouns that the leaves of a condition name."""
    return frozenset(
        code for leaf in leaves_of(condition) for noun, code in leaf.terms() if noun in nouns
    )


def uncited(condition: Condition) -> Condition:
    """Return what a condition asks, wherever it is stated: without citations, at any depth."""
    return fold(condition, Algebra(_uncited_leaf, _all_of, _any_of, NotOf))


def _least_of(members: Sequence[_Bounds]) -> _Bounds:
    return least(low for low, _ in members), least(high for _, high in members)


def _greatest_of(members: Sequence[_Bounds]) -> _Bounds:
    return greatest(low for low, _ in members), greatest(high for _, high in members)


def _swapped(member: _Bounds) -> _Bounds:
    low, high = member
    return negate(high), negate(low)


def _uncited_leaf(leaf: Operator) -> Condition:
    nested = {name: uncited(inner) for name, inner in _nested(leaf).items()}
    return replace(leaf, citation=_NOWHERE, **nested)


def _all_of(members: Sequence[Condition]) -> Condition:
    return AllOf(tuple(members))


def _any_of(members: Sequence[Condition]) -> Condition:
    return AnyOf(tuple(members))


def _nested(leaf: Operator) -> dict[str, Condition]:
    values = {field.name: getattr(leaf, field.name) for field in fields(leaf)}
    return {name: value for name, value in values.items() if isinstance(value, Condition)}
