"""GraphQL: what a search finds."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import strawberry

from credit_graph.api.agencies.types import AgencyType
from credit_graph.api.context import Context
from credit_graph.api.enterprises.types import EnterpriseType
from credit_graph.api.enums import SearchKind
from credit_graph.api.policies.measure import MeasureType
from credit_graph.api.policies.types import PolicyType
from credit_graph.api.relay.paging import Marked, Page, PageInfo, checked_first
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.facts.record import Enterprise
from credit_graph.domain.name_search import MOST_HITS, Hit, NameQuery, NameSearch, Position
from credit_graph.domain.policy import Measure, Policy
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

LONGEST_TEXT = 100

Found = Enterprise | Policy | Measure | Agency
SearchResult = Annotated[
    EnterpriseType | PolicyType | MeasureType | AgencyType,
    strawberry.union(name="SearchResult", description="Something found by its name or text."),
]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits, seen as a page of what was found."""

    hits: Page[Hit]
    rulebook: Rulebook

    @property
    def edges(self) -> list["FoundEdge"]:
        """What was found, with cursors."""
        return [FoundEdge(mark, self.found(mark.node)) for mark in self.hits.edges]

    @property
    def nodes(self) -> Sequence[Found]:
        """What was found, alone."""
        return [self.found(hit) for hit in self.hits.nodes]

    @property
    def page_info(self) -> PageInfo:
        """Where the page lies in its order."""
        return self.hits.page_info

    @property
    def total_count(self) -> Awaitable[int]:
        """Count all hits; only worked out when the field is asked for."""
        return self.hits.total_count

    def found(self, hit: Hit) -> Found:
        """Return what a hit stands for."""
        if hit.enterprise is not None:
            return hit.enterprise
        if hit.kind is SearchKind.POLICY:
            return self.rulebook.policies[hit.key]
        if hit.kind is SearchKind.MEASURE:
            return self.rulebook.measures[hit.key]
        return self.rulebook.agencies[hit.key]


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """Something found, with its cursor and how like the words it is."""

    mark: Marked[Hit]
    node: Found

    @property
    def cursor(self) -> str:
        """The cursor, worked out when asked."""
        return self.mark.cursor

    @property
    def score(self) -> float:
        """How like the words it is."""
        return self.mark.node.score

    @property
    def former_name(self) -> str | None:
        """The name by which it was found, if it does not bear it any more."""
        return self.mark.node.former_name


@strawberry.type(name="SearchEdge", description="Something found, with its cursor.")
class SearchEdgeType:
    """`FoundEdge`."""

    cursor: str = strawberry.field(description="Give it as `after` to continue after this one.")
    node: SearchResult = strawberry.field(description="What was found.")
    score: float = strawberry.field(
        description="How like the words it is; comparable within one search only."
    )
    former_name: str | None = strawberry.field(
        description="The name of another time by which an enterprise was found; null if it was "
        "found by today's."
    )


@strawberry.type(
    name="SearchConnection",
    description=f"What was found, best match first, among the {MOST_HITS} best of all kinds.",
)
class SearchConnectionType:
    """`SearchPage`."""

    edges: list[SearchEdgeType] = strawberry.field(description="What was found, with cursors.")
    nodes: list[SearchResult] = strawberry.field(description="What was found, alone.")
    page_info: PageInfo = strawberry.field(description="Where this page lies.")
    total_count: int = strawberry.field(description="How many hits; counted only when asked.")


async def page_of_hits(
    context: Context,
    text: str,
    kinds: Sequence[SearchKind] | None,
    page: tuple[int, str | None],
) -> SearchPage:
    """Return a page (`first`, `after`) of what the words are found in."""
    first, after = checked_first(page[0]), page[1]
    wanted = tuple(SearchKind) if kinds is None else tuple(kinds)
    query = NameQuery(_checked(text), wanted)
    scope = f"search/{sorted(wanted)}/{text}"
    start = None if after is None else _position(context, scope, after)
    names = context.services.names
    if context.sight is not None:
        hits = _seen(await names.hits(NameSearch(query, None), MOST_HITS), context.sight)
        left = hits if start is None else [each for each in hits if _follows(each, start)]
        found, total = left[: first + 1], _number(len(hits))
    else:
        found = await names.hits(NameSearch(query, start), first + 1)
        total = partial(names.hit_count, query)
    return SearchPage(
        Page(
            items=_known(found, context.rulebook),
            first=first,
            after=after,
            scope=scope,
            seal=context.seal,
            position=lambda hit: hit.position,
            total=total,
        ),
        context.rulebook.on(context.today),
    )


def _seen(hits: Sequence[Hit], sight: Sight) -> Sequence[Hit]:
    return [each for each in hits if each.enterprise is None or sight.sees(each.enterprise.region)]


def _follows(hit: Hit, start: Position) -> bool:
    """Tell whether a hit comes after a position: the best score first, then by kind and key."""
    score, kind, key = start
    return (-hit.score, hit.kind.value, hit.key) > (-score, kind, key)


def _number(value: int) -> Callable[[], Awaitable[int]]:
    async def known() -> int:
        return value

    return known


def _checked(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise BadArgumentError(
            argument="text",
            why=Message("it has {count} characters", count=len(text))
            if text.strip()
            else Message("it is empty"),
            fix=Message("Search for 1 to {most} characters.", most=LONGEST_TEXT),
        )
    return text


def _position(context: Context, scope: str, after: str) -> Position:
    score, kind, key = context.seal.open(scope, after)
    return (float(score), str(kind), str(key))


def _known(hits: Sequence[Hit], rulebook: Rulebook) -> tuple[Hit, ...]:
    """Leave out what other rules brought that this request does not see yet."""
    codes = {
        SearchKind.POLICY: rulebook.policies,
        SearchKind.MEASURE: rulebook.measures,
        SearchKind.AGENCY: rulebook.agencies,
    }
    return tuple(
        hit for hit in hits if hit.kind is SearchKind.ENTERPRISE or hit.key in codes[hit.kind]
    )
