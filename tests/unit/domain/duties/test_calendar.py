"""Due items, as docs/agencies.md tells it."""

from datetime import date

import pytest

from credit_graph.domain.duties.calendar import Calendar, DueStatus
from credit_graph.domain.duties.duty import DutyRole
from credit_graph.domain.facts.submission import Submission
from support.official_rules import official_book
from support.small_duties import book, handed_in, report, task

MARCH, JUNE = date(2026, 3, 25), date(2026, 6, 25)
QUARTERLY = "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"


def status_of(
    *submissions: Submission, due: date = MARCH, as_of: date = date(2026, 6, 1), cases: int = 0
) -> DueStatus:
    """How the quarter's report of the port office stands."""
    duties = book(report("port", rrule=QUARTERLY, starts_on=MARCH, min_cases=cases))
    (item,) = Calendar(duties, submissions, as_of).items(due, due)
    return item.status


def test_an_item_is_open_on_its_due_day_and_overdue_from_the_day_after() -> None:
    assert status_of(as_of=MARCH) is DueStatus.OPEN
    assert status_of(as_of=date(2026, 3, 26)) is DueStatus.OVERDUE


def test_both_ends_of_the_calendar_are_included() -> None:
    calendar = Calendar(book(report("port", rrule=QUARTERLY, starts_on=MARCH)), (), MARCH)

    assert [item.due_on for item in calendar.items(MARCH, JUNE)] == [MARCH, JUNE]


def test_a_report_on_the_due_day_closes_its_item() -> None:
    assert status_of(handed_in("o1", "port", MARCH)) is DueStatus.DONE


def test_a_report_counts_only_from_the_day_on_which_it_was_handed_in() -> None:
    report_in_april = handed_in("o1", "port", date(2026, 4, 2))

    assert status_of(report_in_april, as_of=date(2026, 4, 1)) is DueStatus.OVERDUE
    assert status_of(report_in_april, as_of=date(2026, 4, 2)) is DueStatus.DONE


def test_a_late_report_closes_the_item_nearer_to_it_and_is_told_as_late() -> None:
    duties = book(report("port", rrule=QUARTERLY, starts_on=MARCH))
    calendar = Calendar(duties, [handed_in("o1", "port", date(2026, 4, 2))], date(2026, 4, 3))

    march, june = calendar.items(MARCH, JUNE)

    assert (march.status, march.late) == (DueStatus.DONE, True)
    assert (june.status, june.late) == (DueStatus.OPEN, False)


def test_an_early_report_closes_the_item_nearer_to_it() -> None:
    early = handed_in("o1", "port", date(2026, 6, 1))

    assert status_of(early, due=JUNE) is DueStatus.DONE
    assert status_of(early, due=MARCH) is DueStatus.OVERDUE


def test_a_second_report_closes_the_other_of_its_two_days() -> None:
    both = [handed_in("o1", "port", date(2026, 4, day)) for day in (2, 3)]

    assert status_of(*both, due=MARCH) is DueStatus.DONE
    assert status_of(*both, due=JUNE) is DueStatus.DONE


def test_one_report_closes_one_item_only() -> None:
    third = handed_in("o1", "port", date(2026, 4, 2))

    assert status_of(third, due=JUNE) is DueStatus.OPEN


def test_a_report_that_names_its_due_day_closes_that_day_and_no_other() -> None:
    for_june = handed_in("o1", "port", date(2026, 3, 20), due_on=JUNE)

    assert status_of(for_june, due=JUNE) is DueStatus.DONE
    assert status_of(for_june, due=MARCH) is DueStatus.OVERDUE


def test_a_report_that_names_a_day_on_which_nothing_is_due_closes_nothing() -> None:
    assert status_of(handed_in("o1", "port", MARCH, due_on=date(2026, 3, 24))) is DueStatus.OVERDUE


def test_a_report_with_too_few_cases_closes_nothing() -> None:
    assert status_of(handed_in("o1", "port", MARCH), cases=1) is DueStatus.OVERDUE
    assert status_of(handed_in("o1", "port", MARCH, cases=1), cases=1) is DueStatus.DONE


def test_a_report_by_another_agency_or_on_another_thing_closes_nothing() -> None:
    assert status_of(handed_in("o1", "tax", MARCH)) is DueStatus.OVERDUE
    assert status_of(handed_in("o2", "port", MARCH)) is DueStatus.OVERDUE


