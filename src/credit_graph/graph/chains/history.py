"""Temporal adjacency and dossiers of one chain, valid on every day: kept to answer for any of them.

What the statements of one day filter by valid time in the database is filtered here, over what was
read once. Days are ordinals (`date.toordinal`), stretches half-open.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from credit_graph.domain.chains.profile import Dossier
from credit_graph.domain.chains.walk import Bounds, ChainDirection, ChainLink, Walk
from credit_graph.domain.facts.record import Sync
from credit_graph.graph.chains.dossiers import to_dossiers
from credit_graph.graph.chains.links import to_links
from credit_graph.graph.decoding import Row, rows, to_sync

_ALWAYS, _NEVER = date.min.toordinal(), date.max.toordinal() + 1

DatedLinks = Mapping[str, Sequence[tuple[int, int, ChainLink]]]
"""By the code of the nearer end: first day, day after the last, link."""


class _Described(NamedTuple):
    """A registration: where its holder stands among the codes; when it counts, and shows."""

    place: int
    name: str
    registered_on: str
    began: int
    ended: int
    shown_from: int
    shown_to: int


class _Held(NamedTuple):
    """A rating, list entry or statement of whoever stands at that place."""

    place: int
    began: int
    ended: int


class LinkHistory:
    """Supply links of a walk one way, of all days.

    `tiers_read` is how many tiers were read to their end: the depth, or fewer where there are as
    many links or members as are followed at most.
    """

    def __init__(self, records: Iterable[Row], start: Sequence[str], bounds: Bounds) -> None:
        self.count = self.tiers_read = 0
        self.by_near: dict[str, list[tuple[int, int, ChainLink]]] = {}
        for record in records:
            links = list(to_links(record))
            is_whole = self.count + len(links) <= bounds.most_links
            if not is_whole or len(self.codes.difference(start)) >= bounds.most_members:
                break
            self.tiers_read += 1
            self.count += len(links)
            days = zip(_ordinals(record["valid_from"]), _ordinals(record["valid_to"]), strict=True)
            for (began, ended), link in zip(days, links, strict=True):
                stretch = (_ALWAYS if began is None else began, ended or _NEVER, link)
                self.by_near.setdefault(link.near, []).append(stretch)

    @property
    def codes(self) -> set[str]:
        """All that stand at either end of a link."""
        far = {link.far for links in self.by_near.values() for _, _, link in links}
        return far | self.by_near.keys()

    def on(self, day: date, start: Sequence[str], depth: int) -> list[list[ChainLink]]:
        """Return the links of a day from what is found at distance 0, 1, 2 among the tiers read."""
        on = day.toordinal()
        seen, edge = set(start), list(dict.fromkeys(start))
        tiers = []
        for _ in range(min(depth, self.tiers_read)):
            tier = [
                link
                for code in edge
                for began, ended, link in self.by_near.get(code, ())
                if began <= on < ended
            ]
            tiers.append(tier)
            edge = [code for code in dict.fromkeys(link.far for link in tier) if code not in seen]
            seen.update(edge)
        return tiers


class _Stretch(NamedTuple):
    """Days on which nothing recorded of an enterprise begins or ends, and its dossier then."""

    began: int
    ended: int
    dossier: Dossier | None


class DossierHistory:
    """What is recorded of enterprises for any day, by what many have in common.

    The dossiers made last are kept with the days on which they hold: from one day to another most
    stay as they are.
    """

    def __init__(self, codes: Sequence[str], row: Row) -> None:
        self.codes = tuple(codes)
        self.syncs: tuple[Sync, ...] = tuple(map(to_sync, rows(row["syncs"])))
        turned = dict(cast("Iterable[tuple[str, list[str]]]", row["turned"]))
        self._registered = [
            (tuple(each[:4]), _described(each[4:])) for each in _groups(row["registered"])
        ]
        self._ratings: dict[tuple[str, str, str], list[_Held]] = {}
        for scheme, level, *columns in _groups(row["ratings"]):
            for held, awarded in zip(_held(columns), cast("list[str]", columns[1]), strict=True):
                turn = next((each for each in turned.get(str(scheme), ()) if awarded < each), "")
                self._ratings.setdefault((str(scheme), str(level), turn), []).append(held)
        self._entries: dict[tuple[str, str | None], list[_Held]] = {}
        for code, *columns in _groups(row["entries"]):
            for held, until in zip(_held(columns), cast("list[str]", columns[2]), strict=True):
                self._entries.setdefault((str(code), until or None), []).append(held)
        self._statements = [
            (statement, value, list(_held(columns)))
            for statement, value, *columns in _groups(row["statements"])
        ]
        self._turning_days = self._all_turning_days()
        self._last: Sequence[_Stretch] = [_Stretch(0, 0, None)] * len(self.codes)

    @property
    def count(self) -> int:
        """How many facts it holds."""
        held = [*self._ratings.values(), *self._entries.values()]
        held += [each for _, _, each in self._statements]
        return sum(map(len, held)) + sum(len(each) for _, each in self._registered)

    def on(self, day: date) -> Mapping[str, Dossier]:
        """Return the dossiers of a day; those not registered then are left out."""
        on = day.toordinal()
        stretches = list(self._last)  # several threads may work out a day each
        others = {
            place for place, (began, ended, _) in enumerate(stretches) if not began <= on < ended
        }
        if others:
            found = self._dossiers_on(day, others)
            for place in others:
                stretches[place] = self._stretch(place, on, found.get(self.codes[place]))
            self._last = stretches
        return {
            code: dossier
            for code, (_, _, dossier) in zip(self.codes, stretches, strict=True)
            if dossier is not None
        }

    def _stretch(self, place: int, on: int, dossier: Dossier | None) -> _Stretch:
        days = self._turning_days[place]
        after = bisect_right(days, on)
        return _Stretch(
            days[after - 1] if after else _ALWAYS,
            days[after] if after < len(days) else _NEVER,
            dossier,
        )

    def _all_turning_days(self) -> list[list[int]]:
        """Return for each place the days on which something of it begins or ends, in order."""
        found: list[set[int]] = [set() for _ in self.codes]
        for _, described in self._registered:
            for registration in described:
                found[registration.place].update(registration[3:])
        for (_, _, turn), ratings in self._ratings.items():
            turned = {date.fromisoformat(turn).toordinal()} if turn else set()
            for place, began, ended in ratings:
                found[place].update(turned, (began, ended))
        stated = (held for _, _, held in self._statements)
        for held in (*self._entries.values(), *stated):
            for place, began, ended in held:
                found[place].update((began, ended))
        return [sorted(each) for each in found]

    def _dossiers_on(self, day: date, among: Container[int]) -> Mapping[str, Dossier]:
        on = day.toordinal()
        row: dict[str, object] = {
            "registered": list(self._registered_on(on, among)),
            "ratings": list(self._ratings_on(day, among)),
            "entries": [
                (code, until, places)
                for (code, until), held in self._entries.items()
                if (places := _places(held, on, among))
            ],
            "statements": [
                (statement, value, places)
                for statement, value, held in self._statements
                if (places := _places(held, on, among))
            ],
        }
        return to_dossiers(self.codes, row)

    def _ratings_on(
        self, day: date, among: Container[int]
    ) -> Iterator[tuple[str, str, str, list[int]]]:
        on, text = day.toordinal(), day.isoformat()
        for (scheme, level, turn), held in self._ratings.items():
            if places := _places(held, on, among):
                yield scheme, level, turn if turn <= text else "", places

    def _registered_on(self, on: int, among: Container[int]) -> Iterator[tuple[object, ...]]:
        for (region, zone, kinds, status), described in self._registered:
            shown = [
                each
                for each in described
                if each.shown_from <= on < each.shown_to and each.place in among
            ]
            ended = [each for each in shown if each.ended <= on]
            unbegun = [each for each in shown if on < each.began and on < each.ended]
            counting = [each for each in shown if each.began <= on < each.ended]
            by_status = ((status, counting), ("ended", ended), ("unregistered", unbegun))
            for stated, found in by_status:
                if found:
                    columns = zip(*(each[:3] for each in found), strict=True)
                    yield (region, zone, kinds, stated, *columns)


class ChainHistory:
    """A chain of all days as known at an instant; `start` are those it begins with."""

    def __init__(
        self,
        start: Sequence[str],
        depth: int,
        links: Mapping[ChainDirection, LinkHistory],
        dossiers: DossierHistory,
    ) -> None:
        self._start, self._depth = start, depth
        self._links, self._dossiers = links, dossiers
        self.members = frozenset(dossiers.codes)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many facts and links it holds."""
        return self._dossiers.count, sum(each.count for each in self._links.values())

    @property
    def syncs(self) -> tuple[Sync, ...]:
        """What says since when, and until when, absence from a register counts."""
        return self._dossiers.syncs

    def links(self, day: date) -> Mapping[ChainDirection, Sequence[Sequence[ChainLink]]]:
        """Return the links of a day by side and tier, as `Chains.links` reads them."""
        return {side: each.on(day, self._start, self._depth) for side, each in self._links.items()}

    def holds(self, walked: Walk) -> bool:
        """Tell whether a walk over links of a day went no farther than the tiers that were read."""
        return all(
            len(walked.sides[side].links) <= each.tiers_read for side, each in self._links.items()
        )

    def dossiers(self, day: date) -> Mapping[str, Dossier]:
        """Return the dossiers of a day of all that are registered then."""
        return self._dossiers.on(day)


