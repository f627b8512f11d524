"""GraphQL: an agency's inbox, and how far it has acknowledged it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import strawberry

from credit_graph.api.context import Context, Info
from credit_graph.api.notifying.log_entry import (
    ChangeLogEntryEdgeType,
    ChangeLogEntryType,
    EntryList,
    cursor_of,
)
from credit_graph.api.relay.paging import PageInfo
from credit_graph.domain.notifying.errors import NotAnAgencyError
from credit_graph.usecases.notifying.read_log import MOST_FOR_A_PAGE, MOST_WAITING


class Mark(Protocol):
    """How far an inbox is acknowledged."""

    @property
    def acknowledged(self) -> int:
        """The position, 0 for none."""

    @property
    def at(self) -> datetime | None:
        """When."""

    @property
    def by(self) -> str | None:
        """By whom."""


@dataclass(frozen=True, slots=True)
class AgencyMark:
    """The mark of an agency's inbox."""

    agency: str
    mark: Mark


def agency_of(context: Context) -> str:
    """Return the agency that the token names; raise `NotAnAgencyError` if it names none."""
    agency = context.principal.agency
    if agency is None:
        raise NotAnAgencyError
    return agency


def _acknowledged(parent: strawberry.Parent[AgencyMark], info: Info) -> str | None:
    position = parent.mark.acknowledged
    return cursor_of(info.context.seal, position) if position else None


def _at(parent: strawberry.Parent[AgencyMark]) -> datetime | None:
    return parent.mark.at


def _by(parent: strawberry.Parent[AgencyMark]) -> str | None:
    return parent.mark.by


async def _waiting(parent: strawberry.Parent[AgencyMark], info: Info) -> int:
    reader = info.context.services.log_reader
    return await reader.waiting(parent.agency, parent.mark.acknowledged)


@strawberry.type(name="InboxMark", description="How far an agency has acknowledged its inbox.")
class InboxMarkType:
    """`AgencyMark`."""

    cursor = strawberry.field(
        resolver=_acknowledged,
        graphql_type=str | None,
        description="Up to this entry; null if it never did.",
    )
    at = strawberry.field(
        resolver=_at, graphql_type=datetime | None, description="When that was noted."
    )
    by = strawberry.field(
        resolver=_by, graphql_type=str | None, description="Subject of the token that noted it."
    )
    waiting = strawberry.field(
        resolver=_waiting,
        graphql_type=int,
        description=f"How many entries wait after it, counted up to {MOST_WAITING}.",
    )


@dataclass(frozen=True, slots=True)
class InboxList(EntryList):
    """A page of an inbox with its mark."""

    mark: AgencyMark


@strawberry.type(
    name="InboxConnection",
    description="Entries that notify the token's agency, the earliest first. For one page at most "
    f"{MOST_FOR_A_PAGE} entries are examined. Continue from `pageInfo.endCursor`.",
)
class InboxConnectionType:
    """`InboxList`."""

    edges: list[ChangeLogEntryEdgeType] = strawberry.field(
        description="The entries with their cursors."
    )
    nodes: list[ChangeLogEntryType] = strawberry.field(
        description="The entries alone, with the notices for the agency."
    )
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
    mark: InboxMarkType = strawberry.field(description="How far it is acknowledged.")
