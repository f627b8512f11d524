"""Customs' classes by Orders 237, 251 and 282: what a rating is after a turn, and what it rests on.

Source: readings, "Time and the law"; cases of faults.md on levels that no order of the day has.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from credit_graph.domain.conditions import RatingIs
from credit_graph.domain.conditions.candidates import Rated
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import EvidenceKind, Finding
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import Enterprise, EnterpriseFacts, Origin, RatingFact, Sync
from credit_graph.domain.scheme_version import Level, SchemeVersion
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Scheme
from support.official_rules import official_rulebook
from support.small_world import WORDS

VOCABULARY = official_rulebook().vocabulary
CUSTOMS = VOCABULARY.schemes["customs"]
ADVANCED = RatingIs("customs", ("advanced",), WORDS, "advanced")
TURN_251, TURN_282 = date(2021, 11, 1), date(2026, 4, 1)
DAY_BEFORE = timedelta(days=1)


def found(
    leaf: RatingIs, level: str, since: str, day: date, syncs: tuple[Sync, ...] = ()
) -> Finding:
    rating = RatingFact("customs", level, Interval(date.fromisoformat(since)), Origin("r"))
    facts = EnterpriseFacts(Enterprise("x", "x", "410400"), ratings=(rating,))
    return Evaluation(Case(facts, day, VOCABULARY, Coverage(syncs, VOCABULARY))).finding(leaf)


def readings(finding: Finding) -> list[str]:
    return [str(each.text) for each in finding.evidence if each.kind is EvidenceKind.INTERPRETATION]


def test_each_order_has_its_levels_on_its_days() -> None:
    def names(day: date) -> list[str]:
        return [level.name for level in CUSTOMS.levels_on(day)]

    three = ["高级认证企业", "注册登记和备案企业", "失信企业"]
    assert names(TURN_251 - DAY_BEFORE) == [
        "高级认证企业",
        "一般认证企业",
        "一般信用企业",
        "失信企业",
    ]
    assert names(TURN_251) == names(TURN_282 - DAY_BEFORE) == three
    assert names(TURN_282) == ["高级认证企业", "认证企业", "常规企业", "失信企业", "严重失信企业"]
    # No order before 237 is recorded.
    assert names(date(2015, 1, 1)) == names(date(2018, 5, 1))


def test_the_versions_follow_one_another_without_a_gap() -> None:
    assert [each.valid_to for each in CUSTOMS.versions] == [TURN_251, TURN_282, None]


def test_every_level_of_any_order_is_listed_once_best_first() -> None:
    assert [level.code for level in CUSTOMS.levels] == [
        "advanced",
        "certified_general",
        "certified",
        "general",
        "dishonest",
        "serious_dishonest",
    ]


def test_certified_is_an_aeo_of_order_282_alone() -> None:
    aeo = [[each.code for each in version.levels if each.is_aeo] for version in CUSTOMS.versions]
    assert aeo == [["advanced"], ["advanced"], ["advanced", "certified"]]


def test_a_rating_of_2019_at_the_highest_class_still_counts_and_says_on_what_that_rests() -> None:
    finding = found(ADVANCED, "advanced", "2019-06-01", date(2026, 5, 1))
    assert finding.value is Truth.MET
    assert "第251号" in str(finding.text)
    assert "第282号" in str(finding.text)
    assert readings(finding) == [each.reading for each in CUSTOMS.versions[1:]]


def test_a_rating_by_the_order_of_the_day_rests_on_no_interpretation() -> None:
    finding = found(ADVANCED, "advanced", "2026-04-01", TURN_282)
    assert (finding.value, readings(finding)) == (Truth.MET, [])


def test_a_class_without_a_successor_ends_at_the_turn_and_is_never_guessed() -> None:
    before = found(ADVANCED, "certified_general", "2019-06-01", TURN_251 - DAY_BEFORE)
    after = found(ADVANCED, "certified_general", "2019-06-01", TURN_251)
    assert (before.value, after.value) == (Truth.NOT_MET, Truth.UNKNOWN)
    assert "一般认证企业 has no successor" in str(after.text)
    assert readings(after) == [CUSTOMS.versions[1].reading]
    complete = (Sync("customs", "410400", TURN_251, TURN_251),)
    assert found(ADVANCED, "certified_general", "2019-06-01", TURN_251, complete).value is (
        Truth.NOT_MET
    )


def test_certified_does_not_meet_what_older_documents_ask_and_says_why() -> None:
    finding = found(ADVANCED, "certified", "2026-04-01", date(2026, 5, 1))
    assert finding.value is Truth.NOT_MET
    [reading] = readings(finding)
    assert "认证企业 is an AEO by Order 282" in reading


def test_words_that_say_aeo_and_define_nothing_leave_certified_to_a_judgement() -> None:
    leaf = RatingIs("customs", ("advanced",), WORDS, "advanced", ("certified",))
    finding = found(leaf, "certified", "2026-04-01", date(2026, 5, 1))
    assert finding.value is Truth.JUDGEMENT
    assert [each.text for each in finding.evidence if each.kind is EvidenceKind.WORDS] == [
        WORDS.quote
    ]


def test_which_of_two_classes_a_dishonest_enterprise_is_after_the_turn_is_not_known() -> None:
    serious = RatingIs("customs", ("serious_dishonest",), WORDS)
    either = RatingIs("customs", ("dishonest", "serious_dishonest"), WORDS)
    after = found(serious, "dishonest", "2025-01-01", TURN_282)
    assert after.value is Truth.UNKNOWN
    assert "失信企业 or 严重失信企业" in str(after.text)
    assert "pds-customs" in str(after.text)
    # Whichever it is, it is one of both, and not the highest.
    assert found(either, "dishonest", "2025-01-01", TURN_282).value is Truth.MET
    assert found(ADVANCED, "dishonest", "2025-01-01", TURN_282).value is Truth.NOT_MET


@pytest.mark.parametrize(
    ("wanted", "level", "day", "value"),
    [
        ("general", "advanced", TURN_282, Truth.MET),
        ("general", "certified", TURN_282, Truth.MET),
        ("general", "general", TURN_282, Truth.MET),
        ("general", "dishonest", TURN_282, Truth.NOT_MET),
        ("general", "certified_general", date(2020, 1, 1), Truth.MET),
        # The order of the day has no such class: the one that had it ranks what it knows.
        ("certified_general", "advanced", TURN_282, Truth.MET),
        ("certified_general", "general", TURN_282, Truth.NOT_MET),
        ("certified_general", "certified", TURN_282, Truth.JUDGEMENT),
        ("certified", "advanced", TURN_251, Truth.MET),
        ("certified", "general", TURN_251, Truth.NOT_MET),
    ],
)
def test_at_least_compares_within_the_order_of_the_day(
    wanted: str, level: str, day: date, value: Truth
) -> None:
    leaf = RatingIs("customs", CUSTOMS.at_least(wanted), WORDS, wanted)
    assert found(leaf, level, day.isoformat(), day).value is value


def test_a_scheme_that_no_order_changed_has_the_same_levels_on_every_day() -> None:
    tax = VOCABULARY.schemes["tax"]
    assert tax.version(TURN_282) is None
    assert tax.levels_on(date(2000, 1, 1)) == tax.levels
    assert tax.at_least("B") == ("A", "B")
    assert (tax.turns, tax.turned(TURN_251, TURN_282)) == ((), ())
    assert tax.level_on("old", TURN_282).name == "old"


def test_who_was_rated_at_a_level_that_an_order_renamed_is_among_the_candidates() -> None:
    def version(code: str, since: date, until: date | None, level: str) -> SchemeVersion:
        carries = (("old", ("new",)),) if level == "new" else ()
        return SchemeVersion(code, code, "", since, until, (Level(level, level),), "", carries)

    first, second = date(2020, 1, 1), date(2025, 1, 1)
    versions = (version("a", first, second, "old"), version("b", second, None, "new"))
    scheme = Scheme(
        "renamed", "", "", levels=(Level("new", "new"), Level("old", "old")), versions=versions
    )
    words = replace(VOCABULARY, schemes={"renamed": scheme})
    found = RatingIs("renamed", ("new",), WORDS).candidates(frozenset({Truth.MET}), words)
    assert found.sources == frozenset((Rated("renamed", "new"), Rated("renamed", "old")))
    assert scheme.held("old", first, second) == {"new"}
    assert scheme.undecided() == frozenset()
    assert CUSTOMS.undecided() == {"dishonest"}
