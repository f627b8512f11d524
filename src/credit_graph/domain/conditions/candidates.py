"""Candidates: where indexes find those of whom a condition may have a wanted value.

The answer is an over-approximation: whoever has a wanted value is among the candidates, and the
evaluator decides about each of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from credit_graph.domain.conditions.tree import AllOf, AnyOf, Condition, NotOf
from credit_graph.domain.facts.record import LinkDirection
from credit_graph.domain.truth import Truth, negate
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rated:
    """Holds the level on the day."""

    scheme: str
    level: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Stands on the list on the day."""

    list: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A statement of it has this value on the day."""

    statement: str
    value: str


@dataclass(frozen=True, slots=True)
class PartnerRated:
    """A direct partner on that side holds the level, in one of the regions (`None`: any)."""

    direction: LinkDirection
    rated: Rated
    regions: frozenset[str] | None


Source = Rated | Listed | Declared | PartnerRated

# How many enterprises each kind of source is likely to name, the fewest first.
_WIDTHS: dict[type[Source], int] = {Listed: 1, Rated: 2, Declared: 3, PartnerRated: 4}


@dataclass(frozen=True, slots=True)
class Places:
    """Registered in one of the regions, or in one of the zones."""

    regions: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many regions and zones there are."""
        return len(self.regions) + len(self.zones)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Enterprises of which any of the sources holds, and any of `also`, within the places.

    `None` for the sources or `also` is every enterprise, `None` for the places is anywhere.
    Sources are what is looked up; `also` is checked of those found, and never about partners.
    """

    sources: frozenset[Source] | None = None
    places: Places | None = None
    also: frozenset[Source] | None = None

    @property
    def are_none(self) -> bool:
        """Whether no enterprise whatever is among them."""
        return self.sources == frozenset() or (self.places is not None and not self.places.size)


EVERYONE = Candidates()
NOBODY = Candidates(sources=frozenset())


def candidates(
    condition: Condition, wanted: frozenset[Truth], vocabulary: Vocabulary
) -> Candidates:
    """Return candidates that include everyone of whom the condition has a wanted value."""
    if not wanted:
        return NOBODY
    if len(wanted) == len(Truth):
        return EVERYONE
    match condition:
        case AllOf(members):
            at_least = frozenset(value for value in Truth if value >= min(wanted))
            return _group(members, wanted, at_least, vocabulary)
        case AnyOf(members):
            at_most = frozenset(value for value in Truth if value <= max(wanted))
            return _group(members, wanted, at_most, vocabulary)
        case NotOf(member):
            return candidates(member, frozenset(map(negate, wanted)), vocabulary)
        case _:
            return condition.candidates(wanted, vocabulary)


def of_answers(wanted: frozenset[Truth], *, met: Candidates, unknown: Candidates) -> Candidates:
    """Return the candidates of a leaf that says no of those whom no index finds.

    `met` and `unknown` include everyone of whom the leaf is met, or unknown.
    """
    if Truth.NOT_MET in wanted:
        return EVERYONE
    return widened(
        met if Truth.MET in wanted else NOBODY, unknown if Truth.UNKNOWN in wanted else NOBODY
    )


def narrowed(first: Candidates, second: Candidates) -> Candidates:
    """Return candidates that include everyone who is among both."""
    if first.are_none or second.are_none:
        return NOBODY
    asked = (first.sources, second.sources, first.also, second.also)
    clauses = sorted({clause for clause in asked if clause is not None}, key=_width)
    checkable = [clause for clause in clauses[1:] if not _about_partners(clause)]
    return Candidates(
        sources=clauses[0] if clauses else None,
        places=_shared(first.places, second.places),
        also=checkable[0] if checkable else None,
    )


def widened(first: Candidates, second: Candidates) -> Candidates:
    """Return candidates that include everyone who is among either."""
    if first.are_none or second.are_none:
        return second if first.are_none else first
    places = None
    if first.places is not None and second.places is not None:
        places = Places(
            first.places.regions | second.places.regions, first.places.zones | second.places.zones
        )
    sources = _either(first.sources, second.sources)
    return Candidates(
        sources, places, None if sources is None else _either(first.also, second.also)
    )


def _group(
    members: Iterable[Condition],
    wanted: frozenset[Truth],
    each_in: frozenset[Truth],
    vocabulary: Vocabulary,
) -> Candidates:
    """Return those of a group: its value is one member's, and bounds every member's."""
    each = [candidates(member, each_in, vocabulary) for member in members]
    if not each:
        return EVERYONE
    one = [candidates(member, wanted, vocabulary) for member in members]
    return narrowed(reduce(narrowed, each), reduce(widened, one))


def _either(
    first: frozenset[Source] | None, second: frozenset[Source] | None
) -> frozenset[Source] | None:
    return None if first is None or second is None else first | second


def _width(sources: frozenset[Source]) -> tuple[int, int, str]:
    """Rank by what the sources are likely to name; equals by their names, to be repeatable."""
    return (
        max(_WIDTHS[type(each)] for each in sources),
        len(sources),
        repr(sorted(map(repr, sources))),
    )


def _about_partners(sources: frozenset[Source]) -> bool:
    return any(isinstance(source, PartnerRated) for source in sources)


def _shared(first: Places | None, second: Places | None) -> Places | None:
    if first is None or second is None:
        return second if first is None else first
    if not first.zones and not second.zones:
        return Places(regions=first.regions & second.regions)
    if not first.regions and not second.regions:
        return Places(zones=first.zones & second.zones)
    return min(first, second, key=lambda places: places.size)


def places_in(regions: frozenset[str], zones: frozenset[str], vocabulary: Vocabulary) -> Places:
    """Return the places that are or may be inside the regions, or in the zones."""
    districts = {vocabulary.zones[code].region for code in zones}
    inside = {code for each in (*regions, *districts) for code in vocabulary.possibly_below(each)}
    return Places(frozenset(inside), zones)
