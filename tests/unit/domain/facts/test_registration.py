"""What the status of a registration leaves of conditions, and the words for it."""

from dataclasses import replace

import pytest

from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.registration import (
    confirmation,
    effect_of,
    ended_statuses,
    look_registered,
)
from credit_graph.domain.truth import Truth
from credit_graph.message import Message
from support.small_world import TODAY, VOCABULARY, known


def case(status: str, region: str = "111") -> Case:
    facts = known(region)
    facts = replace(facts, enterprise=replace(facts.enterprise, status=status))
    return Case(facts, TODAY, VOCABULARY, Coverage((), VOCABULARY))


@pytest.mark.parametrize(
    ("status", "effect"),
    [
        ("active", Truth.MET),
        ("revoked", Truth.UNKNOWN),
        ("deregistered", Truth.NOT_MET),
        ("ended", Truth.NOT_MET),
        ("unregistered", Truth.UNKNOWN),
        ("of no vocabulary", Truth.MET),
    ],
)
def test_a_status_leaves_all_or_doubt_or_nothing(status: str, effect: Truth) -> None:
    assert effect_of(status, VOCABULARY) is effect
    assert look_registered(case(status)).value is effect


def test_ended_are_the_statuses_of_the_vocabulary_that_leave_nothing_and_the_end_itself() -> None:
    assert ended_statuses(VOCABULARY) == ("ended", "deregistered")
    assert ended_statuses(replace(VOCABULARY, statuses={})) == ("ended",)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("active", "Its registration status is active (active)."),
        ("of no vocabulary", "Its registration status is of no vocabulary."),
        ("ended", "Its registration has ended."),
    ],
)
def test_the_finding_says_how_the_registration_stands(status: str, text: str) -> None:
    assert str(look_registered(case(status)).text) == text


@pytest.mark.parametrize(("region", "whom"), [("111", "registrar-of-11"), ("121", "its registrar")])
def test_a_doubtful_finding_names_whom_to_ask_as_far_as_that_is_known(
    region: str, whom: str
) -> None:
    found = look_registered(case("unregistered", region))
    assert str(found.text) == (
        f"No registration is known for this day. Whether it may act is not known. Ask {whom}."
    )


@pytest.mark.parametrize(("region", "agency"), [("111", "registrar-of-11"), ("121", None)])
def test_a_doubtful_status_is_confirmed_with_the_registrar_of_the_region(
    region: str, agency: str | None
) -> None:
    text = Message("Confirm that it is registered and in business.")
    assert confirmation(case("revoked", region)) == Change(
        ChangeKind.SUPPLY_FACT, "status", "active", agency, text
    )


def test_a_partner_without_a_credit_code_gets_the_reason_why_nothing_is_for_it() -> None:
    found = look_registered(case("partner", "HK"))
    assert found.value is Truth.NOT_MET
    assert str(found.text) == "It has no credit code (HK), so that no measure is for it."
