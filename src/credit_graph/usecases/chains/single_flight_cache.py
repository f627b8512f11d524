"""Answers that hold for ever, kept for those who ask again; asked at once, worked out once."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from functools import partial
from typing import Generic, TypeVar

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
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._under_way: dict[Key, SingleFlight[Value]] = {}

    @property
    def weight(self) -> int:
        """The bytes of all that is kept."""
        return self._weight

    async def get(self, key: Key, work_out: Callable[[], Awaitable[Value]]) -> Value:
        """Return the answer to a key, worked out unless it is kept or under way."""
        if key in self._kept:
            self._kept.move_to_end(key)
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
        self._keep(key, answer)
        return answer

    def _keep(self, key: Key, answer: Value) -> None:
        self._kept[key] = answer
        self._weight += self._weigh(answer)
        while self._weight > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._weight -= self._weigh(dropped)
