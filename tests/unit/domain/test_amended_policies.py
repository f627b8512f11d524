"""A policy that was amended answers each day by the text that stands on it."""

from datetime import date

import pytest

from credit_graph.domain.authority.keepers import KeeperTable
from credit_graph.domain.conditions import LinkedTo, leaves_of
from credit_graph.domain.duties.calendar import Calendar
from credit_graph.domain.duties.duty_book import DutyBook, DutyQuery
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    Origin,
    RatingFact,
    StatementFact,
    Sync,
)
from credit_graph.domain.policy import Validity
from credit_graph.domain.policy_difference import policy_difference
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.files.declared import policy_files
from credit_graph.seeds.rulebook import build_rulebook
from support.amended_seeds import AFTER, BEFORE, LATER, TURN, amended_seeds
from support.small_seeds import POLICY, SmallSeeds

RULES = build_rulebook(amended_seeds().seed_set())
ENGINE = RuleEngine(RULES)
CODE = "tiny-2021-1"
COMPLETE = Coverage(
    [Sync(each, "410000", date(2020, 1, 1), date(2026, 1, 1)) for each in RULES.vocabulary.lists],
    RULES.vocabulary,
)


def aeo_in(region: str) -> EnterpriseFacts:
    since = Interval(date(2020, 1, 1))
    return EnterpriseFacts(
        Enterprise("91410400XN0000047P", "虚构", region, None, ()),
        ratings=(RatingFact("customs", "advanced", since, Origin("r")),),
        statements=(StatementFact("wants_aeo", "true", since, Origin("s")),),
    )


def verdicts(region: str, day: date) -> dict[str, str]:
    found = ENGINE.report(aeo_in(region), COMPLETE, day)
    return {each.measure.number: each.verdict.name for each in found.decisions}


def test_the_seeds_with_both_texts_are_proved_against_both_documents() -> None:
    report = check_seeds(amended_seeds().seed_set())
    assert report.findings == ()
    assert [each.document for each in report.policies] == ["000_tiny.txt", "001_tiny.txt"]


def test_a_report_decides_the_measures_of_the_text_of_its_day() -> None:
    assert list(verdicts("410400", BEFORE)) == ["1", "2", "3"]
    assert list(verdicts("410400", AFTER)) == ["1", "3", "4"]
    assert verdicts("410400", AFTER)["4"] == "ELIGIBLE"


def test_what_a_text_requires_counts_on_its_days_only() -> None:
    assert verdicts("410000", BEFORE)["1"] == "UNKNOWN"  # of the province, the city is not known
    assert verdicts("410000", AFTER)["1"] == "ELIGIBLE"
    assert verdicts("310115", AFTER)["1"] == "NOT_ELIGIBLE"


def test_one_measure_is_decided_by_the_text_of_the_day_whichever_is_given() -> None:
    later = RULES.measures[f"{CODE}/1"]
    earlier = RULES.on(BEFORE).measures[f"{CODE}/1"]
    assert (earlier.quantities[0].value, later.quantities[0].value) == (20, 10)
    for given in (earlier, later):
        before = ENGINE.decide(given, aeo_in("410400"), COMPLETE, BEFORE)
        after = ENGINE.decide(given, aeo_in("410400"), COMPLETE, AFTER)
        assert before is not None
        assert after is not None
        assert (before.measure, after.measure) == (earlier, later)
        assert ENGINE.goal(given, BEFORE) != ENGINE.goal(given, AFTER)


def test_a_measure_is_not_in_force_on_days_of_a_text_without_it() -> None:
    dropped, new = RULES.measures[f"{CODE}/2"], RULES.measures[f"{CODE}/4"]
    facts = aeo_in("410400")
    assert ENGINE.decide(dropped, facts, COMPLETE, BEFORE) is not None
    assert ENGINE.decide(dropped, facts, COMPLETE, AFTER) is None
    assert ENGINE.goal(dropped, AFTER) is None
    assert ENGINE.decide(new, facts, COMPLETE, BEFORE) is None
    assert ENGINE.goal(new, AFTER) is not None


def test_nothing_is_in_force_before_the_first_text() -> None:
    assert verdicts("410400", date(2021, 10, 31)) == {}
    assert RULES.on(date(2021, 10, 31)).policies[CODE].validity(BEFORE) is Validity.IN_FORCE


