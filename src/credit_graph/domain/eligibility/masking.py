"""Reports for whoever may not see all enterprises: the verdicts stay, evidence is masked."""

from dataclasses import replace
from functools import cache

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.eligibility.comparison import Comparison, DecisionChange
from credit_graph.domain.eligibility.finding import Evidence
from credit_graph.domain.eligibility.report import Decision, Explanation, Reason, Report

HIDDEN = "an enterprise that this token does not show"


def masked_report(report: Report, sight: Sight) -> Report:
    """Return a report whose evidence names nobody who is out of sight."""
    decide = cache(lambda: tuple(_decision(each, sight) for each in report.decisions))
    return replace(report, decide=decide)


def masked_comparison(comparison: Comparison, sight: Sight) -> Comparison:
    """Return a comparison whose evidence names nobody who is out of sight."""
    return Comparison(
        before=masked_report(comparison.before, sight),
        after=masked_report(comparison.after, sight),
        gained=masked_changes(comparison.gained, sight),
        lost=masked_changes(comparison.lost, sight),
        changed=masked_changes(comparison.changed, sight),
    )


def masked_changes(changes: tuple[DecisionChange, ...], sight: Sight) -> tuple[DecisionChange, ...]:
    """Return changes whose evidence names nobody who is out of sight."""
    return tuple(
        DecisionChange(
            each.measure,
            None if each.before is None else _decision(each.before, sight),
            None if each.after is None else _decision(each.after, sight),
            tuple(_reason(cause, sight) for cause in each.causes),
        )
        for each in changes
    )


def _decision(decision: Decision, sight: Sight) -> Decision:
    explanation = decision.explanation
    return decision._replace(
        explanation=Explanation(
            explanation.truth,
            lambda: tuple(_reason(each, sight) for each in explanation.reasons),
        ),
        parts=tuple(_decision(each, sight) for each in decision.parts),
    )


def _reason(reason: Reason, sight: Sight) -> Reason:
    evidence = tuple(_evidence(each, sight) for each in reason.evidence)
    return replace(reason, finding=replace(reason.finding, evidence=evidence))


def _evidence(evidence: Evidence, sight: Sight) -> Evidence:
    if evidence.partner_region is None or sight.sees(evidence.partner_region):
        return evidence
    return Evidence(evidence.kind, HIDDEN, partner_region=evidence.partner_region)
