from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from credit_graph.intake.problem import Problem
from credit_graph.intake.reconciling.full_list import Fate, ListDay, Placed, ended, place
from credit_graph.intake.reconciling.upsert import Standing
from credit_graph.intake.rows.kinds import RatingRow

A = "A" * 18
START = date(2026, 1, 1)
DAY = START + timedelta(days=15)
LEVELS = ("advanced", "general", "dishonest")


def rating(level: str, first: int, last: int | None) -> RatingRow:
    until = None if last is None else START + timedelta(days=last)
    return RatingRow(A, "customs", level, START + timedelta(days=first), until, None, None)


def levels_on(facts: Sequence[RatingRow], number: int) -> set[str]:
    day = START + timedelta(days=number)
    return {fact.level for fact in facts if day in fact.interval}


@st.composite
def histories(draw: st.DrawFn) -> list[RatingRow]:
    """Ratings that follow each other without contradiction, with gaps."""
    facts: list[RatingRow] = []
    first = 0
    for _ in range(draw(st.integers(0, 4))):
        first += draw(st.integers(0, 6))
        last = first + draw(st.integers(1, 8))
        facts.append(rating(draw(st.sampled_from(LEVELS)), first, last))
        first = last
    if draw(st.booleans()) and facts:
        facts[-1] = RatingRow(A, "customs", facts[-1].level, facts[-1].valid_from, None, None, None)
    return facts


rows = st.builds(
    rating,
    st.sampled_from(LEVELS),
    st.integers(0, 15),
    st.one_of(st.none(), st.integers(16, 40)),
)


@given(histories(), rows)
def test_after_a_list_its_level_holds_on_its_day_and_nothing_contradicts_it(
    history: list[RatingRow], row: RatingRow
) -> None:
    standing = [Standing(fact, f"id{number}") for number, fact in enumerate(history)]
    outcome = place(row, standing, ListDay(DAY))
    if isinstance(outcome, Problem):
        # Only a first day that reaches back into another level is refused.
        assert any(
            fact.level != row.level and fact.interval.overlaps(row.interval) for fact in history
        )
        assert row.valid_from < DAY
        return
    assert isinstance(outcome, Placed)
    gone = {id(each) for each in outcome.withdrawn}
    after = [fact.row for fact in standing if id(fact) not in gone]
    facts = [
        fact for fact in [*after, *outcome.recorded, *outcome.rests] if isinstance(fact, RatingRow)
    ]
    assert levels_on(facts, 15) == {row.level}
    assert all(len(levels_on(facts, number)) <= 1 for number in range(60))


@given(histories())
def test_a_list_that_says_what_is_recorded_changes_nothing(history: list[RatingRow]) -> None:
    standing = [Standing(fact, f"id{number}") for number, fact in enumerate(history)]
    current = [fact for fact in history if DAY in fact.interval]
    for fact in current:
        outcome = place(rating(fact.level, 15, None), standing, ListDay(DAY))
        assert isinstance(outcome, Placed)
        assert (outcome.withdrawn, outcome.recorded) == ((), ())
        assert outcome.fate is Fate.STAYS


@given(histories(), st.sampled_from(LEVELS))
def test_what_held_before_the_day_is_not_touched_by_a_list_without_first_days(
    history: list[RatingRow], level: str
) -> None:
    standing = [Standing(fact, f"id{number}") for number, fact in enumerate(history)]
    outcome = place(rating(level, 15, None), standing, ListDay(DAY))
    assert isinstance(outcome, Placed)
    gone = {id(each) for each in outcome.withdrawn}
    after = [fact.row for fact in standing if id(fact) not in gone]
    facts = [
        fact for fact in [*after, *outcome.recorded, *outcome.rests] if isinstance(fact, RatingRow)
    ]
    for number in range(15):
        assert levels_on(facts, number) == levels_on(history, number)


def test_a_fact_that_would_hold_on_no_day_is_not_recorded() -> None:
    assert ended(rating("general", 15, None), DAY) is None
    assert ended(rating("general", 14, None), DAY) == rating("general", 14, 15)
