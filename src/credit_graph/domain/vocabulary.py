"""Codes that facts and rules are written in: regions, schemes, lists and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from credit_graph.domain.facts.repair import RepairRule
from credit_graph.domain.openness import Openness
from credit_graph.domain.region import Region, RegionTree
from credit_graph.domain.scheme_version import Level, SchemeVersion, turns_between, version_on
from credit_graph.domain.term import FactTerm, Term


class ListColour(StrEnum):
    """What being on a list means."""

    BLACK = "black"
    RED = "red"
    WHITE = "white"
    POOL = "pool"
    PROGRAMME = "programme"
    EXIT = "exit"  # whoever stands on it has lost an incentive, without being on a black list


class StatusEffect(StrEnum):
    """What the status of a registration means for measures."""

    HOLDS = "holds"  # it is in business
    DOUBTFUL = "doubtful"  # it exists; whether it may still act is for the registrar to say
    ENDED = "ended"  # there is no such enterprise any more


@dataclass(frozen=True, slots=True)
class Status(Term):
    """How a registration stands."""

    effect: StatusEffect = StatusEffect.HOLDS


@dataclass(frozen=True, slots=True)
class Zone(Term):
    """A customs special supervision zone inside `region`."""

    region: str = ""


@dataclass(frozen=True, slots=True)
class KeptFor:
    """The only regions or zones for which a list or scheme is kept; elsewhere it says no."""

    regions: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register(FactTerm):
    """A scheme or list that somebody keeps.

    `keepers` maps a region code to the agency that keeps it there; `keeper_words` says in
    words who keeps it where no agency is recorded. Entries are trusted as complete until
    `freshness_days` after the last sync. `none_recorded` is the interpretation on which, without
    any sync, no entry says no.
    """

    keepers: tuple[tuple[str, str], ...] = ()
    keeper_words: str = ""
    kept_for: KeptFor | None = None
    freshness_days: int = 31
    none_recorded: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme(Register):
    """A rating scheme; `levels` best first.

    Where orders changed it, `versions` holds what each of them has, first ones first, and `levels`
    every level of any of them.
    """

    levels: tuple[Level, ...] = ()
    versions: tuple[SchemeVersion, ...] = ()

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which a version replaced another."""
        return tuple(each.valid_from for each in self.versions[1:])

    def version(self, day: date) -> SchemeVersion | None:
        """Return the version of a day, `None` for a scheme that has always been the same."""
        return version_on(self.versions, day)

    def levels_on(self, day: date) -> tuple[Level, ...]:
        """Return the levels of a day, best first."""
        version = self.version(day)
        return self.levels if version is None else version.levels

    def level_on(self, code: str, day: date) -> Level:
        """Return a level as it is called on a day; by its code if no version knows it."""
        known = (*self.levels_on(day), *self.levels)
        return next((level for level in known if level.code == code), Level(code, code))

    def turned(self, since: date, day: date) -> tuple[SchemeVersion, ...]:
        """Return the versions that came into force after `since`, up to the day."""
        return turns_between(self.versions, since, day)

    def held(self, level: str, since: date, day: date) -> frozenset[str]:
        """Return the levels that a rating awarded on `since` may have on the day.

        None if it lapsed at a turn, several if a turn does not say which.
        """
        levels = frozenset({level})
        for version in self.turned(since, day):
            levels = version.carried(levels)
        return levels

    def leading_to(self, level: str) -> frozenset[str]:
        """Return the levels, of any version, that a rating may have had which has this one."""
        found = {level}
        for version in reversed(self.versions):
            found |= {code for code, after in version.carries if not found.isdisjoint(after)}
        return frozenset(found)

    def undecided(self) -> frozenset[str]:
        """Return the levels of which some turn does not say what becomes of them."""
        unsure = {
            code for version in self.versions for code, after in version.carries if len(after) > 1
        }
        return frozenset(before for code in unsure for before in self.leading_to(code))

    def at_least(self, level: str) -> tuple[str, ...]:
        """Return `level` and every level that is better in some version, best first."""
        versions = [each.codes for each in self.versions] or [tuple(x.code for x in self.levels)]
        better = {
            code for codes in versions if level in codes for code in codes[: codes.index(level)]
        }
        return tuple(each.code for each in self.levels if each.code in better | {level})

    def comparable(self, level: str, day: date) -> tuple[str, ...]:
        """Return the levels among which `level` is to be compared on a day, best first.

        Those of the day's version; where it does not have the level, those of the latest version
        before that does, or else of the first one after.
        """
        having = tuple(each for each in self.versions if level in each.codes)
        version = self.version(day)
        if version is not None and version not in having:
            version = version_on(having, day)
        return tuple(each.code for each in self.levels) if version is None else version.codes


