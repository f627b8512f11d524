"""GraphQL: enterprises that qualify for a measure."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import strawberry

from credit_graph.api.context import Context
from credit_graph.api.enums import Verdict
from credit_graph.api.relay.paging import Marked, Page, PageInfo, checked_first
from credit_graph.sharing.single_flight import SingleFlight
from credit_graph.usecases.eligibility.find_eligible import (
    MOST_FOR_A_COUNT,
    MOST_FOR_A_PAGE,
    Eligible,
    EligibleCount,
    EligibleQuestion,
)

if TYPE_CHECKING:
    from credit_graph.api.enterprises.types import EnterpriseType


_EnterpriseType = Annotated["EnterpriseType", strawberry.lazy("credit_graph.api.enterprises.types")]


@dataclass(frozen=True, slots=True)
class EligibleList:
    """A page of those who qualify; `resume` is where the next one begins, `None` if none does."""

    page: Page[Eligible]
    resume: str | None
    count: SingleFlight[EligibleCount]

    @property
    def edges(self) -> list[Marked[Eligible]]:
        """The enterprises with their cursors."""
        return self.page.edges

    @property
    def nodes(self) -> Sequence[Eligible]:
        """The enterprises alone."""
        return self.page.nodes

    @property
    def total_count(self) -> Awaitable[int]:
        """Count those who qualify; only worked out when the field is asked for."""
        return self.page.total_count

    @property
    def total_is_exact(self) -> Awaitable[bool]:
        """Whether all were counted; only worked out when the field is asked for."""
        return self._is_exact()

    async def _is_exact(self) -> bool:
        return (await self.count()).complete

    @property
    def page_info(self) -> PageInfo:
        """Where the page lies; its end is where the search came to."""
        cursors = [edge.cursor for edge in self.edges]
        end = cursors[-1] if cursors else None
        if self.resume is not None:
            end = self.page.seal.seal(self.page.scope, (self.resume,))
        return PageInfo(
            has_next_page=self.resume is not None,
            has_previous_page=self.page.after is not None,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=end,
        )


@strawberry.type(
    name="EligibleEnterprise", description="An enterprise with its verdict on the measure asked."
)
class EligibleEnterpriseType:
    """`usecases.find_eligible.Eligible`."""

    enterprise: _EnterpriseType = strawberry.field(description="The enterprise.")
    verdict: Verdict = strawberry.field(description="What the measure's decision says of it.")


@strawberry.type(name="EligibleEnterpriseEdge", description="An enterprise with its cursor.")
class EligibleEnterpriseEdgeType:
    """`api.paging.Marked` of an `Eligible`."""

    cursor: str = strawberry.field(description="Give it as `after` to continue after this one.")
    node: EligibleEnterpriseType = strawberry.field(description="The enterprise and its verdict.")


@strawberry.type(
    name="EligibleEnterpriseConnection",
    description="Enterprises that qualify, in the order of their codes. For one page at most "
    f"{MOST_FOR_A_PAGE} enterprises are examined: a page may hold fewer than asked, or none, "
    "while another follows. Continue from `pageInfo.endCursor`.",
)
class EligibleEnterpriseConnectionType:
    """`EligibleList`."""

    edges: list[EligibleEnterpriseEdgeType] = strawberry.field(
        description="The enterprises with their cursors."
    )
    nodes: list[EligibleEnterpriseType] = strawberry.field(description="The enterprises alone.")
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
    total_count: int = strawberry.field(
        description="How many qualify; counted only when asked, among the first "
        f"{MOST_FOR_A_COUNT} enterprises that come into question.",
    )
    total_is_exact: bool = strawberry.field(
        description="Whether all were counted; if not, at least `totalCount` qualify."
    )


async def list_eligible(
    context: Context, asked: EligibleQuestion, page: tuple[int, str | None]
) -> EligibleList:
    """Return a page (`first`, `after`) of the enterprises that a question asks for."""
    first, after = checked_first(page[0]), page[1]
    scope = f"eligible/{asked.measure}/{sorted(each.name for each in asked.verdicts)}/{asked.query}"
    start = str(context.seal.open(scope, after)[0]) if after is not None else ""
    search = context.services.eligible
    found = await search.page(asked, start, first)

    async def counted() -> EligibleCount:
        if not start and found.resume is None:
            return EligibleCount(len(found.items), complete=True)
        return await search.count(asked)

    async def total() -> int:
        return (await count()).total

    count = SingleFlight(counted)
    shown = Page(
        items=found.items,
        first=first,
        after=after,
        scope=scope,
        seal=context.seal,
        position=lambda each: (each.enterprise.uscc,),
        total=total,
    )
    return EligibleList(shown, found.resume, count)
