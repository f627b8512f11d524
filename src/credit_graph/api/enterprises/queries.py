"""Query: enterprises."""

from collections.abc import Awaitable, Collection
from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.authority.in_sight import bounded, enterprise_in_sight
from credit_graph.api.context import Info
from credit_graph.api.enterprises.types import EnterpriseType
from credit_graph.api.relay.arguments import After, AsOf, First
from credit_graph.api.relay.paging import Connection, Page, checked_first
from credit_graph.api.scalars import Uscc
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.record import ENDED, PARTNER, UNREGISTERED, Enterprise
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.search_words import folded
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.message import Message


@strawberry.input(description="A rating held on the day asked about.")
class RatingFilter:
    """A level on a scheme."""

    scheme: str = strawberry.field(description="Code of the scheme.")
    level: str = strawberry.field(description="Code of the level.")


@strawberry.input(description="Which enterprises; every criterion given must fit.")
class EnterpriseFilter:
    """Criteria on enterprises."""

    region: str | None = strawberry.field(
        default=None, description="Registered in this region or below it."
    )
    zone: str | None = strawberry.field(default=None, description="Registered in this zone.")
    kinds: list[str] | None = strawberry.field(default=None, description="Of any of these kinds.")
    status: str | None = strawberry.field(
        default=None,
        description="active, suspended, revoked, deregistered or annulled; ended or unregistered "
        "where no registration holds on the day.",
    )
    rating: RatingFilter | None = strawberry.field(
        default=None, description="Holds this rating on the day."
    )
    list: str | None = strawberry.field(default=None, description="Stands on this list on the day.")
    name_contains: str | None = strawberry.field(
        default=None,
        description="The name contains these characters, whatever their width and case.",
    )

    def to_query(self, rulebook: Rulebook, as_of: date) -> EnterpriseQuery:
        """Return the query for the graph; raise `UnknownCodeError` for codes that name nothing."""
        self._check(rulebook)
        return EnterpriseQuery(
            as_of=as_of,
            regions=_below(rulebook, self.region),
            zone=self.zone,
            kinds=None if self.kinds is None else tuple(self.kinds),
            status=self.status,
            name=None if self.name_contains is None else folded(self.name_contains),
            scheme=None if self.rating is None else self.rating.scheme,
            level=None if self.rating is None else self.rating.level,
            list=self.list,
        )

    def _check(self, rulebook: Rulebook) -> None:
        terms = rulebook.vocabulary
        _known("region", self.region, terms.regions)
        _known("zone", self.zone, terms.zones)
        _known("list", self.list, terms.lists)
        _known("status", self.status, (*terms.statuses, ENDED, UNREGISTERED, PARTNER))
        for kind in self.kinds or ():
            _known("kind", kind, terms.kinds)
        if self.rating is not None:
            _known("scheme", self.rating.scheme, terms.schemes)
            levels = terms.schemes[self.rating.scheme].levels
            _known("level", self.rating.level, tuple(level.code for level in levels))
        if self.name_contains is not None and not self.name_contains.strip():
            raise BadArgumentError(
                argument="nameContains",
                why=Message("it is empty"),
                fix=Message("Give at least one character."),
            )


def _known(noun: str, code: str | None, codes: Collection[str]) -> None:
    if code is not None and code not in codes:
        near = tuple(codes) if len(codes) < 10 else ()  # noqa: PLR2004  # few enough to print
        raise UnknownCodeError(noun=noun, given=code, near=near)


def _below(rulebook: Rulebook, region: str | None) -> tuple[str, ...] | None:
    if region is None:
        return None
    return tuple(sorted(rulebook.vocabulary.below(region)))


def _enterprise(
    info: Info,
    uscc: Annotated[Uscc, strawberry.argument(description="Its unified social credit code.")],
    as_of: AsOf = None,
) -> Awaitable[Enterprise | None]:
    if info.context.sight is None:
        return info.context.services.enterprises.enterprise(uscc, as_of)
    return enterprise_in_sight(info.context, uscc, as_of)


async def _enterprises(
    info: Info,
    first: First,
    after: After = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        EnterpriseFilter | None, strawberry.argument(description="Which to show; all if left out.")
    ] = None,
    as_of: AsOf = None,
) -> Page[Enterprise]:
    context = info.context
    day = as_of or context.today
    query = bounded((filter or EnterpriseFilter()).to_query(context.rulebook, day), context)
    scope = f"enterprises/{query}"
    start = str(context.seal.open(scope, after)[0]) if after is not None else ""
    known_at = context.now()
    reading = context.services.enterprise_pages
    return Page(
        items=await reading.page(query, known_at, start, checked_first(first) + 1),
        first=first,
        after=after,
        scope=scope,
        seal=context.seal,
        position=lambda enterprise: (enterprise.uscc,),
        total=lambda: reading.count(query, known_at),
    )


@strawberry.type
class EnterpriseQueries:
    """Enterprises, from the graph."""

    enterprise = strawberry.field(
        resolver=_enterprise,
        graphql_type=EnterpriseType | None,
        description="An enterprise by its code, as it is registered on the day; null if there is "
        "none.",
    )
    enterprises = strawberry.field(
        resolver=_enterprises,
        graphql_type=Connection[EnterpriseType],
        description="Enterprises by code, as they are registered on the day.",
    )
