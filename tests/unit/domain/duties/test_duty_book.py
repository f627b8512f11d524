"""Duties by agency and subject, each thing counted once."""

import pytest

from credit_graph.domain.duties.duty import Duty, DutyRole
from credit_graph.domain.duties.duty_book import CollectiveDuty, DutyQuery, Reach
from support.official_rules import official_book
from support.small_duties import book, report, task

LEAD, SUPPORT = DutyRole.LEAD, DutyRole.SUPPORT


def codes(*duties: Duty) -> list[str]:
    return [duty.code for duty in duties]


SMALL = book(
    task("1", ("port", LEAD), "tax", parts=[task("1.a", "port"), task("1.b", "police")]),
    task("2", "all"),
    report("tax"),
)


def test_duties_stand_in_the_documents_order() -> None:
    assert codes(*SMALL.duties(DutyQuery())) == [
        "p/1#1",
        "p/1#2",
        "p/1.a#1",
        "p/1.b#1",
        "p/2#1",
        "p/o1#1",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (DutyQuery(agency="port"), ["p/1#1", "p/1.a#1"]),
        (DutyQuery(role=LEAD), ["p/1#1"]),
        (DutyQuery(agency="tax", role=LEAD), []),
        (DutyQuery(policy="other"), []),
        (DutyQuery(agency="police", policy="p"), ["p/1.b#1"]),
        (DutyQuery(agency="all"), ["p/2#1"]),
    ],
    ids=str,
)
def test_duties_are_filtered(query: DutyQuery, found: list[str]) -> None:
    assert codes(*SMALL.duties(query)) == found


def test_duties_through_a_collective_body_follow_its_own_and_name_it() -> None:
    every = list(SMALL.duties(DutyQuery(reach=Reach.COLLECTIVE)))
    through = [duty for duty in every if isinstance(duty, CollectiveDuty)]

    assert codes(*every)[4:7] == ["p/2#1", "p/2#1@port", "p/2#1@tax"]
    assert [(duty.agency, duty.via) for duty in through] == [("port", "all"), ("tax", "all")]


def test_an_agency_is_asked_for_with_or_without_its_collective_bodies() -> None:
    direct = SMALL.duties(DutyQuery(agency="tax"))
    whole = SMALL.duties(DutyQuery(agency="tax", reach=Reach.COLLECTIVE))

    assert codes(*direct) == ["p/1#2", "p/o1#1"]
    assert codes(*whole) == ["p/1#2", "p/2#1@tax", "p/o1#1"]


def test_the_charge_of_a_duty_is_that_of_the_body_which_the_document_names() -> None:
    whole = SMALL.duties(DutyQuery(agency="port", reach=Reach.COLLECTIVE))
    (through,) = (duty for duty in whole if isinstance(duty, CollectiveDuty))

    assert SMALL.charge(through).agency == "all"
    assert codes(*SMALL.charge(through).duties) == ["p/2#1"]


def test_an_item_and_its_parts_are_one_charge_of_an_agency_named_on_both() -> None:
    assert [each.subject.code for each in SMALL.charges("port")] == ["p/1"]


def test_a_part_is_a_charge_of_an_agency_not_named_on_its_item() -> None:
    assert [each.subject.code for each in SMALL.charges("police")] == ["p/1.b"]


def test_charges_of_every_agency_come_in_the_documents_order() -> None:
    assert [(each.subject.code, each.agency) for each in SMALL.charges()] == [
        ("p/1", "port"),
        ("p/1", "tax"),
        ("p/1.b", "police"),
        ("p/2", "all"),
        ("p/o1", "tax"),
    ]


def test_the_roles_of_a_charge_are_each_given_once() -> None:
    duties = book(task("1", ("port", LEAD), ("port", SUPPORT), ("port", LEAD)))
    (charge,) = duties.charges()

    assert charge.roles == (LEAD, SUPPORT)


def test_co_agencies_come_with_the_things_they_share_most_shared_first() -> None:
    duties = book(
        task("1", "port", "tax", "police"),
        task("2", "port", "police"),
        task("3", "port"),
        report("port", "tax-12"),
    )

    assert [(each.agency.code, each.subjects) for each in duties.co_agencies("port")] == [
        ("police", 2),
        ("tax", 1),
        ("tax-12", 1),
    ]


def test_an_item_that_repeats_its_bracket_on_its_parts_is_shared_once() -> None:
    parts = [task(number, "port", "tax") for number in ("1.a", "1.b")]
    duties = book(task("1", "port", "tax", parts=parts))

    assert [each.subjects for each in duties.co_agencies("port")] == [1]


def test_parts_are_shared_each_where_the_item_does_not_name_both() -> None:
    parts = [task(number, "port", "tax") for number in ("1.a", "1.b")]
    duties = book(task("1", "port", parts=parts))

    assert [each.subjects for each in duties.co_agencies("port")] == [2]


def test_sharing_is_mutual() -> None:
    duties = official_book()
    shared = {
        (code, other.agency.code): other.subjects
        for code in duties.rulebook.agencies
        for other in duties.co_agencies(code)
    }

    assert shared == {(other, code): many for (code, other), many in shared.items()}


def test_a_measure_is_answered_for_by_its_own_bodies_else_its_items_else_its_tasks() -> None:
    part, own = task("1.a"), task("1.b", "tax")
    body_item = task("3")
    duties = book(
        task("1", "port", parts=[part, own]),
        body_item,
        task("t1", "police", task_of="p/3"),
        nobody := task("4"),
    )

    assert codes(*duties.answering(part)) == ["p/1#1"]
    assert codes(*duties.answering(own)) == ["p/1.b#1"]
    assert codes(*duties.answering(body_item)) == ["p/t1#1"]
    assert duties.answering(nobody) == ()


def test_of_duties_on_an_item_and_its_parts_the_items_stands_for_all() -> None:
    port = SMALL.duties(DutyQuery(agency="port"))
    police = SMALL.duties(DutyQuery(agency="police"))

    assert codes(*SMALL.outermost(port)) == ["p/1#1"]
    assert codes(*SMALL.outermost(police)) == ["p/1.b#1"]
