"""Work that several fields of one answer share."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Once(Generic[Result]):
    """Does the work when first called; later calls wait for the same result."""

    __slots__ = ("_task", "_work")

    def __init__(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> None:
        self._work = work
        self._task: asyncio.Task[Result] | None = None

    def __call__(self) -> Awaitable[Result]:
        """Return the result of the one run."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())
        return self._task
