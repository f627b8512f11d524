"""What many enterprises have in common on a day, stated once, to dossiers that share profiles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

from credit_graph.domain.chains.profile import Dossier, Listing, Profile
from credit_graph.graph.decoding import Row, certain_day, day

Places = Sequence[int]
"""Where those stand, in the list of codes asked about, who have something in common; from 0."""

_Pair = tuple[str, str]
_Pairs = Iterable[tuple[str, str, Places]]
# Scheme, level, and the first turn of the scheme since the award as text, empty for none.
_Award = tuple[str, str, str]
_Awards = Iterable[tuple[str, str, str, Places]]
_Entries = Iterable[tuple[str, str | None, Places]]
# Region, zone, kinds and status of enterprises that are registered alike; then where each stands,
# its name, and its day of registration as text, which is empty for none.
_Registered = tuple[
    str, str | None, Sequence[str] | None, str, Places, Sequence[str], Sequence[str]
]
_Trait = TypeVar("_Trait")


def to_dossiers(codes: Sequence[str], row: Row) -> Mapping[str, Dossier]:
    """Return what chains/dossiers tells of these codes, as dossiers in the order of the codes.

    Codes that are not registered are left out.
    """
    found: list[Dossier | None] = [None] * len(codes)
    holders = _Holders(codes, row)
    for registered in cast("Iterable[_Registered]", row["registered"]):
        for place, dossier in holders.dossiers(registered):
            found[place] = dossier
    return {each.uscc: each for each in found if each is not None}


class _Holders:
    """What each of the codes has besides its registration."""

    def __init__(self, codes: Sequence[str], row: Row) -> None:
        self._codes = codes
        count = len(codes)
        # Sorted: the order in which facts are stored must not show.
        ratings, self._awards = _told_apart(sorted(_awards(row["ratings"])), count)
        listings = sorted(_listings(row["entries"]), key=_ending)
        entries, self._listings = _told_apart(listings, count)
        statements, self._statements = _told_apart(sorted(_pairs(row["statements"])), count)
        self._ratings = [_levels_of(each) for each in self._awards]
        self._lists = [_lists_of(each) for each in self._listings]
        self._has = list(zip(ratings, entries, statements, strict=True))

    def dossiers(self, registered: _Registered) -> Iterator[tuple[int, Dossier]]:
        """Yield the dossiers of those who are registered alike, with their places."""
        region, zone, kinds, status, *each = registered
        alike = (region, zone, tuple(kinds or ()))
        profiles: dict[tuple[int, int, int], Profile] = {}
        for place, name, on in zip(*each, strict=True):
            has = self._has[place]
            rating, entry, statement = has
            profile = profiles.get(has)
            if profile is None:
                profile = profiles[has] = Profile(
                    *alike,
                    self._ratings[rating],
                    self._lists[entry],
                    self._statements[statement],
                    status,
                    _turns_of(self._awards[rating]),
                )
            registered_on = certain_day(on) if on else None
            listings = self._listings[entry]
            yield place, Dossier(self._codes[place], name, status, registered_on, profile, listings)


def _told_apart(
    traits: Iterable[tuple[_Trait, Places]], count: int
) -> tuple[list[int], list[tuple[_Trait, ...]]]:
    """Return a number for each place, and by number the traits of those places, as ordered."""
    numbers = [0] * count
    held: list[tuple[_Trait, ...]] = [()]
    for trait, places in traits:
        with_it: dict[int, int] = {}  # who has all that so far, and then this one
        for place in set(places):  # what is recorded twice counts once
            before = numbers[place]
            after = with_it.get(before)
            if after is None:
                after = with_it[before] = len(held)
                held.append((*held[before], trait))
            numbers[place] = after
    return numbers, held


def _ending(entry: tuple[Listing, Places]) -> tuple[str, date]:
    listing, _ = entry
    return (listing.list, listing.until or date.max)


def _lists_of(listings: Iterable[Listing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.list for each in listings))


def _levels_of(awards: Iterable[_Award]) -> tuple[_Pair, ...]:
    return tuple(dict.fromkeys((scheme, level) for scheme, level, _ in awards))


def _turns_of(awards: Iterable[_Award]) -> tuple[tuple[str, str, date], ...]:
    return tuple((scheme, level, date.fromisoformat(on)) for scheme, level, on in awards if on)


def _awards(found: object) -> Iterator[tuple[_Award, Places]]:
    for scheme, level, turn, places in cast("_Awards", found):
        yield (scheme, level, turn), places


def _pairs(found: object) -> Iterator[tuple[_Pair, Places]]:
    return (((one, other), places) for one, other, places in cast("_Pairs", found))


def _listings(found: object) -> Iterator[tuple[Listing, Places]]:
    for code, until, places in cast("_Entries", found):
        yield Listing(code, day(until)), places
