"""As a subgraph: what a gateway asks is under the same scopes, sight and limits as all else."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, cast

import pytest
from graphql import parse

from credit_graph.api.exposure import Exposure
from credit_graph.api.schema import build_schema, schema_text
from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW
from support.client import Answer, Client, Clock, serving_here
from support.import_desk import A, B, Desk
from support.keys import bearing, issued_key
from support.official_rules import official_rulebook

SETTINGS = {
    "CREDIT_GRAPH_SECRET": "only for tests, and long enough for that",
    "CREDIT_GRAPH_FEDERATION": "1",
}
ENTITIES = """query ($them: [_Any!]!) {
  _entities(representations: $them) { ... on Enterprise { uscc name region } } }"""
CHEAP = "query ($them: [_Any!]!) { _entities(representations: $them) { __typename } }"


def representation(uscc: str) -> Mapping[str, str]:
    return {"__typename": "Enterprise", "uscc": uscc}


@pytest.fixture(scope="module")
async def subgraph(
    rules: Graph, endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Client]:
    """A service that is a subgraph, with an enterprise in Henan and one in Shanghai."""
    desk = Desk(rules, tmp_path_factory.mktemp("desk"), official_rulebook(), lambda: NOW)
    rows = f"{A},河南甲,410400,,trader,2010-01-01,\n{B},上海乙,310115,,trader,2010-01-01,"
    report = await desk.load(enterprises=rows)
    assert report.total.rejected == 0
    async with serving_here(endpoint, Clock(NOW), settings=SETTINGS) as client:
        yield client


def entities(answer: Answer) -> Any:  # noqa: ANN401  # JSON
    return cast("Any", answer.data)["_entities"]


async def test_entities_are_found_by_their_codes_in_the_order_given(subgraph: Client) -> None:
    answer = await subgraph.ask(
        ENTITIES, them=[representation(B), representation(A), representation(B)]
    )
    assert answer.codes == ()
    names = [each["name"] for each in entities(answer)]
    assert names == ["上海乙", "河南甲", "上海乙"]
    one = await subgraph.ask(ENTITIES, them=[representation(A)])
    assert one.round_trips == answer.round_trips


@pytest.mark.parametrize(
    "wrong",
    [
        {"__typename": "Agency", "code": "pds-tax"},
        {"uscc": A},
        {"__typename": "Enterprise"},
        {"__typename": "Enterprise", "uscc": 7},
        "Enterprise",
        [],
        {"__typename": {"deep": {"deeper": []}}, "uscc": A},
    ],
)
async def test_a_representation_of_something_else_is_refused(
    subgraph: Client, wrong: object
) -> None:
    answer = await subgraph.ask(ENTITIES, them=[representation(A), wrong])
    assert answer.codes == ("BAD_ARGUMENT",)
    bad_code = await subgraph.ask(ENTITIES, them=[representation("91410400XN00000124")])
    assert bad_code.codes == ("BAD_USCC",)


async def test_a_hundred_are_answered_and_one_more_is_refused_before_a_read(
    subgraph: Client,
) -> None:
    them = [representation(A)] * 100
    assert (await subgraph.ask(CHEAP, them=them)).codes == ()
    refused = await subgraph.ask(CHEAP, them=[*them, representation(A)])
    assert (refused.codes, refused.round_trips) == (("BAD_ARGUMENT",), 0)


async def test_each_counts_in_the_cost_of_a_question(subgraph: Client) -> None:
    rich = """query ($them: [_Any!]!) { _entities(representations: $them) { ... on Enterprise {
      suppliers(first: 100) { nodes { suppliers(first: 100) { nodes { name } } } } } } }"""
    assert (await subgraph.ask(rich, them=[representation(A)])).codes == ()
    refused = await subgraph.ask(rich, them=[representation(A)] * 100)
    assert (refused.codes, refused.round_trips) == (("OVER_BUDGET",), 0)


async def test_scopes_and_regions_of_a_token_hold_through_entities(
    subgraph: Client, rules: Graph
) -> None:
    them, clock = [representation(A), representation(B)], subgraph.clock
    everywhere = await issued_key(rules, clock, Scope.READ_PUBLIC, Scope.READ_ENTERPRISES)
    bound = await issued_key(
        rules, clock, Scope.READ_PUBLIC, Scope.READ_ENTERPRISES, regions=("310000",)
    )
    public = await issued_key(rules, clock, Scope.READ_PUBLIC)
    found = {}
    for name, key in (("all", everywhere), ("bound", bound), ("public", public)):
        client = Client(subgraph.http, subgraph.clock, bearing(key.text))
        found[name] = await client.ask(ENTITIES, them=them)
    assert [each["uscc"] for each in entities(found["all"])] == [A, B]
    assert entities(found["bound"])[0] is None
    assert entities(found["bound"])[1]["uscc"] == B
    assert found["public"].codes == ("INSUFFICIENT_SCOPE",)


async def test_its_own_schema_has_the_key_and_no_other_has(subgraph: Client) -> None:
    answer = await subgraph.ask("{ _service { sdl } }")
    sdl = cast("Any", answer.data)["_service"]["sdl"]
    assert 'type Enterprise implements Node @key(fields: "uscc"' in sdl
    assert "specs.apollo.dev/federation" in sdl
    parse(sdl)
    assert "_entities" not in schema_text()
    assert "@key" not in build_schema(exposure=Exposure()).as_str()


async def test_who_is_no_subgraph_answers_no_gateway(client: Client) -> None:
    answer = await client.ask("{ _service { sdl } }")
    assert answer.codes != ()
