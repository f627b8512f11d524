"""Words of the five documents that limit or promise, each found where an answer shows it.

Cases 25 to 28: administrative parts, what parts state at their item, 力争, 一定, 争取, 当月办结,
the second clause of 27 in brackets, cancelled and stopped joint incentives.
"""

from dataclasses import replace
from datetime import date

import pytest

from credit_graph.domain.conditions import leaves_of
from credit_graph.domain.eligibility.finding import EvidenceKind
from credit_graph.domain.eligibility.report import Decision, Side, Verdict
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    RatingFact,
    StatementFact,
    Sync,
)
from support.official_rules import official_rulebook

RULEBOOK = official_rulebook()
WORDS = RULEBOOK.vocabulary
DAY = date(2026, 3, 1)
SINCE = Interval(date(2025, 1, 1))
ORIGIN = Origin("f")


def enterprise(
    region: str, *ratings: str, zone: str | None = None, lists: tuple[str, ...] = (), wish: str = ""
) -> EnterpriseFacts:
    """Return one with ratings written `scheme level`, of which all else is known not to be so."""
    return EnterpriseFacts(
        Enterprise("x", "x", region, zone, ("customs_broker",)),
        ratings=tuple(rated(*each.split()) for each in ratings),
        entries=tuple(EntryFact(code, SINCE, ORIGIN) for code in lists),
        statements=(StatementFact("wants_aeo", wish, SINCE, ORIGIN),) if wish else (),
    )


def rated(scheme: str, level: str) -> RatingFact:
    return RatingFact(scheme, level, SINCE, ORIGIN)


def decided(facts: EnterpriseFacts, measure: str, *unsynced: str) -> Decision:
    registers = [code for code in (*WORDS.schemes, *WORDS.lists) if code not in unsynced]
    region = facts.enterprise.region
    coverage = Coverage([Sync(code, region, DAY, DAY) for code in registers], WORDS)
    found = RuleEngine(RULEBOOK).decide(RULEBOOK.measures[measure], facts, coverage, DAY)
    assert found is not None
    return found


def judgements(measure: str) -> set[str]:
    requires = RULEBOOK.measures[measure].requires
    assert requires is not None
    return {str(getattr(leaf, "words", "")) for leaf in leaves_of(requires)} - {""}


def test_an_administrative_part_gives_nobody_an_item() -> None:
    listed = enterprise("310115", zone="waigaoqiao", lists=("zone_serious_dishonesty",))
    assert decided(listed, "sh-ftz-2022/6").verdict is Verdict.NOT_ELIGIBLE
    broker = enterprise("330200", "port_service C")
    assert decided(broker, "zj-2023-9/6").verdict is Verdict.NOT_ELIGIBLE
    assert decided(enterprise("330200", "port_service A"), "zj-2023-9/6").verdict is not (
        Verdict.NOT_ELIGIBLE
    )


def test_the_goal_by_which_enterprises_are_searched_leaves_administrative_parts_out() -> None:
    engine = RuleEngine(RULEBOOK)
    goal = engine.goal(RULEBOOK.measures["zj-2023-9/6"], DAY)
    assert goal is not None
    facts = enterprise("330200", "port_service C")
    coverage = Coverage((), WORDS)
    assert engine.verdict(goal, facts, coverage, DAY) is Verdict.NOT_ELIGIBLE


def test_parts_that_only_direct_agencies_count_where_an_item_has_no_others() -> None:
    items = [
        each
        for policy in RULEBOOK.policies.values()
        for each in policy.measures
        if each.parts and each.requires is None and not any(part.promises for part in each.parts)
    ]
    for item in items:
        region = RULEBOOK.policies[item.policy].region
        verdict = decided(enterprise(region), item.code).verdict
        assert verdict is not Verdict.NOT_ELIGIBLE, item.code


@pytest.mark.parametrize(
    "item", ["pds-2021-7/27", "xm-2024-2/14", "ny-2020-63/3.1", "ny-2020-63/3.3"]
)
def test_an_item_shows_the_reasons_duties_and_figures_of_its_parts_as_theirs(item: str) -> None:
    measure = RULEBOOK.measures[item]
    region = RULEBOOK.policies[measure.policy].region
    decision = decided(enterprise(region, "customs advanced"), item)
    parts = {part.code for part in measure.walk()} - {item}
    marked = {reason.part for reason in decision.every_reason}
    assert marked <= parts | {None}
    assert decision.every_reason, "a verdict without a reason"
    assert marked - {None}
    stated = {
        (duty.agency, duty.role, duty.citation) for part in measure.walk() for duty in part.duties
    }
    assert {(each.agency, each.role, each.citation) for each in decision.duties} == stated
    figures = {figure for part in measure.walk() for figure in part.quantities}
    assert {each.quantity for each in measure.every_quantity} == figures
    changes = {change for part in measure.walk() for change in part.directions}
    assert {each.direction for each in measure.every_direction} == changes
    assert {each.part for each in measure.every_quantity} <= parts | {None}
    assert {each.part for each in measure.every_direction} <= parts | {None}


