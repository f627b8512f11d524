"""What a measure and a rulebook tell of themselves."""

from dataclasses import replace

from credit_graph.domain.conditions import InRegion
from credit_graph.domain.policy import Deadline, Obligation
from support.small_duties import duty
from support.small_world import WORDS, day, measure, policy, rulebook

HERE = InRegion("111", WORDS)
ASKED = measure("p/1", HERE, parts=(measure("p/1.a", HERE),))


def test_the_text_of_a_measure_is_the_documents_own() -> None:
    assert ASKED.text == WORDS.quote


def test_a_measure_and_its_parts_stand_in_the_documents_order() -> None:
    every = policy(ASKED, measure("p/2", HERE)).walk()
    assert [each.code for each in every] == ["p/1", "p/1.a", "p/2"]


def test_a_deadline_rests_on_its_note_or_its_assumption() -> None:
    assumed = replace(ASKED, deadline=Deadline(day(0), "12月", "the end of the month"))
    assert (assumed.due_day, assumed.due_note) == (day(0), "the end of the month")
    noted = replace(ASKED, deadline_note="The document states no deadline.")
    assert (noted.due_day, noted.due_note) == (None, "The document states no deadline.")
    assert (ASKED.due_day, ASKED.due_note) == (None, None)


def test_an_obligation_is_due_once_or_by_its_recurrence() -> None:
    once = Obligation("p/o1", "p", "", "", WORDS, (), (), due_on=day(0))
    monthly = Obligation("p/o2", "p", "", "", WORDS, (), (), rrule="FREQ=MONTHLY")
    assert (once.due_day, monthly.due_day) == (day(0), None)


def test_a_duty_is_about_a_measure_or_an_obligation() -> None:
    owed = Obligation("p/o1", "p", "", "", WORDS, (), ())
    rules = replace(rulebook(policy(ASKED)), obligations={owed.code: owed})
    assert rules.subject(duty("p/1", 1, "port")) is ASKED
    assert rules.subject(duty("p/o1", 1, "port")) is owed
