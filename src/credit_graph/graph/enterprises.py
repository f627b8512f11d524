"""Enterprises, their ratings, list entries and direct links: batches of keys in, values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import starmap
from typing import Any, NamedTuple, cast

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Enterprise, EntryFact, Origin, RatingFact, Registration
from credit_graph.domain.facts.supply import NamedPartner, SupplyLink
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import (
    enterprise_of,
    rows,
    stated_day,
    to_entry,
    to_rating,
    to_registration,
)


@dataclass(frozen=True, slots=True)
class EnterpriseQuery:
    """Which enterprises are asked for; `None` does not filter.

    `regions` holds the codes of the region asked and all below it. Rating and list count as
    they hold on `as_of`.
    """

    as_of: date
    regions: tuple[str, ...] | None = None
    zone: str | None = None
    kinds: tuple[str, ...] | None = None
    status: str | None = None
    name: str | None = None
    scheme: str | None = None
    level: str | None = None
    list: str | None = None

    @property
    def driver(self) -> str:
        """Suffix of the statement that walks the narrowest index."""
        if self.list is not None:
            return "_by_list"
        if self.scheme is not None:
            return "_by_rating"
        if self.name is not None:
            return "_by_name"
        return "_by_region" if self.regions is not None else ""

    def parameters(self) -> dict[str, Any]:
        """Return the statements' parameters by name."""
        return {
            "as_of": self.as_of,
            "regions": None if self.regions is None else list(self.regions),
            "zone": self.zone,
            "kinds": None if self.kinds is None else list(self.kinds),
            "status": self.status,
            "name": self.name,
            "scheme": self.scheme,
            "level": self.level,
            "list": self.list,
        }


class LinkSide(StrEnum):
    """Which direct links: to those who supply, or to those supplied."""

    SUPPLIERS = "suppliers"
    CUSTOMERS = "customers"


class LinkDetail(StrEnum):
    """What is read of a link: all, or only who it is with, with its id or without."""

    WHOLE = "whole"
    NAME_AND_ID = "name_and_id"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Up to `limit` links on a side on a day, after the position (partner's code, fact id)."""

    side: LinkSide
    as_of: date
    after: tuple[str, str]
    limit: int
    detail: LinkDetail = LinkDetail.WHOLE


_NAMES = {
    LinkSide.SUPPLIERS: "enterprises/supplier_names",
    LinkSide.CUSTOMERS: "enterprises/customer_names",
}


_Links = Mapping[str, tuple[SupplyLink, ...]]


class Enterprises:
    """Reads on enterprises. Every method is one round trip."""

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def by_keys(
        self, keys: Sequence[str], as_of: date, known_at: datetime
    ) -> Mapping[str, Enterprise]:
        """Return the enterprises of these codes as of the day; unknown codes are left out."""
        (record,) = await self._graph.read(
            "enterprises/by_keys", keys=keys, as_of=as_of, known_at=known_at
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
        self, keys: Sequence[str], as_of: date, known_at: datetime
    ) -> Mapping[str, tuple[RatingFact, ...]]:
        """Return the ratings of each key that hold on the day, at most 100 each."""
        records = await self._graph.read(
            "enterprises/ratings", keys=keys, as_of=as_of, known_at=known_at
        )
        return {each["key"]: tuple(map(to_rating, rows(each["items"]))) for each in records}

    async def entries(
        self, keys: Sequence[str], as_of: date, known_at: datetime
    ) -> Mapping[str, tuple[EntryFact, ...]]:
        """Return the list entries of each key that hold on the day, at most 100 each."""
        records = await self._graph.read(
            "enterprises/entries", keys=keys, as_of=as_of, known_at=known_at
        )
        return {each["key"]: tuple(map(to_entry, rows(each["items"]))) for each in records}

    async def links(
        self, keys: Sequence[str], page: LinkPage, known_at: datetime
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
        self, keys: Sequence[str], side: LinkSide, as_of: date, known_at: datetime
    ) -> Mapping[str, int]:
        """Return how many links each key has on a side on the day."""
        records = await self._graph.read(
            f"enterprises/{side}_count", keys=keys, as_of=as_of, known_at=known_at
        )
        return {each["key"]: int(each["items"]) for each in records}

    async def page(
        self, query: EnterpriseQuery, known_at: datetime, after: str, limit: int
    ) -> tuple[Enterprise, ...]:
        """Return up to `limit` enterprises by code after the position."""
        (record,) = await self._graph.read(
            f"enterprises/page{query.driver}",
            known_at=known_at,
            after=after,
            limit=limit,
            **query.parameters(),
        )
        return tuple(starmap(enterprise_of, record["items"]))

    async def count(self, query: EnterpriseQuery, known_at: datetime) -> int:
        """Return how many enterprises the query asks for."""
        records = await self._graph.read(
            f"enterprises/count{query.driver}", known_at=known_at, **query.parameters()
        )
        return int(records[0]["total"])


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
        return Interval(date.fromisoformat(valid_from), stated_day(valid_to))

    @property
    def origin(self) -> Origin:
        source, reference = self._cells[12:14]
        return Origin(self._cells[7], source, reference)
