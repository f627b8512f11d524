"""GraphQL over HTTP as its specification asks, question by question.

`benchmarks/audit` runs the audits of the npm package graphql-http against a running service;
these are what they expect of a server, without Node.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from credit_graph.api.context import Context
from credit_graph.api.cursors import CursorSeal
from credit_graph.api.endpoint import GraphQLEndpoint
from credit_graph.api.loaders import Loaders
from credit_graph.embedded import Endpoint
from credit_graph.errors import SchemaMissingError
from credit_graph.graph.connection import Graph
from credit_graph.usecases.rules import RulesShelf
from support.official_rules import official_rulebook

NOWHERE = Endpoint("bolt://127.0.0.1:1", "nobody", "nothing", "neo4j")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
MODERN, CLASSIC = "application/graphql-response+json", "application/json"
PLAIN = '{"query": "{ __typename }"}'


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with Graph.open(NOWHERE, {}) as graph:
        shelf, loaders = RulesShelf(graph, lambda: NOW), Loaders(graph, lambda: NOW)
        context = Context(official_rulebook(), shelf, loaders, CursorSeal(b"test"), lambda: NOW)
        transport = httpx.ASGITransport(GraphQLEndpoint(lambda: context))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
            yield opened


async def post(
    client: httpx.AsyncClient, body: str | bytes, accept: str = CLASSIC, kind: str = CLASSIC
) -> httpx.Response:
    headers = {"content-type": kind} if kind else {}
    return await client.post("/", content=body, headers={**headers, "accept": accept})


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (MODERN, MODERN),
        (CLASSIC, CLASSIC),
        ("*/*", CLASSIC),
        (f"{MODERN}; charset=utf-8, {CLASSIC}; charset=utf-8", MODERN),
    ],
)
async def test_the_answer_has_the_type_asked_for_in_utf_8(
    client: httpx.AsyncClient, accept: str, answered: str
) -> None:
    answer = await post(client, PLAIN, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{answered}; charset=utf-8"
    assert answer.json()["data"] == {"__typename": "Query"}


async def test_without_accept_the_answer_is_json(client: httpx.AsyncClient) -> None:
    request = client.build_request("POST", "/", content=PLAIN, headers={"content-type": CLASSIC})
    del request.headers["accept"]
    answer = await client.send(request)
    assert answer.headers["content-type"].startswith(CLASSIC)


@pytest.mark.parametrize("kind", [CLASSIC, "application/json; charset=utf-8"])
async def test_a_body_is_utf_8(client: httpx.AsyncClient, kind: str) -> None:
    body = (
        '{"query": "query ($t: String!) { policy(code: $t) { code } }", "variables": {"t": "措"}}'
    )
    answer = await post(client, body.encode(), kind=kind)
    assert answer.json()["data"] == {"policy": None}


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
async def test_a_body_of_another_type_is_refused(client: httpx.AsyncClient, kind: str) -> None:
    assert 400 <= (await post(client, PLAIN, kind=kind)).status_code < 500


@pytest.mark.parametrize("accept", [CLASSIC, MODERN])
@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        '"x"',
        "{}",
        '{"query": {}}',
        '{"query": 0}',
        '{"query": false}',
        '{"query": ["a"]}',
        '{"query": "{ __typename }", "operationName": {}}',
        '{"query": "{ __typename }", "operationName": 0}',
        '{"query": "{ __typename }", "operationName": false}',
        '{"query": "{ __typename }", "operationName": ["a"]}',
        '{"query": "{ __typename }", "variables": "a"}',
        '{"query": "{ __typename }", "variables": 0}',
        '{"query": "{ __typename }", "variables": false}',
        '{"query": "{ __typename }", "variables": ["a"]}',
        '{"query": "{ __typename }", "extensions": "a"}',
        '{"query": "{ __typename }", "extensions": 0}',
        '{"query": "{ __typename }", "extensions": false}',
        '{"query": "{ __typename }", "extensions": ["a"]}',
        "[" * 100_000,
    ],
)
async def test_a_body_that_is_no_request_gets_400(
    client: httpx.AsyncClient, accept: str, body: str
) -> None:
    assert (await post(client, body, accept)).status_code == 400


@pytest.mark.parametrize("accept", [CLASSIC, MODERN])
@pytest.mark.parametrize("name", ["operationName", "variables", "extensions"])
async def test_a_parameter_that_is_null_is_left_out(
    client: httpx.AsyncClient, accept: str, name: str
) -> None:
    answer = await post(client, f'{{"query": "{{ __typename }}", "{name}": null}}', accept)
    assert (answer.status_code, answer.json()["data"]) == (200, {"__typename": "Query"})


@pytest.mark.parametrize("accept", [CLASSIC, MODERN])
@pytest.mark.parametrize("name", ["variables", "extensions"])
async def test_a_map_is_taken(client: httpx.AsyncClient, accept: str, name: str) -> None:
    answer = await post(client, f'{{"query": "{{ __typename }}", "{name}": {{"a": 1}}}}', accept)
    assert answer.status_code == 200


async def test_of_several_operations_the_named_one_is_answered(client: httpx.AsyncClient) -> None:
    body = '{"query": "query A { a: __typename } query B { b: __typename }", "operationName": "B"}'
    assert (await post(client, body)).json()["data"] == {"b": "Query"}


UNEXECUTED = {
    "syntax": '{"query": "{"}',
    "validation": '{"query": "{ nonsense }"}',
    "over budget": '{"query": "{ ' + "a " * 1_000 + '}"}',
    "variables": '{"query": "query ($f: Int!) { measures(first: $f) { totalCount } }",'
    ' "variables": {"f": "x"}}',
}


@pytest.mark.parametrize("name", UNEXECUTED)
async def test_what_is_not_executed_gets_200_for_json_and_400_for_the_modern_type(
    client: httpx.AsyncClient, name: str
) -> None:
    classic = await post(client, UNEXECUTED[name])
    modern = await post(client, UNEXECUTED[name], MODERN)
    assert (classic.status_code, modern.status_code) == (200, 400)
    assert classic.json()["errors"][0]["extensions"]["code"]
    assert "data" not in modern.json()


async def test_a_query_may_come_in_the_address(client: httpx.AsyncClient) -> None:
    asked = {
        "query": "query Q($c: String!) { policy(code: $c) { code } }",
        "operationName": "Q",
        "variables": '{"c": "pds-2021-7"}',
    }
    answer = await client.get("/", params=asked, headers={"accept": MODERN})
    assert answer.json()["data"] == {"policy": {"code": "pds-2021-7"}}


@pytest.mark.parametrize(
    ("site", "status"),
    [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)],
)
async def test_a_page_of_another_site_sends_no_query(
    client: httpx.AsyncClient, site: str, status: int
) -> None:
    headers = {"accept": CLASSIC, "sec-fetch-site": site}
    answer = await client.get("/", params={"query": "{ __typename }"}, headers=headers)
    assert answer.status_code == status


async def test_a_mutation_may_not_come_in_the_address(client: httpx.AsyncClient) -> None:
    asked = {"query": "mutation { __typename }"}
    answer = await client.get("/", params=asked, headers={"accept": MODERN})
    assert 400 <= answer.status_code < 500


async def test_without_rules_every_question_gets_503_and_its_reason() -> None:
    def missing() -> Context:
        raise SchemaMissingError(missing="policies")

    transport = httpx.ASGITransport(GraphQLEndpoint(missing))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await post(client, PLAIN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["errors"][0]["extensions"]["code"] == "SCHEMA_MISSING"
