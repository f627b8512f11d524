"""GraphQL over HTTP as its specification asks, question by question.

`benchmarks/audit` runs the audits of the npm package graphql-http against a running service;
these are what they expect of a server, without Node.
"""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from credit_graph.api.context import Context
from credit_graph.api.http.endpoint import GraphQLEndpoint
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.domain.authority.principal import LOCAL_READER, Principal
from credit_graph.embedded import EmbeddedEndpoint
from credit_graph.errors import SchemaMissingError
from credit_graph.graph.database.connection import Graph
from credit_graph.message import Message
from credit_graph.usecases.services import Services
from credit_graph.web.authentication.bearer import Authentication
from support.official_rules import official_rulebook

NOWHERE = EmbeddedEndpoint("bolt://127.0.0.1:1", "nobody", "nothing", "neo4j")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
MODERN, CLASSIC = "application/graphql-response+json", "application/json"
PLAIN = '{"query": "{ __typename }"}'


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with Graph.open(NOWHERE, {}) as graph:
        services = Services.of(graph, lambda: NOW)
        context = Context(official_rulebook(), services, CursorSeal(b"test"))
        transport = httpx.ASGITransport(for_anybody(GraphQLEndpoint(lambda _: context)))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
            yield opened


def for_anybody(endpoint: GraphQLEndpoint) -> Authentication:
    async def nobody(token: str) -> Principal:
        raise AssertionError(token)

    return Authentication(endpoint, nobody, LOCAL_READER)


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


async def test_a_mutation_may_not_come_in_the_address(client: httpx.AsyncClient) -> None:
    asked = {"query": "mutation { __typename }"}
    answer = await client.get("/", params=asked, headers={"accept": MODERN})
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    "accept", ["*/*", "", CLASSIC, MODERN, "application/*", "text/*", "text/html"]
)
async def test_who_asks_nothing_gets_json(client: httpx.AsyncClient, accept: str) -> None:
    answer = await client.get("/", headers={"accept": accept})
    assert (answer.status_code, code(answer)) == (400, "BAD_GRAPHQL_REQUEST")
    assert "no query" in answer.json()["errors"][0]["message"]


def code(answer: httpx.Response) -> str:
    """Return the code of an answer that is nothing but errors, in JSON."""
    assert "json" in answer.headers["content-type"]
    body = answer.json()
    assert "data" not in body
    return str(body["errors"][0]["extensions"]["code"])


HASH = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}


@pytest.mark.parametrize("asked", [{"extensions": HASH}, {"documentId": "sha256:0"}, {"id": "0"}])
async def test_a_client_of_persisted_queries_learns_to_send_the_document(
    client: httpx.AsyncClient, asked: dict[str, object]
) -> None:
    for answer in (
        await post(client, json.dumps(asked)),
        await post(client, json.dumps(asked), MODERN),
        await client.get("/", params={k: json.dumps(v) for k, v in asked.items()}),
    ):
        assert (answer.status_code, code(answer)) == (400, "PERSISTED_QUERY_NOT_SUPPORTED")
        assert answer.json()["errors"][0]["message"] == "PersistedQueryNotSupported"
    second = await post(client, json.dumps({**asked, "query": "{ __typename }"}))
    assert second.json()["data"] == {"__typename": "Query"}


REFUSED: dict[str, tuple[str, dict[str, str], bytes, int, str]] = {
    "a method that is none of GraphQL's": ("PUT", {}, b"", 405, "METHOD_NOT_ALLOWED"),
    "a body that is no JSON by its type": (
        "POST", {"content-type": "text/plain"}, b"{}", 415, "MEDIA_TYPE",
    ),
    "a form": (
        "POST", {"content-type": "multipart/form-data; boundary=x"}, b"--x--", 415, "MEDIA_TYPE",
    ),
    "JSON that ends midway": (
        "POST", {"content-type": CLASSIC}, b"{", 400, "BAD_GRAPHQL_REQUEST",
    ),
    "a batch": ("POST", {"content-type": CLASSIC}, b"[{}]", 400, "BAD_GRAPHQL_REQUEST"),
    "a number of 5,000 digits": (
        "POST", {"content-type": CLASSIC},
        b'{"query": "{ __typename }", "variables": {"n": ' + b"1" * 5_000 + b"}}",
        400, "BAD_GRAPHQL_REQUEST",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
async def test_every_refusal_is_json_with_a_code(client: httpx.AsyncClient, name: str) -> None:
    method, headers, body, status, expected = REFUSED[name]
    for accept in (CLASSIC, MODERN, "*/*"):
        answer = await client.request(
            method, "/", content=body, headers={**headers, "accept": accept}
        )
        assert (answer.status_code, code(answer)) == (status, expected)


@pytest.mark.parametrize(
    ("document", "storage"),
    [
        ("{ policies { code title measures { code duties { agency { name } } } } }", "public"),
        ("{ agencies(first: 5) { nodes { code name } } }", "public"),
        ("{ __typename ...F } fragment F on Query { policies { code } }", "public"),
        ('{ policies { code } enterprise(uscc: "91310115MA1FAKE00X") { name } }', "no-store"),
        ("{ agencies(first: 5) { nodes { workload { overdue { code } } } } }", "no-store"),
        ("{ nonsense }", "no-store"),
        ("{", "no-store"),
    ],
)  # fmt: skip
async def test_what_the_rules_say_may_be_kept_and_nothing_else(
    client: httpx.AsyncClient, document: str, storage: str
) -> None:
    answer = await client.get("/", params={"query": document}, headers={"accept": CLASSIC})
    assert answer.headers["cache-control"].split(",")[0] == storage
    posted = await post(client, json.dumps({"query": document}))
    assert "cache-control" not in posted.headers


async def test_without_rules_every_question_gets_503_and_its_reason() -> None:
    def missing(principal: Principal) -> Context:
        del principal
        raise SchemaMissingError(missing=Message("policies"))

    transport = httpx.ASGITransport(for_anybody(GraphQLEndpoint(missing)))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await post(client, PLAIN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["errors"][0]["extensions"]["code"] == "SCHEMA_MISSING"
