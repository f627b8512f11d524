"""GraphQL: enterprises with their ratings, lists and direct links."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.eligibility.reports import DecisionFilter, ShownReport, show_report
from credit_graph.api.eligibility.types import EligibilityReportType
from credit_graph.api.enterprises.facts import ListEntryType, RatingType
from credit_graph.api.enterprises.history import HistoryItemType, page_of_history
from credit_graph.api.enterprises.registration import RegistrationType
from credit_graph.api.enterprises.supply import SupplyConnectionType, SupplyPage, page_of_links
from credit_graph.api.policies.vocabulary import RegionType, TermType
from credit_graph.api.relay.arguments import After, AsOf, First, KnownAt
from credit_graph.api.relay.node import Node, to_global_id
from credit_graph.api.relay.paging import Connection, Page
from credit_graph.api.scalars import Uscc
from credit_graph.domain.facts.history import PastFact
from credit_graph.domain.facts.record import Enterprise, EntryFact, RatingFact, Registration
from credit_graph.domain.facts.supply import LinkSide, NamedPartner
from credit_graph.domain.region import Region
from credit_graph.domain.term import Term


def _id(parent: strawberry.Parent[Enterprise]) -> strawberry.ID:
    return to_global_id("Enterprise", parent.uscc)


def _region_info(parent: strawberry.Parent[Enterprise], info: Info) -> Region | None:
    return info.context.rulebook.vocabulary.regions.get(parent.region)


def _kind_terms(parent: strawberry.Parent[Enterprise], info: Info) -> list[Term]:
    kinds = info.context.rulebook.vocabulary.kinds
    return [kinds[code] for code in parent.kinds if code in kinds]


async def _ratings(
    parent: strawberry.Parent[Enterprise], info: Info, as_of: AsOf = None
) -> list[RatingFact]:
    context, display = info.context, info.context.display
    found = await context.services.enterprises.ratings(parent.uscc, as_of or context.today)
    return [each for each in found if display.shows(each, parent.region)]


async def _lists(
    parent: strawberry.Parent[Enterprise], info: Info, as_of: AsOf = None
) -> list[EntryFact]:
    context, display = info.context, info.context.display
    found = await context.services.enterprises.entries(parent.uscc, as_of or context.today)
    return [each for each in found if display.shows(each, parent.region)]


async def _suppliers(
    parent: strawberry.Parent[Enterprise],
    info: Info,
    first: First,
    after: After = None,
    as_of: AsOf = None,
) -> SupplyPage:
    day = as_of or info.context.today
    return await page_of_links(info, LinkSide.SUPPLIERS, parent.uscc, (first, after), day)


async def _customers(
    parent: strawberry.Parent[Enterprise],
    info: Info,
    first: First,
    after: After = None,
    as_of: AsOf = None,
) -> SupplyPage:
    day = as_of or info.context.today
    return await page_of_links(info, LinkSide.CUSTOMERS, parent.uscc, (first, after), day)


async def _registration(
    parent: strawberry.Parent[Enterprise], info: Info, as_of: AsOf = None
) -> Registration | None:
    day = as_of or info.context.today
    known = await info.context.services.enterprises.registrations(parent.uscc)
    return next((each for each in known if each.is_shown(day)), None)


def _registrations(
    parent: strawberry.Parent[Enterprise], info: Info
) -> Awaitable[tuple[Registration, ...]]:
    return info.context.services.enterprises.registrations(parent.uscc)


def _eligibility(
    parent: strawberry.Parent[Enterprise],
    info: Info,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        DecisionFilter | None, strawberry.argument(description="Which to show; all if left out.")
    ] = None,
) -> Awaitable[ShownReport | None]:
    return show_report(info, parent.uscc, as_of, known_at, filter)


def _history(
    parent: strawberry.Parent[Enterprise], info: Info, first: First, after: After = None
) -> Awaitable[Page[PastFact]]:
    return page_of_history(info, parent.uscc, first, after)


@strawberry.type(
    name="Enterprise",
    description="An enterprise. Its name, region, zone, kinds, status and day of registration are "
    "those of the day that the answer is for (`asOf`, else today). A client that keeps objects by "
    "their ids takes them from a `Registration`, which is the same on every day.",
)
class EnterpriseType(Node):
    """`domain.facts.Enterprise`."""

    id = strawberry.field(resolver=_id, graphql_type=strawberry.ID, description="Global id.")
    uscc: Uscc = strawberry.field(
        description="Unified social credit code; of a partner without one `scheme:number`, or "
        "`unnamed:COUNTRY:` and the code of the enterprise that deals with it."
    )
    name: str = strawberry.field(description="Registered name.")
    region: str = strawberry.field(
        description="GB/T 2260 code of its region; of a partner without a credit code its country."
    )
    country: str | None = strawberry.field(
        description="Country (ISO 3166) of a partner abroad, in Hong Kong, Macao or Taiwan, which "
        "has no credit code and no eligibility; else null."
    )
    zone: str | None = strawberry.field(description="Code of its zone, if stated.")
    kinds: list[str] = strawberry.field(description="Codes of what it is; empty: not stated.")
    status: str = strawberry.field(
        description="active, suspended, revoked, deregistered or annulled; ended or unregistered "
        "where no registration holds on the day; partner, if it has no credit code."
    )
    registered_on: date | None = strawberry.field(description="Day of registration, if stated.")
    registration = strawberry.field(
        resolver=_registration,
        graphql_type=RegistrationType | None,
        description="The registration to look at on the day: the one that holds, else the one "
        "that ended last, else the first.",
    )
    registrations = strawberry.field(
        resolver=_registrations,
        graphql_type=list[RegistrationType],
        description="All its registrations, the earliest first (at most 100).",
    )
    region_info = strawberry.field(
        resolver=_region_info, graphql_type=RegionType | None, description="Its region."
    )
    kind_terms = strawberry.field(
        resolver=_kind_terms, graphql_type=list[TermType], description="What it is, with names."
    )
    ratings = strawberry.field(
        resolver=_ratings,
        graphql_type=list[RatingType],
        description="Ratings that hold on the day (at most 100), as far as they are shown.",
    )
    lists = strawberry.field(
        resolver=_lists,
        graphql_type=list[ListEntryType],
        description="List entries that hold on the day (at most 100), as far as they are shown: "
        "of a black list, one whose display has ended is shown to its keeper alone.",
    )
    suppliers = strawberry.field(
        resolver=_suppliers,
        graphql_type=SupplyConnectionType,
        description="Links to direct suppliers on the day, by their code.",
    )
    customers = strawberry.field(
        resolver=_customers,
        graphql_type=SupplyConnectionType,
        description="Links to direct customers on the day, by their code.",
    )
    eligibility = strawberry.field(
        resolver=_eligibility,
        graphql_type=EligibilityReportType | None,
        description="Which measures it may enjoy.",
    )
    history = strawberry.field(
        resolver=_history,
        graphql_type=Connection[HistoryItemType],
        description="Every fact recorded about it that is shown, withdrawn ones too, the latest "
        "recorded first.",
    )

    @classmethod
    def is_type_of(cls, value: object, info: Info) -> bool:
        """Tell the type of a value behind an interface or union."""
        del info
        return isinstance(value, Enterprise | NamedPartner)
