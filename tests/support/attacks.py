"""Documents that would take every connection if one request might: four kinds."""

from collections.abc import Callable
from dataclasses import dataclass

_DAYS = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 28)]


@dataclass(frozen=True, slots=True)
class Attack:
    """One kind: how a field is written for a number, how many there were, how many are allowed.

    `field(core, number)`: each number asks for something that no other does.
    """

    field: Callable[[str, int], str]
    together: int
    within: int

    def written(self, core: str, turn: int, count: int) -> str:
        """Return a document of so many fields; another turn asks for others."""
        fields = (
            f"a{each}: {self.field(core, turn * self.within + each)}" for each in range(count)
        )
        return f"{{ {' '.join(fields)} }}"


def _chain(core: str, number: int) -> str:
    day = _DAYS[number % len(_DAYS)]
    return f'chain(core: {core}, asOf: "{day}") {{ tiers {{ tier }} }}'


def _count(core: str, number: int) -> str:
    del core
    measure = f"xm-2024-2/{number % 9 + 1}"
    return f'eligibleEnterprises(measure: "{measure}", first: 1) {{ totalCount }}'


def _search(core: str, number: int) -> str:
    del core
    return f'search(text: "{chr(0x4E00 + number)}", first: 100) {{ nodes {{ __typename }} }}'


def _comparison(core: str, number: int) -> str:
    start = number % 100
    days = f'from: "{_DAYS[start]}", to: "{_DAYS[start + 100]}"'
    return f"chainDiff(core: {core}, {days}) {{ joined(first: 5) {{ totalCount }} }}"


ATTACKS = {
    "counts": Attack(_count, together=60, within=8),
    "chains": Attack(_chain, together=54, within=18),
    "searches": Attack(_search, together=66, within=66),
    "comparisons": Attack(_comparison, together=20, within=8),
}
