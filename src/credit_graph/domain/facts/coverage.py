"""Known absence: when no entry means "no", and when it means "not known"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from credit_graph.domain.facts.record import Sync
from credit_graph.domain.vocabulary import Register, Vocabulary


@dataclass(frozen=True, slots=True)
class RegisterStanding:
    """How far an absence may be trusted: `complete` on the day asked, and the last sync."""

    complete: bool
    last_sync: date | None


class Coverage:
    """The syncs known, ready to be asked for a register, a region and a day.

    A sync of a region covers the regions below it. Days from the first to the last of the
    syncs that cover a region count as covered, and so do those up to the register's
    `freshness_days` after the last (readings, "Coverage").
    """

    __slots__ = ("_spans", "_syncs", "_vocabulary")

    def __init__(self, syncs: Iterable[Sync], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._syncs: dict[tuple[str, str], list[Sync]] = {}
        for sync in syncs:
            self._syncs.setdefault((sync.register, sync.region), []).append(sync)
        self._spans: dict[tuple[str, str], tuple[date, date] | None] = {}

    def standing(self, register: str, region: str, day: date) -> RegisterStanding:
        """Tell whether the register was complete for an enterprise of the region on the day."""
        key = (register, region)
        if key not in self._spans:
            self._spans[key] = self._span(register, region)
        span = self._spans[key]
        if span is None:
            return RegisterStanding(complete=False, last_sync=None)
        first, last = span
        freshness = timedelta(days=self._vocabulary.register(register).freshness_days)
        return RegisterStanding(complete=first <= day <= last + freshness, last_sync=last)

    def _span(self, register: str, region: str) -> tuple[date, date] | None:
        syncs = [
            sync
            for code in self._vocabulary.lineage(region)
            for sync in self._syncs.get((register, code), ())
        ]
        if not syncs:
            return None
        return min(sync.first for sync in syncs), max(sync.last for sync in syncs)


def kept_elsewhere(
    register: Register, region: str, zone: str | None, vocabulary: Vocabulary
) -> bool:
    """Tell whether the register is kept only for regions or zones other than these."""
    kept = register.kept_for
    if kept is None:
        return False
    in_region = any(vocabulary.inside(region, wider) is not False for wider in kept.regions)
    return not in_region and not may_lie_in(kept.zones, region, zone, vocabulary)


def may_lie_in(
    zones: tuple[str, ...], region: str, zone: str | None, vocabulary: Vocabulary
) -> bool:
    """Tell whether an enterprise of this region and stated zone lies, or may lie, in the zones.

    Without a stated zone it may, if its region lies, or may lie, in a zone's district, or holds
    that district.
    """
    if zone is not None:
        return zone in zones
    districts = {vocabulary.zones[code].region for code in zones}
    return any(vocabulary.inside(region, district) is not False for district in districts)
