"""The short way for plain queries gives the very answers of graphql-core."""

from dataclasses import replace
from datetime import datetime
from typing import NoReturn, cast

import orjson
import pytest

from credit_graph.api.context import Context
from credit_graph.api.cursors import CursorSeal
from credit_graph.api.express import Question
from credit_graph.api.loaders import Loaders
from credit_graph.api.schema import QuietSchema, build_schema
from credit_graph.errors import DatabaseUnreachableError
from credit_graph.graph.connection import Graph
from credit_graph.graph.receipt import receipt
from credit_graph.sharing.meter import Meter
from credit_graph.usecases.rules import RulesShelf
from support.agency_files import FILES, NOW, ONE, OTHER, imported, loaded
from support.random_queries import RandomQueries

QUERIES = 400
LINKS = f"""\
supplier_uscc,customer_uscc,valid_from,valid_to,category,share,source
{OTHER},{ONE},2024-01-01,,元件,0.35,虚构登记
{OTHER},{ONE},2024-02-01,,包装,0.1,虚构登记
{ONE},{OTHER},2024-01-01,,整机,,
"""
NAMED = {
    "uscc": f'"{ONE}"',
    "core": f'"{ONE}"',
    "agency.code": '"pds-customs"',
    "policy.code": '"pds-2021-7"',
    "measure.code": '"pds-2021-7/1"',
    "measure": '"pds-2021-7/1"',
    "beneficiaries.measure": '"xm-2024-2/13"',
    "eligibilityDiff.from": '"2023-01-01"',
    "eligibilityDiff.to": '"2026-01-01"',
    "from": '"2026-10-01"',
    "to": '"2026-11-30"',
    "first": "3",
}


class Counter:
    """The short way and the long way through one schema, as one caller sees them."""

    def __init__(self, schema: QuietSchema, context: Context) -> None:
        self._schema = schema
        self.context = context

    async def long_way(self, text: str, **variables: object) -> bytes:
        found = await self._schema.execute(
            text, variable_values=variables, context_value=self.context
        )
        body: dict[str, object] = {"data": found.data}
        if found.errors:
            body["errors"] = [error.formatted for error in found.errors]
        return orjson.dumps({**body, "extensions": found.extensions})

    async def short_way(self, text: str, **variables: object) -> bytes | None:
        asked = Question(text, variables, None)
        answer, _ = await self._schema.express.answer(asked, self.context, Meter())
        return None if answer is None else orjson.dumps(answer)


@pytest.fixture(scope="module")
async def counter(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Counter:
    await loaded(graph)
    await imported(graph, tmp_path_factory.mktemp("files"), {**FILES, "links": LINKS})
    shelf = RulesShelf(graph, _now)
    rules = await shelf.refresh()
    loaders = Loaders(graph, _now)
    context = Context(rules.rulebook, shelf, loaders, CursorSeal(b"test"), _now)
    return Counter(build_schema(), context)


def _now() -> datetime:
    return NOW


async def test_answers_to_generated_queries_have_the_same_bytes(counter: Counter) -> None:
    queries = RandomQueries(counter._schema._schema, NAMED, seed=8)  # the SDL's own
    short = 0
    for _ in range(QUERIES):
        text = queries.query(depth=5)
        expected = await counter.long_way(text)
        answer = await counter.short_way(text)
        if answer is not None:
            short += 1
            assert answer == expected, text
    assert short > QUERIES * 0.8


@pytest.mark.parametrize(
    "text",
    [
        "query($k: USCC!) { enterprise(uscc: $k) { name suppliers(first: 2) { totalCount } } }",
        """query($k: USCC!) { enterprise(uscc: $k) { ...F name } }
        fragment F on Enterprise { name lists { list colour } ratings { levelName validFrom } }""",
        "query($k: USCC!) { enterprise(uscc: $k) { ratings { level } ratings { scheme } } }",
        "query($k: USCC!) { eligibility(uscc: $k) { asOf knownAt decisions { verdict } } }",
        """query($k: USCC!, $b: Boolean = true) { enterprise(uscc: $k) { name @skip(if: $b)
        region @include(if: $b) uscc @skip(if: false) ... @include(if: false) { zone } } }""",
    ],
)
@pytest.mark.parametrize("code", [ONE, OTHER])
async def test_a_query_with_variables_takes_the_short_way(
    counter: Counter, text: str, code: str
) -> None:
    expected = await counter.long_way(text, k=code)
    assert b"errors" not in expected
    assert await counter.short_way(text, k=code) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{ enterprise(uscc: "91410400MA0000001E") { name } }',  # a wrong check character
        "{ enterprises(first: 0) { nodes { name } } }",
        "{ __schema { queryType { name } } }",
        "{ nothing }",
        "{ policies ",
    ],
)
async def test_what_fails_or_is_not_plain_is_left_to_graphql_core(
    counter: Counter, text: str
) -> None:
    await counter.long_way(text)
    assert await counter.short_way(text) is None


async def test_a_query_takes_the_short_way_from_the_first_time_on(counter: Counter) -> None:
    text = f'{{ enterprise(uscc: "{ONE}") {{ name fresh: status }} }}'
    assert await counter.short_way(text) == await counter.long_way(text)


@pytest.mark.parametrize(
    "below",
    [
        "nodes { uscc name region }",
        "nodes { name } totalCount pageInfo { startCursor endCursor hasNextPage }",
        "nodes { customers(first: 3) { nodes { zone suppliers(first: 1) { nodes { name } } } } }",
        "nodes { ...Named } fragment Named on Enterprise { name ... on Enterprise { region } }",
        "nodes { name zone kinds status registeredOn }",
        "nodes { name } edges { cursor node { name } category share validFrom validTo factId }",
    ],
)
async def test_links_are_the_same_whatever_is_asked_of_them(counter: Counter, below: str) -> None:
    fields, _, fragment = below.partition(" fragment ")
    text = f'{{ enterprise(uscc: "{ONE}") {{ suppliers(first: 1) {{ {fields} }} }} }}'
    text += fragment and f" fragment {fragment}"
    expected = await counter.long_way(text)
    assert b"errors" not in expected
    assert b'"name":"' in expected or b'"uscc":"' in expected
    assert await counter.short_way(text) == expected


async def test_a_level_of_nesting_costs_one_round_trip(counter: Counter) -> None:
    text = f"""{{ one: enterprise(uscc: "{ONE}") {{ ratings {{ level }} }}
      other: enterprise(uscc: "{OTHER}") {{ ratings {{ level }} }} }}"""
    await counter.long_way(text)
    with receipt() as spent:
        assert await counter.short_way(text) is not None
    assert spent.round_trips == 2


class BrokenLoaders:
    """The database is gone."""

    def __init__(self) -> None:
        self.asked = 0

    def __getattr__(self, name: str) -> NoReturn:
        self.asked += 1
        raise DatabaseUnreachableError("bolt://gone")


async def test_a_database_that_failed_is_not_asked_again_by_graphql_core(counter: Counter) -> None:
    text = f'{{ enterprise(uscc: "{ONE}") {{ name }} }}'
    await counter.long_way(text)
    broken = BrokenLoaders()
    context = replace(counter.context, loaders=cast("Loaders", broken))
    schema = counter._schema  # the same caller
    answer, left = await schema.express.answer(Question(text, {}, None), context, Meter())
    assert answer is None
    found = await schema.execute(text, context_value=left)
    codes = [(error.extensions or {})["code"] for error in found.errors or ()]
    assert codes == [DatabaseUnreachableError.code]
    assert broken.asked == 1
