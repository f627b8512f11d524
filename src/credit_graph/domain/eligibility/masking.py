"""Reports for whoever is not shown everything: the verdicts stay, evidence is masked.

Masked are enterprises out of sight, facts whose display has ended, and facts that are not open.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.eligibility.change import Nearest
from credit_graph.domain.eligibility.comparison import Comparison, DecisionChange
from credit_graph.domain.eligibility.finding import Evidence
from credit_graph.domain.eligibility.redaction import Redaction
from credit_graph.domain.eligibility.report import Decision, Explanation, Reason, Report
from credit_graph.message import Message

HIDDEN = Message("an enterprise that this token does not show")
LAPSED = Message("a fact whose display has ended; its keeper is shown it")


@dataclass(frozen=True, slots=True)
class Mask:
    """What is not shown: enterprises out of sight (`None`: all are seen), facts by their ids.

    `redaction` is of conditions on terms that are closed; `None`: there are none.
    """

    sight: Sight | None = None
    hidden: frozenset[str] = frozenset()
    redaction: Redaction | None = None

    @property
    def hides(self) -> bool:
        """Whether anything is not shown."""
        return self.sight is not None or bool(self.hidden) or self.redaction is not None

    def of(self, evidence: Evidence) -> Evidence:
        """Return evidence as it is shown."""
        region = evidence.partner_region
        if region is not None and self.sight is not None and not self.sight.sees(region):
            return Evidence(evidence.kind, HIDDEN, partner_region=region)
        if evidence.fact_id in self.hidden:
            return Evidence(evidence.kind, LAPSED, register=evidence.register)
        return evidence


def masked_report(report: Report, mask: Mask) -> Report:
    """Return a report whose evidence and warnings hold nothing that is hidden."""
    decide = cache(lambda: tuple(_decision(each, mask) for each in report.decisions))
    shown = (each for each in report.warnings if each.origin.fact_id not in mask.hidden)
    return replace(report, decide=decide, warnings=tuple(shown))


def masked_comparison(comparison: Comparison, mask: Mask) -> Comparison:
    """Return a comparison whose evidence holds nothing that is hidden."""
    return Comparison(
        before=masked_report(comparison.before, mask),
        after=masked_report(comparison.after, mask),
        gained=masked_changes(comparison.gained, mask),
        lost=masked_changes(comparison.lost, mask),
        changed=masked_changes(comparison.changed, mask),
    )


def masked_changes(changes: tuple[DecisionChange, ...], mask: Mask) -> tuple[DecisionChange, ...]:
    """Return changes whose evidence holds nothing that is hidden."""
    return tuple(
        DecisionChange(
            each.measure,
            None if each.before is None else _decision(each.before, mask),
            None if each.after is None else _decision(each.after, mask),
            tuple(_reason(cause, mask) for cause in each.causes),
        )
        for each in changes
    )


def _decision(decision: Decision, mask: Mask) -> Decision:
    explanation = decision.explanation
    return decision._replace(
        explanation=Explanation(
            explanation.truth,
            lambda: tuple(_reason(each, mask) for each in explanation.reasons),
        ),
        parts=tuple(_decision(each, mask) for each in decision.parts),
        nearest=decision.nearest
        if mask.redaction is None
        else partial(_nearest, decision.nearest, mask.redaction),
    )


def _nearest(work_out: Callable[[], Nearest], redaction: Redaction) -> Nearest:
    found = work_out()
    return replace(found, changes=tuple(map(redaction.change, found.changes)))


def _reason(reason: Reason, mask: Mask) -> Reason:
    if mask.redaction is not None:
        reason = mask.redaction.reason(reason)
    evidence = tuple(mask.of(each) for each in reason.evidence)
    return replace(reason, finding=replace(reason.finding, evidence=evidence))
