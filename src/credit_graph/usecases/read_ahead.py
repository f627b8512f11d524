"""What is read in a thread of its own, one item ahead of whoever takes it."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

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
