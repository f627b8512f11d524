"""Regions of GB/T 2260 in time: who holds them, their names, what became of former codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from credit_graph.domain.term import Term


@dataclass(frozen=True, slots=True)
class RegionName:
    """A name of a code from the year `first` to the year `last`.

    `None`: its first year is not recorded, or it has no last one.
    """

    name: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Region(Term):
    """A region of GB/T 2260; `name` is its last name, `names` are all, by year.

    `parent` is the code of the region that holds it: of a former code its heir if one took it
    over whole, else the nearest region that certainly holds what it was. `scattered`: where below
    `parent` it lies (without one: where in the country) is not known. `successors` are the codes
    that it passed to, as far as they are known.
    """

    parent: str | None = None
    names: tuple[RegionName, ...] = ()
    successors: tuple[str, ...] = ()
    scattered: bool = False

    @property
    def ended(self) -> int | None:
        """The last year of a former code; `None` if the code is in use, or no years are known."""
        return self.names[-1].last if self.names else None

    @property
    def former_names(self) -> tuple[RegionName, ...]:
        """The names that it no longer has."""
        return tuple(each for each in self.names if each.last is not None)


_NOWHERE: Final[frozenset[str]] = frozenset()


class RegionTree:
    """Which region lies in which, worked out once. Safe to share."""

    __slots__ = ("_below", "_lineages", "_scattered")

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self._lineages = {code: tuple(_upwards(code, regions)) for code in regions}
        below: dict[str, set[str]] = {}
        for code, lineage in self._lineages.items():
            for each in lineage:
                below.setdefault(each, set()).add(code)
        self._below = {code: frozenset(codes) for code, codes in below.items()}
        self._scattered = {
            code: holders
            for code, lineage in self._lineages.items()
            if (holders := tuple(_holders(lineage, regions)))
        }

    def lineage(self, code: str) -> tuple[str, ...]:
        """Return the region's code, its parent's, and so on up to the root; none if unknown."""
        return self._lineages.get(code, ())

    def below(self, code: str) -> frozenset[str]:
        """Return the codes of the region and of all that certainly lie in it."""
        return self._below.get(code, _NOWHERE)

    def inside(self, code: str, wider: str) -> bool | None:
        """Tell whether what is registered in a region is in another one; `None` if not known.

        Of whom only a wider region is known, the province and not the city, it is not known.
        """
        lineage = self.lineage(code)
        if wider in lineage:
            return True
        around = self.lineage(wider)
        lies_in = (None, *around)
        if code in around or any(holder in lies_in for holder in self._scattered.get(code, ())):
            return None
        return False

    def possibly_below(self, code: str) -> frozenset[str]:
        """Return the codes that lie in the region, those that may, and those that hold it."""
        doubtful = (each for each in self._scattered if self.inside(each, code) is None)
        return self.below(code).union(self.lineage(code), doubtful)


def _upwards(code: str, regions: Mapping[str, Region]) -> Iterator[str]:
    """Yield a region and those that hold it; of a cycle, which is an error, each once."""
    seen: set[str] = set()
    current: str | None = code
    while current is not None and current in regions and current not in seen:
        yield current
        seen.add(current)
        current = regions[current].parent


def _holders(lineage: tuple[str, ...], regions: Mapping[str, Region]) -> Iterator[str | None]:
    """Yield the regions somewhere in which it lies: of those in use, which alone hold others."""
    for place, code in enumerate(lineage):
        if regions[code].scattered:
            above = (each for each in lineage[place + 1 :] if regions[each].ended is None)
            yield next(above, None)
