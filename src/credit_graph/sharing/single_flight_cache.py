"""Answers that hold for ever, kept for those who ask again; asked at once, worked out once."""

from collections.abc import Awaitable, Callable, Hashable
from functools import partial
from typing import Generic, TypeVar

from credit_graph.sharing.bounded_cache import BoundedCache
from credit_graph.sharing.single_flight import SingleFlight

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class SingleFlightCache(Generic[Key, Value]):
    """The answers last asked for, as many as together weigh at most `most`, in bytes.

    A key must determine its answer for good: nothing is ever dropped for being out of date.
    Failures are not kept.
    """

    def __init__(self, weigh: Callable[[Value], int], most: int) -> None:
        self._weigh = weigh
        self._kept: BoundedCache[Key, Value] = BoundedCache(most)
        self._under_way: dict[Key, SingleFlight[Value]] = {}

    @property
    def weight(self) -> int:
        """The bytes of all that is kept."""
        return self._kept.weight

    async def get(self, key: Key, work_out: Callable[[], Awaitable[Value]]) -> Value:
        """Return the answer to a key, worked out unless it is kept or under way."""
        if key in self._kept:
            return self._kept[key]
        flight = self._under_way.get(key)
        if flight is None:
            flight = self._under_way[key] = SingleFlight(partial(self._work_out, key, work_out))
        return await flight()

    async def _work_out(self, key: Key, work_out: Callable[[], Awaitable[Value]]) -> Value:
        try:
            answer = await work_out()
        finally:
            del self._under_way[key]
        self._kept.put(key, answer, self._weigh(answer))
        return answer
