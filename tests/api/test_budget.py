"""What is over budget is refused at once, before anything is validated or executed."""

import time
from collections.abc import Callable

import pytest
from graphql import build_schema as built_from
from graphql import get_introspection_query, parse
from hypothesis import HealthCheck, given, settings

from credit_graph.api.budget import check_footprint
from credit_graph.api.footprint import Footprint, footprint_of, sizes_in
from credit_graph.api.limits import DEFAULT_LIMITS, Limits
from credit_graph.api.schema import build_schema
from credit_graph.errors import OverBudgetError
from support.bombs import BOMBS, VARIABLES
from support.documents import count_nodes, documents

SCHEMA = build_schema()
CORE = SCHEMA._schema
PRINTED = built_from(SCHEMA.as_str())
AT_MOST_S = 0.050


async def quickest(document: str, **variables: object) -> tuple[float, list[str]]:
    """Return the least processor time of three askings, in seconds, and the codes.

    Each differs in a blank at its end, so that none profits from what is remembered; a busy
    machine does not count.
    """
    took, found = [], []
    for turn in range(3):
        began = time.process_time()
        found = await codes(document + " " * turn, **variables)
        took.append(time.process_time() - began)
    return min(took), found


async def codes(document: str, **variables: object) -> list[str]:
    """Return the codes of the answer. Without a context, a resolver that ran would be INTERNAL."""
    result = await SCHEMA.execute(document, variable_values=variables)
    assert result.data is None
    return [str((error.extensions or {}).get("code")) for error in result.errors or ()]


def weighed(document: str, **variables: object) -> Footprint:
    parsed = parse(document)
    return footprint_of(parsed, CORE, sizes_in(parsed, variables), DEFAULT_LIMITS.listed)


async def test_there_are_forty_bombs() -> None:
    assert len(BOMBS) == 40


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused_within_50_ms_of_one_processor(name: str) -> None:
    seconds, found = await quickest(BOMBS[name], **VARIABLES.get(name, {}))
    assert found == ["OVER_BUDGET"]
    assert seconds <= AT_MOST_S


async def test_fragments_that_use_each_other_end_the_walk_and_are_refused() -> None:
    document = "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }"
    seconds, found = await quickest(document)
    assert set(found) == {"VALIDATION_FAILED"}
    assert seconds <= AT_MOST_S


async def test_a_refusal_says_what_was_asked_and_what_is_allowed() -> None:
    result = await SCHEMA.execute(
        "{ enterprises(first: 100) { nodes { suppliers(first: 100) { nodes { uscc } } } } }"
    )
    assert result.extensions == {"cost": {"asked": 10_201, "limit": 5_000}}
    [error] = result.errors or []
    assert error.message == "The document's cost is 10201; the limit is 5000."


async def test_an_answer_says_what_it_cost() -> None:
    result = await SCHEMA.execute("{ __typename }")
    assert result.extensions == {"cost": {"asked": 0, "limit": 5_000}}


async def test_the_introspection_that_tools_send_fits() -> None:
    result = await SCHEMA.execute(get_introspection_query(input_value_deprecation=True))
    assert result.errors is None


async def test_the_second_asking_neither_reads_nor_validates_again() -> None:
    document = "{ " + " ".join(f"a{each}: __typename" for each in range(150)) + " }"
    began = time.process_time()
    await SCHEMA.execute(document)
    first = time.process_time() - began
    again = []
    for _ in range(3):
        began = time.process_time()
        assert (await SCHEMA.execute(document)).errors is None
        again.append(time.process_time() - began)
    assert min(again) < first / 2


@pytest.mark.parametrize(
    ("given", "cost"),
    [
        ({"n": 7}, 1 + 7),
        ({}, 1 + 3),
        ({"n": 100_000}, 1 + 100),
        ({"n": -1}, 1 + 1),
        ({"n": "x"}, 101),
    ],
)
def test_a_variable_counts_as_what_it_comes_to(given: dict[str, object], cost: int) -> None:
    document = "query ($n: Int! = 3) { measures(first: $n) { nodes { code } } }"
    assert weighed(document, **given).cost == cost


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ("{ measures(first: 10) { totalCount } }", 1),
        ("{ measures(first: 10) { nodes { code } edges { node { code } } } }", 1 + 10 + 20),
        ("{ measures(first: 10) { ...M } } fragment M on MeasureConnection { nodes { code } }", 11),
        ("{ policies { code } }", 5),
        ("{ policies { issuers { name } } }", 5 + 25),
        ("{ measures { nodes { code } } }", 101),
        ("{ nonsense { deeper { still } } }", 2),
        ("query A { policies { code } } query B { measures(first: 9) { nodes { code } } }", 10),
    ],
)
def test_nodes_are_counted_from_pages_lists_and_objects(document: str, cost: int) -> None:
    assert weighed(document).cost == cost


def test_depth_and_introspection_are_counted_apart() -> None:
    asked = weighed('{ policy(code: "x") { issuers { name } } __schema { types { name } } }')
    assert (asked.depth, asked.introspection_depth) == (3, 3)


@pytest.mark.parametrize(
    "figure", ["depth", "introspection_depth", "fields", "directives", "repeats", "cost"]
)
def test_each_limit_is_kept_to_the_figure(figure: str) -> None:
    none = dict.fromkeys(Footprint.__slots__, 0)
    limit = getattr(DEFAULT_LIMITS, figure)
    check_footprint(Footprint(**{**none, figure: limit}), DEFAULT_LIMITS)
    with pytest.raises(OverBudgetError, match=str(limit + 1)):
        check_footprint(Footprint(**{**none, figure: limit + 1}), DEFAULT_LIMITS)


def test_an_ending_service_must_outlast_its_requests() -> None:
    with pytest.raises(ValueError, match="shutdown_s"):
        Limits(request_s=12.0, shutdown_s=12)


@pytest.mark.parametrize(
    "grown",
    [
        lambda n: "{ " + " ".join(f"a{i}: policies {{ code }}" for i in range(n)) + " }",
        lambda n: (
            "{ ...F0 } "
            + "".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} " for i in range(n))
            + f"fragment F{n} on Query {{ policies {{ code }} }}"
        ),
    ],
    ids=["fields", "fragments"],
)
def test_the_walk_is_linear(grown: Callable[[int], str]) -> None:
    def seconds(n: int) -> float:
        document = parse(grown(n))
        took = []
        for _ in range(5):
            began = time.process_time()
            footprint_of(document, CORE, {}, DEFAULT_LIMITS.listed)
            took.append(time.process_time() - began)
        return min(took)

    assert seconds(160) < 4 * seconds(80) + 0.001


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(document=documents(PRINTED))
def test_the_cost_is_never_below_the_nodes_of_the_fullest_answer(document: str) -> None:
    assert weighed(document).cost >= count_nodes(PRINTED, document, DEFAULT_LIMITS.listed)
