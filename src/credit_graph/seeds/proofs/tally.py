"""How much of something was proved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """`proved` of `total`; the difference stands among the findings."""

    proved: int = 0
    total: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.proved + other.proved, self.total + other.total)

    def counting(self, *, proved: bool) -> "Tally":
        """Return the tally with one more, proved or not."""
        return Tally(self.proved + proved, self.total + 1)
