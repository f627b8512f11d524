"""Codes with names and successors to regions, each with the region that holds it."""

from collections.abc import Iterable, Mapping
from typing import Final

from credit_graph.domain.region import Region, RegionName
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.places.corrections import PlaceRow, refuse_unknown_heirs
from credit_graph.seeds.places.published import published_names

_GROUPS: Final = frozenset({"市辖区", "市辖县", "市区", "县", "市"})
_GROUPS_OF_PROVINCES: Final = ("省直辖", "自治区直辖", "直辖县级")


def read_gazetteer(rows: tuple[PlaceRow, ...], ledger: Findings) -> Mapping[str, Region]:
    """Return the regions of the published table as the rows correct it, without glosses.

    Of two files that name one code, the later by its path counts.
    """
    corrected: dict[str, dict[str, list[RegionName]]] = {}
    for row in rows:
        if row.name is not None:
            corrected.setdefault(row.code, {}).setdefault(row.place.file, []).append(row.name)
    latest = {code: _by_year(files[max(files)]) for code, files in corrected.items()}
    names = {**published_names(), **latest}
    refuse_unknown_heirs(rows, frozenset(names), ledger)
    known = [row for row in rows if names.keys() >= {row.code, *row.successors}]
    heirs = {row.code: row for row in known if row.successors and names[row.code][-1].last}
    return _Gazetteer(names, heirs, ledger).regions()


def is_group(name: str) -> bool:
    """Tell whether the standard gives the name to a group of regions, which is none itself."""
    return name in _GROUPS or name.startswith(_GROUPS_OF_PROVINCES)


def _by_year(names: Iterable[RegionName]) -> tuple[RegionName, ...]:
    return tuple(sorted(names, key=lambda each: (each.last is None, each.last or 0)))


class _Gazetteer:
    """The regions as far as they are worked out: heirs and holders first."""

    def __init__(
        self,
        names: Mapping[str, tuple[RegionName, ...]],
        heirs: Mapping[str, PlaceRow],
        ledger: Findings,
    ) -> None:
        self._names = names
        self._heirs = heirs
        self._ledger = ledger
        self._regions: dict[str, Region] = {}

    def regions(self) -> Mapping[str, Region]:
        """Return all regions in the order of their codes."""
        for code in self._names:
            self._region(code, ())
        return {code: self._regions[code] for code in sorted(self._regions)}

    def _region(self, code: str, path: tuple[str, ...]) -> Region:
        if code not in self._regions:
            names = self._names[code]
            row = self._heirs.get(code)
            if row is not None and (code in path or not {code, *path}.isdisjoint(row.successors)):
                way = " → ".join((*path, code, *row.successors))
                self._ledger.refuse(row.place, SeedProblem.CYCLE, noun="regions", path=way)
                row = None
            parent, scattered = self._place(code, row, (*path, code))
            heirs = () if row is None else row.successors
            self._regions[code] = Region(code, names[-1].name, "", parent, names, heirs, scattered)
        return self._regions[code]

    def _place(
        self, code: str, row: PlaceRow | None, path: tuple[str, ...]
    ) -> tuple[str | None, bool]:
        """Return the region that certainly holds it, and whether it is anywhere below that."""
        own = self._holder(code)
        if row is None:
            last = self._names[code][-1]
            return own, last.last is not None or is_group(last.name)
        if row.is_whole and len(row.successors) == 1:
            self._region(row.successors[0], path)
            return row.successors[0], False
        places = [self._lineage(each, path) for each in row.successors]
        if not row.is_whole:
            places.append(self._lineage(own, path))
        return next((each for each in places[0] if all(each in way for way in places)), None), True

    def _lineage(self, code: str | None, path: tuple[str, ...]) -> tuple[str, ...]:
        if code is None:
            return ()
        return (code, *self._lineage(self._region(code, path).parent, path))

    def _holder(self, code: str) -> str | None:
        """Return the region that the digits of the code name as its holder."""
        province, prefecture = f"{code[:2]}0000", f"{code[:4]}00"
        if code == province:
            return None
        names = self._names.get(prefecture)
        if code == prefecture or names is None or is_group(names[-1].name):
            return province if province in self._names else None
        return prefecture
