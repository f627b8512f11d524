"""How the values of fields are had and shown, column by column: value resolution and completion.

Each function here returns how one field, or one type, is handled in a plan (see `plan`). A value
that could not be had is a `Failure`, and passes through.
"""

from collections.abc import Callable, Sequence
from functools import partial
from inspect import Parameter, signature
from operator import attrgetter
from types import NoneType
from typing import Any, cast

import strawberry
from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLField,
    IntValueNode,
    NullValueNode,
    StringValueNode,
)
from graphql.execution.values import get_argument_values
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from credit_graph.api.execution.failure import Failure, Position
from credit_graph.api.execution.plan import (
    Column,
    Complete,
    PlanInfo,
    PlanRun,
    PlanStep,
    Take,
    UnsupportedQueryError,
    select,
)
from credit_graph.api.selection import Selection

# Literals that every run may share.
_IMMUTABLE = (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    IntValueNode,
    NullValueNode,
    StringValueNode,
)

_BY_PLACE = Parameter.POSITIONAL_OR_KEYWORD


def attribute(name: str, position: Position) -> Take:
    """Return how a field without a resolver is read."""
    get = attrgetter(name)

    def take(parents: Column, run: PlanRun) -> Column:
        try:
            return [get(parent) for parent in parents]
        except Exception:  # noqa: BLE001  # a property may fail for one of them only
            return [_tried(get, parent, position, run) for parent in parents]

    return take


def _tried(get: Callable[[Any], Any], value: object, position: Position, run: PlanRun) -> object:
    try:
        return get(value)
    except Exception as error:  # noqa: BLE001  # it becomes the error of its field
        return run.fail(position, error)


def constant(text: str) -> Take:
    """Return how a field is read that is the same for every parent."""
    return lambda parents, _run: [text] * len(parents)


def resolved(
    known: GraphQLField,
    stated: StrawberryField,
    schema: strawberry.Schema,
    position: Position,
    selection: Selection,
) -> Take:
    """Return how a field with a resolver is read: its arguments are worked out once a run.

    `selection` is what is asked of what the field returns.
    """
    resolver = stated.base_resolver
    if resolver is None or resolver.self_parameter or resolver.root_parameter:
        raise UnsupportedQueryError
    call = cast("Callable[..., Any]", resolver.wrapped_func)
    parent = resolver.parent_parameter.name if resolver.parent_parameter else None
    info = resolver.info_parameter.name if resolver.info_parameter else None
    arguments = _arguments(known, stated, schema, position)
    # By place and not by name where it can be: that is one dictionary less for each value.
    first = next(iter(signature(call).parameters.values()), None)
    is_first = first is not None and first.name == parent and first.kind is _BY_PLACE

    def take(parents: Column, run: PlanRun) -> Column:
        try:
            given = arguments(run)
        except Exception as error:  # noqa: BLE001  # it becomes the error of the field
            return [run.fail(position, error) for _ in parents]
        if info is not None:
            given[info] = PlanInfo(run.context, selection)
        ask = partial(call, **given)
        values: list[Any] = []
        for each in parents:
            try:
                if parent is None:
                    values.append(ask())
                else:
                    values.append(ask(each) if is_first else ask(**{parent: each}))
            except Exception as error:  # noqa: BLE001  # the error of this parent's field
                values.append(run.fail(position, error))
        return values

    return take


def _arguments(
    known: GraphQLField, stated: StrawberryField, schema: strawberry.Schema, position: Position
) -> Callable[[PlanRun], dict[str, Any]]:
    """Return how a field's arguments are had in a run: once and for all where they are literals."""
    registry, config = schema.schema_converter.scalar_registry, schema.config
    is_fixed = all(isinstance(each.value, _IMMUTABLE) for each in position.nodes[0].arguments or ())
    fixed: dict[str, Any] | None = None if known.args else {}

    def arguments(run: PlanRun) -> dict[str, Any]:
        nonlocal fixed
        if fixed is not None:
            return fixed.copy()
        found = convert_arguments(
            get_argument_values(known, position.nodes[0], run.variables),
            stated.arguments,
            scalar_registry=registry,
            config=config,
        )
        if is_fixed:
            fixed = found.copy()
        return found

    return arguments


def certain(inner: Complete, position: Position, name: str) -> Complete:
    """Return how values are shown that cannot be null; `name` is the field's, with its type."""

    def complete(values: Column, run: PlanRun) -> Column:
        shown = inner(values, run)
        if NoneType not in set(map(type, shown)):
            return shown
        error = TypeError(f"Cannot return null for non-nullable field {name}.")
        return [run.fail(position, error) if value is None else value for value in shown]

    return complete


def leaf(serialize: Callable[[Any], Any], ready: frozenset[type], position: Position) -> Complete:
    """Return how scalars are shown; those of the `ready` types are shown as they are."""

    def shown(value: object, run: PlanRun) -> object:
        if value is None or type(value) is Failure:
            return value
        return _tried(serialize, value, position, run)

    def complete(values: Column, run: PlanRun) -> Column:
        if set(map(type, values)) <= ready:
            return values
        return [shown(value, run) for value in values]

    return complete


def many(inner: Complete, position: Position) -> Complete:
    """Return how lists are shown: the items of all of them in one column."""

    def complete(values: Column, run: PlanRun) -> Column:
        if not set(map(type, values)) <= _LISTS:
            values = [_listed(value, position, run) for value in values]
        items = [item for value in values if type(value) in _FULL for item in value]
        shown, start = inner(items, run), 0
        lists: list[Any] = []
        for value in values:
            if type(value) not in _FULL:
                lists.append(value)
                continue
            lists.append(list(shown[start : start + len(value)]))
            start += len(value)
        return lists

    return complete


_FULL = frozenset({list, tuple})
_LISTS = _FULL | {NoneType}


def _listed(value: object, position: Position, run: PlanRun) -> object:
    if type(value) in _LISTS or type(value) is Failure:
        return value
    return run.fail(position, TypeError(f"a list was expected, not {type(value).__name__}"))


def one(steps: Sequence[PlanStep]) -> Complete:
    """Return how objects of a type are shown: once each, however often they occur."""

    def complete(values: Column, run: PlanRun) -> Column:
        # By identity: rulings share their reasons, a report has each of them several times.
        different = {id(value): value for value in values if value is not None}
        if run.failed:
            different = {key: each for key, each in different.items() if type(each) is not Failure}
        rows = select(steps, list(different.values()), run)
        if len(rows) == len(values):
            return rows
        shown = dict(zip(different, rows, strict=True))
        return [shown.get(id(value), value) for value in values]

    return complete


def one_of(kinds: Callable[[object], Complete], position: Position) -> Complete:
    """Return how objects of several types are shown; `kinds` gives that of an object's type.

    It raises `LookupError` for an object of none of them.
    """

    def complete(values: Column, run: PlanRun) -> Column:
        shown: list[Any] = [None] * len(values)
        places: dict[Complete, list[int]] = {}
        for place, value in enumerate(values):
            if value is None or type(value) is Failure:
                shown[place] = value
                continue
            try:
                places.setdefault(kinds(value), []).append(place)
            except LookupError as error:
                shown[place] = run.fail(position, error)
        for inner, found in places.items():
            rows = inner([values[place] for place in found], run)
            for place, row in zip(found, rows, strict=True):
                shown[place] = row
        return shown

    return complete
