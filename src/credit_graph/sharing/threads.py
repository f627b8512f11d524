"""Long computing beside the event loop: in threads, few at once and one for each request."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from credit_graph.sharing.fair_queue import FairQueue
from credit_graph.sharing.meter import bearers, working

Result = TypeVar("Result")

# Threads share one interpreter: more of them at once only make each other and the loop slower.
_THREADS = 2
_EACH = 1

_places = FairQueue(_THREADS, _EACH)


async def in_thread(work: Callable[[], Result]) -> Result:
    """Return what `work` returns, worked out in a thread when the request's turn has come."""
    async with _places.place(bearers()):
        return await asyncio.to_thread(_counted, work)


def _counted(work: Callable[[], Result]) -> Result:
    with working(time.thread_time):
        return work()
