"""Whom to notify when an enterprise loses measures."""

from datetime import date

import pytest

from credit_graph.domain.duties.duty_book import CollectiveDuty
from credit_graph.domain.duties.notice import Notice, notices
from credit_graph.domain.duties.succession import Succession
from credit_graph.domain.eligibility.ending import Ending, EndingKind, after_ending
from credit_graph.domain.facts.interval import Interval
from support.official_rules import official_book
from support.small_duties import book, flow, task
from support.small_world import known, listed, rated

TODAY = date(2026, 3, 1)
ITEM = task("1", "port", parts=[task("1.a", "port")])
BODY_ITEM, TASK = task("2"), task("t2", "tax", task_of="p/2")
SHARED = task("3", "all")
ADDRESSED = task("4", "others")
SMALL = book(
    ITEM,
    BODY_ITEM,
    TASK,
    SHARED,
    ADDRESSED,
    flows=[flow(1, ["police"], ["both"]), flow(2, ["port"], ["tax"])],
)


def told(found: tuple[Notice, ...]) -> dict[str, list[str]]:
    return {
        each.agency.code: [duty.code for duty in each.duties] + [flow.code for flow in each.flows]
        for each in found
    }


def test_bodies_with_a_duty_on_what_is_lost_are_told_once_for_an_item_and_its_parts() -> None:
    assert told(notices(SMALL, tuple(ITEM.walk()), None, TODAY)) == {"port": ["p/1#1"]}


def test_bodies_of_the_tasks_are_told_for_a_body_item_without_a_unit() -> None:
    assert told(notices(SMALL, (BODY_ITEM,), None, TODAY)) == {"tax": ["p/t2#1"]}


def test_a_collective_body_is_told_through_its_members() -> None:
    found = notices(SMALL, (SHARED,), None, TODAY)

    assert told(found) == {"port": ["p/3#1@port"], "tax": ["p/3#1@tax"]}
    assert [
        duty.via for each in found for duty in each.duties if isinstance(duty, CollectiveDuty)
    ] == ["all", "all"]


def test_a_collective_body_without_recorded_members_is_told_itself() -> None:
    assert told(notices(SMALL, (ADDRESSED,), None, TODAY)) == {"others": ["p/4#1"]}


def test_whom_the_keeper_informs_is_told_but_not_the_keeper_itself() -> None:
    assert told(notices(SMALL, (BODY_ITEM,), "police", TODAY)) == {
        "tax": ["p/t2#1", "p/f1"],
        "port": ["p/f1"],
    }


def test_nobody_is_told_if_nothing_is_lost() -> None:
    assert notices(SMALL, (), "police", TODAY) == ()


def passed(body: str, heir: str | None, *subjects: str) -> Succession:
    return Succession(body, heir, date(2023, 8, 18), None, subjects, "a page", TODAY)


def test_who_answers_today_is_notified_for_the_body_that_the_document_names() -> None:
    moved = book(ITEM, SHARED, successions=[passed("port", "police")])
    assert told(notices(moved, (ITEM,), None, TODAY)) == {"police": ["p/1#1"]}
    assert told(notices(moved, (ITEM,), None, date(2023, 8, 17))) == {"port": ["p/1#1"]}
    assert told(notices(moved, (SHARED,), None, TODAY)) == {
        "police": ["p/3#1@port"],
        "tax": ["p/3#1@tax"],
    }


def test_each_heir_is_notified_of_what_it_took_over() -> None:
    divided = book(
        ITEM, SHARED, successions=[passed("port", "police", "p/1"), passed("port", "tax-12")]
    )
    assert told(notices(divided, (ITEM, SHARED), None, TODAY)) == {
        "police": ["p/1#1"],
        "tax-12": ["p/3#1@port"],
        "tax": ["p/3#1@tax"],
    }


def test_the_body_named_is_notified_where_its_successor_is_unknown() -> None:
    lost = book(ITEM, successions=[passed("port", None)])
    assert told(notices(lost, (ITEM,), None, TODAY)) == {"port": ["p/1#1"]}


def test_the_keepers_news_reaches_who_answers_today() -> None:
    moved = book(
        BODY_ITEM,
        flows=[flow(1, ["police"], ["port"])],
        successions=[passed("port", "tax-12")],
    )
    assert told(notices(moved, (BODY_ITEM,), "police", TODAY)) == {"tax-12": ["p/f1"]}


def test_in_pingdingshan_the_thirteen_signatories_learn_of_a_cancelled_aeo() -> None:
    """000, section three: 平顶山海关……取消企业参与守信联合激励资格，及时通报各单位."""
    five = official_book()
    lost = tuple(five.rulebook.policies["pds-2021-7"].walk())

    found = notices(five, lost, "pds-customs", TODAY)

    assert {each.agency.code for each in found} == set(five.directory.members_of("pds-departments"))
    assert {
        code
        for each in found
        if each.agency.code == "pds-treasury"
        for code in told((each,))["pds-treasury"]
    } >= {"pds-2021-7/18#1", "pds-2021-7/32#1@pds-treasury", "pds-2021-7/f6"}


HELD = rated("customs", "A")
ENTRY = listed("red")
NOT_YET = Interval(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("kind", "register"),
    [
        (EndingKind.RATING_ENDS, "tax"),
        (EndingKind.ENTRY_ENDS, "black"),
        (EndingKind.ENTRY_BEGINS, "red"),
    ],
)
def test_an_ending_of_what_is_not_there_changes_nothing(kind: EndingKind, register: str) -> None:
    facts = known("111", None, (), HELD, rated("tax", "A", NOT_YET), ENTRY)

    assert after_ending(facts, Ending(kind, register), TODAY) is None


def test_a_rating_that_ends_holds_until_the_day_before() -> None:
    facts = known("111", None, (), HELD, rated("tax", "A"), ENTRY)

    after = after_ending(facts, Ending(EndingKind.RATING_ENDS, "customs"), TODAY)

    assert after is not None
    assert [TODAY in each.interval for each in after.ratings] == [False, True]
    assert date(2026, 2, 28) in after.ratings[0].interval
    assert after.entries == facts.entries


def test_an_entry_that_ends_leaves_the_others() -> None:
    facts = known("111", None, (), HELD, ENTRY, listed("black"))

    after = after_ending(facts, Ending(EndingKind.ENTRY_ENDS, "red"), TODAY)

    assert after is not None
    assert [TODAY in each.interval for each in after.entries] == [False, True]
    assert after.ratings == facts.ratings


def test_an_entry_that_begins_holds_from_the_day_on() -> None:
    after = after_ending(known(), Ending(EndingKind.ENTRY_BEGINS, "black"), TODAY)

    assert after is not None
    assert [(each.list, TODAY in each.interval) for each in after.entries] == [("black", True)]