def test_a_part_shows_its_own_as_its_own() -> None:
    part = RULEBOOK.measures["pds-2021-7/27.b"]
    assert [each.part for each in part.every_quantity] == [None]
    decision = decided(enterprise("410400"), part.code)
    assert decision.every_reason == decision.reasons


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("zj-2023-9/t5", "力争纳入"),
        ("xm-2024-2/8", "支持 AEO 企业参加境外专业展会，并予以一定展位费用支持"),
        ("xm-2024-2/12.a", "予以优惠扶持"),
        ("xm-2024-2/12.a", "争取总部资源倾斜"),
        ("sh-ftz-2022/5.b", "公共信用等级高的"),
    ],
)
def test_open_words_are_judgements(measure: str, words: str) -> None:
    assert words in judgements(measure)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("ny-2020-63/3.3.a", "当月受理、当月审批、当月办结"),
        ("xm-2024-2/8", "予以一定展位费用支持"),
        ("xm-2024-2/12.a", "予以优惠扶持"),
        ("pds-2021-7/27.c", "按照需要即时办理"),
    ],
)
def test_promises_without_a_figure_are_directions(measure: str, words: str) -> None:
    assert any(words in each.quote for each in RULEBOOK.measures[measure].directions)


def test_to_strive_for_the_pool_promises_no_place_in_it() -> None:
    willing = enterprise("330200", "port A", wish="true")
    assert decided(willing, "zj-2023-9/t5").verdict is Verdict.CONDITIONAL


@pytest.mark.parametrize(
    ("grade", "verdict"),
    [("A", Verdict.ELIGIBLE), ("B", Verdict.CONDITIONAL)],
)
def test_which_public_grade_of_a_gop_enterprise_is_high_is_left_open_below_the_best(
    grade: str, verdict: Verdict
) -> None:
    facts = enterprise(
        "310115", "tax B", f"public_credit {grade}", zone="waigaoqiao", lists=("gop",)
    )
    assert decided(facts, "sh-ftz-2022/5.b").verdict is verdict


def test_the_change_of_invoices_is_for_every_taxpayer() -> None:
    aeo = enterprise("410400", "customs advanced")
    assert decided(aeo, "pds-2021-7/27.b").verdict is Verdict.UNKNOWN  # general taxpayer or not
    assert decided(aeo, "pds-2021-7/27.c").verdict is Verdict.ELIGIBLE


EXITS = [
    ("410400", "pds_incentives_cancelled", "pds-2021-7/1"),
    ("350200", "xm_incentives_stopped", "xm-2024-2/8"),
]


@pytest.mark.parametrize(("region", "listed", "measure"), EXITS)
def test_an_exit_excludes_from_its_day_though_the_rating_goes_on(
    region: str, listed: str, measure: str
) -> None:
    aeo = enterprise(region, "customs advanced")
    later = EntryFact(listed, Interval(date(2026, 3, 2)), ORIGIN)
    assert decided(replace(aeo, entries=(later,)), measure).verdict is Verdict.ELIGIBLE
    now = EntryFact(listed, Interval(DAY), ORIGIN)
    assert decided(replace(aeo, entries=(now,)), measure).verdict is Verdict.NOT_ELIGIBLE


@pytest.mark.parametrize(("region", "listed", "measure"), EXITS)
def test_no_exit_recorded_is_none_and_until_a_sync_an_interpretation_says_so(
    region: str, listed: str, measure: str
) -> None:
    aeo = enterprise(region, "customs advanced")

    def readings(decision: Decision) -> list[str]:
        return [
            str(evidence.text)
            for reason in decision.reasons
            if reason.side is Side.EXCLUSION
            for evidence in reason.evidence
            if evidence.kind is EvidenceKind.INTERPRETATION
        ]

    unsynced = decided(aeo, measure, listed)
    assert unsynced.verdict is Verdict.ELIGIBLE
    assert readings(unsynced) == [WORDS.lists[listed].none_recorded]
    synced = decided(aeo, measure)
    assert (synced.verdict, readings(synced)) == (Verdict.ELIGIBLE, [])


def test_a_stop_in_xiamen_touches_items_8_to_16_and_the_joint_incentives_of_20() -> None:
    stopped = {
        each.code.partition("/")[2].partition(".")[0]
        for each in RULEBOOK.policies["xm-2024-2"].walk()
        if each.excludes is not None
    }
    assert stopped == {*(str(number) for number in range(8, 17)), "20"}


def test_the_items_that_rest_on_the_replaced_order_say_so() -> None:
    said = {
        each.number
        for each in RULEBOOK.policies["pds-2021-7"].walk()
        if "order-251-replaced" in each.interpretations
    }
    assert said == {str(number) for number in range(1, 13)}