def test_a_report_by_nobody_in_particular_counts_where_one_agency_alone_owes_it() -> None:
    anonymous = handed_in("o1", None, MARCH)
    shared = Calendar(
        book(report("port", "tax", rrule=QUARTERLY, starts_on=MARCH)), [anonymous], JUNE
    )

    assert status_of(anonymous) is DueStatus.DONE
    assert {item.status for item in shared.items(MARCH, MARCH)} == {DueStatus.OVERDUE}


def test_a_deadline_is_closed_by_whatever_comes_however_late() -> None:
    duties = book(task("1", "port", due_on=MARCH))
    calendar = Calendar(duties, [handed_in("1", "port", date(2028, 1, 1))], date(2028, 1, 2))

    (item,) = calendar.items(MARCH, MARCH)

    assert (item.status, item.late, item.assumption) == (DueStatus.DONE, True, "assumed")


def test_an_agency_named_twice_for_a_thing_has_one_item_with_both_duties() -> None:
    duties = book(task("1", ("port", DutyRole.LEAD), ("port", DutyRole.SUPPORT), due_on=MARCH))

    (item,) = Calendar(duties, (), MARCH).items(MARCH, MARCH)

    assert [duty.role for duty in item.duties] == [DutyRole.LEAD, DutyRole.SUPPORT]


def test_an_item_that_repeats_its_bracket_on_its_parts_is_due_once() -> None:
    part = task("1.a", "port", due_on=MARCH)
    duties = book(task("1", "port", due_on=MARCH, parts=[part]))

    assert len(Calendar(duties, (), MARCH).items(MARCH, MARCH)) == 1


def test_parts_are_due_where_the_item_itself_names_nobody() -> None:
    parts = [task(number, "port", due_on=MARCH) for number in ("1.a", "1.b")]
    duties = book(task("1", due_on=MARCH, parts=parts))

    items = Calendar(duties, (), MARCH).items(MARCH, MARCH)

    assert [item.subject.code for item in items] == ["p/1.a", "p/1.b"]


def test_the_items_of_a_day_stand_in_the_documents_order() -> None:
    duties = book(
        task("2", "tax", "port", due_on=JUNE), task("1", "tax", due_on=MARCH), report("tax")
    )

    items = Calendar(duties, (), MARCH).items(MARCH, JUNE)

    assert [item.code for item in items] == [
        "p/1/2026-03-25@tax",
        "p/2/2026-06-25@tax",
        "p/2/2026-06-25@port",
    ]


def test_nothing_is_due_once_the_policy_has_ended() -> None:
    duties = book(report("port", rrule=QUARTERLY, starts_on=MARCH), effective_to=JUNE)

    assert [each.due_on for each in Calendar(duties, (), JUNE).items(MARCH, date(2030, 1, 1))] == [
        MARCH
    ]


def test_a_superseded_measure_is_due_no_more() -> None:
    duties = book(task("1", "port", due_on=JUNE, superseded_on=JUNE))

    assert Calendar(duties, (), MARCH).items(MARCH, JUNE) == ()


def test_a_collective_body_is_done_by_its_own_report() -> None:
    duties = book(report("all", due_on=MARCH))

    (item,) = Calendar(duties, [handed_in("o1", "all", MARCH)], JUNE).items(MARCH, MARCH)

    assert item.status is DueStatus.DONE


def test_a_collective_body_is_done_when_the_last_of_its_members_has_reported() -> None:
    duties = book(report("both", due_on=MARCH))
    members = [
        handed_in("o1", agency, date(2026, 3, day))
        for day, agency in ((3, "port"), (9, "police"), (5, "tax"))
    ]

    (short,) = Calendar(duties, members[:2], JUNE).items(MARCH, MARCH)
    (whole,) = Calendar(duties, members, JUNE).items(MARCH, MARCH)

    assert short.status is DueStatus.OVERDUE
    assert whole.closed_by == members[1]


