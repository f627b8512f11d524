"""Facts of a history that are displayed for a time, and what is left of one that is withheld."""

from datetime import date

import pytest

from credit_graph.domain.authority.authorship import Authorship
from credit_graph.domain.facts.history import Detail, FactKind, PastFact, displayed_of
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EntryFact, Origin, Severity, ViolationFact

BROUGHT = Authorship("c1", "somebody", "pds-tax", "import", "found out")
BEGUN, ENDS = date(2025, 1, 1), date(2026, 1, 1)


def past(kind: FactKind, *, retracted: bool = False, **stated: str) -> PastFact:
    return PastFact(
        kind=kind,
        origin=Origin("f1", "a court", "ref 1"),
        valid_from=None if kind is FactKind.VIOLATION else BEGUN,
        valid_to=ENDS,
        partner=None,
        details=tuple(Detail(name, value) for name, value in stated.items()),
        recorded_by=BROUGHT,
        retracted_by=BROUGHT if retracted else None,
    )


def test_a_list_entry_is_read_with_its_severity_and_days() -> None:
    fact = past(
        FactKind.LIST_ENTRY,
        list="serious_dishonesty",
        severity="serious",
        display_until="2027-01-01",
        repaired_on="2026-01-01",
    )
    assert displayed_of(fact) == EntryFact(
        "serious_dishonesty",
        Interval(BEGUN, ENDS),
        Origin("f1", "a court", "ref 1"),
        severity=Severity.SERIOUS,
        display_until=date(2027, 1, 1),
        repaired_on=date(2026, 1, 1),
    )


def test_a_violation_is_read_with_who_found_it_and_whether_it_was_graded() -> None:
    fact = past(
        FactKind.VIOLATION, violation="tax_breach", found_on="2025-05-01", found_by="pds-tax"
    )
    found = displayed_of(fact)
    assert isinstance(found, ViolationFact)
    assert (found.found_on, found.found_by) == (date(2025, 5, 1), "pds-tax")
    assert not found.is_graded


def test_nothing_else_is_displayed_for_a_time() -> None:
    assert displayed_of(past(FactKind.RATING, scheme="customs", level="advanced")) is None


@pytest.mark.parametrize("retracted", [False, True])
def test_what_is_withheld_says_when_and_nothing_more(retracted: bool) -> None:  # noqa: FBT001
    fact = past(FactKind.LIST_ENTRY, retracted=retracted, list="serious_dishonesty").withheld()
    assert (fact.kind, fact.valid_from, fact.valid_to) == (FactKind.LIST_ENTRY, BEGUN, ENDS)
    assert fact.details == ()
    assert (fact.origin.source, fact.origin.reference, fact.recorded_by.reason) == (None,) * 3
    assert fact.origin.fact_id == "f1"
    assert (fact.retracted_by is None) is not retracted
    assert fact.retracted_by is None or fact.retracted_by.reason is None
