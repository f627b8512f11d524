"""GraphQL: what was ever said of an enterprise."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.authority.in_sight import EVERY, is_hidden, region_of, seen_items
from credit_graph.api.context import Context, Info
from credit_graph.api.enums import FactKind
from credit_graph.api.recording.objection import ObjectionType, objections_to
from credit_graph.api.relay.paging import Page, checked_first
from credit_graph.domain.authority.authorship import Authorship
from credit_graph.domain.authority.display import has_lapsed
from credit_graph.domain.authority.objection import Objection
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.facts.history import Detail, HistoryPage, PastFact, kept_of
from credit_graph.domain.facts.record import (
    Enterprise,
    EntryFact,
    ViolationFact,
)
from credit_graph.intake.reconciling.reasons import reason_of
from credit_graph.languages.wording import in_words

if TYPE_CHECKING:
    from credit_graph.api.agencies.types import AgencyType
    from credit_graph.api.enterprises.types import EnterpriseType


_AgencyType = Annotated["AgencyType", strawberry.lazy("credit_graph.api.agencies.types")]
_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


def _value(parent: strawberry.Parent[Detail]) -> str:
    # Why a full list was not recorded as it states is on record in English.
    return in_words(reason_of(parent.value)) if parent.name == "because" else parent.value


@strawberry.type(name="FactDetail", description="One thing that a fact says.")
class DetailType:
    """`domain.history.Detail`."""

    name: str = strawberry.field(description="What: level, list, share, name, …")
    value = strawberry.field(
        resolver=_value,
        graphql_type=str,
        description="The value as it was stated, kinds joined by ;; of `because` in the language "
        "of the request.",
    )


async def _partner(parent: strawberry.Parent[PastFact], info: Info) -> Enterprise | None:
    if parent.partner is None or await is_hidden(info.context, parent.partner):
        return None
    return await info.context.services.enterprises.enterprise(parent.partner)


def _change_set(parent: strawberry.Parent[Authorship]) -> strawberry.ID:
    return strawberry.ID(parent.change)


def _author_agency(parent: strawberry.Parent[Authorship], info: Info) -> Agency | None:
    return info.context.rulebook.agencies.get(parent.agency or "")


@strawberry.type(name="Authorship", description="Who made a change, and why.")
class AuthorshipType:
    """`domain.authority.Authorship`."""

    change_set = strawberry.field(
        resolver=_change_set, graphql_type=strawberry.ID, description="Id of the change set."
    )
    subject: str | None = strawberry.field(
        description="Who made it, as the token named them; null for the command line."
    )
    agency = strawberry.field(
        resolver=_author_agency,
        graphql_type=_AgencyType | None,
        description="The agency that made it, or for which it was made.",
    )
    action: str | None = strawberry.field(
        description="What was done: the mutation, or import, full list, undo, retraction."
    )
    reason: str | None = strawberry.field(description="Why, in the author's words.")


async def _objections(parent: strawberry.Parent[PastFact], info: Info) -> tuple[Objection, ...]:
    return await objections_to(info, parent.fact_id)


@strawberry.type(
    name="HistoryItem", description="A fact as it was recorded, withdrawn since or not."
)
class HistoryItemType:
    """`domain.history.PastFact`."""

    kind: FactKind = strawberry.field(description="What the fact is about.")
    valid_from: date | None = strawberry.field(description="First day it holds, if it has one.")
    valid_to: date | None = strawberry.field(description="First day it holds no more.")
    details: list[DetailType] = strawberry.field(
        description="What it says (at most 10 things); nothing if its display has ended, except to "
        "its keeper."
    )
    fact_id: str = strawberry.field(description="Id of the fact.")
    recorded_at: datetime = strawberry.field(
        description="Instant since which it was known here: the publication of what brought it."
    )
    retracted_at: datetime | None = strawberry.field(
        description="Instant at which it was withdrawn or corrected; null while it stands."
    )
    source: str | None = strawberry.field(description="Who stated it.")
    reference: str | None = strawberry.field(description="Under which reference.")
    recorded_by: AuthorshipType = strawberry.field(description="Who brought it, and why.")
    retracted_by: AuthorshipType | None = strawberry.field(
        description="Who withdrew or corrected it, and why; null while it stands."
    )
    objections = strawberry.field(
        resolver=_objections,
        graphql_type=list[ObjectionType],
        description="Objections to it as known now, the earliest first (at most 20).",
    )
    partner = strawberry.field(
        resolver=_partner,
        graphql_type=_EnterpriseType | None,
        description="The enterprise at the other end, for links and ownership.",
    )


async def page_of_history(info: Info, uscc: str, first: int, after: str | None) -> Page[PastFact]:
    """Return a page of the enterprise's history, the latest first."""
    context = info.context
    scope = f"history/{uscc}"
    start: tuple[datetime, str] | None = None
    if after is not None:
        instant, fact_id = context.seal.open(scope, after)
        start = (datetime.fromisoformat(str(instant)), str(fact_id))
    enterprises, wanted = context.services.enterprises, checked_first(first) + 1
    if context.sight is None and context.display.sees_all:
        items = await enterprises.history(uscc, HistoryPage(start, wanted))
    else:
        items = await _seen_history(context, uscc, start, wanted)
    return Page(
        items=await _displayed(context, uscc, items),
        first=first,
        after=after,
        scope=scope,
        seal=context.seal,
        position=_position,
        total=partial(_count, context, uscc),
    )


