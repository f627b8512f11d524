"""Query: eligibility."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated

import strawberry

from credit_graph.api.authority.in_sight import bounded, is_hidden
from credit_graph.api.context import Info
from credit_graph.api.eligibility.eligible import (
    EligibleEnterpriseConnectionType,
    EligibleList,
    list_eligible,
)
from credit_graph.api.eligibility.moves import StandingMoveConnectionType
from credit_graph.api.eligibility.reports import DecisionFilter, ShownReport, show_report
from credit_graph.api.eligibility.standing import gained_standing, lost_standing
from credit_graph.api.eligibility.types import EligibilityDiffType, EligibilityReportType
from credit_graph.api.eligibility.what_if import AssumedChange, WhatIf, WhatIfType, what_if
from credit_graph.api.enterprises.queries import EnterpriseFilter
from credit_graph.api.enums import Verdict
from credit_graph.api.relay.arguments import After, AsOf, First, KnownAt
from credit_graph.api.scalars import Uscc
from credit_graph.domain.eligibility.comparison import Comparison
from credit_graph.domain.eligibility.masking import masked_comparison
from credit_graph.usecases.eligibility.decide import compare_eligibility
from credit_graph.usecases.eligibility.find_eligible import EligibleQuestion

Code = Annotated[Uscc, strawberry.argument(description="The enterprise's code.")]
_OPEN = [Verdict.ELIGIBLE, Verdict.CONDITIONAL]


def _eligibility(
    info: Info,
    uscc: Code,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        DecisionFilter | None, strawberry.argument(description="Which to show; all if left out.")
    ] = None,
) -> Awaitable[ShownReport | None]:
    return show_report(info, uscc, as_of, known_at, filter)


async def _diff(
    info: Info,
    uscc: Code,
    from_: Annotated[date, strawberry.argument(name="from", description="The first day.")],
    to: Annotated[date, strawberry.argument(description="The other day.")],
) -> Comparison | None:
    context = info.context
    services = context.services
    if await is_hidden(context, uscc, from_) or await is_hidden(context, uscc, to):
        return None
    found = await compare_eligibility(services.shelf, services.recall, uscc, (from_, to))
    if found is None:
        return None
    mask = context.mask(found.before.kept, found.after.enterprise.region, found.before.of_partners)
    return masked_comparison(found, mask) if mask.hides else found


def _what_if(
    info: Info,
    uscc: Code,
    changes: Annotated[
        list[AssumedChange],
        strawberry.argument(description="What is assumed, one after the other; at most 20."),
    ],
    as_of: AsOf = None,
) -> Awaitable[WhatIf | None]:
    return what_if(info.context, uscc, changes, as_of)


async def _eligible(
    info: Info,
    *,
    measure: Annotated[str, strawberry.argument(description="Code of the measure or part.")],
    first: First,
    after: After = None,
    verdicts: Annotated[
        list[Verdict] | None, strawberry.argument(description="Any of these verdicts.")
    ] = _OPEN,
    as_of: AsOf = None,
    filter: Annotated[  # noqa: A002  # the contract's name
        EnterpriseFilter | None, strawberry.argument(description="Which to show; all if left out.")
    ] = None,
) -> EligibleList:
    context = info.context
    day = as_of or context.today
    query = bounded((filter or EnterpriseFilter()).to_query(context.rulebook, day), context)
    wanted = frozenset(_OPEN if verdicts is None else verdicts)
    asked = EligibleQuestion(measure, wanted, query, context.now())
    return await list_eligible(context, asked, (first, after))


@strawberry.type
class EligibilityQueries:
    """Which measures may an enterprise enjoy, and what changed."""

    eligibility = strawberry.field(
        resolver=_eligibility,
        graphql_type=EligibilityReportType | None,
        description="Every measure in force on the day, with verdict, reasons and citation; null "
        "if there is no such enterprise.",
    )
    eligibility_diff = strawberry.field(
        resolver=_diff,
        graphql_type=EligibilityDiffType | None,
        description="Decisions gained, lost and changed between two days, with the conditions "
        "that caused each.",
    )
    eligible_enterprises = strawberry.field(
        resolver=_eligible,
        graphql_type=EligibleEnterpriseConnectionType,
        description="Enterprises for which the measure's decision has one of the verdicts on the "
        "day, by their codes.",
    )
    lost_standing = strawberry.field(
        resolver=lost_standing,
        graphql_type=StandingMoveConnectionType,
        description="Decisions in a region that were ELIGIBLE or CONDITIONAL on the first day and "
        "are not on the other, each with the conditions that caused it, their citations and "
        "facts. By the enterprises' codes, within one in the documents' order.",
    )
    gained_standing = strawberry.field(
        resolver=gained_standing,
        graphql_type=StandingMoveConnectionType,
        description="The reverse of `lostStanding`.",
    )
    what_if = strawberry.field(
        resolver=_what_if,
        graphql_type=WhatIfType | None,
        description="The report under assumed changes, with the difference; null if there is no "
        "such enterprise. Nothing is recorded.",
    )
