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
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableDefinitionNode,
)
from graphql.execution.values import get_variable_values

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
class PlanRun:
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


Complete = Callable[[Column, PlanRun], Column]
Take = Callable[[Column, PlanRun], Column]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One field of a selection: how its values are had of the parents, and how they are shown."""

    key: str
    position: Position
    take: Take
    complete: Complete


@dataclass(frozen=True, slots=True)
class Wait:
    """Values of one field that are awaited, and the rows they go into."""

    step: PlanStep
    values: Column
    rows: list[Row]

    def place(self, values: Column, run: PlanRun) -> None:
        """Put what was awaited into the rows."""
        for row, value in zip(self.rows, self.step.complete(values, run), strict=True):
            row[self.step.key] = value


@dataclass(frozen=True, slots=True)
class ExecutedPlan:
    """The data of an answer, the errors of fields that failed, and how many objects it shows."""

    data: Row | None
    errors: Sequence[GraphQLError]
    objects: int


@dataclass(slots=True)
class Later:
    """Parents of which the rows are still empty, because this slice had no room for them."""

    steps: Sequence[PlanStep]
    parents: Column
    rows: list[Row]
    done: int = 0

    def fill_some(self, run: PlanRun) -> bool:
        """Fill the next rows; return whether all are filled."""
        begin, end = self.done, self.done + _ROWS_AT_ONCE
        rows = self.rows[begin:end]
        fill(self.steps, self.parents[begin:end], rows, run)
        self.done = begin + len(rows)
        return self.done == len(self.rows)


def select(steps: Sequence[PlanStep], parents: Column, run: PlanRun) -> list[Row]:
    """Return a row for each parent; what is awaited, or finds no room, is filled in later."""
    rows: list[Row] = [{} for _ in parents]
    run.objects += len(rows)
    run.room -= len(rows)
    if run.room < 0:
        run.later.append(Later(steps, parents, rows))
    else:
        fill(steps, parents, rows, run)
    return rows


def fill(steps: Sequence[PlanStep], parents: Column, rows: list[Row], run: PlanRun) -> None:
    """Fill the row of each parent."""
    if not steps:
        return  # all that was asked is skipped
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
    steps: Sequence[PlanStep]

    @classmethod
    def of(
        cls, schema: GraphQLSchema, operation: OperationDefinitionNode, steps: Sequence[PlanStep]
    ) -> "Plan":
        """Return the operation with the steps of its selection."""
        return cls(schema, tuple(operation.variable_definitions or ()), tuple(steps))

    async def run(
        self, context: Context, variables: Mapping[str, object], meter: Meter
    ) -> ExecutedPlan:
        """Execute the query.

        Raises `UnsupportedQueryError` before anything is done, and `AnswerOutgrownError` when the
        answer takes more than the meter allows.
        """
        coerced = get_variable_values(self.schema, self.variables, dict(variables))
        if isinstance(coerced, list):
            raise UnsupportedQueryError
        run = PlanRun(context, coerced)
        try:
            began = time.perf_counter()
            (data,) = select(self.steps, (None,), run)
            meter.processor_s += time.perf_counter() - began
            meter.check()
            while run.waiting or run.later:
                await (_fill_later(run) if run.later else _settle_level(run, meter))
                meter.check()
        finally:
            _discard(run.waiting)
        shown, errors = settled(data) if run.failed else (data, ())
        return ExecutedPlan(shown, errors, run.objects)


async def _fill_later(run: PlanRun) -> None:
    """Fill what found no room, until this turn's share of the loop's time is used up."""
    await PACE.pause()
    with working(time.thread_time):
        while run.later and not PACE.is_over:
            run.room = _ROOM
            if run.later[0].fill_some(run):
                run.later.popleft()
    run.room = _ROOM


async def _settle_level(run: PlanRun, meter: Meter) -> None:
    """Await everything on this level and fill it in; that may begin another level."""
    level, run.waiting = run.waiting, []
    try:
        found = iter(await _all([each for wait in level for each in filter(_waits, wait.values)]))
    except BaseException:
        _discard(level)
        raise
    run.room = _ROOM
    began = time.perf_counter()
    for wait in level:
        wait.place([_had(each, found, wait, run) for each in wait.values], run)
    meter.processor_s += time.perf_counter() - began


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


def _had(value: object, found: Iterator[object], wait: Wait, run: PlanRun) -> object:
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
