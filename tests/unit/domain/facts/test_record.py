"""What stands behind a fact is read from the fact itself."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from credit_graph.domain.authority.authorship import Authorship
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind
from credit_graph.domain.facts.history import FactKind, PastFact
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    ENDED,
    UNREGISTERED,
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    LinkDirection,
    Origin,
    Partner,
    RatingFact,
    Registration,
    Severity,
    StatementFact,
    ViolationFact,
)
from credit_graph.domain.facts.submission import Submission

RECORDED = datetime(2026, 1, 2, tzinfo=UTC)
RETRACTED = datetime(2026, 3, 4, tzinfo=UTC)
ORIGIN = Origin("f1", "customs", "No. 7", RECORDED, RETRACTED)
AUTHOR = Authorship("import-1")
DAYS = Interval(date(2025, 5, 1), date(2026, 5, 1))
FACTS = [
    RatingFact("customs", "advanced", DAYS, ORIGIN),
    EntryFact("gop", DAYS, ORIGIN),
    Evidence(EvidenceKind.FACT, "advanced", ORIGIN, DAYS),
    PastFact(FactKind.RATING, ORIGIN, DAYS.valid_from, DAYS.valid_to, None, (), AUTHOR),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda each: type(each).__name__)
def test_who_said_it_and_when_it_holds(fact: RatingFact | EntryFact | Evidence | PastFact) -> None:
    assert (fact.fact_id, fact.source, fact.reference) == ("f1", "customs", "No. 7")
    assert (fact.valid_from, fact.valid_to) == (date(2025, 5, 1), date(2026, 5, 1))


def test_a_submission_has_its_origin_too() -> None:
    submission = Submission("p/o1", None, date(2026, 1, 1), ORIGIN)
    assert (submission.fact_id, submission.source, submission.reference) == (
        "f1",
        "customs",
        "No. 7",
    )


def test_a_past_fact_has_the_instants_at_which_it_was_known_and_withdrawn() -> None:
    past = PastFact(FactKind.RATING, ORIGIN, None, None, None, (), AUTHOR)
    assert (past.recorded_at, past.retracted_at) == (RECORDED, RETRACTED)


def test_evidence_without_a_fact_has_no_source_and_no_days() -> None:
    absence = Evidence(EvidenceKind.ABSENCE, "no entry")
    assert (absence.fact_id, absence.source, absence.reference) == (None, None, None)
    assert (absence.valid_from, absence.valid_to) == (None, None)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [(date(2026, 1, 9), False), (date(2026, 1, 10), True), (date(2026, 1, 20), False)],
)
def test_a_violation_is_open_from_the_day_it_is_found_until_it_is_repaired(
    day: date, *, is_open: bool
) -> None:
    found, repaired = date(2026, 1, 10), date(2026, 1, 20)
    fact = ViolationFact("tax_breach", Severity.MINOR, found, repaired, None, ORIGIN)
    assert fact.is_open(day) is is_open


FIRST, MOVED, LAST = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)
OLD, NEW = Origin("r1", "registrar"), Origin("r2", "registrar")
IN_11 = Enterprise("91310115MA1FAKE00X", "虚构有限公司", "11")
IN_12 = Enterprise("91310115MA1FAKE00X", "虚构有限公司", "12")
MOVES = (
    Registration(IN_11, FIRST, MOVED, OLD, shown_to=MOVED),
    Registration(IN_12, MOVED, LAST, NEW, shown_from=MOVED),
)


@pytest.mark.parametrize(
    ("day", "region", "status", "fact_id"),
    [
        (date(2023, 12, 31), "11", UNREGISTERED, "r1"),
        (FIRST, "11", "active", "r1"),
        (date(2024, 12, 31), "11", "active", "r1"),
        (MOVED, "12", "active", "r2"),
        (date(2025, 12, 31), "12", "active", "r2"),
        (LAST, "12", ENDED, "r2"),
    ],
)
def test_the_registration_of_the_day_is_selected_with_its_source(
    day: date, region: str, status: str, fact_id: str
) -> None:
    facts = EnterpriseFacts(IN_12, registrations=MOVES).on(day)
    assert (facts.enterprise.region, facts.enterprise.status) == (region, status)
    assert facts.registration is not None
    assert facts.registration.fact_id == fact_id
    assert facts.registrations == ()


def test_facts_with_one_registration_for_all_days_stay_as_they_are() -> None:
    facts = EnterpriseFacts(IN_11, registration=OLD)
    assert facts.on(LAST) is facts


def test_facts_stay_as_they_are_on_a_day_of_which_no_registration_is_to_be_shown() -> None:
    facts = EnterpriseFacts(IN_11, registrations=MOVES[1:])
    assert facts.on(FIRST) is facts


def test_the_days_of_a_registration_are_those_from_its_beginning() -> None:
    assert MOVES[0].interval == Interval(FIRST, MOVED)
    assert EnterpriseFacts(IN_12, registrations=MOVES).on(FIRST).registered == MOVES[0].interval


def test_a_registration_without_a_beginning_has_no_days_and_holds_until_it_ends() -> None:
    open_one = Registration(IN_11, None, LAST, OLD)
    assert open_one.interval is None
    assert [open_one.on(each).status for each in (date.min, LAST)] == ["active", ENDED]


def test_only_a_partner_without_a_credit_code_has_a_country() -> None:
    assert Enterprise("HK-BRN:1", "虚构", "HK", status="partner").country == "HK"
    assert Enterprise("1", "虚构", "410400").country is None


def test_facts_are_as_if_some_were_not_recorded_of_partners_too() -> None:
    kept = Origin("f2", "customs")
    rating, entry = RatingFact("customs", "advanced", DAYS, kept), EntryFact("gop", DAYS, kept)
    statement = StatementFact("wants_aeo", "true", DAYS, kept)

    def partner(ratings: tuple[RatingFact, ...], entries: tuple[EntryFact, ...]) -> Partner:
        either = LinkDirection.EITHER
        return Partner("P", "other", "410400", either, DAYS, ORIGIN, ratings, entries)

    def all_of(
        ratings: tuple[RatingFact, ...], entries: tuple[EntryFact, ...], *, stated: bool
    ) -> EnterpriseFacts:
        return EnterpriseFacts(
            Enterprise("U", "one", "410400"),
            ratings=ratings,
            entries=entries,
            statements=(statement, replace(statement, origin=ORIGIN))[: 1 + stated],
            partners=(partner(ratings, entries), partner((rating,), ())),
        )

    everything = all_of(
        (replace(rating, origin=ORIGIN), rating),
        (replace(entry, origin=ORIGIN), entry),
        stated=True,
    )
    assert everything.without({"f1"}) == all_of((rating,), (entry,), stated=False)
    assert everything.without(set()) == everything
