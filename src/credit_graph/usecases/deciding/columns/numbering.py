"""Dictionary encoding: numbers for things that recur, so that columns hold small integers."""

from collections.abc import Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
"""One number per enterprise, or per fact."""

_Item = TypeVar("_Item", bound=Hashable)
_Made = TypeVar("_Made", bound=np.generic)

# Up to so many possible numbers per entry of a column a table of all of them beats sorting.
_POSSIBLE_PER_ENTRY: Final = 8


class Numbering(Generic[_Item]):
    """Numbers in the order of first appearance, the same for equal things as long as it lives."""

    __slots__ = ("_numbers", "items")

    def __init__(self, *items: _Item) -> None:
        self.items: list[_Item] = []
        self._numbers: dict[_Item, int] = {}
        for item in items:
            self.number(item)

    def __len__(self) -> int:
        return len(self.items)

    def number(self, item: _Item) -> int:
        """Return the item's number; a new one if it was never seen."""
        found = self._numbers.get(item)
        if found is None:
            found = self._numbers[item] = len(self.items)
            self.items.append(item)
        return found


class SetNumbering:
    """Numbers for sets of things that have numbers; 0 is the empty set."""

    __slots__ = ("_sets",)

    def __init__(self) -> None:
        self._sets: Numbering[tuple[int, ...]] = Numbering(())

    def members(self, number: int) -> tuple[int, ...]:
        """Return the things in a set, in the order in which they were stated."""
        return self._sets.items[number]

    def of_rows(self, rows: Numbers, things: Numbers, count: int) -> Numbers:
        """Return a number for the set of things of each of `count` rows.

        `rows` (ascending) says to which row each thing belongs.
        """
        found = np.zeros(count, np.int64)
        if not rows.size:
            return found
        begins = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
        place = np.arange(rows.size) - np.repeat(begins, np.diff(np.append(begins, rows.size)))
        for nth in range(int(place.max()) + 1):
            now = place == nth
            found[rows[now]] = self._joined(found[rows[now]], things[now])
        return found

    def _joined(self, before: Numbers, things: Numbers) -> Numbers:
        def join(pairs: Sequence[tuple[int, ...]]) -> Numbers:
            sets, number = self._sets.items, self._sets.number
            return np.array([number((*sets[held], thing)) for held, thing in pairs], np.int64)

        return of_distinct((before, things), join)


def of_distinct(
    columns: Sequence[Numbers], make: Callable[[Sequence[tuple[int, ...]]], NDArray[_Made]]
) -> NDArray[_Made]:
    """Make a column from columns of numbers, looking at each distinct combination once.

    `make` gets the distinct combinations and returns an array with an entry for each.
    """
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    joined = columns[0]
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        joined = joined * size + column
    possible = int(np.prod(sizes, dtype=np.float64))
    if possible <= _POSSIBLE_PER_ENTRY * max(joined.size, 1):
        occurs = np.zeros(possible, np.bool_)
        occurs[joined] = True
        distinct = np.flatnonzero(occurs)
        made = make(_apart(distinct, sizes))
        table = np.empty(possible, made.dtype)
        table[distinct] = made
        return table[joined]
    distinct, places = np.unique(joined, return_inverse=True)
    return make(_apart(distinct, sizes))[places]


def _apart(joined: Numbers, sizes: Sequence[int]) -> Sequence[tuple[int, ...]]:
    """Return the combinations that were joined to one number each."""
    parts: list[list[int]] = []
    for size in reversed(sizes[1:]):
        joined, part = np.divmod(joined, size)
        parts.append(part.tolist())
    parts.append(joined.tolist())
    return list(zip(*reversed(parts), strict=True))
