"""Members of chains as they are shown: with the exploration that they belong to, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

import strawberry

from credit_graph.api.chains.member_filter import ChainMemberFilter
from credit_graph.api.context import Context
from credit_graph.api.enums import ChainDirection, Truth, WeakLinkKind
from credit_graph.api.relay.cursors import Position
from credit_graph.api.relay.paging import Page, checked_first, keyset_page
from credit_graph.domain.chains.members import Member
from credit_graph.domain.chains.profile import Dossier, HeldRating, Listing
from credit_graph.domain.chains.weak_link import WeakLink, place_of
from credit_graph.domain.cultivation.ranking import Cultivation
from credit_graph.domain.facts.record import Enterprise
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.chains.cultivate import programme_of
from credit_graph.usecases.chains.explore import Exploration

_UNRANKED = 9

PageArguments = tuple[int, str | None]  # `first` and `after`


@strawberry.enum(description="In which order members are shown; the code decides between equals.")
class ChainOrder(Enum):
    """Orders of the members of a chain."""

    TIER = strawberry.enum_value("tier", description="Nearest to the core first.")
    REACH = strawberry.enum_value("reach", description="Greatest reach first.")
    GAP = strawberry.enum_value(
        "gap", description="As the filter's programme ranks them; those it does not rank last."
    )


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member within its chain."""

    exploration: Exploration
    member: Member

    @property
    def enterprise(self) -> Enterprise | None:
        """The member; None if it is hidden."""
        return self.exploration.enterprise(self.member.uscc)

    @property
    def tier(self) -> int:
        """Shortest distance from the core's group."""
        return self.member.tier

    @property
    def side(self) -> ChainDirection | None:
        """Where it stands; `None` on tier 0."""
        return self.member.side

    @property
    def share(self) -> float | None:
        """Product of the shares along its path; `None` if a step states none."""
        return self.member.share

    @property
    def reach(self) -> float | None:
        """Sum of such products over all shortest paths, at most 1."""
        return self.member.reach

    @property
    def path(self) -> list[Enterprise | None]:
        """The shortest path from tier 0 to it, both ends included; none if it is hidden."""
        return self.exploration.enterprises(self.exploration.survey.chain.path(self.member.uscc))

    @property
    def ratings(self) -> tuple[HeldRating, ...]:
        """Ratings on the chain's day, by scheme."""
        return self._dossier.ratings

    @property
    def lists(self) -> tuple[Listing, ...]:
        """Lists it stands on that day."""
        return self._dossier.listings

    @property
    def _dossier(self) -> Dossier:
        return self.exploration.survey.roster.dossiers[self.member.uscc]


@dataclass(frozen=True, slots=True)
class ShownPath:
    """A way from tier 0 to a member."""

    enterprises: list[Enterprise | None]


@dataclass(frozen=True, slots=True)
class ShownPaths:
    """Some of the shortest ways to a member, and whether there are more."""

    paths: list[ShownPath]
    more: bool


@dataclass(frozen=True, slots=True)
class ShownWeakLink:
    """A weak link within its chain."""

    exploration: Exploration
    link: WeakLink

    @property
    def enterprise(self) -> Enterprise:
        """The member."""
        return self.exploration.survey.roster.enterprise(self.link.uscc)

    @property
    def tier(self) -> int:
        """Its tier."""
        return self.link.tier

    @property
    def kind(self) -> WeakLinkKind:
        """Why it is a weak link."""
        return self.link.kind

    @property
    def path(self) -> list[Enterprise | None]:
        """The way on which the risk comes in, from tier 0 to the member."""
        return self.exploration.enterprises(self.link.path)

    @property
    def affected(self) -> int | None:
        """How many members depend on it, where that is what makes it weak."""
        return self.link.affected

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the black lists, categories of which it is the only supplier, or the status."""
        return self.link.codes

    @property
    def outcome(self) -> Truth:
        """Whether it is known to be one."""
        return self.link.outcome


async def member_page(
    context: Context,
    exploration: Exploration,
    criteria: ChainMemberFilter | None,
    order: ChainOrder,
    page: PageArguments,
) -> Page[ShownMember]:
    """Return a page of the members that the filter admits, in an order."""
    chosen = criteria or ChainMemberFilter()
    chosen.check(exploration.knowing.rules.rulebook.vocabulary)
    if order is ChainOrder.GAP and chosen.programme is None:
        raise BadArgumentError(
            argument="order",
            why=Message("GAP ranks by a programme, and none is given"),
            fix=Message("Give `filter.programme` too."),
        )
    cultivation = await _cultivation(context, exploration, chosen.programme)
    place = partial(_PLACES[order], cultivation)

    def found() -> Sequence[Member]:
        survey = exploration.survey
        fitting = chosen.chosen(survey.chain.members, survey.roster, cultivation)
        return sorted(fitting, key=place)

    scope = f"chain/{exploration.survey.chain.question}/{chosen}/{order}"
    members = await in_thread(found)
    return _page(context, exploration, scope, members, page=page, place=place)


def all_page(
    context: Context,
    exploration: Exploration,
    what: str,
    members: Sequence[Member],
    page: PageArguments,
) -> Page[ShownMember]:
    """Return a page of these members, which stand in the order of tier and code."""
    scope = f"chain/{exploration.survey.chain.question}/{what}"
    place = partial(_by_tier, None)
    return _page(context, exploration, scope, members, page=page, place=place)


def paths_of(shown: ShownMember, first: int) -> ShownPaths:
    """Return the first of the shortest ways to a member."""
    found = shown.exploration.survey.chain.paths(shown.member.uscc, checked_first(first))
    ways = [ShownPath(shown.exploration.enterprises(path)) for path in found.paths]
    return ShownPaths(ways, found.more)


async def weak_link_page(
    context: Context, exploration: Exploration, page: PageArguments
) -> Page[ShownWeakLink]:
    """Return a page of the weak links."""
    links = await in_thread(lambda: exploration.survey.weak_links)
    return keyset_page(
        context,
        f"chain/{exploration.survey.chain.question}/weak",
        page,
        links,
        show=partial(ShownWeakLink, exploration),
        place=lambda shown: place_of(shown.link),
    )


def _page(
    context: Context,
    exploration: Exploration,
    scope: str,
    members: Sequence[Member],
    *,
    page: PageArguments,
    place: Callable[[Member], Position],
) -> Page[ShownMember]:
    return keyset_page(
        context,
        scope,
        page,
        members,
        show=partial(ShownMember, exploration),
        place=lambda shown: place(shown.member),
    )


async def _cultivation(
    context: Context, exploration: Exploration, programme: str | None
) -> Cultivation | None:
    if programme is None:
        return None
    asked = programme_of(exploration.knowing.rules.rulebook, programme)
    return await context.services.cultivator.of_chain(exploration, asked)


def _by_tier(cultivation: Cultivation | None, member: Member) -> Position:
    del cultivation
    return (member.tier, member.uscc)


def _by_reach(cultivation: Cultivation | None, member: Member) -> Position:
    del cultivation
    return (-member.weight, member.uscc)


def _by_gap(cultivation: Cultivation | None, member: Member) -> Position:
    candidate = None if cultivation is None else cultivation.candidate(member.uscc)
    return (_UNRANKED, 0, 0.0, member.uscc) if candidate is None else candidate.place


_PLACES: dict[ChainOrder, Callable[[Cultivation | None, Member], Position]] = {
    ChainOrder.TIER: _by_tier,
    ChainOrder.REACH: _by_reach,
    ChainOrder.GAP: _by_gap,
}
