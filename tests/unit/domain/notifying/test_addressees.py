"""Who is notified of news about an enterprise."""

from dataclasses import replace
from datetime import date

import pytest

from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.duties.succession import Succession
from credit_graph.domain.notifying.addressees import of_facts, of_load, of_moves, of_news, of_rules
from credit_graph.domain.policy import News
from support.official_rules import official_book
from support.small_duties import book, flow, task

TODAY = date(2026, 3, 1)
ITEM = task("1", "port")
FOUND = flow(1, ["all"], ["police"], News.VIOLATION)
RELAYED = flow(2, ["police"], ["others"], News.VIOLATION)
LISTED = flow(3, ["tax"], ["all"], News.RATING)
SMALL = book(ITEM, flows=[FOUND, RELAYED, LISTED, flow(4, ["port"], ["police"])])


def test_decisions_that_moved_go_to_the_duties_and_by_the_keepers_flows() -> None:
    found = of_moves(SMALL, [ITEM], "tax", TODAY)

    assert found.agencies == ("port",)
    assert found.flows == ("p/f3",)


def test_who_receives_news_and_is_to_pass_it_on_does() -> None:
    found = of_news(SMALL, News.VIOLATION, "111", TODAY, author="tax")

    assert found.agencies == ("police", "others")
    assert found.flows == ("p/f1", "p/f2")


def test_a_flow_begins_with_its_senders_alone() -> None:
    assert of_news(SMALL, News.RATING, "111", TODAY, author="port").agencies == ()
    assert of_news(SMALL, News.RATING, "111", TODAY, author="tax").agencies == ("port",)


def test_whoever_it_was_may_have_sent_what_nobody_is_known_to_have() -> None:
    found = of_news(SMALL, News.VIOLATION, "111", TODAY, author=None)

    assert found.agencies == ("police", "others")


def test_what_is_passed_on_does_not_begin_by_itself() -> None:
    relayed = book(ITEM, flows=[flow(1, ["tax"], ["police"], News.VIOLATION), RELAYED])

    assert of_news(relayed, News.VIOLATION, "111", TODAY, author="port").agencies == ()


def test_where_the_senders_are_not_named_one_by_one_anybody_may_be_one_of_them() -> None:
    anybody = book(ITEM, flows=[flow(1, ["others"], ["police"], News.VIOLATION)])

    assert of_news(anybody, News.VIOLATION, "111", TODAY, author="port").agencies == ("police",)


def test_the_author_is_not_notified_of_its_own_fact() -> None:
    both = book(ITEM, flows=[flow(1, ["all"], ["both"], News.VIOLATION)])

    found = of_news(both, News.VIOLATION, "111", TODAY, author="port")

    assert found.agencies == ("police", "tax")


@pytest.mark.parametrize(("region", "day"), [("12", TODAY), ("111", date(1999, 1, 1))])
def test_a_document_counts_in_its_region_while_it_is_in_force(region: str, day: date) -> None:
    assert of_news(SMALL, News.VIOLATION, region, day, author="tax").agencies == ()


def test_the_heir_is_notified_for_a_body_that_is_no_more() -> None:
    passed = Succession("police", "port", None, None, (), "a page", TODAY)
    heirs = book(ITEM, flows=[FOUND], successions=[passed])

    assert of_news(heirs, News.VIOLATION, "111", TODAY, author="tax").agencies == ("port",)


def test_a_bulk_load_goes_to_whoever_gets_such_news_of_the_region() -> None:
    assert of_load(SMALL, TODAY) == ("police", "others", "port", "tax")
    assert of_load(SMALL, TODAY, news=News.RATING) == ("port", "tax")
    assert of_load(SMALL, TODAY, news=News.RATING, region="111") == ("port", "tax")
    assert of_load(SMALL, TODAY, news=News.RATING, region="1") == ("port", "tax")
    assert of_load(SMALL, TODAY, region="12") == ()
    assert of_load(SMALL, date(1999, 1, 1)) == ()


def test_the_cascade_of_pingdingshan_is_that_of_section_three() -> None:
    found = of_news(official_book(), News.VIOLATION, "410400", TODAY, author="pds-environment")

    assert found.agencies == ("pds-drc", "pds-customs")
    assert found.flows == ("pds-2021-7/f5",)


def test_the_cascade_of_xiamen_is_that_of_item_twenty() -> None:
    found = of_news(official_book(), News.VIOLATION, "350200", TODAY, author="xm-tax")

    assert found.agencies == ("xm-credit-platform", "xm-other-regulators")
    assert found.flows == ("xm-2024-2/f2", "xm-2024-2/f3")


def test_what_is_withdrawn_in_bulk_goes_to_whom_such_news_goes_each_once() -> None:
    assert of_facts(SMALL, TODAY, []) == ()
    assert of_facts(SMALL, TODAY, [News.RATING]) == of_load(SMALL, TODAY, news=News.RATING)
    every = of_facts(SMALL, TODAY, [News.VIOLATION, News.RATING])
    assert set(every) == {
        *of_load(SMALL, TODAY, news=News.VIOLATION),
        *of_load(SMALL, TODAY, news=News.RATING),
    }
    assert len(every) == len(set(every)) == 4


def test_a_load_of_policies_goes_to_who_has_a_duty_in_what_changed_before_or_after() -> None:
    before, after = book(ITEM), book(task("1", "tax"))
    assert of_rules(before.rulebook, after, TODAY) == ("port", "tax")
    assert of_rules(before.rulebook, book(ITEM), TODAY) == ()


def test_a_policy_that_goes_or_comes_is_one_that_changed() -> None:
    rules = official_book().rulebook
    without = replace(
        rules, policies={c: p for c, p in rules.policies.items() if c != "pds-2021-7"}
    )
    gone = of_rules(rules, DutyBook(without), TODAY)
    assert "pds-tax" in gone
    assert of_rules(without, DutyBook(rules), TODAY) == gone
