"""DataLoader: one statement for all keys asked for in one turn of the event loop.

The loaders of this service are process-wide: a batch holds keys of different requests.
Whether a caller may see an answer is decided before or after, never in here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from credit_graph.clock import Now
from credit_graph.sharing.meter import Meter, bearers, share_among
from credit_graph.sharing.observation import Step, observed

Group = TypeVar("Group", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

LARGEST_BATCH = 200

# Turns of the loop that a batch is held at most, each as long as a slice of paced work.
_TURNS_HELD = 4


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Asked(Generic[Value]):
    """A key that waits for its batch, and who bears its cost: who asked first."""

    future: asyncio.Future[Value]
    bearers: Mapping[Meter, float]


class _Batch(dict[Key, _Asked[Value]]):
    """What waits to be sent, and the requests that ask for it."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: set[int] = set()


class BatchLoader(Generic[Group, Key, Value]):
    """Collects keys of one group (day, page size, …) and fetches them together.

    `fetch(group, keys, known_at)` returns the values it found by key, as known at the instant at
    which the batch is sent; `absent` stands for the others.
    What arrives in one turn goes out as one call of at most `largest` keys, of at most `requests`
    requests; more make more calls, so that some are answered while the database reads for others.
    While `is_held` says so a batch waits up to four turns for more keys. A failed call fails every
    caller whose key it held.
    """

    def __init__(
        self,
        fetch: Callable[[Group, Sequence[Key], datetime], Awaitable[Mapping[Key, Value]]],
        absent: Value,
        now: Now,
        largest: int = LARGEST_BATCH,
        *,
        is_held: Callable[[], bool] = _never,
        requests: int = LARGEST_BATCH,
    ) -> None:
        self._fetch = fetch
        self._absent = absent
        self._now = now
        self._largest = largest
        self._is_held = is_held
        self._requests = requests
        self._name = getattr(fetch, "__qualname__", type(fetch).__name__)
        self._waiting: dict[Group, _Batch[Key, Value]] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def load(self, group: Group, key: Key) -> Value:
        """Return the value of a key within its group."""
        batch, who = self._waiting.get(group), bearers()
        asked = None if batch is None else batch.get(key)
        if asked is None:
            batch = self._batch_for(group, who)
            future = asyncio.get_running_loop().create_future()
            asked = batch[key] = _Asked(future, who)
            batch.requests.add(id(who))
            if len(batch) == self._largest:
                self._send(group)
        # A caller that gives up must not take the answer from the others.
        return await asyncio.shield(asked.future)

    def _batch_for(self, group: Group, who: Mapping[Meter, float]) -> _Batch[Key, Value]:
        """Return the batch that waits, or another if that has all the requests it may have."""
        batch = self._waiting.get(group)
        if batch is not None:
            if len(batch.requests) < self._requests or id(who) in batch.requests:
                return batch
            self._send(group)
        batch = self._waiting[group] = _Batch()
        asyncio.get_running_loop().call_soon(self._hold, group, _TURNS_HELD)
        return batch

    def _hold(self, group: Group, turns: int) -> None:
        if turns and self._is_held():
            asyncio.get_running_loop().call_soon(self._hold, group, turns - 1)
        else:
            self._send(group)

    def _send(self, group: Group) -> None:
        batch = self._waiting.pop(group, None)
        if not batch:
            return
        task = asyncio.get_running_loop().create_task(self._run(group, batch))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, group: Group, batch: dict[Key, _Asked[Value]]) -> None:
        share_among([each.bearers for each in batch.values()])
        try:
            with observed(Step.LOADER, self._name):
                found = await self._fetch(group, tuple(batch), self._now())
        except BaseException as error:  # noqa: BLE001  # every waiting caller must hear of it
            for asked in batch.values():
                if not asked.future.done():
                    asked.future.set_exception(error)
                    asked.future.exception()  # a caller may be gone; its silence is no warning
            return
        for key, asked in batch.items():
            if not asked.future.done():
                asked.future.set_result(found.get(key, self._absent))
