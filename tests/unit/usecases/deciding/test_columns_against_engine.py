"""Column operations and the rule engine agree, on generated rules, facts and syncs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit_graph.domain.conditions import InRegion, Operator, RatingIs
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import EnterpriseFacts, Sync
from credit_graph.domain.policy import Policy
from credit_graph.errors import UnknownCodeError
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.deciding.chunk_decider import ChunkDecider
from credit_graph.usecases.deciding.dossier_table import DOSSIER, dossiers_of
from support import eligibility_cases as cases
from support.decision_oracle import DecisionLine, decision_lines
from support.small_world import (
    TODAY,
    VOCABULARY,
    WORDS,
    known,
    measure,
    policy,
    rated,
    rulebook,
)

ASKED = (RatingIs("tax", ("A",), WORDS), InRegion("11", WORDS))

often = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def decided(
    engine: RuleEngine, every: list[EnterpriseFacts], syncs: tuple[Sync, ...]
) -> list[DecisionLine]:
    decider = ChunkDecider(engine, syncs, TODAY)
    dossiers = dossiers_of(every, TODAY, decider.links, Coverage(syncs, VOCABULARY), VOCABULARY)
    return [DecisionLine(**row) for row in decider(dossiers).to_pylist()]


def numbered(every: list[EnterpriseFacts]) -> list[EnterpriseFacts]:
    """The same facts under codes of their own."""
    return [
        replace(each, enterprise=replace(each.enterprise, uscc=f"{number:018}"))
        for number, each in enumerate(every)
    ]


@often
@given(
    policies=st.tuples(cases.policies("p"), cases.policies("q")),
    every=st.lists(cases.facts_of_any_status, min_size=1, max_size=4).map(numbered),
    syncs=cases.syncs,
)
def test_every_row_is_what_the_engine_decides(
    policies: tuple[Policy, ...], every: list[EnterpriseFacts], syncs: tuple[Sync, ...]
) -> None:
    engine = RuleEngine(rulebook(*policies))
    expected = decision_lines(engine, every, Coverage(syncs, VOCABULARY), TODAY)
    assert decided(engine, every, syncs) == expected


@pytest.mark.parametrize("kind", cases.FLAT_LEAVES, ids=lambda kind: kind.code)
@settings(often, max_examples=60)
@given(data=st.data(), syncs=cases.syncs)
def test_each_operator_depends_on_nothing_but_what_its_record_names(
    kind: type[Operator], data: st.DataObject, syncs: tuple[Sync, ...]
) -> None:
    asked = [data.draw(cases.FLAT_LEAVES[kind]) for _ in range(3)]
    measures = [measure(f"p/{number}", leaf) for number, leaf in enumerate(asked)]
    engine = RuleEngine(rulebook(policy(*measures)))
    every = numbered(data.draw(st.lists(cases.enterprise_facts, min_size=1, max_size=8)))
    expected = decision_lines(engine, every, Coverage(syncs, VOCABULARY), TODAY)
    assert decided(engine, every, syncs) == expected


OFFICIAL = RuleEngine(build_rulebook(read_seeds(seeds_folder())))
TURNS = sorted(
    {
        version.valid_from
        for scheme in OFFICIAL.rulebook.vocabulary.schemes.values()
        for version in scheme.versions
    }
)


def awarded(scheme: str, level: str, day: date) -> EnterpriseFacts:
    facts = known("410400", None, (), rated(scheme, level, Interval(day)))
    return replace(facts, enterprise=replace(facts.enterprise, uscc=f"{scheme}{level}{day}"))


def test_a_rating_awarded_under_an_earlier_version_of_its_scheme_is_read_across_the_turn() -> None:
    assert TURNS
    vocabulary, today = OFFICIAL.rulebook.vocabulary, max(TURNS) + timedelta(400)
    days = [turn + timedelta(days) for turn in TURNS for days in (-1, 0, 1)]
    every = [
        awarded(scheme.code, level.code, day)
        for scheme in vocabulary.schemes.values()
        for level in scheme.levels
        for day in days
    ]
    coverage = Coverage((), vocabulary)
    decider = ChunkDecider(OFFICIAL, (), today)
    dossiers = dossiers_of(every, today, decider.links, coverage, vocabulary)
    found = [DecisionLine(**row) for row in decider(dossiers).to_pylist()]
    assert found == decision_lines(OFFICIAL, every, coverage, today)


def rows_of_measures(*codes: str) -> list[str]:
    asked = policy(
        measure("p/1", ASKED[0], parts=(measure("p/1.a", ASKED[1]),)),
        measure("p/2", ASKED[1]),
    )
    decider = ChunkDecider(RuleEngine(rulebook(asked)), (), TODAY, codes)
    return list(decider.codes)


def test_measures_are_chosen_by_code_in_the_documents_order() -> None:
    assert rows_of_measures("p/2", "p/1.a") == ["p/1.a", "p/2"]


def test_a_measure_that_does_not_exist_is_named_with_near_ones() -> None:
    with pytest.raises(UnknownCodeError, match="p/9") as refused:
        rows_of_measures("p/9")
    assert refused.value.code == "UNKNOWN_MEASURE"


def test_a_table_of_nobody_has_its_columns() -> None:
    engine = RuleEngine(rulebook(policy(measure("p/1", ASKED[0]))))
    decider = ChunkDecider(engine, (), TODAY)
    table = decider(DOSSIER.empty_table())
    assert table.num_rows == 0
    assert table.column_names[:3] == ["uscc", "measure", "verdict"]


def test_one_row_per_enterprise_has_the_same_verdicts() -> None:
    asked = (measure(f"p/{number}", leaf) for number, leaf in enumerate(ASKED))
    engine = RuleEngine(rulebook(policy(*asked)))
    decider = ChunkDecider(engine, (), TODAY)
    every = numbered([known("111", None, (), rated("tax", "A")), known("121")])
    dossiers = dossiers_of(every, TODAY, (), Coverage((), VOCABULARY), VOCABULARY)
    wide = decider.words.wide(decider.decide(dossiers)).to_pylist()
    long = {(row["uscc"], row["measure"]): row["verdict"] for row in decider(dossiers).to_pylist()}
    assert {(row["uscc"], code): row[code] for row in wide for code in decider.codes} == long
