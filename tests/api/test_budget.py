"""What is over budget is refused at once, before anything is validated or executed."""

import time
from collections.abc import Callable
from math import ceil

import pytest
from graphql import build_schema as built_from
from graphql import get_introspection_query, parse
from hypothesis import HealthCheck, given, settings

from credit_graph.api.execution.cost import QueryCost, query_cost
from credit_graph.api.execution.documents import check_cost
from credit_graph.api.execution.list_lengths import ListLengths
from credit_graph.api.execution.sized_arguments import with_defaults
from credit_graph.api.limits import DEFAULT_LIMITS, Limits
from credit_graph.api.schema import build_schema
from credit_graph.errors import OverBudgetError
from support.bombs import BOMBS, VARIABLES
from support.documents import count_nodes, documents, lists_of
from support.official_rules import official_rulebook

pytestmark = pytest.mark.holds("policies")

SCHEMA = build_schema()
CORE = SCHEMA._schema
OFFICIAL = ListLengths.of(official_rulebook())
PRINTED = built_from(SCHEMA.as_str())
AT_MOST_S = 0.050
# Invented answers have lists of three, and no averages.
LONGEST = ListLengths(mean={}, most=dict.fromkeys(lists_of(CORE), 3.0))


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


def weighed(document: str, **variables: object) -> QueryCost:
    parsed = parse(document)
    return query_cost(parsed, CORE, LONGEST, with_defaults(parsed, variables))


async def test_there_are_forty_bombs() -> None:
    assert len(BOMBS) == 40


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused_within_50_ms_of_one_processor(name: str) -> None:
    seconds, found = await quickest(BOMBS[name], **VARIABLES.get(name, {}))
    assert found == ["BAD_ARGUMENT" if name in VARIABLES else "OVER_BUDGET"]
    assert seconds <= AT_MOST_S


async def test_fragments_that_use_each_other_end_the_walk_and_are_refused() -> None:
    document = "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }"
    seconds, found = await quickest(document)
    assert set(found) == {"VALIDATION_FAILED"}
    assert seconds <= AT_MOST_S


async def test_a_refusal_says_what_was_asked_and_what_is_allowed() -> None:
    result = await SCHEMA.execute(
        "{ enterprises(first: 100) { nodes { suppliers(first: 100) { nodes { "
        "customers(first: 100) { nodes { uscc } } } } } } }"
    )
    asked = (result.extensions or {})["cost"]["asked"]
    assert 1_000_000 < asked < 2_000_000
    [error] = result.errors or []
    assert error.message == f"The document's cost is {asked}; the limit is 200000."


async def test_an_answer_says_what_it_cost() -> None:
    result = await SCHEMA.execute("{ __typename }")
    assert result.extensions == {"cost": {"asked": 1, "limit": 200_000}}


async def test_the_introspection_that_tools_send_fits() -> None:
    result = await SCHEMA.execute(get_introspection_query(input_value_deprecation=True))
    assert result.errors is None


async def test_the_second_asking_neither_reads_nor_validates_again() -> None:
    document = "{ " + " ".join(f"a{each}: __typename" for each in range(100)) + " }"
    began = time.process_time()
    await SCHEMA.execute(document)
    first = time.process_time() - began
    again = []
    for _ in range(3):
        began = time.process_time()
        assert (await SCHEMA.execute(document)).errors is None
        again.append(time.process_time() - began)
    assert min(again) < first / 2


MEASURES = "query ($n: Int! = 3) { measures(first: $n) { nodes { requires { kind } } } }"


