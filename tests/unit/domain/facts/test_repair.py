"""Credit repair by Order 36: the days for each severity, from 2026-04-01 on, as interpretations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from credit_graph.domain.conditions import AllOf, Condition, HasViolation, OnList
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.minimal_change import minimal_change
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    Severity,
    Sync,
    ViolationFact,
)
from credit_graph.domain.facts.repair import Repair, RepairRule, repair_of
from credit_graph.domain.truth import Truth
from support.official_rules import official_rulebook
from support.small_world import WORDS

VOCABULARY = official_rulebook().vocabulary


def _rule() -> RepairRule:
    rule = VOCABULARY.repair
    assert rule is not None
    return rule


RULE = _rule()
IN_FORCE = RULE.valid_from
BLACK = OnList("serious_dishonesty", WORDS)
HERE = AllOf(())
BREACH = ViolationFact("tax_breach", Severity.GENERAL, date(2026, 5, 10), None, None, Origin("v"))


def entry(since: str, severity: Severity | None, until: str | None = None) -> EntryFact:
    end = None if until is None else date.fromisoformat(until)
    interval = Interval(date.fromisoformat(since), end)
    return EntryFact("serious_dishonesty", interval, Origin("e"), severity=severity)


def case(
    day: date,
    *entries: EntryFact,
    violations: tuple[ViolationFact, ...] = (),
    region: str = "410400",
) -> Case:
    enterprise = Enterprise("x", "x", region)
    facts = EnterpriseFacts(enterprise, entries=entries, violations=violations)
    syncs = (Sync("serious_dishonesty", "410400", date(2020, 1, 1), date(2030, 1, 1)),)
    return Case(facts, day, VOCABULARY, Coverage(syncs, VOCABULARY))


def way_out(excludes: Condition, asked: Case) -> Change:
    [change] = minimal_change(HERE, excludes, Evaluation(asked)).changes
    return change


@pytest.mark.parametrize(
    ("severity", "repair_from", "display_until"),
    [
        (Severity.MINOR, "2026-05-31", "2026-08-31"),
        (Severity.GENERAL, "2026-08-31", "2027-05-31"),
        (Severity.SERIOUS, "2027-05-31", "2029-05-31"),
    ],
)
def test_the_days_follow_from_the_severity_and_the_decision(
    severity: Severity, repair_from: str, display_until: str
) -> None:
    found = repair_of(entry("2026-05-31", severity), date(2026, 6, 1), RULE)
    assert (str(found.repair_from), str(found.display_until)) == (repair_from, display_until)
    assert found.rule is RULE
    assert found.readings == (RULE.reading,)


def test_months_end_on_the_last_day_where_a_month_is_shorter() -> None:
    found = repair_of(entry("2026-11-30", Severity.GENERAL), date(2026, 12, 1), RULE)
    assert found.repair_from == date(2027, 2, 28)


def test_before_the_order_nothing_is_computed() -> None:
    found = repair_of(entry("2025-01-01", Severity.GENERAL), IN_FORCE - timedelta(1), RULE)
    assert found == Repair(Severity.GENERAL, None, None)


def test_an_older_decision_under_the_order_is_an_interpretation() -> None:
    found = repair_of(entry("2024-01-01", Severity.GENERAL), IN_FORCE, RULE)
    # The shortest time was over long ago, but the order gives the right from its first day only.
    assert (found.repair_from, found.display_until) == (IN_FORCE, date(2025, 1, 1))
    assert found.readings == (RULE.reading, RULE.older_reading)


def test_stated_days_stand_before_computed_ones() -> None:
    stated = replace(
        entry("2026-05-01", Severity.SERIOUS),
        repair_from=date(2026, 6, 1),
        display_until=date(2026, 7, 1),
    )
    found = repair_of(stated, date(2026, 5, 2), RULE)
    assert (found.repair_from, found.display_until) == (date(2026, 6, 1), date(2026, 7, 1))
    assert (found.rule, found.readings) == (None, ())
    half = repair_of(replace(stated, display_until=None), date(2026, 5, 2), RULE)
    assert (half.repair_from, half.display_until) == (date(2026, 6, 1), date(2029, 5, 1))


def test_without_a_severity_no_day_is_guessed() -> None:
    assert repair_of(entry("2026-05-01", None), date(2026, 6, 1), RULE).repair_from is None
    ungraded = replace(BREACH, is_graded=False)
    assert repair_of(ungraded, date(2026, 6, 1), RULE) == Repair(None, None, None)


def test_without_an_order_nothing_is_computed() -> None:
    assert repair_of(BREACH, date(2026, 6, 1), None) == Repair(Severity.GENERAL, None, None)


def test_the_lapse_of_display_is_no_repair_and_ends_no_exclusion() -> None:
    lapsed = entry("2025-06-01", Severity.MINOR)
    day = date(2026, 11, 1)
    until = repair_of(lapsed, day, RULE).display_until
    assert until is not None
    assert until < day
    assert Evaluation(case(day, lapsed)).value(BLACK) is Truth.MET


def test_an_exclusion_ends_on_the_day_of_the_repair() -> None:
    repaired = replace(
        entry("2026-05-01", Severity.GENERAL, "2026-09-01"), repaired_on=date(2026, 9, 1)
    )
    assert Evaluation(case(date(2026, 8, 31), repaired)).value(BLACK) is Truth.MET
    assert Evaluation(case(date(2026, 9, 1), repaired)).value(BLACK) is Truth.NOT_MET


def test_the_nearest_change_offers_the_repair_with_its_first_day_and_conditions() -> None:
    change = way_out(BLACK, case(date(2026, 6, 1), entry("2026-05-01", Severity.GENERAL)))
    assert (change.kind, change.subject, change.to) == (
        ChangeKind.REPAIR,
        "serious_dishonesty",
        "off",
    )
    assert change.possible_from == date(2026, 8, 1)
    assert len(change.conditions) == 3
    assert "from 2026-08-01 on" in change.text
    assert "第36号" in change.text
    assert change.readings == (RULE.reading,)


def test_of_several_entries_the_last_first_day_counts_and_an_unknown_one_is_said() -> None:
    day = date(2026, 6, 1)
    early, late = entry("2026-05-01", Severity.GENERAL), entry("2026-05-20", Severity.SERIOUS)
    assert way_out(BLACK, case(day, early, late)).possible_from == date(2027, 5, 20)
    unsure = way_out(BLACK, case(day, early, entry("2026-05-20", None)))
    assert unsure.possible_from is None
    assert "its severity is not recorded" in unsure.text


def test_before_the_order_one_leaves_a_list_as_before() -> None:
    change = way_out(BLACK, case(IN_FORCE - timedelta(1), entry("2026-01-01", Severity.GENERAL)))
    assert (change.kind, change.possible_from) == (ChangeKind.LEAVE_LIST, None)
    assert (change.conditions, change.text) == ((), "Leave 其他领域严重失信黑名单.")


def test_a_stated_day_is_offered_before_the_order_too() -> None:
    stated = replace(entry("2026-01-01", None), repair_from=date(2026, 3, 1))
    change = way_out(BLACK, case(date(2026, 2, 1), stated))
    assert (change.kind, change.possible_from) == (ChangeKind.LEAVE_LIST, date(2026, 3, 1))
    assert change.conditions == ()


def test_who_leaves_a_pool_needs_no_repair() -> None:
    pool = OnList("xm_cultivation", WORDS)
    member = EntryFact("xm_cultivation", Interval(date(2026, 5, 1)), Origin("e"))
    change = way_out(pool, case(date(2026, 6, 1), member, region="350200"))
    assert (change.kind, change.possible_from) == (ChangeKind.LEAVE_LIST, None)


def test_the_repair_of_open_violations_has_its_first_day() -> None:
    violated = HasViolation(None, None, repaired=False, citation=WORDS)
    change = way_out(violated, case(date(2026, 6, 1), violations=(BREACH,)))
    assert (change.kind, change.possible_from) == (ChangeKind.REPAIR, date(2026, 8, 10))