def _groups(found: object) -> Iterable[Sequence[object]]:
    return cast("Iterable[Sequence[object]]", found)


def _ordinals(texts: object) -> Iterator[int | None]:
    known: dict[str | None, int | None] = {None: None, "": None}
    for text in cast("Iterable[str | None]", texts):
        if text not in known:
            known[text] = date.fromisoformat(cast("str", text)).toordinal()
        yield known[text]


def _described(columns: Sequence[object]) -> list[_Described]:
    places, names, registered_on = (cast("Sequence[object]", each) for each in columns[:3])
    began, ended, shown_from, shown_to = (_ordinals(each) for each in columns[3:])
    each_one = zip(places, names, registered_on, began, ended, shown_from, shown_to, strict=True)
    return [
        _Described(
            cast("int", place),
            cast("str", name),
            cast("str", on),
            _ALWAYS if first is None else first,
            last or _NEVER,
            _ALWAYS if since is None else since,
            until or _NEVER,
        )
        for place, name, on, first, last, since, until in each_one
    ]


def _held(columns: Sequence[object]) -> Iterator[_Held]:
    places = cast("Iterable[int]", columns[0])
    each_one = zip(places, _ordinals(columns[1]), _ordinals(columns[2]), strict=True)
    for place, began, ended in each_one:
        yield _Held(place, _ALWAYS if began is None else began, ended or _NEVER)


def _places(held: Iterable[_Held], on: int, among: Container[int]) -> list[int]:
    return [place for place, began, ended in held if began <= on < ended and place in among]