@dataclass(frozen=True, slots=True)
class CreditList(Register):
    """A black, red or white list, a pool or a programme's list."""

    colour: ListColour = ListColour.BLACK


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every code that facts may use.

    `registrars` maps a region to the agency that keeps the registrations there; `link_writers`
    are the agencies that may write links; `repair` is the order on credit repair. `all_open`: the
    facts of every term are public.
    """

    regions: Mapping[str, Region]
    zones: Mapping[str, Zone]
    kinds: Mapping[str, Term]
    schemes: Mapping[str, Scheme]
    lists: Mapping[str, CreditList]
    statements: Mapping[str, FactTerm]
    commitments: Mapping[str, FactTerm]
    violations: Mapping[str, FactTerm]
    severities: Mapping[str, Term]
    outcomes: Mapping[str, Term]
    statuses: Mapping[str, Status]
    registrars: Mapping[str, str] = field(default_factory=dict)
    link_writers: tuple[str, ...] = ()
    repair: RepairRule | None = None
    all_open: bool = field(init=False, repr=False, compare=False)
    _tree: RegionTree = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once which region lies in which, and whether any term is not public."""
        object.__setattr__(self, "_tree", RegionTree(self.regions))
        terms = (self.schemes, self.lists, self.statements, self.commitments, self.violations)
        every = (each for nouns in terms for each in nouns.values())
        is_open = all(each.openness is Openness.PUBLIC for each in every)
        object.__setattr__(self, "all_open", is_open)

    def lineage(self, region: str) -> tuple[str, ...]:
        """Return the region's code, its parent's, and so on up to the root."""
        return self._tree.lineage(region)

    def below(self, region: str) -> frozenset[str]:
        """Return the codes of the region and of all that certainly lie in it; none if unknown."""
        return self._tree.below(region)

    def possibly_below(self, region: str) -> frozenset[str]:
        """Return the codes in which an enterprise of the region may be registered."""
        return self._tree.possibly_below(region)

    def within(self, region: str, wider: str) -> bool:
        """Tell whether `wider` is the region itself or certainly holds it."""
        return wider in self._tree.lineage(region)

    def inside(self, region: str, wider: str) -> bool | None:
        """Tell whether `wider` is the region or holds it; `None` if that is not known.

        Of who is registered in a province it is not known in which city that is. A former code may
        have passed to several regions, or to none that is recorded.
        """
        return self._tree.inside(region, wider)

    def register(self, code: str) -> Register:
        """Return the scheme or list of that code; raise KeyError if there is none."""
        return self.schemes[code] if code in self.schemes else self.lists[code]

    def keeper(self, register: str, region: str) -> str | None:
        """Return the agency that keeps a scheme or list for a region, nearest region first."""
        return self._nearest(dict(self.register(register).keepers), region)

    def registrar(self, region: str) -> str | None:
        """Return the agency that keeps registrations for a region, nearest region first."""
        return self._nearest(self.registrars, region)

    def _nearest(self, keepers: Mapping[str, str], region: str) -> str | None:
        return next((keepers[code] for code in self.lineage(region) if code in keepers), None)
