"""Where to look for those of whom a condition has a wanted value.

The answer is an over-approximation that indexes can find: whoever has a wanted value is among the
candidates, and the evaluator decides about each of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    InRegion,
    InZone,
    Judgement,
    Leaf,
    LinkDirection,
    LinkedTo,
    NotOf,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.coverage import may_lie_in
from credit_graph.domain.truth import Truth, negate
from credit_graph.domain.vocabulary import Register, Vocabulary


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
            return _of_leaf(condition, wanted, vocabulary)


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


def _of_leaf(leaf: Leaf, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
    match leaf:
        case Judgement():
            return EVERYONE if Truth.JUDGEMENT in wanted else NOBODY
        case InRegion(region):
            return _in_region(region, wanted, vocabulary)
        case LinkedTo():
            return _linked(leaf, wanted, vocabulary)
        case _:
            return _of_register(leaf, wanted, vocabulary)


def _in_region(region: str, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
    """Return the regions whose answer is wanted; a region is never unknown."""
    answers = {
        code: Truth.MET if vocabulary.within(code, region) else Truth.NOT_MET
        for code in vocabulary.regions
    }
    fitting = frozenset(code for code, answer in answers.items() if answer in wanted)
    return EVERYONE if len(fitting) == len(answers) else Candidates(places=Places(fitting))


def _of_register(leaf: Leaf, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
    """Return the candidates of a leaf that says no of those whom no index finds."""
    if Truth.NOT_MET in wanted:
        return EVERYONE
    met, unknown = _answers(leaf, vocabulary)
    return widened(
        met if Truth.MET in wanted else NOBODY, unknown if Truth.UNKNOWN in wanted else NOBODY
    )


def _answers(leaf: Leaf, vocabulary: Vocabulary) -> tuple[Candidates, Candidates]:
    """Return the candidates of whom the leaf is met, and of whom it is unknown."""
    match leaf:
        case InZone(zones):
            met = Candidates(places=Places(zones=frozenset(zones)))
            return met, Candidates(places=_where(frozenset(), frozenset(zones), vocabulary))
        case RatingIs(scheme, levels):
            met = Candidates(sources=frozenset(Rated(scheme, level) for level in levels))
            return met, _where_kept(vocabulary.schemes[scheme], vocabulary)
        case OnList(code):
            met = Candidates(sources=frozenset({Listed(code)}))
            return met, _where_kept(vocabulary.lists[code], vocabulary)
        case Stated(statement, value):
            return Candidates(sources=frozenset({Declared(statement, value)})), EVERYONE
        case _:
            return EVERYONE, EVERYONE


def _where_kept(register: Register, vocabulary: Vocabulary) -> Candidates:
    """Where no entry may mean "not known": a register kept for other places says no."""
    kept = register.kept_for
    if kept is None:
        return EVERYONE
    return Candidates(places=_where(frozenset(kept.regions), frozenset(kept.zones), vocabulary))


def _where(wider: frozenset[str], zones: frozenset[str], vocabulary: Vocabulary) -> Places:
    """Return the places inside the wider regions, or that are or may be in the zones."""
    regions = frozenset(
        code
        for code in vocabulary.regions
        if not wider.isdisjoint(vocabulary.lineage(code))
        or may_lie_in(tuple(zones), code, None, vocabulary)
    )
    return Places(regions, zones)


def _linked(leaf: LinkedTo, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
    if not wanted <= {Truth.JUDGEMENT, Truth.MET}:
        # Unrecorded links leave it unknown, complete ones say no: of anyone.
        return EVERYONE
    partners = candidates(leaf.to, wanted, vocabulary)
    if partners.are_none:
        return NOBODY
    if partners.sources is None:
        return EVERYONE
    # Of partners no zone is read, so that only the regions among the places can fit.
    rated = [source for source in partners.sources if isinstance(source, Rated)]
    if len(rated) < len(partners.sources):
        return EVERYONE
    regions = None if partners.places is None else partners.places.regions
    return Candidates(
        sources=frozenset(PartnerRated(leaf.direction, each, regions) for each in rated)
    )
