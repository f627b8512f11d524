"""Single flight: work that several callers share is done once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class SingleFlight(Generic[Result]):
    """Does the work when first called; whoever calls meanwhile or later gets the same result.

    A failure is a result too: every caller gets it.
    """

    __slots__ = ("_task", "_work")

    def __init__(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> None:
        self._work = work
        self._task: asyncio.Task[Result] | None = None

    async def __call__(self) -> Result:
        """Return the result of the one run."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())
            self._task.add_done_callback(_retrieved)
        # A caller that gives up must not take the result from the others.
        return await asyncio.shield(self._task)


def _retrieved(task: asyncio.Task[Any]) -> None:
    """Whoever asked may be gone; a failure that nobody waits for is no warning."""
    if not task.cancelled():
        task.exception()
