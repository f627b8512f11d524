"""When no rating or entry says no, and when it says nothing (readings, "Truth values")."""

from dataclasses import replace

import pytest

from credit_graph.domain.conditions import OnList, RatingIs
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.truth import Truth
from support.small_world import (
    ORIGIN,
    WORDS,
    day,
    finding,
    known,
    listed,
    rated,
    synced,
    value,
)

ADVANCED = RatingIs("customs", ("A",), WORDS)
TAX_A = RatingIs("tax", ("A",), WORDS)
BLACK = OnList("black", WORDS)
ENDED = Interval(day(-10), day(-1))


def evidence(found: Finding, kind: EvidenceKind) -> list[Evidence]:
    return [each for each in found.evidence if each.kind is kind]


def test_a_rating_at_a_wanted_level_is_met_by_that_fact() -> None:
    found = finding(ADVANCED, known("111", None, (), rated("customs", "A")))
    assert found.value is Truth.MET
    assert [each.fact for each in found.evidence] == [ORIGIN]


def test_a_rating_at_another_level_says_no_without_any_sync() -> None:
    found = finding(ADVANCED, known("111", None, (), rated("customs", "G")))
    assert found.value is Truth.NOT_MET
    assert [str(each.text) for each in found.evidence] == ["G"]


def test_a_level_that_the_vocabulary_has_dropped_is_another_level() -> None:
    assert value(ADVANCED, known("111", None, (), rated("customs", "old"))) is Truth.NOT_MET


def test_a_rating_on_another_scheme_says_nothing() -> None:
    assert value(ADVANCED, known("111", None, (), rated("tax", "D"))) is Truth.UNKNOWN


def test_a_rating_counts_from_its_first_day_until_before_its_last() -> None:
    def held(start: int, end: int) -> EnterpriseFacts:
        return known("111", None, (), rated("customs", "A", Interval(day(start), day(end))))

    assert value(ADVANCED, held(0, 1)) is Truth.MET
    assert value(ADVANCED, held(1, 2)) is Truth.UNKNOWN
    assert value(ADVANCED, held(-1, 0)) is Truth.UNKNOWN


def test_no_rating_is_unknown_without_a_sync() -> None:
    assert value(ADVANCED, known()) is Truth.UNKNOWN


def test_no_rating_is_a_no_within_coverage() -> None:
    assert value(ADVANCED, known(), synced("customs", "111", 0, 0)) is Truth.NOT_MET


def test_an_unknown_rating_names_the_ended_fact_and_the_keeper() -> None:
    found = finding(ADVANCED, known("111", None, (), rated("customs", "A", ENDED)))
    assert found.value is Truth.UNKNOWN
    assert [each.interval for each in evidence(found, EvidenceKind.ENDED)] == [ENDED]
    assert [each.keeper for each in evidence(found, EvidenceKind.ABSENCE)] == ["customs-of-111"]
    assert "customs-of-111" in str(found.text)


def test_the_keeper_of_the_nearest_region_is_named() -> None:
    (absence,) = finding(ADVANCED, known("112")).evidence
    assert absence.keeper == "customs-of-11"


def test_a_keeper_that_is_no_recorded_agency_is_named_in_words() -> None:
    found = finding(RatingIs("port", ("A",), WORDS), known())
    assert found.evidence[0].keeper is None
    assert "the port office" in str(found.text)


def test_a_keeper_of_whom_nothing_is_said_is_still_asked() -> None:
    assert "its keeper" in str(finding(OnList("mixed", WORDS), known("121")).text)


def test_an_ended_rating_is_a_no_within_coverage() -> None:
    facts = known("111", None, (), rated("customs", "A", ENDED))
    found = finding(ADVANCED, facts, synced("customs", "111", -20, 0))
    assert found.value is Truth.NOT_MET
    assert [each.interval for each in evidence(found, EvidenceKind.ENDED)] == [ENDED]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 0, Truth.NOT_MET),
        (1, 1, Truth.UNKNOWN),
        (-5, -5, Truth.NOT_MET),
        (-6, -6, Truth.UNKNOWN),
        (-90, 90, Truth.NOT_MET),
    ],
)
def test_coverage_lasts_from_the_first_sync_until_its_freshness_after_the_last(
    first: int, last: int, expected: Truth
) -> None:
    assert value(ADVANCED, known(), synced("customs", "111", first, last)) is expected


