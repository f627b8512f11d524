from dataclasses import replace
from datetime import date

from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.eligibility.change import Nearest
from credit_graph.domain.eligibility.comparison import Comparison, DecisionChange
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.eligibility.masking import (
    HIDDEN,
    LAPSED,
    Mask,
    masked_changes,
    masked_comparison,
    masked_report,
)
from credit_graph.domain.eligibility.report import (
    Decision,
    Explanation,
    Reason,
    Report,
    Side,
    Verdict,
)
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Enterprise, Origin, Severity, ViolationFact
from credit_graph.domain.facts.registration import REGISTERED
from credit_graph.domain.truth import Truth
from support.official_rules import official_rulebook

SIGHT = Sight(frozenset({"350200"}))
MASK = Mask(SIGHT)
FACT, DAYS = Origin("f1", "somebody"), Interval(date(2024, 1, 1), None)
SEEN = Evidence(EvidenceKind.FACT, "supplier 甲 (1)", FACT, DAYS, partner_region="350200")
OUT = Evidence(EvidenceKind.FACT, "supplier 乙 (2)", FACT, DAYS, partner_region="410400")
OWN = Evidence(EvidenceKind.ATTRIBUTE, "registered there")
MASKED = Evidence(EvidenceKind.FACT, HIDDEN)
MEASURE = next(iter(official_rulebook().measures.values()))
REASON = Reason(Side.REQUIREMENT, REGISTERED, Finding(Truth.MET, "met", (SEEN, OUT, OWN)))


def decision(*parts: Decision) -> Decision:
    explanation = Explanation(Truth.MET, lambda: (REASON,))
    return Decision(MEASURE, Verdict.ELIGIBLE, explanation, parts, lambda: Nearest((), Truth.MET))


def shown(found: Decision) -> list[tuple[Evidence, ...]]:
    return [reason.evidence for each in found.walk() for reason in each.reasons]


def report_of(given: Decision) -> Report:
    return Report(
        enterprise=Enterprise("1", "甲", "350200"),
        as_of=date(2026, 1, 1),
        rules_version="v",
        verdicts=(Verdict.ELIGIBLE,),
        decide=lambda: (given,),
        warnings=(),
    )


def test_a_comparison_names_nobody_out_of_sight_on_either_side() -> None:
    given = decision()
    change = DecisionChange(MEASURE, given, None, (REASON,))
    compared = Comparison(report_of(given), report_of(given), (), (change,), ())
    masked = masked_comparison(compared, MASK)
    for report in (masked.before, masked.after):
        assert shown(report.decisions[0]) == [(SEEN, MASKED, OWN)]
    assert [each.evidence for each in masked.lost[0].causes] == [(SEEN, MASKED, OWN)]


def test_a_report_keeps_its_verdicts_and_names_nobody_out_of_sight() -> None:
    given = decision(decision())
    report = Report(
        enterprise=Enterprise("1", "甲", "350200"),
        as_of=date(2026, 1, 1),
        rules_version="v",
        verdicts=(Verdict.ELIGIBLE,),
        decide=lambda: (given,),
        warnings=(),
    )
    masked = masked_report(report, MASK)
    (found,) = masked.decisions
    assert shown(found) == [(SEEN, MASKED, OWN)] * 2
    assert found.verdict is given.verdict
    assert masked.counts() == report.counts()
    assert masked.decisions is masked.decisions
    assert shown(given) == [(SEEN, OUT, OWN)] * 2


def test_changes_are_masked_on_both_sides_and_in_their_causes() -> None:
    change = DecisionChange(MEASURE, decision(), None, (REASON,))
    for given in (change, replace(change, before=None, after=decision())):
        (found,) = masked_changes((given,), MASK)
        for side in filter(None, (found.before, found.after)):
            assert shown(side) == [(SEEN, MASKED, OWN)]
        assert (found.before is None, found.after is None) == (
            given.before is None,
            given.after is None,
        )
        assert [cause.evidence for cause in found.causes] == [(SEEN, MASKED, OWN)]


def test_masked_evidence_holds_nothing_of_the_fact() -> None:
    found = masked_changes((DecisionChange(MEASURE, None, None, (REASON,)),), MASK)
    masked = found[0].causes[0].evidence[1]
    kept = (masked.fact_id, masked.source, masked.reference, masked.valid_from, masked.valid_to)
    assert kept == (None,) * 5


def test_a_fact_whose_display_has_ended_is_masked_and_its_warning_left_out() -> None:
    lapsed = ViolationFact(
        "tax_breach", Severity.MINOR, date(2025, 1, 1), None, None, Origin("v1", "somebody")
    )
    other = replace(lapsed, origin=Origin("v2"))
    entry = Evidence(EvidenceKind.FACT, "why", FACT, DAYS, register="black")
    reason = replace(REASON, finding=replace(REASON.finding, evidence=(entry, OWN)))
    explained = decision()._replace(explanation=Explanation(Truth.MET, lambda: (reason,)))
    report = replace(report_of(explained), warnings=(lapsed, other))
    masked = masked_report(report, Mask(hidden=frozenset({"f1", "v1"})))
    assert shown(masked.decisions[0]) == [
        (Evidence(EvidenceKind.FACT, LAPSED, register="black"), OWN)
    ]
    assert masked.warnings == (other,)


def test_a_mask_hides_nothing_if_it_has_nothing_to_hide() -> None:
    assert not Mask().hides
    assert Mask(SIGHT).hides
    assert Mask(hidden=frozenset({"f1"})).hides
    assert Mask().of(OUT) == OUT
