"""One statement for all keys asked for in one turn of the event loop, whoever asks.

The loaders of this service are process-wide: keys of different requests travel together.
Whether a caller may see an answer is decided before or after, never in here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Group = TypeVar("Group", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

LARGEST_BATCH = 200


class Coalescer(Generic[Group, Key, Value]):
    """Collects keys of one group (day, page size, …) and fetches them together.

    `fetch(group, keys)` returns the values it found by key; `absent` stands for the others.
    What arrives in one turn goes out as one call of at most `largest` keys; more keys make more
    calls. A failed call fails every caller whose key it held.
    """

    def __init__(
        self,
        fetch: Callable[[Group, Sequence[Key]], Awaitable[Mapping[Key, Value]]],
        absent: Value,
        largest: int = LARGEST_BATCH,
    ) -> None:
        self._fetch = fetch
        self._absent = absent
        self._largest = largest
        self._waiting: dict[Group, dict[Key, asyncio.Future[Value]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def load(self, group: Group, key: Key) -> Value:
        """Return the value of a key within its group."""
        batch = self._waiting.get(group)
        if batch is None:
            batch = self._waiting[group] = {}
            asyncio.get_running_loop().call_soon(self._send, group)
        future = batch.get(key)
        if future is None:
            future = batch[key] = asyncio.get_running_loop().create_future()
            if len(batch) == self._largest:
                self._send(group)
        # A caller that gives up must not take the answer from the others.
        return await asyncio.shield(future)

    def _send(self, group: Group) -> None:
        batch = self._waiting.pop(group, None)
        if not batch:
            return
        task = asyncio.get_running_loop().create_task(self._run(group, batch))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, group: Group, batch: dict[Key, asyncio.Future[Value]]) -> None:
        try:
            found = await self._fetch(group, tuple(batch))
        except BaseException as error:  # noqa: BLE001  # every waiting caller must hear of it
            for future in batch.values():
                if not future.done():
                    future.set_exception(error)
                    future.exception()  # a caller may be gone; its silence is no warning
            return
        for key, future in batch.items():
            if not future.done():
                future.set_result(found.get(key, self._absent))