def test_registers_are_fresh_for_31_days_unless_they_say_otherwise() -> None:
    assert value(TAX_A, known(), synced("tax", "1", -31, -31)) is Truth.NOT_MET
    assert value(TAX_A, known(), synced("tax", "1", -32, -32)) is Truth.UNKNOWN


def test_a_sync_of_a_region_covers_those_below_but_not_those_beside_or_above() -> None:
    assert value(ADVANCED, known("111"), synced("customs", "1", 0, 0)) is Truth.NOT_MET
    assert value(ADVANCED, known("111"), synced("customs", "112", 0, 0)) is Truth.UNKNOWN
    assert value(ADVANCED, known("11"), synced("customs", "111", 0, 0)) is Truth.UNKNOWN


def test_a_sync_covers_its_own_register_only() -> None:
    assert value(ADVANCED, known(), synced("tax", "111", 0, 0)) is Truth.UNKNOWN


def test_days_between_syncs_count_as_covered_whichever_region_was_synced() -> None:
    early, late = synced("customs", "1", -40, -40), synced("customs", "111", 20, 20)
    assert value(ADVANCED, known(), early) is Truth.UNKNOWN
    assert value(ADVANCED, known(), late) is Truth.UNKNOWN
    assert value(ADVANCED, known(), early, late) is Truth.NOT_MET


def test_days_between_two_syncs_of_one_region_count_as_covered() -> None:
    early, late = synced("customs", "111", -40, -40), synced("customs", "111", 20, 20)
    assert value(ADVANCED, known(), early, late) is Truth.NOT_MET


def test_an_absence_shows_the_day_of_the_last_sync() -> None:
    syncs = [synced("customs", "1", -9, -7), synced("customs", "11", -30, -20)]
    (absence,) = finding(ADVANCED, known(), *syncs).evidence
    assert absence.synced_on == day(-7)
    assert str(day(-7)) in str(absence.text)


def test_an_absence_without_a_sync_says_so() -> None:
    (absence,) = finding(ADVANCED, known()).evidence
    assert absence.synced_on is None
    assert "never synced" in str(absence.text)


def test_a_register_kept_for_one_region_says_no_of_enterprises_elsewhere() -> None:
    port = RatingIs("port", ("A",), WORDS)
    assert value(port, known("121")) is Truth.NOT_MET
    assert value(port, known("111")) is Truth.UNKNOWN


def test_a_register_kept_for_zones_says_no_outside_them() -> None:
    in_zones = OnList("zone_list", WORDS)
    assert value(in_zones, known("121")) is Truth.NOT_MET
    assert value(in_zones, known("111", "field")) is Truth.NOT_MET
    assert value(in_zones, known("111", "quay")) is Truth.UNKNOWN
    assert value(in_zones, known("111")) is Truth.UNKNOWN


def test_a_register_kept_for_regions_and_zones_is_kept_in_either() -> None:
    mixed = OnList("mixed", WORDS)
    assert value(mixed, known("121", "none")) is Truth.UNKNOWN
    assert value(mixed, known("111", "quay")) is Truth.UNKNOWN
    assert value(mixed, known("112")) is Truth.NOT_MET


def test_a_fact_counts_even_where_its_register_is_not_kept() -> None:
    assert value(OnList("zone_list", WORDS), known("121", None, (), listed("zone_list"))) is (
        Truth.MET
    )


def test_an_entry_is_met_by_that_fact_and_its_reason_is_shown() -> None:
    entry = replace(listed("black"), reason="走私")
    found = finding(BLACK, known("111", None, (), entry))
    assert found.value is Truth.MET
    assert [each.text for each in found.evidence] == ["走私"]


def test_no_entry_is_unknown_without_a_sync_and_a_no_within_coverage() -> None:
    assert value(BLACK, known()) is Truth.UNKNOWN
    assert value(BLACK, known(), synced("black", "1", -5, -5)) is Truth.NOT_MET
