"""Query, Mutation, Subscription: the change log, inboxes, and changes as they come."""

from collections.abc import AsyncGenerator
from functools import partial
from typing import Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.notifying.inbox import (
    AgencyMark,
    InboxConnectionType,
    InboxList,
    InboxMarkType,
    agency_of,
)
from credit_graph.api.notifying.log_entry import (
    ChangeLogEntryConnectionType,
    ChangeLogEntryType,
    EntryList,
    position_of,
)
from credit_graph.api.notifying.notice_filter import Criteria, filter_of, wish_of
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.paging import checked_first
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.notifying.notice_filter import NoticeFilter

UpTo = Annotated[
    str, strawberry.argument(description="Cursor of the last entry that was taken note of.")
]
Since = Annotated[
    str | None,
    strawberry.argument(
        description="Begin after the entry with this cursor, at once with what was missed; from "
        "now on if null."
    ),
]


async def _notices(
    info: Info,
    first: First,
    after: After = None,
    filter: Criteria = None,  # noqa: A002  # the contract's name
) -> EntryList:
    context = info.context
    start = 0 if after is None else position_of(context, after)
    wanted = await filter_of(context, wish_of(context, filter))
    page = await context.services.log_reader.page(wanted, start, checked_first(first))
    return EntryList(page, start, context.seal)


async def _inbox(info: Info, first: First, after: After = None) -> InboxList:
    context, reader = info.context, info.context.services.log_reader
    agency, most = agency_of(context), checked_first(first)
    mark = await reader.mark(agency)
    start = mark.acknowledged if after is None else position_of(context, after)
    wanted = NoticeFilter(agency=agency, sight=context.sight, holder=agency)
    page = await reader.page(wanted, start, most)
    return InboxList(page, start, context.seal, AgencyMark(agency, mark))


async def _acknowledge(info: Info, up_to: UpTo) -> AgencyMark:
    context = info.context
    agency = agency_of(context)
    position = position_of(context, up_to)
    reader = context.services.log_reader
    return AgencyMark(agency, await reader.acknowledge(agency, position, context.principal.subject))


async def _changes(
    info: Info,
    filter: Criteria = None,  # noqa: A002  # the contract's name
    after: Since = None,
) -> AsyncGenerator[LogEntry, None]:
    context = info.context
    start = None if after is None else position_of(context, after)
    wish = wish_of(context, filter)
    wanted = await filter_of(context, wish)
    renewal = None if wish.chain is None else partial(filter_of, context, wish)
    async for entry in context.services.change_tail.follow(wanted, start, renewal):
        yield entry


@strawberry.type
class NotifyingQueries:
    """What has happened."""

    notices = strawberry.field(
        resolver=_notices,
        graphql_type=ChangeLogEntryConnectionType,
        description="The change log: what happened to enterprises and duties, the earliest first.",
    )
    inbox = strawberry.field(
        resolver=_inbox,
        graphql_type=InboxConnectionType,
        description="What notifies the token's agency, the earliest first; after what it has "
        "acknowledged if `after` is null.",
    )


@strawberry.type
class NotifyingMutations:
    """Inboxes."""

    acknowledge = strawberry.mutation(
        resolver=_acknowledge,
        graphql_type=InboxMarkType,
        description="Note that the token's agency has taken note of everything up to an entry. "
        "Never goes back; asking twice changes nothing.",
    )


@strawberry.type(description="What can be followed, over WebSocket or as server-sent events.")
class Subscription:
    """The fields of Subscription."""

    changes = strawberry.subscription(
        resolver=_changes,
        graphql_type=ChangeLogEntryType,
        description="The change log as it grows: each entry once, in order, with the notices that "
        "fit and are in sight.",
    )
