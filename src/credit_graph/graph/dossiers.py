"""What many enterprises have in common on a day, told once, to dossiers that share profiles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar, cast

from credit_graph.domain.profile import Dossier, Listing, Profile
from credit_graph.graph.decoding import Row

Places = Sequence[int]
"""Where those stand, in the list of codes asked about, who have something in common; from 0."""

_Pair = tuple[str, str]
_Pairs = Iterable[tuple[str, str, Places]]
_Trait = TypeVar("_Trait")


class Registered(NamedTuple):
    """Enterprises that are registered alike; where each stands, its name and day of registration.

    Days are texts, quicker than dates, and empty for none.
    """

    region: str
    zone: str | None
    kinds: Sequence[str] | None
    status: str
    places: Places
    names: Sequence[str]
    days: Sequence[str]


@dataclass(frozen=True, slots=True)
class Census:
    """What holds on a day of the enterprises of these codes: who is registered, who has what.

    Ratings by (scheme, level), statements by (statement, value). In any order.
    """

    codes: Sequence[str]
    registered: Iterable[Registered]
    ratings: Iterable[tuple[_Pair, Places]]
    entries: Iterable[tuple[Listing, Places]]
    statements: Iterable[tuple[_Pair, Places]]


def to_census(codes: Sequence[str], row: Row) -> Census:
    """Return what chains/dossiers tells of these codes."""
    registered = cast("Iterable[Iterable[object]]", row["registered"])
    entries = cast("Iterable[tuple[str, str | None, Places]]", row["entries"])
    return Census(
        codes,
        registered=[Registered._make(each) for each in registered],
        ratings=_pairs(row["ratings"]),
        entries=[(Listing(code, _day(until)), places) for code, until, places in entries],
        statements=_pairs(row["statements"]),
    )


def to_dossiers(census: Census) -> Mapping[str, Dossier]:
    """Return the dossiers of those that are registered, by code, in the order of the codes."""
    found: list[Dossier | None] = [None] * len(census.codes)
    holders = _Holders(census)
    for registered in census.registered:
        for place, dossier in holders.dossiers(registered):
            found[place] = dossier
    return {each.uscc: each for each in found if each is not None}


class _Holders:
    """What each of the codes has besides its registration."""

    def __init__(self, census: Census) -> None:
        self._codes = census.codes
        count = len(census.codes)
        # Sorted: the order in which facts are stored must not show.
        ratings, self._ratings = _told_apart(sorted(census.ratings), count)
        entries, self._listings = _told_apart(sorted(census.entries, key=_ending), count)
        statements, self._statements = _told_apart(sorted(census.statements), count)
        self._lists = [_codes(listings) for listings in self._listings]
        self._has = list(zip(ratings, entries, statements, strict=True))

    def dossiers(self, registered: Registered) -> Iterator[tuple[int, Dossier]]:
        """Yield the dossiers of those who are registered alike, with their places."""
        region, zone, kinds, status, *each = registered
        alike = (region, zone, tuple(kinds or ()))
        profiles: dict[tuple[int, int, int], Profile] = {}
        for place, name, day in zip(*each, strict=True):
            has = self._has[place]
            rating, entry, statement = has
            profile = profiles.get(has)
            if profile is None:
                profile = profiles[has] = Profile(
                    *alike, self._ratings[rating], self._lists[entry], self._statements[statement]
                )
            listings = self._listings[entry]
            yield place, Dossier(self._codes[place], name, status, _day(day), profile, listings)


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


def _codes(listings: Iterable[Listing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.list for each in listings))


def _pairs(found: object) -> list[tuple[_Pair, Places]]:
    return [((one, other), places) for one, other, places in cast("_Pairs", found)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