async def _displayed(
    context: Context, uscc: str, items: Sequence[PastFact]
) -> tuple[PastFact, ...]:
    """Return the facts, those with nothing to say whose display has ended."""
    today, words = context.today, context.rulebook.vocabulary
    lapsed = [
        fact
        for fact in map(kept_of, items)
        if isinstance(fact, EntryFact | ViolationFact) and has_lapsed(fact, today, words)
    ]
    if not lapsed:
        return tuple(items)
    hidden = context.display.hidden(lapsed, await region_of(context, uscc))
    return tuple(each.withheld() if each.fact_id in hidden else each for each in items)


async def _seen_history(
    context: Context, uscc: str, start: tuple[datetime, str] | None, wanted: int
) -> tuple[PastFact, ...]:
    """Return facts but for those that are closed, and links with enterprises out of sight."""
    display = context.display

    async def closed(facts: Sequence[PastFact]) -> frozenset[str]:
        kept = [each for each in map(kept_of, facts) if each is not None]
        if display.closure is None and not any(each.origin.openness for each in kept):
            return frozenset()
        region = await region_of(context, uscc)
        return frozenset(each.origin.fact_id for each in kept if not display.is_open(each, region))

    def read(at: tuple[datetime, str] | None, limit: int) -> Awaitable[Sequence[PastFact]]:
        return context.services.enterprises.history(uscc, HistoryPage(at, limit))

    async def seen(facts: Sequence[PastFact]) -> Sequence[PastFact]:
        partners = {each.partner for each in facts if each.partner is not None}
        hidden = await asyncio.gather(*(is_hidden(context, each) for each in partners))
        out = {code for code, is_out in zip(partners, hidden, strict=True) if is_out}
        withheld = await closed(facts)
        return [each for each in facts if each.partner not in out and each.fact_id not in withheld]

    return await seen_items(read, seen, _instant_and_id, start, wanted)


async def _count(context: Context, uscc: str) -> int:
    """Return how many facts are shown: those that are counted, unless some may be left out."""
    if context.sight is None and context.display.closure is None:
        counted = await context.services.enterprises.history_count(uscc)
        if context.display.sees_all or not counted.narrowed:
            return counted.facts
    return len(await _seen_history(context, uscc, None, EVERY))


def _instant_and_id(fact: PastFact) -> tuple[datetime, str] | None:
    recorded_at = fact.origin.recorded_at
    return None if recorded_at is None else (recorded_at, fact.origin.fact_id)


def _position(fact: PastFact) -> tuple[str, str]:
    recorded_at = fact.origin.recorded_at
    return ("" if recorded_at is None else recorded_at.isoformat(), fact.origin.fact_id)
