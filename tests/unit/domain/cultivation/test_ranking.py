"""Candidates of a programme: how they are ranked, counted, and brought nearer."""

from datetime import timedelta

import pytest

from credit_graph.domain.chains.profile import Dossier
from credit_graph.domain.conditions import (
    AllOf,
    Condition,
    HasViolation,
    InZone,
    LinkedTo,
    NotOf,
    OnList,
    RatingIs,
)
from credit_graph.domain.cultivation.ranking import Candidate, NextStepOrder
from credit_graph.domain.cultivation.standing import (
    ProgrammeState,
    needs_history,
    needs_record,
    registers_of,
)
from credit_graph.domain.facts.record import EnterpriseFacts, LinkDirection
from support.chain_oracle import Supply
from support.chain_reader import DAY
from support.chain_world import VOCABULARY, dossier, supplied, survey
from support.programmes import CHAIN_POOL as POOL
from support.programmes import IN_11, LEADS_TO_AEO, RATED_A, WISHES, programme
from support.small_world import WORDS, broken

PORT_A, PORT_B = ("port", "A"), ("port", "B")
WISH, NO_WISH = ("wants_aeo", "true"), ("wants_aeo", "false")
READY, REACH, UNKNOWN, BLOCKED = (
    ProgrammeState.READY,
    ProgrammeState.WITHIN_REACH,
    ProgrammeState.UNKNOWN,
    ProgrammeState.BLOCKED,
)


def ranked(*known: Dossier, links: list[Supply] | None = None) -> tuple[Candidate, ...]:
    """Return the candidates among suppliers of A, each with its dossier."""
    direct = supplied(*(f"{each.uscc}A" for each in known))
    return survey(links or direct, *known).cultivation(POOL).candidates


def ready(code: str) -> Dossier:
    return dossier(code, PORT_A, statements=[WISH])


def test_candidates_come_by_state_then_number_missing_then_reach_then_code() -> None:
    known = [
        dossier("B", PORT_A, statements=[WISH], lists={"black": None}),
        dossier("C", PORT_A),
        dossier("D", PORT_B, statements=[NO_WISH]),
        dossier("E", PORT_A, statements=[NO_WISH]),
        dossier("F", PORT_A, statements=[NO_WISH]),
        ready("G"),
        ready("H"),
    ]
    links = [*supplied("BA", "CA", "DA", "EA", "GA"), *supplied("FA", "HA", share=0.5)]
    found = ranked(*known, links=links)
    assert [(each.uscc, each.state, len(each.missing)) for each in found] == [
        ("H", READY, 0),
        ("G", READY, 0),
        ("F", REACH, 1),
        ("E", REACH, 1),
        ("D", REACH, 2),
        ("C", UNKNOWN, 1),
        ("B", BLOCKED, 1),
    ]
    assert [each.rank for each in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [each.place for each in found] == sorted(each.place for each in found)


def test_who_is_in_or_has_achieved_it_is_counted_and_not_ranked() -> None:
    known = [
        dossier("B", lists={"white": None}),
        dossier("C", ("customs", "advanced")),
        dossier("D", region="121"),
        ready("E"),
    ]
    chain = survey(supplied("BA", "CA", "DA", "EA"), *known)
    cultivation = chain.cultivation(POOL)
    assert [each.uscc for each in cultivation.candidates] == ["E"]
    assert [cultivation.count(state) for state in ProgrammeState] == [1, 1, 1, 0, 0, 0]
    assert cultivation.not_applicable == 1
    assert [cultivation.state(code) for code in "BCDE"] == ["in", "achieved", None, "ready"]
    assert (cultivation.candidate("B"), cultivation.candidate("E")) == (
        None,
        cultivation.candidates[0],
    )


def test_the_core_is_no_candidate_of_its_own_chain() -> None:
    assert not survey([], ready("A")).cultivation(POOL).candidates


def test_standings_are_worked_out_once() -> None:
    chain = survey(supplied("BA"), ready("B"))
    assert chain.cultivation(POOL) is chain.cultivation(POOL)


@pytest.mark.parametrize(
    ("lists", "until"),
    [
        ({"black": DAY + timedelta(9)}, DAY + timedelta(9)),
        ({"black": DAY + timedelta(9), "mixed": DAY + timedelta(99)}, DAY + timedelta(99)),
        ({"black": DAY + timedelta(9), "mixed": None}, None),
        ({"black": DAY + timedelta(9), "zone_list": None}, DAY + timedelta(9)),
    ],
)
def test_a_block_ends_on_the_day_on_which_it_is_off_all_black_lists(
    lists: dict[str, object], until: object
) -> None:
    (found,) = ranked(dossier("B", PORT_A, statements=[WISH], lists=lists))  # type: ignore[arg-type]
    assert (found.state, found.barred_until) == (BLOCKED, until)


def test_next_steps_are_the_only_change_that_most_lack() -> None:
    known = [
        dossier("B", PORT_A, statements=[NO_WISH]),
        dossier("C", PORT_A, statements=[NO_WISH]),
        dossier("D", PORT_B, statements=[WISH]),
        dossier("E", PORT_B, statements=[NO_WISH]),
        ready("F"),
    ]
    links = [*supplied("BA", "CA", "EA", "FA", share=0.125), *supplied("DA", share=0.5)]
    cultivation = survey(links, *known).cultivation(POOL)
    by_members = cultivation.next_steps(NextStepOrder.MEMBERS, 9)
    by_supply = cultivation.next_steps(NextStepOrder.SUPPLY, 9)
    assert [(step.subject, step.to, step.members, step.reach) for step in by_members] == [
        ("wants_aeo", "true", 2, 0.25),
        ("port", "A", 1, 0.5),
    ]
    assert [step.subject for step in by_supply] == ["port", "wants_aeo"]
    assert cultivation.next_steps(NextStepOrder.MEMBERS, 1) == by_members[:1]
    of_some = cultivation.next_steps(NextStepOrder.MEMBERS, 9, lambda each: each.uscc != "D")
    assert of_some == by_members[:1]


def test_a_criterion_on_the_record_is_judged_by_all_facts() -> None:
    unbroken = NotOf(HasViolation(None, None, None, WORDS))
    clean = programme(AllOf((IN_11, unbroken)), leads_to=LEADS_TO_AEO)
    chain = survey(supplied("BA", "CA"))
    enterprise = chain.roster.enterprise
    histories = {
        "B": EnterpriseFacts(enterprise("B"), violations=(broken(-9),)),
        "C": EnterpriseFacts(enterprise("C")),
    }
    found = chain.cultivation(clean, histories)
    assert (found.state("B"), found.state("C")) == (None, READY)


@pytest.mark.parametrize(
    ("condition", "history", "record"),
    [
        (RATED_A, False, False),
        (AllOf((RATED_A, WISHES)), False, False),
        (LinkedTo(LinkDirection.EITHER, RATED_A, WORDS), True, False),
        (AllOf((RATED_A, HasViolation(None, None, None, WORDS))), True, True),
    ],
)
def test_links_and_records_are_more_than_a_profile_holds(
    condition: Condition, *, history: bool, record: bool
) -> None:
    assert needs_history(condition) is history
    assert needs_record(condition) is record


def test_a_standing_depends_on_what_its_programme_names_and_on_black_lists() -> None:
    asked = programme(
        AllOf((RatingIs("tax", ("A",), WORDS), WISHES, InZone(("quay",), WORDS))),
        OnList("zone_list", WORDS),
    )
    assert registers_of(asked, VOCABULARY) == {
        "tax",
        "wants_aeo",
        "zone_list",
        "customs",
        "white",
        "black",
        "mixed",
    }
