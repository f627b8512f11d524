"""Conditions on direct suppliers and customers (readings, "Truth values")."""

from dataclasses import replace

from credit_graph.domain.conditions import (
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    LinkedTo,
    NotOf,
    OfKind,
    RatingIs,
    Stated,
)
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EnterpriseFacts, LinkDirection, Partner, RatingFact
from credit_graph.domain.truth import Truth
from support.small_world import (
    ALWAYS,
    ORIGIN,
    WORDS,
    day,
    declared,
    finding,
    known,
    rated,
    value,
)

ADVANCED = RatingIs("customs", ("A",), WORDS)
UNDECLARED = Stated("wants_aeo", "true", WORDS)
ENDED = Interval(day(-10), day(-1))
SUPPLIER_OF_AEO = LinkedTo(LinkDirection.CUSTOMER, ADVANCED, WORDS)
COMPLETE = declared("links_complete", "true")


def partner(
    direction: LinkDirection = LinkDirection.CUSTOMER,
    *ratings: RatingFact,
    interval: Interval = ALWAYS,
) -> Partner:
    return Partner("91310115MA1FAKE01Y", "虚构客户", "111", direction, interval, ORIGIN, ratings)


def linked(facts: EnterpriseFacts, *partners: Partner) -> EnterpriseFacts:
    return replace(facts, partners=partners)


AEO = rated("customs", "A")


def test_no_recorded_link_is_unknown() -> None:
    assert value(SUPPLIER_OF_AEO, known()) is Truth.UNKNOWN


def test_no_recorded_link_is_a_no_where_links_are_declared_complete_on_that_day() -> None:
    assert value(SUPPLIER_OF_AEO, known("111", None, (), COMPLETE)) is Truth.NOT_MET
    ended = known("111", None, (), declared("links_complete", "true", ENDED))
    assert value(SUPPLIER_OF_AEO, ended) is Truth.UNKNOWN
    denied = known("111", None, (), declared("links_complete", "false"))
    assert value(SUPPLIER_OF_AEO, denied) is Truth.UNKNOWN


def test_complete_links_that_were_not_all_read_are_unknown() -> None:
    facts = replace(known("111", None, (), COMPLETE), partners_cut=True)
    assert value(SUPPLIER_OF_AEO, facts) is Truth.UNKNOWN


def test_a_partner_that_fulfils_the_condition_is_the_evidence() -> None:
    plain = replace(partner(), name="虚构旁人")
    found = finding(SUPPLIER_OF_AEO, linked(known(), plain, partner(LinkDirection.CUSTOMER, AEO)))
    assert found.value is Truth.MET
    assert [str(each.text) for each in found.evidence] == ["customer 虚构客户 (91310115MA1FAKE01Y)"]


def test_a_partner_counts_in_the_direction_asked_and_on_its_days() -> None:
    supplier = partner(LinkDirection.SUPPLIER, AEO)
    facts = linked(known("111", None, (), COMPLETE), supplier)
    assert value(SUPPLIER_OF_AEO, facts) is Truth.NOT_MET
    assert value(replace(SUPPLIER_OF_AEO, direction=LinkDirection.EITHER), facts) is Truth.MET
    ended = partner(LinkDirection.CUSTOMER, AEO, interval=ENDED)
    assert value(SUPPLIER_OF_AEO, linked(known("111", None, (), COMPLETE), ended)) is Truth.NOT_MET


def test_a_partner_of_another_level_is_a_no_only_if_there_can_be_no_other_partner() -> None:
    other = partner(LinkDirection.CUSTOMER, rated("customs", "G"))
    assert value(SUPPLIER_OF_AEO, linked(known(), other)) is Truth.UNKNOWN
    complete = known("111", None, (), COMPLETE)
    assert value(SUPPLIER_OF_AEO, linked(complete, other)) is Truth.NOT_MET


def test_what_is_never_read_of_partners_is_unknown() -> None:
    facts = linked(known("111", None, (), COMPLETE), partner())
    unread: list[Condition] = [
        HasViolation(None, None, None, WORDS),
        HasCommitment(None, CommitmentState.MADE, WORDS),
        UNDECLARED,
        OfKind(("maker",), WORDS),
        SUPPLIER_OF_AEO,
    ]
    for asked in unread:
        for condition in (asked, NotOf(asked)):
            to = LinkedTo(LinkDirection.CUSTOMER, condition, WORDS)
            assert value(to, facts) is Truth.UNKNOWN
