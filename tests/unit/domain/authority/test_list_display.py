"""What a filter by a list shows is what `Display.shows` says of each entry."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from credit_graph.domain.authority.display import Display
from credit_graph.domain.authority.principal import LOCAL_READER, Principal, PrincipalKind, Scope
from credit_graph.domain.facts.enterprise_query import ListDisplay
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EntryFact, Origin, RatingFact, Severity
from credit_graph.domain.facts.repair import last_decision
from credit_graph.domain.openness import Openness
from support.official_rules import official_rulebook

RULES = official_rulebook()
READER = frozenset({Scope.READ_ENTERPRISES})
BUREAU = Principal(PrincipalKind.AGENCY, "b", READER, agency="sh-zones-bureau")
OPERATOR = Principal(PrincipalKind.OPERATOR, "o", READER)
ADMIN = Principal(PrincipalKind.ANALYST, "a", frozenset({Scope.ADMIN}))
CUSTOMS = Principal(PrincipalKind.AGENCY, "c", READER, agency="pds-customs")
EVERYBODY = (LOCAL_READER, BUREAU, CUSTOMS, OPERATOR, ADMIN)
days = st.dates(date(2022, 1, 1), date(2029, 12, 31))
maybe = st.none() | days


def is_shown(display: ListDisplay | None, entry: EntryFact, region: str) -> bool:
    """Say what the statements say of an entry."""
    if display is None or region in display.shown.regions:
        return True
    if entry.openness is not None and entry.openness.value not in display.shown.openness:
        return False
    if display.until is None:
        return True
    if display.repaired_by and entry.repaired_on and entry.repaired_on <= display.repaired_by:
        return False
    if entry.display_until is not None:
        return entry.display_until > display.until
    begun = dict(display.begun).get("" if entry.severity is None else entry.severity.value)
    return begun is None or entry.valid_from > begun


@given(
    reader=st.sampled_from(EVERYBODY),
    code=st.sampled_from(["zone_serious_dishonesty", "judgment_defaulter", "zone_model"]),
    region=st.sampled_from(["310115", "310000", "410400"]),
    today=days,
    begin=days,
    severity=st.sampled_from([None, *Severity]),
    until=maybe,
    repaired=maybe,
    repair_from=maybe,
    openness=st.none() | st.sampled_from(Openness),
)
def test_a_filter_shows_the_entries_that_are_shown(  # noqa: PLR0917  # each drawn
    reader: Principal,
    code: str,
    region: str,
    today: date,
    begin: date,
    severity: Severity | None,
    until: date | None,
    repaired: date | None,
    repair_from: date | None,
    openness: Openness | None,
) -> None:
    display = Display.of(RULES, reader, today)
    entry = EntryFact(
        code,
        Interval(begin),
        Origin("e", openness=openness),
        severity=severity,
        repair_from=repair_from,
        display_until=until,
        repaired_on=repaired,
    )
    assert is_shown(display.of_list(code), entry, region) is display.shows(entry, region)


@given(
    reader=st.sampled_from(EVERYBODY),
    code=st.sampled_from(["customs", "tax"]),
    region=st.sampled_from(["310115", "310000", "410400"]),
    openness=st.none() | st.sampled_from(Openness),
)
def test_a_filter_shows_the_ratings_that_are_shown(
    reader: Principal, code: str, region: str, openness: Openness | None
) -> None:
    display = Display.of(RULES, reader, date(2026, 11, 1))
    rating = RatingFact(code, "x", Interval(date(2025, 1, 1)), Origin("r", openness=openness))
    found = display.of_register(code)
    stated = rating.openness is None or found is None or rating.openness.value in found.openness
    kept = found is not None and region in found.regions
    assert (stated or kept) is display.shows(rating, region)


def test_a_list_that_nobody_knows_hides_nothing() -> None:
    assert Display.of(RULES, LOCAL_READER, date(2026, 11, 1)).of_list("gone") is None


@pytest.mark.parametrize("months", [0, 1, 3, 12, 36])
@given(day=days)
def test_the_last_decision_is_the_last(months: int, day: date) -> None:
    found = last_decision(day, months)
    assert found + relativedelta(months=months) <= day
    assert found + timedelta(days=1) + relativedelta(months=months) > day


def test_the_months_of_several_days_may_be_over_on_one() -> None:
    # A month after 28, 29, 30 and 31 January is 28 February.
    assert last_decision(date(2023, 2, 28), 1) == date(2023, 1, 31)
