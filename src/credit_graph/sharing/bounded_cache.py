"""What was used last, within so many bytes."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class BoundedCache(Generic[Key, Value]):
    """Keeps the values last used, as many as together weigh at most `most_bytes`.

    Whoever puts a value says what it weighs; one that is heavier than everything allowed is not
    kept at all.
    """

    __slots__ = ("_kept", "_most_bytes", "_weight")

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._weight = 0
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    @property
    def weight(self) -> int:
        """The bytes of all that is kept, as they were stated."""
        return self._weight

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[Key]:
        return iter(self._kept)

    def __getitem__(self, key: Key) -> Value:
        value, _ = self._kept[key]
        self._kept.move_to_end(key)
        return value

    def get(self, key: Key) -> Value | None:
        """Return a value; `None` if it is not kept."""
        return self[key] if key in self._kept else None

    def put(self, key: Key, value: Value, weight: int) -> None:
        """Keep a value, in place of one under the same key, and drop those unused for longest."""
        self.drop(key)
        if weight > self._most_bytes:
            return
        self._kept[key] = (value, weight)
        self._weight += weight
        while self._weight > self._most_bytes:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._weight -= dropped

    def drop(self, key: Key) -> None:
        """Keep a value no longer, if it is kept."""
        if key in self._kept:
            self._weight -= self._kept.pop(key)[1]
