"""Execution plans: the compiled form of a query, run by columns.

A plan goes through an answer level by level, a whole column at a time: each field is looked at
once a level, not once an object, and what has to be awaited on a level is awaited together.
That is what makes it several times cheaper than graphql-core's executor, object by object.

A field that fails becomes null, and so does whatever around it cannot be null (GraphQL, section
6.4.4). While a plan runs, a `Failure` stands in the place of the value; afterwards `settled`
turns failures into nulls and errors with their paths. No query is executed a second time.
"""

import asyncio
import inspect
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import NoneType
from typing import Any, cast

import strawberry
from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableDefinitionNode,
)
from graphql.execution.values import get_argument_values, get_variable_values
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from credit_graph.api.context import Context
from credit_graph.api.execution.failure import Failure, Position, settled
from credit_graph.api.selection import Selection
from credit_graph.errors import AnswerOutgrownError
from credit_graph.sharing.meter import Meter, working
from credit_graph.sharing.pace import PACE

# Rows of objects that one turn of the loop shows before it looks at the time, and then at once.
_ROOM = 600
_ROWS_AT_ONCE = 50

Column = Sequence[Any]
Row = dict[str, Any]


class UnsupportedQueryError(Exception):
    """This query, or these variables, are for graphql-core; nothing was executed yet."""


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """What a resolver is given as `info`: the part of `api.context.Info` that resolvers use."""

    context: Context
    selection: Selection


@dataclass(slots=True)
class Run:
    """One execution: what all fields share, what is awaited, and what is left for a later slice.

    `objects` counts those shown; `room` is how many more of them this slice may show. `failed`
    says whether a field failed.
    """

    context: Context
    variables: Any
    waiting: "list[Wait]" = field(default_factory=list)
    later: "deque[Later]" = field(default_factory=deque)
    objects: int = 0
    room: int = _ROOM
    failed: bool = False

    def fail(self, position: Position, error: Exception) -> Failure:
        """Return what stands for a value that could not be had; an answer that is ended, ends."""
        if isinstance(error, AnswerOutgrownError):
            raise error
        self.failed = True
        return Failure(error, position)


Complete = Callable[[Column, Run], Column]
Take = Callable[[Column, Run], Column]


@dataclass(frozen=True, slots=True)
class Step:
    """One field of a selection: how its values are had of the parents, and how they are shown."""

    key: str
    position: Position
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """The data of an answer, the errors of fields that failed, and how many objects it shows."""

    data: Row | None
    errors: Sequence[GraphQLError]
    objects: int


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
class Plan:
    """One compiled query."""

    schema: GraphQLSchema
    variables: Sequence[VariableDefinitionNode]
    steps: Sequence[Step]

    @classmethod
    def of(
        cls, schema: GraphQLSchema, operation: OperationDefinitionNode, steps: Sequence[Step]
    ) -> "Plan":
        """Return the operation with the steps of its selection."""
        return cls(schema, tuple(operation.variable_definitions or ()), tuple(steps))

    async def run(self, context: Context, variables: Mapping[str, object], meter: Meter) -> Outcome:
        """Execute the query.

        Raises `UnsupportedQueryError` before anything is done, and `AnswerOutgrownError` when the
        answer takes more than the meter allows.
        """
        coerced = get_variable_values(self.schema, self.variables, dict(variables))
        if isinstance(coerced, list):
            raise UnsupportedQueryError
        run = Run(context, coerced)
        try:
            with working():
                (data,) = select(self.steps, (None,), run)
            meter.check()
            while run.waiting or run.later:
                await (_fill_later(run) if run.later else _settle_level(run))
                meter.check()
        finally:
            _discard(run.waiting)
        shown, errors = settled(data) if run.failed else (data, ())
        return Outcome(shown, errors, run.objects)


async def _fill_later(run: Run) -> None:
    """Fill what found no room, until this turn's share of the loop's time is used up."""
    await PACE.pause()
    with working():
        while run.later and not PACE.is_over:
            run.room = _ROOM
            if run.later[0].fill_some(run):
                run.later.popleft()
    run.room = _ROOM


