"""Once display has ended, an entry of a black list or a violation is shown to its keeper alone."""

from dataclasses import replace
from datetime import date

import pytest

from credit_graph.domain.authority.display import Display, has_lapsed
from credit_graph.domain.authority.principal import LOCAL_READER, Principal, PrincipalKind, Scope
from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EntryFact, Origin, Severity, ViolationFact
from credit_graph.domain.openness import Openness
from support.closed_terms import closed_rules
from support.official_rules import official_rulebook

RULES = official_rulebook()
WORDS = RULES.vocabulary
ORDER = date(2026, 4, 1)
TODAY = date(2026, 11, 1)
ENTRY = EntryFact(
    "serious_dishonesty",
    Interval(date(2025, 10, 1)),
    Origin("e1"),
    severity=Severity.GENERAL,
)
VIOLATION = ViolationFact(
    "tax_breach", Severity.MINOR, date(2026, 7, 1), None, "pds-tax", Origin("v1")
)


def agency(code: str) -> Principal:
    scopes = frozenset({Scope.READ_ENTERPRISES})
    return Principal(PrincipalKind.AGENCY, code, scopes, agency=code)


@pytest.mark.parametrize(("day", "lapsed"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True)])
def test_display_ends_by_the_order_at_the_longest_day(day: date, lapsed: bool) -> None:  # noqa: FBT001
    assert has_lapsed(ENTRY, day, WORDS) is lapsed


def test_a_stated_day_counts_before_the_order_too() -> None:
    stated = replace(ENTRY, display_until=date(2026, 1, 1))
    assert not has_lapsed(stated, date(2025, 12, 31), WORDS)
    assert has_lapsed(stated, date(2026, 1, 1), WORDS)


def test_without_a_severity_no_day_is_known_and_it_stays_shown() -> None:
    assert not has_lapsed(replace(ENTRY, severity=None), date(2040, 1, 1), WORDS)


def test_a_repair_ends_display_once_the_order_is_in_force() -> None:
    repaired = replace(ENTRY, severity=None, repaired_on=date(2026, 3, 1))
    assert not has_lapsed(repaired, date(2026, 3, 31), WORDS)
    assert has_lapsed(repaired, ORDER, WORDS)
    assert not has_lapsed(replace(repaired, repaired_on=date(2026, 12, 1)), TODAY, WORDS)


def test_other_lists_than_black_ones_are_not_displayed_so() -> None:
    stated = replace(ENTRY, display_until=date(2026, 1, 1))
    assert not has_lapsed(replace(stated, list="zj_aeo_pool"), TODAY, WORDS)
    assert not has_lapsed(replace(stated, list="gone"), TODAY, WORDS)
    assert not has_lapsed(replace(stated, severity=None), TODAY, replace(WORDS, lists={}))


def test_without_an_order_only_stated_days_count() -> None:
    bare = replace(WORDS, repair=None)
    assert not has_lapsed(replace(ENTRY, repaired_on=date(2026, 5, 1)), TODAY, bare)
    assert has_lapsed(replace(ENTRY, display_until=TODAY), TODAY, bare)


@pytest.mark.parametrize(
    ("principal", "shown"),
    [
        (LOCAL_READER, False),
        (agency("pds-customs"), False),
        (agency("pds-tax"), True),
        (Principal(PrincipalKind.OPERATOR, "o", frozenset()), True),
        (Principal(PrincipalKind.DASHBOARD, "d", frozenset({Scope.ADMIN})), True),
    ],
)
def test_a_violation_is_shown_to_who_found_it_and_to_operators(
    principal: Principal,
    shown: bool,  # noqa: FBT001
) -> None:
    display = Display.of(RULES, principal, date(2026, 10, 1))
    assert display.shows(VIOLATION, "410400") is shown
    assert display.hidden([VIOLATION], "410400") == (frozenset() if shown else {"v1"})
    assert Display.of(RULES, principal, date(2026, 9, 30)).shows(VIOLATION, "410400")


def test_an_entry_is_shown_to_who_keeps_the_list_where_the_enterprise_is() -> None:
    kept = replace(ENTRY, list="zone_serious_dishonesty")
    keeper = WORDS.keeper("zone_serious_dishonesty", "310115")
    assert keeper is not None
    display = Display.of(RULES, agency(keeper), TODAY)
    assert display.shows(kept, "310115")
    assert not display.shows(kept, "410400")
    assert not Display.of(RULES, agency("pds-tax"), TODAY).shows(kept, "310115")
    assert display.hidden([kept, kept], "410400") == {"e1"}


@pytest.mark.parametrize(
    ("stated", "principal", "shown"),
    [
        (None, LOCAL_READER, True),
        (Openness.PUBLIC, LOCAL_READER, True),
        (Openness.SHARED, LOCAL_READER, False),
        (Openness.SHARED, agency("pds-customs"), True),
        (Openness.KEEPER, agency("pds-customs"), False),
        (Openness.KEEPER, agency("pds-tax"), True),
        (Openness.KEEPER, Principal(PrincipalKind.OPERATOR, "o", frozenset()), True),
    ],
)
def test_the_openness_of_a_fact_narrows_that_of_its_term(
    stated: Openness | None,
    principal: Principal,
    shown: bool,  # noqa: FBT001
) -> None:
    fact = replace(VIOLATION, origin=Origin("v1", openness=stated))
    display = Display.of(RULES, principal, date(2026, 7, 2))
    assert display.shows(fact, "350200") is shown
    assert display.is_open(fact, "350200") is shown
    assert display.narrows(fact, "350200") is not shown
    expected = frozenset() if shown else {(Family.VIOLATIONS, "tax_breach")}
    assert display.narrowed([(fact, "350200")]) == expected


def test_it_never_widens_that_of_its_term() -> None:
    rules = closed_rules(violations={"tax_breach": Openness.KEEPER})
    fact = replace(VIOLATION, origin=Origin("v1", openness=Openness.PUBLIC))
    display = Display.of(rules, LOCAL_READER, date(2026, 7, 2))
    assert not display.shows(fact, "350200")
    assert not display.narrows(fact, "350200")


def test_what_has_lapsed_from_display_may_be_open() -> None:
    display = Display.of(RULES, LOCAL_READER, TODAY)
    assert not display.shows(VIOLATION, "350200")
    assert display.is_open(VIOLATION, "350200")