@pytest.mark.parametrize(
    ("as_of", "due_on", "status"),
    [
        (date(2026, 1, 1), MARCH, DueStatus.OPEN),
        (date(2026, 3, 26), MARCH, DueStatus.OVERDUE),
        (date(2026, 7, 1), JUNE, DueStatus.OVERDUE),
    ],
)
def test_a_recurring_duty_stands_as_its_latest_overdue_item_or_else_the_next(
    as_of: date, due_on: date, status: DueStatus
) -> None:
    duties = book(report("port", rrule=QUARTERLY, starts_on=MARCH))
    (charge,) = duties.charges()

    standing = Calendar(duties, (), as_of).standing(charge)

    assert standing is not None
    assert (standing.due_on, standing.status) == (due_on, status)


def test_a_duty_that_was_due_once_stands_as_that_item() -> None:
    duties = book(task("1", "port", due_on=MARCH))
    (charge,) = duties.charges()

    standing = Calendar(duties, [handed_in("1", "port", MARCH)], JUNE).standing(charge)

    assert standing is not None
    assert standing.status is DueStatus.DONE


def test_a_duty_that_is_never_due_has_no_standing() -> None:
    duties = book(task("1", "port"))
    (charge,) = duties.charges()

    assert Calendar(duties, (), MARCH).standing(charge) is None


def test_a_deadline_without_a_body_is_told_apart() -> None:
    nobody = task("1", due_on=MARCH)
    duties = book(
        nobody,
        task("2", "port", due_on=MARCH),
        task("3", due_on=JUNE),
        task("4", due_on=MARCH, parts=[task("4.a", "port", due_on=MARCH)]),
    )

    assert duties.dated_without_agency(MARCH, MARCH) == (nobody,)


def test_october_2023_in_zhejiang_shows_task_17_with_its_eight_bodies() -> None:
    book_of_five = official_book()
    calendar = Calendar(book_of_five, (), date(2023, 10, 9))

    items = calendar.items(date(2023, 10, 1), date(2023, 10, 31))

    zhejiang = [item for item in items if item.subject.policy == "zj-2023-9"]
    assert {item.subject.code for item in zhejiang} == {"zj-2023-9/t17"}
    assert {book_of_five.rulebook.agencies[item.agency].name for item in zhejiang} == {
        "省发展改革委",
        "国家金融监督管理总局浙江监管局",
        "省交通运输厅",
        "杭州海关",
        "宁波海关",
        "浙江海事局",
        "宁波市信用办",
        "国家金融监督管理总局宁波监管局",
    }
    assert {item.due_on for item in zhejiang} == {date(2023, 10, 31)}


def test_a_quarter_end_in_nanyang_shows_the_feedback_of_the_county_tax_bureaus() -> None:
    calendar = Calendar(official_book(), (), date(2026, 9, 1))

    (item,) = [
        each
        for each in calendar.items(date(2026, 9, 1), date(2026, 9, 30))
        if each.subject.policy == "ny-2020-63"
    ]

    assert official_book().rulebook.agencies[item.agency].name == "各县（市、区）税务局"
    assert (item.due_on, item.status, item.min_cases) == (date(2026, 9, 25), DueStatus.OPEN, 1)


def test_xiamens_reports_fall_every_two_months_with_the_assumption_shown() -> None:
    items = [
        each
        for each in Calendar(official_book(), (), date(2024, 5, 1)).items(
            date(2024, 5, 1), date(2025, 4, 30)
        )
        if each.subject.policy == "xm-2024-2"
    ]

    assert [item.due_on for item in items] == [
        date(2024, 6, 30),
        date(2024, 8, 31),
        date(2024, 10, 31),
        date(2024, 12, 31),
        date(2025, 2, 28),
        date(2025, 4, 30),
    ]
    assert all(item.assumption and "every 2 months" in item.assumption for item in items)


def test_shanghais_target_year_is_due_on_its_last_day() -> None:
    items = Calendar(official_book(), (), date(2025, 1, 1)).items(
        date(2025, 1, 1), date(2026, 12, 31)
    )

    shanghai = [item for item in items if item.subject.policy == "sh-ftz-2022"]
    assert {item.due_on for item in shanghai} == {date(2025, 12, 31)}


def test_task_6_of_zhejiang_is_due_in_december_2023_and_names_nobody() -> None:
    (task_6,) = official_book().dated_without_agency(date(2023, 12, 1), date(2023, 12, 31))

    assert task_6.code == "zj-2023-9/t6"
    assert task_6.duty_note is not None
