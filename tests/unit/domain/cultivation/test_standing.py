"""How enterprises stand in programmes: against the oracle, and rule by rule."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from credit_graph.domain.conditions import AllOf, Condition, InRegion, Judgement, OnList
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.cultivation.standing import (
    ProgrammeStanding,
    ProgrammeState,
    standing_of,
)
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EnterpriseFacts, Sync
from support import eligibility_cases as cases
from support import nearest_oracle, programme_oracle
from support.eligibility_oracle import World
from support.programmes import IN_11, POOL, RATED_A, WISHES, programme
from support.small_world import TODAY, VOCABULARY, WORDS, declared, known, listed, rated

MOST_SETS = 2_000
perhaps = st.one_of(st.none(), cases.unlinked_conditions)


def stands(asked: Programme, facts: EnterpriseFacts, *syncs: Sync) -> ProgrammeStanding:
    return standing_of(asked, Case(facts, TODAY, VOCABULARY, Coverage(syncs, VOCABULARY)))


@settings(max_examples=1_000, deadline=None)
@given(
    criteria=cases.unlinked_conditions,
    excludes=perhaps,
    leads_to=perhaps,
    facts=cases.enterprise_facts,
    syncs=cases.syncs,
    region=cases.regions,
)
def test_a_state_is_the_one_that_the_oracle_gives(  # noqa: PLR0917
    criteria: Condition,
    excludes: Condition | None,
    leads_to: Condition | None,
    facts: EnterpriseFacts,
    syncs: tuple[Sync, ...],
    region: str,
) -> None:
    asked = programme(criteria, excludes, leads_to=leads_to, region=region)
    world = World(VOCABULARY, syncs, TODAY)
    barred_by = [
        code
        for code in programme_oracle.entries_of(facts, world)
        if programme_oracle.black(world, code)
    ]
    question = programme_oracle.question(asked, barred_by)
    assume(nearest_oracle.number_of_sets(question, facts, world) <= MOST_SETS)
    found = stands(asked, facts, *syncs)
    assert programme_oracle.Expected(
        found.state, len(found.missing), found.barred_by
    ) == programme_oracle.expected(asked, facts, world)


def test_who_holds_what_the_programme_leads_to_has_achieved_it() -> None:
    facts = known("111", None, (), rated("customs", "A"), listed("white"), listed("black"))
    assert stands(POOL, facts).state == "achieved"


def test_who_stands_on_the_list_is_in() -> None:
    assert stands(POOL, known("111", None, (), listed("white"), listed("black"))).state == "in"


def test_who_meets_every_criterion_is_ready_and_misses_nothing() -> None:
    facts = known("111", None, (), rated("port", "A"), declared("wants_aeo", "true"))
    assert stands(POOL, facts) == ProgrammeStanding("ready")  # type: ignore[arg-type]


def test_one_failing_criterion_that_can_change_is_within_reach() -> None:
    facts = known("111", None, (), rated("port", "A"), declared("wants_aeo", "false"))
    standing = stands(POOL, facts)
    assert standing.state == "within_reach"
    assert [change.subject for change in standing.missing] == ["wants_aeo"]


def test_a_missing_fact_is_unknown_and_named() -> None:
    standing = stands(POOL, known("111", None, (), rated("port", "A")))
    assert standing.state == "unknown"
    assert [(change.kind, change.subject) for change in standing.missing] == [
        ("supply_fact", "wants_aeo")
    ]


def test_what_an_agency_has_to_judge_is_unknown_with_nothing_missing() -> None:
    judged = programme(AllOf((IN_11, Judgement("择优", WORDS))), leads_to=None, its_list=None)
    assert stands(judged, known("111")) == ProgrammeStanding("unknown")  # type: ignore[arg-type]


def test_a_black_list_blocks_and_leaving_it_is_among_what_is_missing() -> None:
    facts = known(
        "111", None, (), rated("port", "A"), declared("wants_aeo", "true"), listed("black")
    )
    standing = stands(POOL, facts)
    assert (standing.state, standing.barred_by) == ("blocked", ("black",))
    assert [(change.kind, change.subject) for change in standing.missing] == [
        ("leave_list", "black")
    ]


def test_a_stay_on_a_black_list_that_has_ended_blocks_no_more() -> None:
    over = listed("black", Interval(TODAY - timedelta(9), TODAY))
    facts = known("111", None, (), rated("port", "A"), declared("wants_aeo", "true"), over)
    assert stands(POOL, facts).state == "ready"


def test_an_exclusion_of_the_programme_blocks_without_a_black_list() -> None:
    asked = programme(IN_11, OnList("mixed", WORDS), leads_to=None, its_list=None)
    white = replace(asked, excludes=OnList("zone_list", WORDS))
    standing = stands(white, known("111", None, (), listed("zone_list")))
    assert (standing.state, standing.barred_by) == ("blocked", ())


def test_outside_the_region_the_programme_cannot_apply() -> None:
    ready_elsewhere = known("121", None, (), rated("port", "A"), declared("wants_aeo", "true"))
    assert stands(POOL, ready_elsewhere) == ProgrammeStanding(None)
    assert stands(POOL, known("121", None, (), rated("customs", "A"))) == ProgrammeStanding(None)


def test_a_criterion_that_nobody_can_change_makes_it_not_applicable() -> None:
    asked = programme(AllOf((InRegion("111", WORDS), RATED_A)), leads_to=None, its_list=None)
    assert stands(asked, known("112", None, (), rated("port", "A"))) == ProgrammeStanding(None)


WILLING = declared("wants_aeo", "true")
PORT_A = rated("port", "A")


def in_doubt(facts: EnterpriseFacts, asked: Programme = POOL) -> ProgrammeStanding:
    """Return the standing of an enterprise whose licence was revoked, so that it may not act."""
    return stands(asked, replace(facts, enterprise=replace(facts.enterprise, status="revoked")))


@pytest.mark.parametrize(
    ("facts", "state", "missing"),
    [
        (known("111", None, (), PORT_A, WILLING), "unknown", ["status"]),
        (known("111", None, (), PORT_A), "unknown", ["status", "wants_aeo"]),
        (
            known("111", None, (), PORT_A, declared("wants_aeo", "false")),
            "within_reach",
            ["status", "wants_aeo"],
        ),
        (
            known("111", None, (), PORT_A, WILLING, listed("black")),
            "blocked",
            ["status", "black"],
        ),
    ],
    ids=["ready", "unknown", "within reach", "blocked"],
)
def test_who_may_not_be_in_business_is_never_ready_and_has_to_confirm_that_first(
    facts: EnterpriseFacts, state: str, missing: list[str]
) -> None:
    standing = in_doubt(facts)
    assert standing.state == state
    assert [change.subject for change in standing.missing] == missing


def test_to_who_may_not_be_in_business_a_programme_that_cannot_apply_still_does_not() -> None:
    nowhere = programme(AllOf((InRegion("112", WORDS), WISHES)), leads_to=None, its_list=None)
    assert in_doubt(known("111", None, (), WILLING), nowhere) == ProgrammeStanding(None)


def test_who_may_not_be_in_business_keeps_what_it_achieved_and_its_place_on_the_list() -> None:
    achieved = in_doubt(known("111", None, (), rated("customs", "A")))
    listed_in = in_doubt(known("111", None, (), listed("white")))
    assert achieved == ProgrammeStanding(ProgrammeState.ACHIEVED)
    assert listed_in == ProgrammeStanding(ProgrammeState.IN)


@pytest.mark.parametrize("status", ["deregistered", "ended"])
def test_to_an_enterprise_that_has_ended_no_programme_applies(status: str) -> None:
    facts = known("111", None, (), PORT_A, WILLING)
    ended = replace(facts, enterprise=replace(facts.enterprise, status=status))
    assert stands(POOL, ended) == ProgrammeStanding(None)
