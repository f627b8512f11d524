"""Enterprises, their ratings, list entries and direct links: batches of keys in, values out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import starmap
from typing import Any, NamedTuple, cast

from credit_graph.clock import shanghai_day
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery, RegisterDisplay
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Enterprise, EntryFact, Origin, RatingFact, Registration
from credit_graph.domain.facts.supply import (
    LinkDetail,
    LinkPage,
    LinkSide,
    NamedPartner,
    SupplyLink,
)
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import (
    certain_day,
    day,
    enterprise_of,
    rows,
    to_entry,
    to_rating,
    to_registration,
)

_NAMES = {
    LinkSide.SUPPLIERS: "enterprises/supplier_names",
    LinkSide.CUSTOMERS: "enterprises/customer_names",
}


def index_suffix(query: EnterpriseQuery) -> str:
    """Return the suffix of the statement that walks the narrowest index."""
    if query.list is not None:
        return "_by_list"
    if query.scheme is not None:
        return "_by_rating"
    if query.name is not None:
        return "_by_name"
    return "_by_region" if query.regions is not None else ""


def parameters_of(query: EnterpriseQuery) -> dict[str, Any]:
    """Return the statements' parameters by name."""
    return {
        "as_of": query.as_of,
        "regions": None if query.regions is None else list(query.regions),
        "zone": query.zone,
        "kinds": None if query.kinds is None else list(query.kinds),
        "status": query.status,
        "name": query.name,
        "scheme": query.scheme,
        "level": query.level,
        "list": query.list,
    }


def shown_of(query: EnterpriseQuery) -> dict[str, Any]:
    """Return how `display` and `rated` are given to the statements that look at both."""
    return {"display": _display_of(query), "rated": _rated_of(query)}


def _display_of(query: EnterpriseQuery) -> dict[str, Any] | None:
    """Return how `display` is given to the statements that look at list entries."""
    display = query.display
    if display is None:
        return None
    return {
        **_openness(display.shown),
        "until": display.until,
        "repaired_by": display.repaired_by,
        "begun": dict(display.begun),
    }


def _rated_of(query: EnterpriseQuery) -> dict[str, Any] | None:
    return None if query.rated is None else _openness(query.rated)


def _openness(shown: RegisterDisplay) -> dict[str, Any]:
    return {"openness": list(shown.openness), "regions": list(shown.regions)}


_Links = Mapping[str, tuple[SupplyLink, ...]]


