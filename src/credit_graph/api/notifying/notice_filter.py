"""GraphQL: which notices somebody wants."""

from collections.abc import Collection, Iterable
from typing import Annotated, TypeVar

import strawberry

from credit_graph.api.context import Context
from credit_graph.api.enums import NoticeKind
from credit_graph.api.scalars import Uscc
from credit_graph.domain.authority.principal import Scope
from credit_graph.domain.notifying.notice_filter import NoticeFilter
from credit_graph.domain.notifying.notice_wish import ChainWish, NoticeWish
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import BadArgumentError, UnknownCodeError
from credit_graph.message import Message
from credit_graph.usecases.chains.explore import check_depth
from credit_graph.usecases.notifying.wished import Wishes

MOST_NAMED = 100
"""Enterprises or measures that one filter names."""


@strawberry.input(description="The enterprises of a chain.")
class ChainCriteria:
    """Needs `read:chains`."""

    core: Uscc = strawberry.field(description="Code of the core enterprise.")
    depth: int = strawberry.field(default=1, description="How many tiers, 1 to 6.")

    def to_wish(self, context: Context) -> ChainWish:
        """Return what is wished; raise `BadArgumentError` for a depth that there is not."""
        context.require(Scope.READ_CHAINS, "ChangeFilter.chain")
        check_depth(self.depth, "filter.chain.depth")
        return ChainWish(self.core, self.depth)


@strawberry.input(description="Which notices; every criterion given must fit.")
class ChangeFilter:
    """Criteria on notices."""

    kinds: list[NoticeKind] | None = strawberry.field(
        default=None, description="Of any of these kinds."
    )
    enterprises: list[Uscc] | None = strawberry.field(
        default=None, description="On any of these enterprises, at most 100."
    )
    measures: list[str] | None = strawberry.field(
        default=None, description="On a decision on any of these measures, at most 100."
    )
    agency: str | None = strawberry.field(
        default=None, description="That notify this agency; a code."
    )
    region: str | None = strawberry.field(
        default=None, description="On enterprises registered in this region or below it."
    )

    chain: ChainCriteria | None = strawberry.field(
        default=None,
        description="On enterprises of this chain as it is today, the core among them.",
    )

    def to_wish(self, context: Context) -> NoticeWish:
        """Return what is wished; raise `UnknownCodeError` for bad codes."""
        rules, terms = context.rulebook, context.rulebook.vocabulary
        _check_known("measure", self.measures or (), rules.measures)
        _check_known("agency", [self.agency] if self.agency else (), rules.agencies)
        _check_known("region", [self.region] if self.region else (), terms.regions)
        return NoticeWish(
            kinds=_some("kinds", self.kinds),
            enterprises=_some("enterprises", self.enterprises),
            measures=_some("measures", self.measures),
            agency=self.agency,
            region=self.region,
            chain=None if self.chain is None else self.chain.to_wish(context),
        )


Criteria = Annotated[
    ChangeFilter | None, strawberry.argument(description="Which of them; all if null.")
]


def wish_of(context: Context, given: ChangeFilter | None) -> NoticeWish:
    """Return what is wished."""
    return (given or ChangeFilter()).to_wish(context)


async def filter_of(context: Context, wish: NoticeWish) -> NoticeFilter:
    """Return the filter of a wish, within what the token is shown."""
    return await Wishes(context.services).filter_of(wish, context.principal)


Named = TypeVar("Named", bound=str)


def _some(argument: str, given: Collection[Named] | None) -> frozenset[Named] | None:
    if given is not None and len(given) > MOST_NAMED:
        raise BadArgumentError(
            argument=f"filter.{argument}",
            why=Message("there are {count}", count=len(given)),
            fix=Message("Name at most {most}.", most=MOST_NAMED),
        )
    return None if given is None else frozenset(given)


def _check_known(noun: str, given: Iterable[str], known: Collection[str]) -> None:
    for code in given:
        if code not in known:
            raise UnknownCodeError(noun, code, suggestions(code, known))
