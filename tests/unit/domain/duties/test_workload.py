"""What an agency has to do."""

from datetime import date

from credit_graph.domain.duties.calendar import Calendar
from credit_graph.domain.duties.duty import DutyRole
from credit_graph.domain.duties.duty_book import DutyBook, DutyQuery
from credit_graph.domain.duties.succession import Succession
from credit_graph.domain.duties.workload import (
    LOOK_AHEAD,
    LOOK_BACK,
    RoleCount,
    Workload,
    workload,
)
from support.official_rules import official_book
from support.small_duties import book, handed_in, report, task

TODAY = date(2026, 3, 1)
LEAD, SUPPORT = DutyRole.LEAD, DutyRole.SUPPORT

DUTIES = book(
    task("1", ("port", LEAD), ("port", SUPPORT), due_on=date(2026, 3, 31)),
    task("2", ("port", LEAD), due_on=date(2026, 4, 1)),
    task("3", ("port", LEAD), parts=[task("3.a", ("port", LEAD))]),
    task("4", "port", due_on=date(2026, 2, 28)),
    task("5", "tax", due_on=TODAY),
    report("port", due_on=TODAY),
)


def of_port(*done: str) -> Workload:
    submissions = [handed_in(number, "port", TODAY) for number in done]
    return weighed(DUTIES, Calendar(DUTIES, submissions, TODAY), "port")


def weighed(duties: DutyBook, calendar: Calendar, agency: str, day: date = TODAY) -> Workload:
    charges = tuple(duties.answered(agency, day))
    items = calendar.items(day - LOOK_BACK, day + LOOK_AHEAD, charges)
    return workload(duties, items, agency, day)


def test_duties_are_counted_by_policy_and_role_each_thing_once_a_role() -> None:
    assert of_port().duties == (
        RoleCount("p", LEAD, 3),
        RoleCount("p", SUPPORT, 1),
        RoleCount("p", None, 2),
    )


def test_due_soon_is_from_today_to_thirty_days_ahead() -> None:
    assert [item.subject.code for item in of_port().due_soon] == ["p/o1", "p/1"]


def test_overdue_is_what_was_due_before_today() -> None:
    assert [item.subject.code for item in of_port().overdue] == ["p/4"]


def test_next_due_is_the_first_that_is_not_done() -> None:
    first, second, third = of_port(), of_port("o1"), of_port("o1", "1")

    assert first.next_due is not None
    assert first.next_due.subject.code == "p/o1"
    assert second.next_due is not None
    assert second.next_due.subject.code == "p/1"
    assert third.next_due is not None
    assert third.next_due.subject.code == "p/2"


def test_done_is_neither_due_nor_overdue() -> None:
    done = of_port("o1", "1", "2", "4")

    assert (done.due_soon, done.overdue, done.next_due) == ((), (), None)


def test_the_tax_bureau_of_pingdingshan_has_three_things_to_do() -> None:
    """000 section 四、（九): items 27 to 29; the three services of 28 belong to 28."""
    book_of_five = official_book()
    calendar = Calendar(book_of_five, (), TODAY)

    assert weighed(book_of_five, calendar, "pds-tax").duties == (
        RoleCount("pds-2021-7", DutyRole.RESPONSIBLE, 3),
    )


PASSED_ON = date(2026, 2, 1)
INHERITED = book(
    task("1", ("port", LEAD), due_on=date(2026, 3, 31)),
    task("2", ("port", LEAD), ("police", LEAD)),
    task("3", ("tax", LEAD)),
    successions=[Succession("port", "police", PASSED_ON, None, (), "a page", TODAY)],
)


def test_an_heir_has_what_it_inherited_and_the_body_before_it_has_that_no_more() -> None:
    calendar = Calendar(INHERITED, (), TODAY)
    heir = weighed(INHERITED, calendar, "police")

    assert heir.duties == (RoleCount("p", LEAD, 2),)
    assert heir.next_due is not None
    assert heir.next_due.subject.code == "p/1"
    assert weighed(INHERITED, calendar, "port").duties == ()


def test_before_it_passed_on_anything_each_has_its_own() -> None:
    calendar, day = Calendar(INHERITED, (), TODAY), date(2026, 1, 31)

    assert weighed(INHERITED, calendar, "police", day).duties == (RoleCount("p", LEAD, 1),)
    assert weighed(INHERITED, calendar, "port", day).duties == (RoleCount("p", LEAD, 2),)


def test_duties_of_an_agency_on_a_day_are_those_that_it_inherited_too() -> None:
    def codes(agency: str, day: date | None) -> list[str]:
        return [each.code for each in INHERITED.duties(DutyQuery(agency=agency, as_of=day))]

    assert codes("police", TODAY) == ["p/1#1", "p/2#1", "p/2#2"]
    assert codes("police", date(2026, 1, 31)) == ["p/2#2"]
    assert codes("police", None) == ["p/2#2"]
    assert codes("port", TODAY) == ["p/1#1", "p/2#1"]


def test_without_a_known_heir_the_work_stays_with_the_body_named() -> None:
    unknown = book(
        task("1", ("port", LEAD)),
        successions=[Succession("port", None, PASSED_ON, None, (), "a page", TODAY)],
    )

    assert weighed(unknown, Calendar(unknown, (), TODAY), "port").duties == (
        RoleCount("p", LEAD, 1),
    )
