"""Plain queries, compiled once: graphql-core's answers at a fraction of its cost.

A query is plain if it has no directives and asks nothing of the schema itself but `__typename`.
Its compiled form goes through an answer level by level, a whole column at a time: each field is
looked at once a level, not once an object, and what has to be waited for on a level is waited
for together.

It only knows how to succeed. Whatever goes wrong is raised, and whoever asked has graphql-core
execute the query from its beginning: a query changes nothing, so it may run twice, and thus
every error that a caller sees is graphql-core's own.
"""

import asyncio
import inspect
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import NoneType
from typing import Any, cast

import strawberry
from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableDefinitionNode,
)
from graphql.execution.values import get_argument_values, get_variable_values
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from credit_graph.api.context import Context
from credit_graph.sharing.meter import Meter, working
from credit_graph.sharing.pace import PACE

# Rows of objects that one turn of the loop shows before it looks at the time, and then at once.
_ROOM = 600
_ROWS_AT_ONCE = 50

Column = Sequence[Any]
Row = dict[str, Any]


class UnfitError(Exception):
    """This query, or its answer, is for graphql-core."""


@dataclass(frozen=True, slots=True)
class PlainInfo:
    """What a resolver is given as `info`. One that wants more of it is for graphql-core.

    `below` are the fields asked of what it returns and, after a dot, of those.
    """

    context: Context
    below: frozenset[str] = frozenset()


@dataclass(slots=True)
class Run:
    """One execution: what all fields share, what is awaited, and what is left for a later slice.

    `objects` counts those shown; `room` is how many more of them this slice may show.
    """

    context: Context
    variables: Any
    waiting: "list[Wait]" = field(default_factory=list)
    later: "deque[Later]" = field(default_factory=deque)
    objects: int = 0
    room: int = _ROOM


Complete = Callable[[Column, Run], Column]
Take = Callable[[Column, Run], Column]


@dataclass(frozen=True, slots=True)
class Step:
    """One field of a selection: how its values are had of the parents, and how they are shown."""

    key: str
    take: Take
    complete: Complete


@dataclass(frozen=True, slots=True)
class Wait:
    """Values of one field that are awaited, and the rows they go into."""

    step: Step
    values: Column
    rows: list[Row]

    def place(self, values: Column, run: Run) -> None:
        """Put what was awaited into the rows."""
        for row, value in zip(self.rows, self.step.complete(values, run), strict=True):
            row[self.step.key] = value


@dataclass(slots=True)
class Later:
    """Parents of which the rows are still empty, because this slice had no room for them."""

    steps: Sequence[Step]
    parents: Column
    rows: list[Row]
    done: int = 0

    def fill_some(self, run: Run) -> bool:
        """Fill the next rows; return whether all are filled."""
        begin, end = self.done, self.done + _ROWS_AT_ONCE
        rows = self.rows[begin:end]
        fill(self.steps, self.parents[begin:end], rows, run)
        self.done = begin + len(rows)
        return self.done == len(self.rows)


def select(steps: Sequence[Step], parents: Column, run: Run) -> list[Row]:
    """Return a row for each parent; what is awaited, or finds no room, is filled in later."""
    rows: list[Row] = [{} for _ in parents]
    run.objects += len(rows)
    run.room -= len(rows)
    if run.room < 0:
        run.later.append(Later(steps, parents, rows))
    else:
        fill(steps, parents, rows, run)
    return rows


def fill(steps: Sequence[Step], parents: Column, rows: list[Row], run: Run) -> None:
    """Fill the row of each parent."""
    columns: list[Column] = []
    for step in steps:
        values = step.take(parents, run)
        if any(hasattr(kind, "__await__") for kind in set(map(type, values))):
            run.waiting.append(Wait(step, values, rows))
            columns.append([None] * len(parents))
        else:
            columns.append(step.complete(values, run))
    keys = [step.key for step in steps]
    for row, cells in zip(rows, zip(*columns, strict=True), strict=True):
        row.update(zip(keys, cells, strict=True))


@dataclass(frozen=True, slots=True)
class Shown:
    """The `data` of an answer, and how many objects it shows."""

    data: Row
    objects: int


@dataclass(frozen=True, slots=True)
class Projection:
    """One compiled query."""

    schema: GraphQLSchema
    variables: Sequence[VariableDefinitionNode]
    steps: Sequence[Step]

    @classmethod
    def of(
        cls, schema: GraphQLSchema, operation: OperationDefinitionNode, steps: Sequence[Step]
    ) -> "Projection":
        """Return the operation with the steps of its selection."""
        return cls(schema, tuple(operation.variable_definitions or ()), tuple(steps))

    async def run(self, context: Context, variables: Mapping[str, object], meter: Meter) -> Shown:
        """Return the `data` of the answer, and how many objects it shows.

        Raise anything for what graphql-core has to answer, but `AnswerOutgrownError`.
        """
        coerced = get_variable_values(self.schema, self.variables, dict(variables))
        if isinstance(coerced, list):
            raise UnfitError
        run = Run(context, coerced)
        try:
            with working():
                (data,) = select(self.steps, (None,), run)
            meter.check()
            while run.waiting or run.later:
                await (_fill_later(run) if run.later else _settle(run))
                meter.check()
        finally:
            _discard(run.waiting)
        return Shown(data, run.objects)