class Enterprises:
    """Reads on enterprises. Every method is one round trip."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def by_keys(
        self, as_of: date | None, keys: Sequence[str], known_at: datetime
    ) -> Mapping[str, Enterprise]:
        """Return the enterprises of these codes as of the day; unknown codes are left out.

        Without a day: that of the instant.
        """
        on = as_of or shanghai_day(known_at)
        (record,) = await self._graph.read(
            "enterprises/by_keys", keys=keys, as_of=on, known_at=known_at
        )
        return {each.uscc: each for each in starmap(enterprise_of, record["items"])}

    async def registrations(
        self, keys: Sequence[str], known_at: datetime
    ) -> Mapping[str, tuple[Registration, ...]]:
        """Return the registrations of each key, the earliest first, at most 100 each."""
        records = await self._graph.read("enterprises/registrations", keys=keys, known_at=known_at)
        return {
            each["key"]: tuple(sorted(map(to_registration, rows(each["items"])), key=_beginning))
            for each in records
        }

    async def registrations_by_id(
        self, ids: Sequence[str], known_at: datetime
    ) -> Mapping[str, Registration]:
        """Return registrations by the ids of their facts; unknown ids are left out."""
        records = await self._graph.read(
            "enterprises/registrations_by_id", ids=ids, known_at=known_at
        )
        return {each["id"]: to_registration(each["registration"]) for each in records}

    async def ratings(
        self, as_of: date, keys: Sequence[str], known_at: datetime
    ) -> Mapping[str, tuple[RatingFact, ...]]:
        """Return the ratings of each key that hold on the day, at most 100 each."""
        records = await self._graph.read(
            "enterprises/ratings", keys=keys, as_of=as_of, known_at=known_at
        )
        return {each["key"]: tuple(map(to_rating, rows(each["items"]))) for each in records}

    async def entries(
        self, as_of: date, keys: Sequence[str], known_at: datetime
    ) -> Mapping[str, tuple[EntryFact, ...]]:
        """Return the list entries of each key that hold on the day, at most 100 each."""
        records = await self._graph.read(
            "enterprises/entries", keys=keys, as_of=as_of, known_at=known_at
        )
        return {each["key"]: tuple(map(to_entry, rows(each["items"]))) for each in records}

    async def links(
        self, page: LinkPage, keys: Sequence[str], known_at: datetime
    ) -> Mapping[str, tuple[SupplyLink, ...]]:
        """Return that page of the links of each key."""
        asked: dict[str, Any] = {
            "keys": keys,
            "as_of": page.as_of,
            "known_at": known_at,
            "after_uscc": page.after[0],
            "after_id": page.after[1],
            "limit": page.limit,
        }
        if page.detail is LinkDetail.WHOLE:
            records = await self._graph.read(f"enterprises/{page.side}", **asked)
            return {each["key"]: tuple(map(_StoredLink, each["items"])) for each in records}
        with_ids = page.detail is LinkDetail.NAME_AND_ID
        (record,) = await self._graph.read(_NAMES[page.side], with_ids=with_ids, **asked)
        # Whoever asks for more of them than was read gets an AttributeError, never a guess.
        named = _identified if with_ids else _named
        return cast("_Links", {key: named(*columns) for key, *columns in record["items"]})

    async def link_counts(
        self, which: tuple[LinkSide, date], keys: Sequence[str], known_at: datetime
    ) -> Mapping[str, int]:
        """Return how many links each key has on a side on a day."""
        side, as_of = which
        records = await self._graph.read(
            f"enterprises/{side}_count", keys=keys, as_of=as_of, known_at=known_at
        )
        return {each["key"]: int(each["items"]) for each in records}

    async def page(
        self, query: EnterpriseQuery, known_at: datetime, after: str, limit: int
    ) -> tuple[Enterprise, ...]:
        """Return up to `limit` enterprises by code after the position."""
        (record,) = await self._graph.read(
            f"enterprises/page{index_suffix(query)}",
            known_at=known_at,
            after=after,
            limit=limit,
            **parameters_of(query),
            **_display(query),
        )
        return tuple(starmap(enterprise_of, record["items"]))

    async def count(self, query: EnterpriseQuery, known_at: datetime) -> int:
        """Return how many enterprises the query asks for."""
        records = await self._graph.read(
            f"enterprises/count{index_suffix(query)}",
            known_at=known_at,
            **parameters_of(query),
            **_display(query),
        )
        return int(records[0]["total"])


def _display(query: EnterpriseQuery) -> dict[str, Any]:
    """Return what the statements that walk a list or ratings ask; the others ask none of it."""
    if query.list is not None:
        return shown_of(query)
    return {} if query.scheme is None else {"rated": _rated_of(query)}


def _beginning(registration: Registration) -> date:
    return registration.valid_from or date.min


class IdentifiedLink(NamedTuple):
    """A link of which is known who it is with, and its id."""

    partner: NamedPartner
    fact_id: str

    @property
    def origin(self) -> Origin:
        """Who stated it: only the id is known."""
        return Origin(self.fact_id)


_Column = Sequence[str]


def _named(*columns: _Column) -> tuple[NamedPartner, ...]:
    *partners, _ids = columns
    return tuple(map(NamedPartner._make, zip(*partners, strict=True)))


def _identified(*columns: _Column) -> tuple[IdentifiedLink, ...]:
    return tuple(map(IdentifiedLink._make, zip(_named(*columns), columns[-1], strict=True)))


class _StoredLink:
    """A `SupplyLink` over the cells of an item, in the order of the statement.

    Pages hold hundreds of links, of which most callers see the partner's name and nothing else:
    each part is made when it is asked for.
    """

    __slots__ = ("_cells",)

    def __init__(self, cells: Sequence[Any]) -> None:
        self._cells = cells

    @property
    def partner(self) -> Enterprise:
        return enterprise_of(*self._cells[:7])

    @property
    def category(self) -> str | None:
        return cast("str | None", self._cells[8])

    @property
    def share(self) -> float | None:
        return cast("float | None", self._cells[9])

    @property
    def interval(self) -> Interval:
        valid_from, valid_to = self._cells[10:12]
        return Interval(certain_day(valid_from), day(valid_to))

    @property
    def origin(self) -> Origin:
        source, reference = self._cells[12:14]
        return Origin(self._cells[7], source, reference)