async def _settle_level(run: Run) -> None:
    """Await everything on this level and fill it in; that may begin another level."""
    level, run.waiting = run.waiting, []
    try:
        found = iter(await _all([each for wait in level for each in filter(_waits, wait.values)]))
    except BaseException:
        _discard(level)
        raise
    run.room = _ROOM
    with working():
        for wait in level:
            wait.place([_had(each, found, wait, run) for each in wait.values], run)


async def _all(awaited: Sequence[Awaitable[object]]) -> Sequence[object]:
    """Return what each came to, an exception where it failed; being cancelled is raised."""
    if len(awaited) == 1:
        try:
            return (await awaited[0],)
        except Exception as error:  # noqa: BLE001  # it becomes the error of its field
            return (error,)
    found = await asyncio.gather(*awaited, return_exceptions=True)
    for each in found:
        if isinstance(each, BaseException) and not isinstance(each, Exception):
            raise each
    return found


def _waits(value: object) -> bool:
    return hasattr(type(value), "__await__")


def _had(value: object, found: Iterator[object], wait: Wait, run: Run) -> object:
    """Return a value that was not awaited, or the next of those that were."""
    if not _waits(value):
        return value
    had = next(found)
    return run.fail(wait.step.position, had) if isinstance(had, Exception) else had


def _discard(waits: Iterable[Wait]) -> None:
    """Close coroutines that nobody will await any more."""
    for value in (value for wait in waits for value in wait.values):
        if inspect.iscoroutine(value):
            value.close()


def attribute(name: str, position: Position) -> Take:
    """Return how a field without a resolver is read."""
    get = attrgetter(name)

    def take(parents: Column, run: Run) -> Column:
        try:
            return [get(parent) for parent in parents]
        except Exception:  # noqa: BLE001  # a property may fail for one of them only
            return [_tried(get, parent, position, run) for parent in parents]

    return take


def _tried(get: Callable[[Any], Any], value: object, position: Position, run: Run) -> object:
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
    registry, config = schema.schema_converter.scalar_registry, schema.config

    def arguments(run: Run) -> dict[str, Any]:
        if not known.args:
            return {}
        return convert_arguments(
            get_argument_values(known, position.nodes[0], run.variables),
            stated.arguments,
            scalar_registry=registry,
            config=config,
        )

    def take(parents: Column, run: Run) -> Column:
        try:
            given = arguments(run)
        except Exception as error:  # noqa: BLE001  # it becomes the error of the field
            return [run.fail(position, error) for _ in parents]
        if info is not None:
            given[info] = PlanInfo(run.context, selection)
        values: list[Any] = []
        for each in parents:
            try:
                values.append(call(**given) if parent is None else call(**{parent: each}, **given))
            except Exception as error:  # noqa: BLE001  # the error of this parent's field
                values.append(run.fail(position, error))
        return values

    return take


def certain(inner: Complete, position: Position, name: str) -> Complete:
    """Return how values are shown that cannot be null; `name` is the field's, with its type."""

    def complete(values: Column, run: Run) -> Column:
        shown = inner(values, run)
        if NoneType not in set(map(type, shown)):
            return shown
        error = TypeError(f"Cannot return null for non-nullable field {name}.")
        return [run.fail(position, error) if value is None else value for value in shown]

    return complete


def leaf(serialize: Callable[[Any], Any], ready: frozenset[type], position: Position) -> Complete:
    """Return how scalars are shown; those of the `ready` types are shown as they are."""

    def shown(value: object, run: Run) -> object:
        if value is None or type(value) is Failure:
            return value
        return _tried(serialize, value, position, run)

    def complete(values: Column, run: Run) -> Column:
        if set(map(type, values)) <= ready:
            return values
        return [shown(value, run) for value in values]

    return complete


def many(inner: Complete, position: Position) -> Complete:
    """Return how lists are shown: the items of all of them in one column."""

    def complete(values: Column, run: Run) -> Column:
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


def _listed(value: object, position: Position, run: Run) -> object:
    if type(value) in _LISTS or type(value) is Failure:
        return value
    return run.fail(position, TypeError(f"a list was expected, not {type(value).__name__}"))


def one(steps: Sequence[Step]) -> Complete:
    """Return how objects of a type are shown: once each, however often they occur."""

    def complete(values: Column, run: Run) -> Column:
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

    def complete(values: Column, run: Run) -> Column:
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
