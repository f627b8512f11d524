"""GraphQL: entries of the change log, and pages of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import strawberry

from credit_graph.api.authority.in_sight import is_shown
from credit_graph.api.context import Context, Info
from credit_graph.api.enums import EntryOrigin, NoticeKind
from credit_graph.api.notifying.notice import ChangeNoticeType
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.relay.paging import PageInfo
from credit_graph.domain.authority.display import Display
from credit_graph.domain.notifying.change_notice import ChangeNotice
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.usecases.notifying.read_log import MOST_FOR_A_PAGE, EntryPage

_SCOPE = "changes"


def position_of(context: Context, cursor: str) -> int:
    """Return the position that a cursor stands for; raise `BadCursorError` for any other text.

    Positions are those of the log itself: a cursor of one query or subscription goes with another.
    """
    return int(context.seal.open(_SCOPE, cursor)[0])


def cursor_of(seal: CursorSeal, position: int) -> str:
    """Return the cursor of a position in the log."""
    return seal.seal(_SCOPE, (position,))


def _cursor(parent: strawberry.Parent[LogEntry], info: Info) -> str:
    return cursor_of(info.context.seal, parent.sequence)


def _origin(parent: strawberry.Parent[LogEntry]) -> EntryOrigin:
    return parent.draft.origin


def _change_set(parent: strawberry.Parent[LogEntry]) -> strawberry.ID | None:
    change = parent.draft.change
    return None if change is None else strawberry.ID(change)


def _action(parent: strawberry.Parent[LogEntry]) -> str | None:
    return parent.draft.action


def _as_of(parent: strawberry.Parent[LogEntry]) -> date:
    return parent.draft.as_of


def _left_out(parent: strawberry.Parent[LogEntry]) -> int:
    return parent.draft.left_out_partners


async def _notices(parent: strawberry.Parent[LogEntry], info: Info) -> list[ChangeNotice]:
    context, display = info.context, info.context.display
    hidden = await asyncio.gather(*(_is_hidden(context, display, each) for each in parent.notices))
    return [each for each, hides in zip(parent.notices, hidden, strict=True) if not hides]


async def _is_hidden(context: Context, display: Display, notice: ChangeNotice) -> bool:
    """Tell whether a notice is on a fact that is not shown to who asks, whom it does not notify."""
    if notice.fact is None or display.sees_all:
        return False
    never_lapses = notice.kind is NoticeKind.RATING and notice.openness is None
    if never_lapses and display.closure is None:
        return False
    if context.principal.agency in notice.agencies:
        return False
    named = await context.services.facts.fact(notice.fact)
    return named is not None and not await is_shown(
        context, named.fact, named.uscc, notice.region or ""
    )


@strawberry.type(
    name="ChangeLogEntry",
    description="One entry of the change log: a change set, or something that a day has brought.",
)
class ChangeLogEntryType:
    """`domain.notifying.log_entry.LogEntry`."""

    cursor = strawberry.field(
        resolver=_cursor,
        graphql_type=str,
        description="Its place in the log: as `after` it continues after this entry, as `upTo` it "
        "acknowledges everything up to it.",
    )
    at: datetime = strawberry.field(description="Instant since which it is known here.")
    origin = strawberry.field(
        resolver=_origin, graphql_type=EntryOrigin, description="What brought it about."
    )
    change_set = strawberry.field(
        resolver=_change_set,
        graphql_type=strawberry.ID | None,
        description="Id of the change set; null for what a day has brought.",
    )
    action = strawberry.field(
        resolver=_action, graphql_type=str | None, description="The mutation, or kind of import."
    )
    as_of = strawberry.field(
        resolver=_as_of, graphql_type=date, description="The day by which decisions were compared."
    )
    left_out_partners = strawberry.field(
        resolver=_left_out,
        graphql_type=int,
        description="Direct partners whose decisions were not compared.",
    )
    notices = strawberry.field(
        resolver=_notices,
        graphql_type=list[ChangeNoticeType],
        description="What it tells, as far as asked for and in sight (at most 500). A notice on a "
        "fact that is not open to whoever asks, or whose display has ended, is shown to those it "
        "notifies and to the fact's keeper.",
    )


@strawberry.type(name="ChangeLogEntryEdge", description="An entry with its cursor.")
class ChangeLogEntryEdgeType:
    """`MarkedEntry`."""

    cursor: str = strawberry.field(description="Give it as `after` to continue after this entry.")
    node: ChangeLogEntryType = strawberry.field(description="The entry.")


@dataclass(frozen=True, slots=True)
class MarkedEntry:
    """An entry with its cursor."""

    cursor: str
    node: LogEntry


@dataclass(frozen=True, slots=True)
class EntryList:
    """A page of entries, after a position."""

    page: EntryPage
    after: int
    seal: CursorSeal

    @property
    def nodes(self) -> Sequence[LogEntry]:
        """The entries alone."""
        return self.page.items

    @property
    def edges(self) -> list[MarkedEntry]:
        """The entries with their cursors."""
        return [MarkedEntry(cursor_of(self.seal, each.sequence), each) for each in self.nodes]

    @property
    def page_info(self) -> PageInfo:
        """Where the page lies; its end is where the search came to."""
        items, resume = self.nodes, self.page.resume
        last = resume if resume is not None else (items[-1].sequence if items else None)
        return PageInfo(
            has_next_page=resume is not None,
            has_previous_page=self.after > 0,
            start_cursor=cursor_of(self.seal, items[0].sequence) if items else None,
            end_cursor=None if last is None else cursor_of(self.seal, last),
        )


@strawberry.type(
    name="ChangeLogEntryConnection",
    description="Entries of the change log, the earliest first. For one page at most "
    f"{MOST_FOR_A_PAGE} entries are examined: a page may hold fewer than asked, or none, while "
    "another follows. Continue from `pageInfo.endCursor`.",
)
class ChangeLogEntryConnectionType:
    """`EntryList`."""

    edges: list[ChangeLogEntryEdgeType] = strawberry.field(
        description="The entries with their cursors."
    )
    nodes: list[ChangeLogEntryType] = strawberry.field(description="The entries alone.")
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