def test_the_earlier_text_says_that_it_was_amended_and_both_answer_for_their_days() -> None:
    first, second = (RULES.on(day).policies[CODE] for day in (BEFORE, AFTER))
    assert (first.text_from, second.text_from) == (None, TURN)
    assert (first.validity(BEFORE), second.validity(AFTER)) == (Validity.IN_FORCE,) * 2
    assert first.validity(AFTER) is Validity.AMENDED
    assert first.text != second.text
    assert RULES.text(CODE, None) == first
    assert RULES.text(CODE, TURN) == second


def test_each_text_names_its_measures_apart_from_those_of_the_other() -> None:
    of_both = [each for each in RULES.every_measure() if each.number == "3.1"]
    assert len({each.edition for each in of_both}) == 2
    assert {each.text_from for each in of_both} == {None, TURN}


def test_the_difference_shows_what_began_ended_and_changed_with_the_later_text() -> None:
    first, second = (RULES.on(day).policies[CODE] for day in (BEFORE, AFTER))
    found = policy_difference(first, BEFORE, second, AFTER)
    assert [each.code for each in found.began] == [f"{CODE}/4"]
    assert [each.code for each in found.ended] == [f"{CODE}/2"]
    changed = {each.code: each.what for each in found.changed}
    assert changed[f"{CODE}/1"] == ("text", "requires", "quantities")
    assert set(changed) == {f"{CODE}/1", f"{CODE}/3.1", f"{CODE}/3.2"}  # 3 says the same


def test_a_stretch_holds_the_days_of_one_rulebook() -> None:
    days = [(each.first, each.last) for each in RULES.between(date(2023, 1, 1), date(2024, 12, 31))]
    assert days == [(date(2023, 1, 1), BEFORE), (TURN, date(2024, 12, 31))]
    assert [each.first for each in RULES.between(TURN, TURN)] == [TURN]
    plain = build_rulebook(SmallSeeds().seed_set())
    assert plain.on(BEFORE) is plain
    assert [each.rulebook for each in plain.between(BEFORE, AFTER)] == [plain]
    assert plain.turns() == ()


def due(first: date, last: date) -> list[str]:
    return [
        item.code
        for part, begins, ends in DutyBook(RULES).between(first, last)
        for item in Calendar(part, (), first).items(begins, ends)
    ]


def test_what_is_due_follows_the_text_of_its_day() -> None:
    assert due(date(2023, 9, 1), date(2024, 7, 1)) == [
        f"{CODE}/o1/2023-09-25@tiny-customs",
        f"{CODE}/o1/2023-12-25@tiny-customs",
        f"{CODE}/o1/2024-06-25@tiny-market",
    ]


def test_duties_are_those_of_the_text_of_the_day_and_lead_to_its_subjects() -> None:
    book = DutyBook(RULES)
    for day, agency in ((BEFORE, "tiny-customs"), (AFTER, "tiny-market")):
        held = [each for each in book.on(day).duties(DutyQuery()) if each.subject == f"{CODE}/o1"]
        assert [each.agency for each in held] == [agency]
        assert RULES.subject(held[0]) == RULES.on(day).obligations[f"{CODE}/o1"]
        of_item = next(
            each for each in book.on(day).duties(DutyQuery()) if each.subject == f"{CODE}/1"
        )
        assert RULES.subject(of_item) == RULES.on(day).measures[f"{CODE}/1"]
    codes = [each.code for day in (BEFORE, AFTER) for each in book.on(day).duties(DutyQuery())]
    assert len({*codes}) == len(codes)
    assert book.on(AFTER) is book.on(AFTER)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_the_rulebook_of_a_day_still_knows_every_code_that_facts_may_name(day: date) -> None:
    assert RULES.on(day).measures.keys() == RULES.measures.keys()
    assert RULES.on(day).obligations.keys() == RULES.obligations.keys()


def test_conditions_on_partners_of_every_text_are_known_beforehand() -> None:
    regions = {
        str(leaf.summary())
        for measure in RULES.every_measure()
        if measure.requires is not None
        for leaf in leaves_of(measure.requires)
        if isinstance(leaf, LinkedTo)
    }
    assert len(regions) == 1


def test_a_policy_is_withdrawn_with_all_its_texts() -> None:
    assert policy_files(amended_seeds().seed_set()) == {CODE: (LATER, POLICY)}


def test_a_report_is_taken_from_whoever_owes_it_by_any_of_the_texts() -> None:
    keepers = KeeperTable(RULES).of_report(f"{CODE}/o1")
    assert keepers.agencies == ("tiny-customs", "tiny-market")
    assert KeeperTable(RULES).of_report("nothing").agencies == ()
