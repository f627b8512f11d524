"""Query: supply chains and cultivation programmes."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.chains.comparison import ChainDiffType
from credit_graph.api.chains.cultivation import ProgrammeType
from credit_graph.api.chains.types import ChainType
from credit_graph.api.context import Context, Info
from credit_graph.api.eligibility.reports import check_instant
from credit_graph.api.enums import ChainDirection, ChainMode
from credit_graph.api.relay.arguments import AsOf, KnownAt
from credit_graph.api.scalars import Uscc
from credit_graph.domain.chains.members import ChainQuestion
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.usecases.chains.compare import ComparedChains, compare_chain
from credit_graph.usecases.chains.explore import Exploration

Core = Annotated[Uscc, strawberry.argument(description="Code of the core enterprise.")]
Mode = Annotated[ChainMode, strawberry.argument(description="What the chain starts from.")]
Direction = Annotated[
    ChainDirection, strawberry.argument(description="Which direction it follows.")
]
Depth = Annotated[int, strawberry.argument(description="How many tiers, 1 to 6.")]


async def _chain(  # noqa: PLR0917  # the contract's arguments, given by name
    info: Info,
    core: Core,
    mode: Mode = ChainMode.ONE_PLUS_N,
    direction: Direction = ChainDirection.BOTH,
    depth: Depth = 3,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> Exploration | None:
    context: Context = info.context
    check_instant(context, known_at)
    question = ChainQuestion(core, mode, direction, depth, as_of or context.today)
    services = context.services
    return await services.explorer.explore(
        services.shelf, question, known_at, context.sight, context.display
    )


def _diff(  # noqa: PLR0917  # the contract's arguments, given by name
    info: Info,
    core: Core,
    from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
    to: Annotated[date, strawberry.argument(description="The other day.")],
    mode: Mode = ChainMode.ONE_PLUS_N,
    direction: Direction = ChainDirection.BOTH,
    depth: Depth = 3,
) -> Awaitable[ComparedChains | None]:
    context: Context = info.context
    services = context.services
    question = ChainQuestion(core, mode, direction, depth, from_)
    return compare_chain(
        services.explorer,
        services.shelf,
        question,
        (from_, to),
        sight=context.sight,
        display=context.display,
    )


def _programme(
    info: Info, code: Annotated[str, strawberry.argument(description="The code.")]
) -> Programme | None:
    return info.context.rulebook.programmes.get(code)


def _programmes(info: Info) -> list[Programme]:
    return list(info.context.rulebook.programmes.values())


@strawberry.type
class ChainQueries:
    """Who is in a chain, where it is weak, who is closest to a programme."""

    chain = strawberry.field(
        resolver=_chain,
        graphql_type=ChainType | None,
        description="The supply chain around a core; null if there is no such enterprise, or "
        "the token does not show it.",
    )
    chain_diff = strawberry.field(
        resolver=_diff,
        graphql_type=ChainDiffType | None,
        description="What changed in a chain between two days; null if there is no such core.",
    )
    programme = strawberry.field(
        resolver=_programme,
        graphql_type=ProgrammeType | None,
        description="A cultivation programme by its code; null if there is none.",
    )
    programmes = strawberry.field(
        resolver=_programmes,
        graphql_type=list[ProgrammeType],
        description="Every cultivation programme, in the order of the seeds (at most 100).",
    )