async def _fill_later(run: Run) -> None:
    """Fill what found no room, until this turn's share of the loop's time is used up."""
    await PACE.pause()
    with working():
        while run.later and not PACE.is_over:
            run.room = _ROOM
            if run.later[0].fill_some(run):
                run.later.popleft()
    run.room = _ROOM


async def _settle(run: Run) -> None:
    """Wait for everything on this level and fill it in; that may begin another level."""
    level, run.waiting = run.waiting, []
    try:
        found = await _all([value for wait in level for value in wait.values if value is not None])
    except BaseException:
        _discard(level)
        raise
    answers = iter(found)
    run.room = _ROOM
    with working():
        for wait in level:
            wait.place([None if each is None else next(answers) for each in wait.values], run)


async def _all(awaited: Sequence[Awaitable[object]]) -> Sequence[object]:
    if len(awaited) == 1:
        return (await awaited[0],)
    found = await asyncio.gather(*awaited, return_exceptions=True)
    for each in found:
        if isinstance(each, BaseException):
            raise each
    return found


def _discard(waits: Iterable[Wait]) -> None:
    """Close coroutines that nobody will await any more."""
    for value in (value for wait in waits for value in wait.values):
        if inspect.iscoroutine(value):
            value.close()


def attribute(name: str) -> Take:
    """Return how a field without a resolver is read."""
    get = attrgetter(name)
    return lambda parents, _run: [get(parent) for parent in parents]


def constant(text: str) -> Take:
    """Return how a field is read that is the same for every parent."""
    return lambda parents, _run: [text] * len(parents)


def resolved(
    known: GraphQLField,
    node: FieldNode,
    stated: StrawberryField,
    schema: strawberry.Schema,
    below: frozenset[str],
) -> Take:
    """Return how a field with a resolver is read: its arguments are worked out once a run.

    `below` as for `PlainInfo`.
    """
    resolver = stated.base_resolver
    if resolver is None or resolver.self_parameter or resolver.root_parameter:
        raise UnfitError
    call = cast("Callable[..., Any]", resolver.wrapped_func)
    parent = resolver.parent_parameter.name if resolver.parent_parameter else None
    info = resolver.info_parameter.name if resolver.info_parameter else None
    registry, config = schema.schema_converter.scalar_registry, schema.config

    def take(parents: Column, run: Run) -> Column:
        given = (
            convert_arguments(
                get_argument_values(known, node, run.variables),
                stated.arguments,
                scalar_registry=registry,
                config=config,
            )
            if known.args
            else {}
        )
        if info is not None:
            given[info] = PlainInfo(run.context, below)
        if parent is None:
            return [call(**given) for _ in parents]
        return [call(**{parent: each}, **given) for each in parents]

    return take


def certain(inner: Complete) -> Complete:
    """Return how values are shown that cannot be null."""

    def complete(values: Column, run: Run) -> Column:
        shown = inner(values, run)
        if NoneType in set(map(type, shown)):
            raise UnfitError
        return shown

    return complete


def leaf(serialize: Callable[[Any], Any], ready: frozenset[type]) -> Complete:
    """Return how scalars are shown; those of the `ready` types are shown as they are."""

    def complete(values: Column, _run: Run) -> Column:
        if set(map(type, values)) <= ready:
            return values
        return [None if value is None else serialize(value) for value in values]

    return complete


def many(inner: Complete) -> Complete:
    """Return how lists are shown: the items of all of them in one column."""

    def complete(values: Column, run: Run) -> Column:
        if not set(map(type, values)) <= _LISTS:
            raise UnfitError
        items = [item for value in values if value is not None for item in value]
        if any(hasattr(kind, "__await__") for kind in set(map(type, items))):
            raise UnfitError
        shown, start = inner(items, run), 0
        lists: list[Any] = []
        for value in values:
            if value is None:
                lists.append(None)
                continue
            lists.append(list(shown[start : start + len(value)]))
            start += len(value)
        return lists

    return complete


def one(steps: Sequence[Step]) -> Complete:
    """Return how objects of a type are shown: once each, however often they occur."""

    def complete(values: Column, run: Run) -> Column:
        # By identity: rulings share their reasons, a report has each of them several times.
        different = {id(value): value for value in values if value is not None}
        rows = select(steps, list(different.values()), run)
        if len(rows) == len(values):
            return rows
        shown = dict(zip(different, rows, strict=True))
        return [None if value is None else shown[id(value)] for value in values]

    return complete


def one_of(kinds: Callable[[object], Complete]) -> Complete:
    """Return how objects of several types are shown; `kinds` tells that of an object's type."""

    def complete(values: Column, run: Run) -> Column:
        shown: list[Any] = [None] * len(values)
        places: dict[Complete, list[int]] = {}
        for place, value in enumerate(values):
            if value is not None:
                places.setdefault(kinds(value), []).append(place)
        for inner, found in places.items():
            rows = inner([values[place] for place in found], run)
            for place, row in zip(found, rows, strict=True):
                shown[place] = row
        return shown

    return complete


_LISTS = frozenset({list, tuple, NoneType})
