"""Which terms are closed to whom, and that `Display` shows single facts to their keepers."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from credit_graph.domain.authority.closure import Closure, openness_of, term_of
from credit_graph.domain.authority.display import Display, speaker_of
from credit_graph.domain.authority.principal import LOCAL_READER, Principal
from credit_graph.domain.conditions import Family
from credit_graph.domain.facts.enterprise_query import EnterpriseQuery
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    EntryFact,
    KeptFact,
    Origin,
    RatingFact,
    Severity,
    StatementFact,
    ViolationFact,
)
from credit_graph.domain.openness import Openness
from support.closed_terms import ADMIN, OPERATOR, closed_rules, speaking_for
from support.official_rules import official_rulebook

PUBLIC, SHARED, KEEPER = Openness
TODAY, HOME, ELSEWHERE = date(2026, 11, 1), "410400", "350200"
DAYS = Interval(date(2026, 1, 1))
SAID = Origin("s1", "pds-tax")
FACTS: dict[str, tuple[KeptFact, str]] = {
    "schemes": (RatingFact("customs", "advanced", DAYS, Origin("r1")), "customs"),
    "lists": (
        EntryFact("pds_incentives_cancelled", DAYS, Origin("e1")),
        "pds_incentives_cancelled",
    ),
    "statements": (StatementFact("small_micro", "true", DAYS, SAID), "small_micro"),
    "commitments": (
        CommitmentFact("repair", None, date(2026, 1, 1), None, None, SAID),
        "repair",
    ),
    "violations": (
        ViolationFact(
            "tax_breach", Severity.SERIOUS, date(2026, 9, 1), None, "pds-tax", Origin("v1")
        ),
        "tax_breach",
    ),
}
KEEPERS = dict.fromkeys(FACTS, "pds-tax") | {"schemes": "pds-customs", "lists": "pds-customs"}
READERS: tuple[Principal, ...] = (
    LOCAL_READER,
    speaking_for("pds-tax"),
    speaking_for("pds-customs"),
    speaking_for("sh-zones-bureau"),
    OPERATOR,
    ADMIN,
)


def plainly_shown(noun: str, openness: Openness, reader: Principal, region: str) -> bool:
    """Say who is shown a fact, in the words of docs/authority.md."""
    if openness is PUBLIC or reader in (OPERATOR, ADMIN):
        return True
    if openness is SHARED:
        return reader.agency is not None
    kept_here = region == HOME or noun not in ("schemes", "lists")
    return kept_here and reader.agency == KEEPERS[noun]


@pytest.mark.parametrize(
    ("noun", "openness", "reader", "region"),
    [*product(FACTS, Openness, READERS, (HOME, ELSEWHERE))],
)
def test_a_fact_is_shown_to_those_for_whom_its_term_is_open(
    noun: str, openness: Openness, reader: Principal, region: str
) -> None:
    fact, code = FACTS[noun]
    rules = closed_rules(**{noun: {code: openness}})
    display = Display.of(rules, reader, TODAY)
    expected = plainly_shown(noun, openness, reader, region)
    assert display.shows(fact, region) is expected
    assert display.hidden([fact], region) == (frozenset() if expected else {fact.origin.fact_id})


def test_nothing_is_closed_where_every_term_is_public() -> None:
    assert official_rulebook().vocabulary.all_open
    for reader in READERS:
        assert Closure.of(official_rulebook(), reader) is None
        assert Display.of(official_rulebook(), reader, TODAY).bounds(EnterpriseQuery(TODAY)) == []


def test_nothing_is_closed_to_operators_nor_what_is_shared_to_agencies() -> None:
    rules = closed_rules(schemes={"tax": SHARED})
    assert not rules.vocabulary.all_open
    for reader in READERS[1:]:
        assert Closure.of(rules, reader) is None
    assert Closure.of(rules, LOCAL_READER) is not None


def test_a_closure_is_the_same_for_all_who_keep_nothing_of_it() -> None:
    rules = closed_rules(schemes={"customs": KEEPER})
    closed = {each: Closure.of(rules, each) for each in READERS[:4]}
    assert closed[LOCAL_READER] == closed[speaking_for("pds-tax")]
    assert closed[LOCAL_READER] != closed[speaking_for("pds-customs")]
    other = closed_rules(schemes={"tax": KEEPER})
    assert closed[LOCAL_READER] != Closure.of(other, LOCAL_READER)


def test_a_filter_finds_facts_where_they_are_open() -> None:
    rules = closed_rules(
        schemes={"customs": KEEPER}, lists={"serious_dishonesty": KEEPER, "gop": SHARED}
    )

    def bounds(reader: Principal, **asked: str) -> list[frozenset[str]]:
        return Display.of(rules, reader, TODAY).bounds(EnterpriseQuery(TODAY, **asked))  # type: ignore[arg-type]

    assert bounds(LOCAL_READER, scheme="tax") == []
    assert bounds(LOCAL_READER, scheme="customs", list="gop") == [frozenset()] * 2
    (mine,) = bounds(speaking_for("pds-customs"), scheme="customs", list="gop")
    assert HOME in mine
    assert ELSEWHERE not in mine
    # Nobody is on record as keeping it.
    assert bounds(speaking_for("pds-customs"), list="serious_dishonesty") == [frozenset()]
    assert bounds(OPERATOR, scheme="customs") == []


def test_a_code_is_closed_of_whatever_family_it_is() -> None:
    rules = closed_rules(schemes={"customs": KEEPER}, violations={"tax_breach": KEEPER})
    closure = Closure.of(rules, speaking_for("pds-customs"))
    assert closure is not None
    assert closure.closes_code("customs", ELSEWHERE)
    assert not closure.closes_code("customs", HOME)
    assert closure.closes_code("tax_breach", HOME)
    assert not closure.closes_code("gop", HOME)
    assert closure.closes_any(Family.VIOLATIONS)
    assert not closure.closes_any(Family.STATEMENTS)


def test_a_code_that_nothing_explains_is_public() -> None:
    words = closed_rules(lists={"gop": SHARED}).vocabulary
    assert openness_of(Family.ENTRIES, "gop", words) is SHARED
    assert openness_of(Family.ENTRIES, "gone", words) is PUBLIC


def test_every_kind_of_fact_has_its_term() -> None:
    found = [term_of(fact) for fact, _ in FACTS.values()]
    assert [code for _, code in found] == [code for _, code in FACTS.values()]
    assert len({family for family, _ in found}) == len(FACTS)


def test_who_keeps_a_single_fact_is_named_where_it_is_not_public() -> None:
    fact, _ = FACTS["violations"]
    other = ViolationFact(
        "tax_breach", Severity.MINOR, date(2026, 9, 1), None, "a court", Origin("v2")
    )
    closed = closed_rules(violations={"tax_breach": SHARED})
    assert speaker_of(fact, "", closed) == "pds-tax"
    assert speaker_of(other, "", closed) is None
    assert speaker_of(fact, "", official_rulebook()) is None
    assert speaker_of(fact, "", closed_rules(violations={"customs_breach": KEEPER})) is None
    rating, _ = FACTS["schemes"]
    assert speaker_of(rating, "", closed_rules(schemes={"customs": KEEPER})) is None


def test_who_keeps_a_fact_is_named_where_it_states_that_it_is_not_public() -> None:
    rating, _ = FACTS["schemes"]
    closed = replace(rating, origin=replace(rating.origin, openness=SHARED))
    public = replace(rating, origin=replace(rating.origin, openness=PUBLIC))
    assert speaker_of(closed, "410400", official_rulebook()) == "pds-customs"
    assert speaker_of(closed, "350200", official_rulebook()) == "xm-customs"
    assert speaker_of(closed, "", official_rulebook()) is None
    assert speaker_of(public, "410400", official_rulebook()) is None