@pytest.mark.parametrize(
    ("given", "items"),
    [
        ({"n": 7}, 7),
        ({"n": 7.0}, 7),
        ({"n": 100.0}, 100),
        ({}, 3),
        ({"n": 100_000}, 100),
        ({"n": 0}, 100),
        ({"n": -1}, 100),
        ({"n": "x"}, 100),
        ({"n": "7"}, 100),
        ({"n": True}, 100),
        ({"n": None}, 100),
        ({"n": [5]}, 100),
        ({"n": 1e400}, 100),
    ],
)
def test_a_variable_counts_as_what_it_comes_to(given: dict[str, object], items: int) -> None:
    assert weighed(MEASURES, **given).cost == ceil(1 + items * 2.2)


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ("{ measures(first: 10) { totalCount } }", 1.2),
        (
            "{ measures(first: 10) { nodes { code } edges { node { code } } } }",
            1 + 10 * 1.2 + 10 * 2.2,
        ),
        ("{ measures(first: 10) { ...M } } fragment M on MeasureConnection { nodes { code } }", 13),
        ("{ measures { nodes { code } } }", 1 + 100 * 1.2),
        ("{ measures(first: 5) @skip(if: true) { nodes { code } } }", 1 + 5 * 1.2),
        ("query($b: Boolean!) { measures(first: 5) { nodes @include(if: $b) { code } } }", 7),
        (
            "query A { node(id: 1) { id } } query B { measures(first: 9) { nodes { code } } }",
            1 + 9 * 1.2,
        ),
        ("{ nonsense { deeper { still } } }", 2.2),
    ],
)
def test_units_are_counted_from_pages_lists_and_objects(document: str, cost: float) -> None:
    assert weighed(document).cost == ceil(cost)


@pytest.mark.parametrize(
    "document",
    [
        """{ chain(core: "9") { members(first: 5) { nodes { enterprise { eligibility {
        decisions { nearestChange { text agency { name } } } } } } } } }""",
        "{ agencies(first: 100) { nodes { code duties(first: 100) { nodes { role } } } } }",
        """{ enterprises(first: 100) { nodes { name eligibility { decisions {
        nearestVerdict } } } } }""",
    ],
)
def test_what_a_screen_asks_passes(document: str) -> None:
    check_cost(query_cost(parse(document), CORE, OFFICIAL, {}), DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "document",
    [
        "{ "
        + " ".join(
            f'a{n}: eligibleEnterprises(measure: "xm-2024-2/1", first: 1) {{ totalCount }}'
            for n in range(60)
        )
        + " }",
        "{ "
        + " ".join(
            f'a{n}: chain(core: "9", asOf: "2026-01-{n % 28 + 1:02}") {{ depth }}'
            for n in range(54)
        )
        + " }",
        "{ "
        + " ".join(
            f'a{n}: chainDiff(core: "9", from: "2026-01-01", to: "2026-01-{n + 2:02}") '
            "{ before { depth } }"
            for n in range(20)
        )
        + " }",
    ],
    ids=["counts of the eligible", "chains", "comparisons of chains"],
)
def test_what_would_keep_the_database_busy_is_refused(document: str) -> None:
    with pytest.raises(OverBudgetError, match="cost"):
        check_cost(query_cost(parse(document), CORE, OFFICIAL, {}), DEFAULT_LIMITS)


def test_depth_and_introspection_are_counted_apart() -> None:
    asked = weighed('{ policy(code: "x") { issuers { name } } __schema { types { name } } }')
    assert (asked.depth, asked.introspection_depth) == (3, 3)


@pytest.mark.parametrize(
    "figure",
    [
        "depth",
        "introspection_depth",
        "fields",
        "aliases",
        "directives",
        "directives_each",
        "repeats",
        "cost",
    ],
)
def test_each_limit_is_kept_to_the_figure(figure: str) -> None:
    none = dict.fromkeys(QueryCost.__slots__, 0)
    limit = getattr(DEFAULT_LIMITS, figure)
    check_cost(QueryCost(**{**none, figure: limit}), DEFAULT_LIMITS)
    with pytest.raises(OverBudgetError, match=str(limit + 1)):
        check_cost(QueryCost(**{**none, figure: limit + 1}), DEFAULT_LIMITS)


def test_aliases_and_directives_are_counted_as_they_are_written() -> None:
    asked = weighed(
        "{ a: policies { b: code @skip(if: false) } c: __typename @x @y @z ...F ...F }"
        " fragment F on Query { d: __typename }"
    )
    assert (asked.aliases, asked.directives, asked.directives_each) == (4, 4, 3)


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
            query_cost(document, CORE, LONGEST, {})
            took.append(time.process_time() - began)
        return min(took)

    assert seconds(160) < 4 * seconds(80) + 0.001


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(document=documents(PRINTED))
def test_the_cost_is_never_below_the_nodes_of_the_fullest_answer(document: str) -> None:
    assert weighed(document).cost >= count_nodes(PRINTED, document, LONGEST)
