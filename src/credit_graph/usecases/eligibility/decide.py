"""Which measures may an enterprise enjoy on a day, and what changed between two days."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from credit_graph.domain.eligibility.comparison import Comparison, compare
from credit_graph.domain.eligibility.report import Report
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.known import Known
from credit_graph.graph.evidence import PartnerQuestions
from credit_graph.sharing.meter import working
from credit_graph.sharing.pace import PACE
from credit_graph.usecases.policies.rules import Rules, RulesShelf

Recall = Callable[[str, datetime | None, PartnerQuestions], Awaitable[Known | None]]
"""Reads an enterprise by code, as known at an instant; `None` if there is none of that code."""


@dataclass(frozen=True, slots=True)
class DecidedReport:
    """A report with the instant at which everything in it was known."""

    report: Report
    known_at: datetime


async def decide_eligibility(
    shelf: RulesShelf, recall: Recall, uscc: str, as_of: date, known_at: datetime | None
) -> DecidedReport | None:
    """Decide every measure in force for an enterprise; `None` if there is no such enterprise.

    One round trip, and more only when the rules have changed since they were last read.
    """
    rules, known = await recall_with_rules(shelf, recall, uscc, known_at)
    if known is None:
        return None
    # A page of enterprises is decided in one turn of the loop otherwise.
    await PACE.pause()
    with working():
        coverage = Coverage(known.syncs, rules.rulebook.vocabulary)
        report = rules.engine.report(known.facts, coverage, as_of)
    return DecidedReport(report, known.known_at)


async def compare_eligibility(
    shelf: RulesShelf, recall: Recall, uscc: str, days: tuple[date, date]
) -> Comparison | None:
    """Compare the decisions of two days, with the facts that caused each move."""
    rules, known = await recall_with_rules(shelf, recall, uscc, None)
    if known is None:
        return None
    await PACE.pause()
    with working():
        coverage = Coverage(known.syncs, rules.rulebook.vocabulary)
        before, after = (rules.engine.report(known.facts, coverage, day) for day in days)
        return compare(before, after)


async def recall_with_rules(
    shelf: RulesShelf, recall: Recall, uscc: str, known_at: datetime | None
) -> tuple[Rules, Known | None]:
    """Recall an enterprise with the very rules that the graph held at that moment."""
    rules = await shelf.at(known_at)
    known = await recall(uscc, known_at, rules.partners)
    if known is None or known_at is not None:
        return rules, known
    if known.rules_version != rules.rulebook.version:
        rules = await shelf.refresh()
        known = await recall(uscc, known_at, rules.partners)
    return rules, known
