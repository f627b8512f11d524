"""The schema is the one committed, says what everything is, and keeps its promise to clients."""

from pathlib import Path

import pytest
from graphql import parse

from credit_graph.api.schema import schema_text
from support.sdl import definitions, departures, fields_of, undescribed

HERE = Path(__file__).parent
CONTRACT = parse((HERE / "contract.graphql").read_text(encoding="utf-8"))
SCHEMA = parse(schema_text())

# Fields that the contract names in words, without their types.
ALSO_PROMISED = {
    "DecisionChange": "measure before after causes",
    "VerdictCounts": "eligible conditional notEligible unknown",
    "ChainTier": "tier memberCount aeoCount ratings listedCount",
    "ChainMember": "enterprise tier path share",
    "WeakLink": "enterprise kind path",
    "Cultivation": "target inChain shortfall candidates",
    "Candidate": "enterprise tier state missing rank",
    "Truncation": "at omitted order",
    "Quantity": "what operator value unit base",
    "Enterprise": "uscc name region zone kinds status ratings lists suppliers customers "
    "eligibility history",
    "Measure": "code title text category policy citation quantities requires excludes duties "
    "deadline dutyNote deadlineNote",
    "Agency": "code name aliases region duties coAgencies",
}


def test_the_committed_schema_is_current() -> None:
    committed = HERE.parents[1] / "schema.graphql"
    assert committed.read_text(encoding="utf-8") == schema_text(), "run `make schema`"


def test_everything_is_described() -> None:
    assert undescribed(SCHEMA) == []


def test_what_dashboards_code_against_is_there_with_its_types() -> None:
    assert departures(CONTRACT, SCHEMA) == []


@pytest.mark.parametrize("name", ALSO_PROMISED)
def test_the_fields_that_the_contract_names_in_words_are_there(name: str) -> None:
    offered = fields_of(definitions(SCHEMA).get(name))
    assert [field for field in ALSO_PROMISED[name].split() if field not in offered] == []


@pytest.mark.parametrize(
    ("ours", "departure"),
    [
        ("type Query { a: Int }", "Duty is missing"),
        ("type Duty { role: Int! on(day: Int!, n: Int = 3): Int }", "Duty.role is Int!, not Int"),
        ("type Duty { role: Int on(day: Int, n: Int = 3): Int }", "Duty.on(day:) is not Int!"),
        ("type Duty { role: Int on(day: Int!): Int }", "Duty.on(n:) is not Int = 3"),
        ("type Duty { role: Int on(day: Int!, n: Int! = 4): Int }", "Duty.on(n:) is not Int = 3"),
        ("type Duty { role: Int }", "Duty.on is missing"),
        (
            "type Duty { role: Int on(day: Int!, n: Int = 3, at: Int!): Int }",
            "Duty.on(at:) is required and not in the contract",
        ),
    ],
)
def test_a_departure_is_found_and_named(ours: str, departure: str) -> None:
    contract = parse("type Duty { role: Int on(day: Int!, n: Int = 3): Int }")
    assert departures(contract, parse(ours)) == [departure]


def test_a_missing_value_of_an_enumeration_is_found() -> None:
    found = departures(parse("enum Verdict { YES NO }"), parse("enum Verdict { YES MAYBE }"))
    assert found == ["Verdict.NO is missing"]


def test_more_than_the_contract_is_no_departure() -> None:
    contract = parse("type Duty { on(n: Int = 3): Int }")
    ours = parse("type Duty { on(n: Int! = 3, m: Int): Int more: Int }")
    assert departures(contract, ours) == []


def test_what_has_no_words_is_found() -> None:
    planted = parse('"A." type A { "B." b(c: Int): Int d: Int } input E { "F." f: Int }')
    assert undescribed(planted) == ["A.b(c:)", "A.d", "E"]
