"""Full lists against days: what earlier complete lists said stays, whatever a later one states.

The history, the row and the earlier lists are generated; the law is stated day by day, in terms
that know nothing of entries and how they are cut, joined or kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_graph.intake.problem import RowProblem
from credit_graph.intake.reconciling.full_list import (
    Fate,
    ListDay,
    Listed,
    Placed,
    agreed,
    place,
    worked_out,
)
from credit_graph.intake.reconciling.upsert import RecordedRow
from credit_graph.intake.rows.kinds import ListRow, RatingRow
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook

A = "A" * 18
START = date(2026, 1, 1)
DAY = 20
ALL = range(45)


@dataclass(frozen=True)
class Case:
    """Facts of one enterprise, the earlier complete days, and a row of the list of `DAY`."""

    history: tuple[RatingRow, ...]
    complete: tuple[int, ...]
    row: RatingRow


def rating(level: str, first: int, last: int | None) -> RatingRow:
    until = None if last is None else START + timedelta(days=last)
    return RatingRow(A, "customs", level, START + timedelta(days=first), until, None, None)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    levels = draw(st.sampled_from([("advanced",), ("advanced", "general")]))
    history: list[RatingRow] = []
    first = 0
    for _ in range(draw(st.integers(0, 4))):
        first += draw(st.integers(0, 6))
        last = first + draw(st.integers(1, 9))
        history.append(rating(draw(st.sampled_from(levels)), first, last))
        first = last
    is_open = draw(st.booleans())
    if history and is_open:
        history[-1] = replace(history[-1], valid_to=None)
    complete = draw(st.sets(st.integers(0, DAY - 1), max_size=3))
    last_day = draw(st.one_of(st.none(), st.integers(DAY + 1, 40)))
    row = rating(draw(st.sampled_from(levels)), draw(st.integers(0, DAY)), last_day)
    return Case(tuple(history), tuple(sorted(complete)), row)


def levels_of(facts: Sequence[Listed]) -> dict[int, str | None]:
    """The level on each day; two facts on one day are an error."""
    found: dict[int, str | None] = dict.fromkeys(ALL)
    for fact in facts:
        for number in ALL:
            if START + timedelta(days=number) in fact.interval:
                assert found[number] is None, "two facts on one day"
                found[number] = fact.level if isinstance(fact, RatingRow) else "listed"
    return found


def after(case: Case) -> tuple[Placed, dict[int, str | None]] | None:
    standing = [RecordedRow(fact, f"id{number}") for number, fact in enumerate(case.history)]
    complete = tuple(START + timedelta(days=number) for number in case.complete)
    outcome = place(case.row, standing, ListDay(START + timedelta(days=DAY), complete))
    if isinstance(outcome, RowProblem):
        return None
    gone = {id(each) for each in outcome.withdrawn}
    kept = [fact.row for fact in standing if id(fact) not in gone]
    facts = [fact for fact in kept if isinstance(fact, RatingRow)]
    return outcome, levels_of([*facts, *outcome.recorded, *outcome.rests])


@given(cases())
def test_what_an_earlier_complete_list_said_of_its_day_stays(case: Case) -> None:
    if (found := after(case)) is None:
        return
    before = levels_of(case.history)
    assert {day: found[1][day] for day in case.complete} == {
        day: before[day] for day in case.complete
    }


@given(cases())
def test_the_days_from_an_absence_to_the_next_complete_list_stay_absent(case: Case) -> None:
    if (found := after(case)) is None:
        return
    before = levels_of(case.history)
    for day, following in zip(case.complete, case.complete[1:], strict=False):
        if before[day] is None:
            for number in range(day, following):
                assert found[1][number] == before[number]


@given(cases())
def test_on_its_day_the_list_holds_and_before_its_stated_day_nothing_changes(case: Case) -> None:
    if (found := after(case)) is None:
        return
    before = levels_of(case.history)
    assert found[1][DAY] == case.row.level
    stated = (case.row.valid_from - START).days
    for number in range(stated):
        assert found[1][number] == before[number]


@given(cases())
def test_a_stated_day_after_the_last_complete_list_counts(case: Case) -> None:
    stated = (case.row.valid_from - START).days
    before = levels_of(case.history)
    settled = any(before[number] is not None for number in range(stated, DAY + 1))
    if settled or any(stated <= day for day in case.complete):
        return
    found = after(case)
    assert found is not None
    assert all(found[1][number] == case.row.level for number in range(stated, DAY + 1))


@given(cases())
def test_the_same_row_again_changes_nothing(case: Case) -> None:
    if (found := after(case)) is None:
        return
    outcome = found[0]
    gone = {each.fact_id for each in outcome.withdrawn}
    kept = [fact for number, fact in enumerate(case.history) if f"id{number}" not in gone]
    facts = [*kept, *(each for each in (*outcome.recorded, *outcome.rests))]
    standing = [RecordedRow(fact, f"id{number}") for number, fact in enumerate(facts)]
    complete = tuple(START + timedelta(days=number) for number in case.complete)
    again = place(case.row, standing, ListDay(START + timedelta(days=DAY), complete))
    assert isinstance(again, Placed)
    assert (again.fate, again.withdrawn, again.recorded) == (Fate.STAYS, (), ())


def entry(first: int, last: int | None, reference: str | None = None) -> ListRow:
    until = None if last is None else START + timedelta(days=last)
    since = START + timedelta(days=first)
    return ListRow(A, "srdi", since, until, None, None, reference)


def placed(row: ListRow, *history: ListRow, complete: Sequence[int] = ()) -> Placed:
    standing = [RecordedRow(fact, f"id{number}") for number, fact in enumerate(history)]
    days = tuple(START + timedelta(days=number) for number in complete)
    outcome = place(row, standing, ListDay(START + timedelta(days=DAY), days))
    assert isinstance(outcome, Placed)
    return outcome


def test_an_entry_that_returns_after_a_complete_list_without_it_is_a_new_stay() -> None:
    outcome = placed(entry(0, None), entry(0, 10), complete=(5, 10))
    assert outcome.recorded == (entry(DAY, None),)
    assert outcome.withdrawn == ()
    assert str(outcome.because) == (
        "the row states 2026-01-01, but the complete list of 2026-01-11 has no entry; recorded "
        "from the day of this list"
    )


def test_an_entry_whose_end_no_complete_list_confirmed_goes_on() -> None:
    outcome = placed(entry(0, None), entry(0, 10), complete=(5,))
    assert [each.row for each in outcome.withdrawn] == [entry(0, 10)]
    assert outcome.recorded == (entry(0, None),)
    assert "goes on" in str(outcome.because)


def test_an_entry_of_another_case_is_a_stay_of_its_own() -> None:
    outcome = placed(entry(3, None, "C2"), entry(0, None, "C1"), complete=(5,))
    assert (outcome.fate, outcome.withdrawn) == (Fate.BEGINS, ())
    assert outcome.recorded == (entry(DAY, None, "C2"),)


def test_one_entry_recorded_twice_by_an_earlier_version_becomes_one() -> None:
    outcome = placed(entry(0, None), entry(0, 10), entry(0, None), complete=(5,))
    assert [each.row for each in outcome.withdrawn] == [entry(0, 10)]
    assert outcome.recorded == ()


SCHEMES = build_rulebook(read_seeds(seeds_folder())).vocabulary.schemes
# From here on a turn of the scheme lies among the days, and says not what became of `dishonest`.
TURNING = date(2026, 3, 25)


@pytest.mark.parametrize("start", [START, TURNING])
def test_what_alone_stands_and_is_stated_stays_as_looking_at_everything_says(start: date) -> None:
    def on(number: int) -> date:
        return start + timedelta(days=number)

    day, levels, ends = on(DAY), ("advanced", "dishonest"), (None, on(DAY + 1), on(40))
    seen: Counter[bool] = Counter()
    for level, first, last, mine in product(levels, range(0, DAY + 2, 3), ends, (False, True)):
        fact = RatingRow(A, "customs", level, on(first), last, None, "R1")
        standing = [RecordedRow(fact, "id0", mine)]
        for stated, end, reference, begins in product(
            levels, ends, (None, "R1", "R2"), (day, on(first), on(max(0, first - 1)))
        ):
            row = RatingRow(A, "customs", stated, begins, end, None, reference)
            for complete in ((), (on(1),)):
                at = ListDay(day, complete, SCHEMES["customs"])
                quick, whole = agreed(row, standing, at), place(row, standing, at)
                if row.valid_from <= day:
                    assert quick in (None, worked_out(row, standing, at))
                    assert whole == worked_out(row, standing, at)
                    stays = isinstance(whole, Placed) and whole.fate is Fate.STAYS
                    seen[quick is not None] += stays
    assert seen[True] > 10 * seen[False]
