"""Chance that is the same on every machine and in every version: dice seeded by what is rolled for.

Each enterprise and file has dice of its own, so any of them can be made without the others.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

T = TypeVar("T")

_MASK: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15


class Dice:
    """A SplitMix64 generator (Steele, Lea and Flood, 2014)."""

    def __init__(self, *seeds: int) -> None:
        self._state = 0
        for seed in seeds:
            self._state = (self._state ^ seed) & _MASK
            self._state = self._next()

    def roll(self) -> float:
        """Return a number in [0, 1)."""
        return (self._next() >> 11) / (1 << 53)

    def hits(self, chance: float) -> bool:
        """Return True with the chance given."""
        return self.roll() < chance

    def below(self, count: int) -> int:
        """Return a whole number from 0 to count - 1."""
        return int(self.roll() * count)

    def one_of(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely."""
        return options[self.below(len(options))]

    def weighted(self, options: Sequence[tuple[float, T]]) -> T:
        """Return one of the options; the weights add up to one."""
        rolled = self.roll()
        for weight, option in options:
            rolled -= weight
            if rolled < 0:
                return option
        return options[-1][1]

    def day(self, first: date, last: date) -> date:
        """Return a day from the first to the last, both included."""
        return first + timedelta(days=self.below((last - first).days + 1))

    def _next(self) -> int:
        self._state = (self._state + _STEP) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return mixed ^ (mixed >> 31)
