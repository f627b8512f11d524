"""GraphQL: who lost or gained standing between two days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.context import Context, Info
from credit_graph.api.relay.arguments import After, First
from credit_graph.api.relay.cursors import CursorSeal, Position
from credit_graph.api.relay.paging import PageInfo, checked_first
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import UnknownCodeError
from credit_graph.usecases.eligibility.standing_moves import (
    MovePage,
    MovePlace,
    Standing,
    StandingQuestion,
)
from credit_graph.usecases.recording.consequences import MovedDecision

Region = Annotated[
    str, strawberry.argument(description="Registered in this region or below it, on either day.")
]
From = Annotated[date, strawberry.argument(name="from", description="The first day.")]
To = Annotated[date, strawberry.argument(description="The other day.")]


@dataclass(frozen=True, slots=True)
class MarkedMove:
    """A move that can tell its cursor."""

    node: MovedDecision
    seal: CursorSeal
    scope: str

    @property
    def cursor(self) -> str:
        """The cursor, worked out when asked."""
        place = MovePlace(self.node.enterprise.uscc, self.node.change.measure.code)
        return self.seal.seal(self.scope, _position(place))


@dataclass(frozen=True, slots=True)
class MoveList:
    """A page of moves as it is shown."""

    page: MovePage
    after: str | None
    scope: str
    seal: CursorSeal

    @property
    def nodes(self) -> Sequence[MovedDecision]:
        """The moves alone."""
        return self.page.items

    @property
    def edges(self) -> list[MarkedMove]:
        """The moves with their cursors."""
        return [MarkedMove(each, self.seal, self.scope) for each in self.page.items]

    @property
    def page_info(self) -> PageInfo:
        """Where the page lies; its end is where the comparison came to."""
        cursors = [each.cursor for each in self.edges]
        end = cursors[-1] if cursors else None
        if self.page.resume is not None:
            end = self.seal.seal(self.scope, _position(self.page.resume))
        return PageInfo(
            has_next_page=self.page.resume is not None,
            has_previous_page=self.after is not None,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=end,
        )


async def lost_standing(
    info: Info, region: Region, from_: From, to: To, *, first: First, after: After = None
) -> MoveList:
    """Return a page of the decisions that were lost."""
    return await _moves(info.context, Standing.LOST, region, (from_, to), (first, after))


async def gained_standing(
    info: Info, region: Region, from_: From, to: To, *, first: First, after: After = None
) -> MoveList:
    """Return a page of the decisions that were gained."""
    return await _moves(info.context, Standing.GAINED, region, (from_, to), (first, after))


async def _moves(
    context: Context,
    standing: Standing,
    region: str,
    days: tuple[date, date],
    page: tuple[int, str | None],
) -> MoveList:
    vocabulary, sight = context.rulebook.vocabulary, context.sight
    if region not in vocabulary.regions:
        near = suggestions(region, vocabulary.regions)
        raise UnknownCodeError(noun="region", given=region, near=near)
    first, after = checked_first(page[0]), page[1]
    scope = f"{standing.value}/{region}/{days[0]}/{days[1]}"
    place = None if after is None else _place(context.seal.open(scope, after))
    regions = vocabulary.below(region)
    question = StandingQuestion(
        standing=standing,
        regions=regions if sight is None else regions & sight.regions,
        days=days,
        known_at=context.now(),
        sight=sight,
    )
    found = await context.services.standing.page(question, place, first)
    return MoveList(found, after, scope, context.seal)


def _position(place: MovePlace) -> Position:
    return (place.uscc,) if place.measure is None else (place.uscc, place.measure)


def _place(position: Position) -> MovePlace:
    uscc, *measure = map(str, position)
    return MovePlace(uscc, measure[0] if measure else None)
