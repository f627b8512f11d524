"""The batches of one source on their way into the graph, committed in their order.

While the database commits one batch it works on the next one already. What the first one stores
shows to the next at its commit only, so that is waited for if any row of the next is about what a
row of the first is about.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from credit_graph.intake.batches import RecordBatch
from credit_graph.usecases.importing.appending import PreparedBatch, Staged, Stager

Item = TypeVar("Item")


class ReadAhead(Generic[Item]):
    """Gives what `read` returns, call by call; after the block no thread is reading any more."""

    def __init__(self, read: Callable[[], Item]) -> None:
        self._read = read
        self._ahead: asyncio.Task[Item] | None = None

    async def __aenter__(self) -> Self:
        self._ahead = self._begin()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What the thread reads from is about to be closed.
        if self._ahead is not None:
            await asyncio.wait([self._ahead])

    async def next(self) -> Item:
        """Return the next item, and begin to read the one after it."""
        if self._ahead is None:
            raise RuntimeError("not entered")
        item = await self._ahead
        self._ahead = self._begin()
        return item

    def _begin(self) -> "asyncio.Task[Item]":
        return asyncio.create_task(asyncio.to_thread(self._read))


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A batch that is being staged; `stored`: only its commit is left to do, or it has failed."""

    prepared: PreparedBatch
    task: asyncio.Task[Staged]
    stored: asyncio.Event


class StagingLine:
    """Stages prepared batches, at most two at a time; `done` hears of each, in their order."""

    def __init__(self, stager: Stager, done: Callable[[RecordBatch, Staged], None]) -> None:
        self._stager = stager
        self._done = done
        self._last: _UnderWay | None = None
        self._tasks: set[asyncio.Task[Staged]] = set()

    async def run(self, following: Callable[[], Awaitable[PreparedBatch | None]]) -> None:
        """Stage what `following` gives until that is None.

        Whatever is raised, by a batch or by `done`, nothing is under way any more after that.
        """
        try:
            while (prepared := await following()) is not None:
                await self._add(prepared)
            await self._finish_last()
        finally:
            await self._settle()

    async def _add(self, prepared: PreparedBatch) -> None:
        if self._last is not None:
            await self._last.stored.wait()
            if not self._last.prepared.groups.isdisjoint(prepared.groups):
                await self._finish_last()
        before, self._last = self._last, self._begin(prepared, self._last)
        if before is not None:
            await self._finish(before)

    def _begin(self, prepared: PreparedBatch, before: _UnderWay | None) -> _UnderWay:
        stored = asyncio.Event()
        work = self._stager.stage(prepared, before.task if before else None, stored.set)
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(lambda _: stored.set())
        return _UnderWay(prepared, task, stored)

    async def _finish_last(self) -> None:
        if self._last is not None:
            await self._finish(self._last)
            self._last = None

    async def _finish(self, under_way: _UnderWay) -> None:
        staged = await under_way.task
        self._tasks.remove(under_way.task)
        self._done(under_way.prepared.batch, staged)

    async def _settle(self) -> None:
        # Not cancelled: a commit whose answer nobody hears may or may not have happened.
        await asyncio.gather(*self._tasks, return_exceptions=True)
