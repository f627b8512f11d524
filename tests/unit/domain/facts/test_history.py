"""Facts of a history that may be shown to few, and what is left of one that is withheld."""

from datetime import date

import pytest

from credit_graph.domain.authority.authorship import Authorship
from credit_graph.domain.facts.history import Detail, FactKind, PastFact, kept_of
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    EntryFact,
    KeptFact,
    Origin,
    RatingFact,
    Severity,
    StatementFact,
    ViolationFact,
)

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
    assert kept_of(fact) == EntryFact(
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
    found = kept_of(fact)
    assert isinstance(found, ViolationFact)
    assert (found.found_on, found.found_by) == (date(2025, 5, 1), "pds-tax")
    assert not found.is_graded


SAID_BY = Origin("f1", "a court", "ref 1")


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (
            past(FactKind.RATING, scheme="customs", level="advanced"),
            RatingFact("customs", "advanced", Interval(BEGUN, ENDS), SAID_BY),
        ),
        (
            past(FactKind.STATEMENT, statement="small_micro", value="true"),
            StatementFact("small_micro", "true", Interval(BEGUN, ENDS), SAID_BY),
        ),
        (
            past(
                FactKind.COMMITMENT, commitment="repair", made_on="2025-01-01", due_on="2025-02-01"
            ),
            CommitmentFact("repair", None, date(2025, 1, 1), date(2025, 2, 1), None, SAID_BY),
        ),
        (past(FactKind.REGISTRATION, name="甲"), None),
        (past(FactKind.MEASURE_USE, measure="m"), None),
    ],
)
def test_other_facts_are_read_as_what_they_say(fact: PastFact, expected: KeptFact | None) -> None:
    assert kept_of(fact) == expected


@pytest.mark.parametrize("retracted", [False, True])
def test_what_is_withheld_says_when_and_nothing_more(retracted: bool) -> None:  # noqa: FBT001
    fact = past(FactKind.LIST_ENTRY, retracted=retracted, list="serious_dishonesty").withheld()
    assert (fact.kind, fact.valid_from, fact.valid_to) == (FactKind.LIST_ENTRY, BEGUN, ENDS)
    assert fact.details == ()
    assert (fact.origin.source, fact.origin.reference, fact.recorded_by.reason) == (None,) * 3
    assert fact.origin.fact_id == "f1"
    assert (fact.retracted_by is None) is not retracted
    assert fact.retracted_by is None or fact.retracted_by.reason is None
