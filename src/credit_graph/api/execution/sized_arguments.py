"""Arguments that say how much is asked for: their ranges, and what they come to in a request.

Every argument and input field of the SDL that is an `Int` or a list has a range here. Ranges are
checked on the document and its variables before anything is read, for fields too that `@skip` or
`@include` leave out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DocumentNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
)

from credit_graph.api.limits import LARGEST_PAGE
from credit_graph.errors import BadArgumentError, BadPageError
from credit_graph.message import Message

PAGE = "first"
IDS = "ids"
REPRESENTATIONS = "representations"
_COUNTED = frozenset({PAGE, IDS, REPRESENTATIONS})
_LARGEST_LIST = 100
_LONGEST_INT = 11  # digits of a number of 32 bits, with its sign


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest number, or number of items."""

    least: int
    most: int


_NUMBERS: Mapping[str, Range] = {
    PAGE: Range(1, LARGEST_PAGE),
    "depth": Range(1, 6),
    "tier": Range(0, 6),
}
_LISTS: Mapping[str, Range] = {"changes": Range(0, 20)}
_ANY_LIST = Range(0, _LARGEST_LIST)


@dataclass(frozen=True, slots=True)
class SizedArgument:
    """One sized argument as written in a document; `name` is its place, such as `filter.tier`."""

    name: str
    kind: GraphQLInputType
    value: ValueNode


Variables = Mapping[str, object]


class _Absent:
    """A variable that was neither given nor has a default."""


_ABSENT = _Absent()


def is_sized(kind: GraphQLInputType, seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether values of a type hold numbers or lists, itself or in its fields."""
    if isinstance(kind, GraphQLNonNull):
        return is_sized(kind.of_type, seen)
    if isinstance(kind, GraphQLList) or kind is GraphQLInt:
        return True
    if isinstance(kind, GraphQLInputObjectType) and kind.name not in seen:
        inside = seen | {kind.name}
        return any(is_sized(each.type, inside) for each in kind.fields.values())
    return False


def range_of(name: str, kind: GraphQLInputType) -> Range | None:
    """Return the range of an argument or input field by its name; `None`: it is not sized."""
    if isinstance(kind, GraphQLNonNull):
        return range_of(name, kind.of_type)
    if isinstance(kind, GraphQLList):
        return _LISTS.get(name, _ANY_LIST)
    return _NUMBERS.get(name) if kind is GraphQLInt else None


def sized_arguments(
    field: GraphQLField, written: Iterable[ArgumentNode]
) -> Iterator[SizedArgument]:
    """Yield the sized ones among the arguments written at a field."""
    for node in written:
        argument = field.args.get(node.name.value)
        if argument is not None and is_sized(argument.type):
            yield SizedArgument(node.name.value, argument.type, node.value)


def with_defaults(document: DocumentNode, variables: Variables) -> Mapping[str, object]:
    """Return what every variable comes to: as given, or by its default."""
    found: dict[str, object] = {}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            for declared in definition.variable_definitions or ():
                if declared.default_value is not None:
                    found[declared.variable.name.value] = _plain(declared.default_value, {})
    return {**found, **variables} if found else variables


def check_sizes(asked: Sequence[SizedArgument], variables: Variables) -> None:
    """Raise `BadPageError` or `BadArgumentError` for the first size out of its range.

    What is no number, or no list, is left to validation, which says so.
    """
    for each in asked:
        _check(each.name, each.name, each.kind, _plain(each.value, variables))


def page_size(value: ValueNode | None, variables: Variables) -> int:
    """Return how many items a page may hold: the largest page for anything out of range."""
    size = _ABSENT if value is None else _plain(value, variables)
    number = _number(size)
    return number if number is not None and 1 <= number <= LARGEST_PAGE else LARGEST_PAGE


def list_size(value: ValueNode, variables: Variables) -> int:
    """Return how many items a list has; one for what is no list and is taken for one."""
    found = _plain(value, variables)
    return max(1, len(found)) if isinstance(found, list) else 1


def size_variables(asked: Iterable[SizedArgument]) -> tuple[str, ...]:
    """Return the variables that stand for a page's size or for a list of ids."""
    return tuple(
        dict.fromkeys(
            each.value.name.value
            for each in asked
            if each.name in _COUNTED and isinstance(each.value, VariableNode)
        )
    )


def size_of(value: object) -> int:
    """Return a value's size, equal for all values that cost alike; 0 for what is no size."""
    if isinstance(value, list):
        return len(value)
    number = _number(value)
    return 0 if number is None or not 0 <= number <= LARGEST_PAGE else number


def _check(place: str, name: str, kind: GraphQLInputType, value: object) -> None:
    if isinstance(kind, GraphQLNonNull):
        _check(place, name, kind.of_type, value)
    elif isinstance(kind, GraphQLList):
        _check_list(place, name, kind, value)
    elif isinstance(kind, GraphQLInputObjectType) and isinstance(value, dict):
        for key, inner in value.items():
            field = kind.fields.get(key)
            if field is not None:
                _check(f"{place}.{key}", key, field.type, inner)
    elif kind is GraphQLInt and (number := _number(value)) is not None:
        _check_number(place, number, range_of(name, kind))


def _check_list(place: str, name: str, kind: GraphQLList[GraphQLInputType], value: object) -> None:
    allowed = range_of(name, kind)
    items = value if isinstance(value, list) else [value]
    if allowed is not None and len(items) > allowed.most:
        raise BadArgumentError(
            argument=place,
            why=Message("there are {count}", count=len(items)),
            fix=Message("Give at most {most} at once.", most=allowed.most),
        )
    if is_sized(kind.of_type):
        for item in items:
            _check(place, name, kind.of_type, item)


def _check_number(place: str, number: int, allowed: Range | None) -> None:
    if allowed is None or allowed.least <= number <= allowed.most:
        return
    if place == PAGE:
        raise BadPageError(first=number, largest=allowed.most)
    raise BadArgumentError(
        argument=place,
        why=Message("{number} is out of range", number=number),
        fix=Message("Give {least} to {most}.", least=allowed.least, most=allowed.most),
    )


def _number(value: object) -> int | None:
    """Return what counts as an `Int`: whole numbers, also written as 100.0."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None


def _plain(node: ValueNode, variables: Variables) -> object:
    """Return a literal's value; `_ABSENT` for texts and whatever else can be no size."""
    found: object = _ABSENT
    match node:
        case VariableNode():
            found = variables.get(node.name.value, _ABSENT)
        case IntValueNode() if len(node.value) <= _LONGEST_INT:
            # A number of many digits takes long to read; validation refuses it anyway.
            found = int(node.value)
        case ListValueNode():
            found = [_plain(each, variables) for each in node.values or ()]
        case ObjectValueNode():
            found = {each.name.value: _plain(each.value, variables) for each in node.fields or ()}
        case BooleanValueNode():
            found = node.value
        case NullValueNode():
            found = None
    return found
