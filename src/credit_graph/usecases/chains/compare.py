"""What changed in a chain between two days, as known at one instant."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date

from credit_graph.domain.authority.display import Display
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.chains.comparison import ChainComparison, compare_chains
from credit_graph.domain.chains.masked import MaskedSurvey, masked_comparison
from credit_graph.domain.chains.members import ChainQuestion
from credit_graph.sharing.threads import in_thread
from credit_graph.usecases.chains.explore import ChainExplorer, Exploration
from credit_graph.usecases.policies.rules import RulesShelf


@dataclass(frozen=True, slots=True)
class ComparedChains:
    """The chain on both days, and what differs."""

    before: Exploration
    after: Exploration
    comparison: ChainComparison


async def compare_chain(
    explorer: ChainExplorer,
    shelf: RulesShelf,
    question: ChainQuestion,
    days: tuple[date, date],
    *,
    sight: Sight | None = None,
    display: Display | None = None,
) -> ComparedChains | None:
    """Compare a chain on two days; `None` if there is no such core, or it is out of sight."""
    knowing = await explorer.knowing(shelf, None)
    before, after = await asyncio.gather(
        *(
            explorer.explore_as(replace(question, as_of=day), knowing, sight, display)
            for day in days
        )
    )
    if before is None or after is None:
        return None
    comparison = await in_thread(lambda: _comparison(before, after))
    return ComparedChains(before, after, comparison)


def _comparison(before: Exploration, after: Exploration) -> ChainComparison:
    whole = compare_chains(before.whole.survey, after.whole.survey)
    then, now = before.survey, after.survey
    if isinstance(then, MaskedSurvey) and isinstance(now, MaskedSurvey):
        return masked_comparison(whole, then, now)
    return whole
