"""Filters on notices as they are wished: codes made into what the rules and chains are today."""

from typing import Final

from credit_graph.clock import shanghai_day
from credit_graph.domain.authority.closure import Closure, closed_openness
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.chains.members import ChainMode, ChainQuestion, is_hidden
from credit_graph.domain.chains.walk import ChainDirection
from credit_graph.domain.notifying.errors import ChainTooLargeError
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.notifying.notice_wish import ChainWish, NoticeWish
from credit_graph.usecases.services import Services

MOST_MEMBERS: Final = 10_000
"""Enterprises of a chain that one filter follows."""


class Wishes:
    """Makes filters of wishes, by the rules in force and the chains of the day."""

    def __init__(self, services: Services, most_members: int = MOST_MEMBERS) -> None:
        self._services = services
        self._most_members = most_members

    async def filter_of(self, wish: NoticeWish, principal: Principal) -> NoticeFilter:
        """Return the filter of who reads, within what that token is shown.

        The members of a chain are those of today, as known now. Raises `ChainTooLargeError` where
        they are too many to follow.
        """
        rulebook = self._services.shelf.current.rulebook
        terms = rulebook.vocabulary
        sight = Sight.of(principal, terms)
        members = None if wish.chain is None else await self._members(wish.chain, sight)
        return wish.within(
            terms,
            sight,
            members,
            holder=principal.agency,
            closure=Closure.of(rulebook, principal),
            closed=closed_openness(principal),
        )

    async def _members(self, chain: ChainWish, sight: Sight | None) -> frozenset[str]:
        services = self._services
        question = ChainQuestion(
            chain.core,
            ChainMode.ONE_PLUS_N,
            ChainDirection.BOTH,
            chain.depth,
            shanghai_day(services.now()),
        )
        found = await services.explorer.explore(services.shelf, question, None, sight)
        codes = () if found is None else found.survey.chain.by_code
        shown = frozenset(each for each in codes if not is_hidden(each)) | {chain.core}
        if len(shown) > self._most_members or (found is not None and found.cuts):
            raise ChainTooLargeError(chain.core, self._most_members)
        return shown
