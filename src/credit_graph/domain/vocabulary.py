"""Codes that facts and rules are written in: regions, schemes, lists and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ListColour(StrEnum):
    """What being on a list means."""

    BLACK = "black"
    RED = "red"
    WHITE = "white"
    POOL = "pool"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Term:
    """A code with its official Chinese name and an English gloss."""

    code: str
    name: str
    gloss: str


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
class Region(Term):
    """A GB/T 2260 region; `parent` is the code of the region that holds it."""

    parent: str | None = None


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
class Register(Term):
    """A scheme or list that somebody keeps.

    `keepers` maps a region code to the agency that keeps it there; `keeper_words` says in
    words who keeps it where no agency is recorded. Entries are trusted as complete until
    `freshness_days` after the last sync.
    """

    keepers: tuple[tuple[str, str], ...] = ()
    keeper_words: str = ""
    kept_for: KeptFor | None = None
    freshness_days: int = 31


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scheme."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Scheme(Register):
    """A rating scheme; `levels` best first."""

    levels: tuple[Level, ...] = ()

    def at_least(self, level: str) -> tuple[str, ...]:
        """Return `level` and every better one, best first."""
        codes = tuple(each.code for each in self.levels)
        return codes[: codes.index(level) + 1]


@dataclass(frozen=True, slots=True)
class CreditList(Register):
    """A black, red or white list, a pool or a programme's list."""

    colour: ListColour = ListColour.BLACK


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every code that facts may use.

    `registrars` maps a region to the agency that keeps the registrations there; `link_writers`
    are the agencies that may write links.
    """

    regions: Mapping[str, Region]
    zones: Mapping[str, Zone]
    kinds: Mapping[str, Term]
    schemes: Mapping[str, Scheme]
    lists: Mapping[str, CreditList]
    statements: Mapping[str, Term]
    commitments: Mapping[str, Term]
    violations: Mapping[str, Term]
    severities: Mapping[str, Term]
    outcomes: Mapping[str, Term]
    statuses: Mapping[str, Status]
    registrars: Mapping[str, str] = field(default_factory=dict)
    link_writers: tuple[str, ...] = ()

    def lineage(self, region: str) -> tuple[str, ...]:
        """Return the region's code, its parent's, and so on up to the root."""
        codes: list[str] = []
        current: str | None = region
        while current is not None and current in self.regions:
            codes.append(current)
            current = self.regions[current].parent
        return tuple(codes)

    def within(self, region: str, wider: str) -> bool:
        """Tell whether `wider` is the region itself or holds it."""
        return wider in self.lineage(region)

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
