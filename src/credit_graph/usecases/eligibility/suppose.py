"""What an enterprise might enjoy if something changed, and what that would bring or cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from credit_graph.domain.eligibility.assumption import AssumedCoverage, Assumption, assume
from credit_graph.domain.eligibility.comparison import Comparison, compare
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.sharing.meter import working
from credit_graph.sharing.pace import PACE
from credit_graph.usecases.eligibility.decide import DecidedReport, Recall, recall_with_rules
from credit_graph.usecases.policies.rules import RulesShelf


@dataclass(frozen=True, slots=True)
class Supposition:
    """The report under the assumptions, and how it differs from the one without them."""

    answer: DecidedReport
    difference: Comparison


async def suppose(
    shelf: RulesShelf, recall: Recall, uscc: str, assumptions: Sequence[Assumption], as_of: date
) -> Supposition | None:
    """Decide every measure as things are and as assumed; `None` if there is no such enterprise.

    One round trip. Nothing is written.
    """
    rules, known = await recall_with_rules(shelf, recall, uscc, None)
    if known is None:
        return None
    await PACE.pause()
    with working():
        coverage = Coverage(known.syncs, rules.rulebook.vocabulary)
        before = rules.engine.report(known.facts, coverage, as_of)
        assumed = assume(known.facts, assumptions, as_of)
        after = rules.engine.report(assumed, AssumedCoverage(coverage, assumptions), as_of)
        # The enterprise itself is shown as it is; what is assumed of it stands in the evidence.
        after = replace(after, enterprise=before.enterprise, registration=before.registration)
        return Supposition(DecidedReport(after, known.known_at), compare(before, after))
