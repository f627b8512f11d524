"""Registrations along the days: what rows of enterprises.csv make of each other."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.reconciling.timeline import RegistrationJudge
from credit_graph.intake.reconciling.upsert import Decisions, Standing
from credit_graph.intake.rows.kinds import EnterpriseRow
from support.registration_oracle import DAYS, Calendar, Line

if TYPE_CHECKING:
    from collections.abc import Mapping

A = "91410400XN00000125"
TODAY = date(2020, 7, 1)
MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)


def row(what: str, valid_from: date | None = None, valid_to: date | None = None) -> EnterpriseRow:
    return EnterpriseRow(A, what, "410400", None, (), None, "active", valid_from, valid_to)


class Store:
    """What an import would leave in the graph, with what is decided about each row."""

    def __init__(self) -> None:
        self.facts: dict[str, EnterpriseRow] = {}
        self._judge = RegistrationJudge(TABLES[Kind.ENTERPRISES], TODAY)
        self._made = 0

    def take(self, *rows: EnterpriseRow) -> Decisions:
        """Import rows in one batch; what stood before was brought by other imports."""
        standing = [Standing(each, fact) for fact, each in self.facts.items()]
        found: Mapping[object, list[Standing]] = {A: standing} if standing else {}
        decided = self._judge.decide(list(enumerate(rows)), found)
        for _, fact in decided.corrected:
            self.facts.pop(fact)
        for each in decided.shortened:
            self.facts.pop(each.fact.fact_id)
        recorded = [*decided.added, *(index for index, _ in decided.corrected)]
        for each_row in [decided.placed.get(index, rows[index]) for index in recorded]:
            self._put(each_row)
        for each in decided.shortened:
            self._put(each.row)
        return decided

    def on(self, day: date) -> str:
        """Return what it is on a day, as a reader finds it."""
        shown = [
            each
            for each in self.facts.values()
            if (each.shown_from is None or each.shown_from <= day)
            and (each.shown_to is None or day < each.shown_to)
        ]
        assert len(shown) <= 1, f"two registrations on {day}"
        if not shown:
            return "nothing"
        (found,) = shown
        if found.valid_to is not None and found.valid_to <= day:
            return f"ended {found.name}"
        if found.valid_from is not None and day < found.valid_from:
            return f"unregistered {found.name}"
        return found.name

    def _put(self, each: object) -> None:
        assert isinstance(each, EnterpriseRow)
        self._made += 1
        self.facts[f"f{self._made}"] = each


def codes(decided: Decisions) -> list[str]:
    return [str(problem.code) for _, problem in decided.rejected]


def days(store: Store) -> list[tuple[str, date | None, date | None]]:
    found = [(each.name, each.valid_from, each.valid_to) for each in store.facts.values()]
    return sorted(found, key=lambda each: each[1] or date.min)


def test_a_dated_row_begins_a_registration_and_ends_the_one_before() -> None:
    store = Store()
    store.take(row("old"))
    decided = store.take(row("new", JUNE))
    assert days(store) == [("old", None, JUNE), ("new", JUNE, None)]
    assert (len(decided.added), len(decided.corrected), len(decided.shortened)) == (1, 0, 1)


def test_rows_of_one_enterprise_may_stand_in_any_order() -> None:
    forwards, backwards = Store(), Store()
    rows = (row("a", MAY), row("b", JUNE), row("c", JULY))
    forwards.take(*rows)
    backwards.take(*reversed(rows))
    assert days(forwards) == days(backwards)
    assert days(forwards) == [("a", MAY, JUNE), ("b", JUNE, JULY), ("c", JULY, None)]


def test_a_row_without_a_day_corrects_the_registration_of_today_and_keeps_its_days() -> None:
    store = Store()
    later = TODAY + timedelta(days=30)
    store.take(row("a"), row("b", MAY), row("planned", later))
    decided = store.take(row("B"))
    assert days(store) == [("a", None, MAY), ("B", MAY, later), ("planned", later, None)]
    assert len(decided.corrected) == 1
    assert store.take(row("B")).unchanged


def test_an_export_of_a_first_registration_without_a_beginning_is_known_again() -> None:
    store = Store()
    store.take(row("a"), row("b", MAY), row("c", JUNE))
    decided = store.take(row("a", None, MAY), row("b", MAY, JUNE), row("c", JUNE))
    assert len(decided.unchanged) == 3
    again = Store()
    again.take(row("b", MAY, JUNE), row("c", JUNE), row("a", None, MAY))
    assert days(again) == days(store)


def test_a_registration_inserted_before_another_ends_where_that_begins() -> None:
    store = Store()
    store.take(row("a"))
    store.take(row("c", JULY))
    store.take(row("b", JUNE))
    assert days(store) == [("a", None, JUNE), ("b", JUNE, JULY), ("c", JULY, None)]


def test_an_end_beyond_the_next_beginning_is_rejected_with_what_stands_there() -> None:
    store = Store()
    store.take(row("a"), row("c", JULY))
    assert codes(store.take(row("b", JUNE, JULY + timedelta(days=1)))) == ["CONTRADICTS_FACT"]
    fresh = Store()
    assert codes(fresh.take(row("c", JULY), row("b", JUNE, date(2020, 8, 1)))) == [
        "CONTRADICTS_ROW"
    ]


def test_two_rows_of_one_import_about_the_same_days_are_one_too_many() -> None:
    store = Store()
    decided = store.take(row("a", MAY), row("a", MAY), row("b", MAY))
    assert codes(decided) == ["DUPLICATE_ROW", "CONTRADICTS_ROW"]
    assert days(store) == [("a", MAY, None)]


def test_an_end_on_or_before_the_first_day_is_rejected() -> None:
    store = Store()
    store.take(row("a", MAY), row("b", JUNE))
    between = MAY + timedelta(days=3)
    assert codes(store.take(row("b", None, between))) == ["INTERVAL_EMPTY"]


@pytest.mark.parametrize("seed", range(300))
def test_rows_of_many_imports_leave_what_a_replay_on_a_calendar_leaves(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    store, calendar = Store(), Calendar()
    for number in range(chance.randrange(1, 9)):
        line = any_line(chance, number)
        decided = store.take(row(line.what, line.valid_from, line.valid_to))
        assert (not decided.rejected) == calendar.take(line, TODAY), (number, line)
        assert [store.on(day) for day in DAYS] == [calendar.on(day) for day in DAYS], (number, line)


@pytest.mark.parametrize("seed", range(300))
def test_rows_of_one_batch_leave_what_they_leave_one_by_one(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    starts = chance.sample(DAYS, k=chance.randrange(1, 5))
    rows = [row(f"r{n}", start) for n, start in enumerate(starts)]
    if chance.random() < 0.5:
        rows = [replace(row("first"), valid_to=None), *rows]
    together, apart = Store(), Store()
    together.take(*rows)
    for each in rows:
        apart.take(each)
    assert days(together) == days(apart)
    assert [together.on(day) for day in DAYS] == [apart.on(day) for day in DAYS]


def any_line(chance: Random, number: int) -> Line:
    start = chance.choice((None, None, *chance.sample(DAYS, k=3)))
    end = chance.choice((None, None, *chance.sample(DAYS, k=1)))
    if start is not None and end is not None and end <= start:
        end = None
    return Line(f"r{number}", start, end)
