"""The production profile shows a stranger nothing of the schema, and one thing at a time."""

from collections.abc import AsyncIterator

import pytest

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW
from support.client import Client, Clock, serving_here
from support.keys import bearing, issued_key

pytestmark = pytest.mark.holds("policies")

PRODUCTION = {"CREDIT_GRAPH_PROFILE": "production", "CREDIT_GRAPH_AUTHENTICATION": "required"}


@pytest.fixture(scope="module")
async def production(rules: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    async with serving_here(endpoint, Clock(NOW), settings=PRODUCTION) as client:
        key = await issued_key(rules, client.clock, Scope.READ_PUBLIC)
        client.http.headers.update(bearing(key.text))
        yield client


async def test_what_is_asked_in_a_body_is_answered(production: Client) -> None:
    assert (await production.ask("{ policies { code } }")).codes == ()


@pytest.mark.parametrize(
    "document",
    [
        "{ __schema { types { name } } }",
        '{ __type(name: "Policy") { name } }',
        "{ policies { code } ... on Query { __schema { queryType { name } } } }",
        "{ __schema { types { fields { type { fields { type { name } } } } } } }",
    ],
)
async def test_the_schema_is_not_told(production: Client, document: str) -> None:
    answer = await production.ask(document)
    assert answer.data is None
    # What costs too much is refused even before.
    assert set(answer.codes) in ({"VALIDATION_FAILED"}, {"OVER_BUDGET"})


async def test_the_name_of_a_type_is(production: Client) -> None:
    assert (await production.ask("{ __typename }")).data == {"__typename": "Query"}


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{ policie { code } }", {}),
        ("{ policies { cod } }", {}),
        ("{ policies { code(x: 1) } measure(cod: 1) { code } }", {}),
        ("{ measures(first: 1, filter: {categori: 1}) { nodes { code } } }", {}),
        ("{ policies { ... on Polic { code } } }", {}),
        (
            "query($f: MeasureFilter) { measures(first: 1, filter: $f) { nodes { code } } }",
            {"f": {"categori": "x"}},
        ),
        ("{ calendar(role: LED, first: 1) { nodes { code } } }", {}),
    ],
)
async def test_no_error_offers_a_name(
    production: Client, client: Client, document: str, variables: dict[str, object]
) -> None:
    asked = {"query": document, "variables": variables}
    closed = (await production.http.post("/graphql", json=asked)).json()["errors"]
    opened = (await client.http.post("/graphql", json=asked)).json()["errors"]
    assert len(closed) == len(opened)
    assert all("did you mean" not in each["message"].lower() for each in closed)


async def test_a_profile_for_development_offers_names(client: Client) -> None:
    answer = await client.ask("{ policie { code } }")
    assert "Did you mean 'policies'" in answer.errors[0][0]


async def test_queries_in_addresses_and_graphiql_are_off(production: Client) -> None:
    for params in ({"query": "{ __typename }"}, {}):
        for accept in ("application/json", "text/html"):
            answer = await production.http.get(
                "/graphql", params=params, headers={"accept": accept}
            )
            assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
            assert answer.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


async def test_what_is_allowed_by_name_is_on(rules: Graph, endpoint: Endpoint) -> None:
    assert rules.statements
    settings = {
        "CREDIT_GRAPH_PROFILE": "production",
        "CREDIT_GRAPH_ALLOW": "introspection,suggestions,graphiql,get",
    }
    async with serving_here(endpoint, Clock(NOW), settings=settings) as opened:
        assert (await opened.ask("{ __schema { queryType { name } } }")).codes == ()
        assert "Did you mean" in (await opened.ask("{ policie { code } }")).errors[0][0]
        got = await opened.http.get("/graphql", params={"query": "{ __typename }"})
        assert got.status_code == 200
        page = await opened.http.get("/graphql", headers={"accept": "text/html"})
        assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "document",
    [
        "{ " + " ".join(f"a{n}: __typename" for n in range(101)) + " }",
        "{ " + "__typename " * 500 + "}",
        "{ __typename " + "@aa" * 10 + " }",
    ],
    ids=["aliases", "duplicates", "directives"],
)
async def test_a_document_that_repeats_itself_gets_one_error(
    production: Client, document: str
) -> None:
    assert (await production.ask(document)).codes == ("OVER_BUDGET",)


async def test_a_list_of_operations_or_a_form_is_no_request(production: Client) -> None:
    batch = await production.http.post("/graphql", json=[{"query": "{ __typename }"}] * 10)
    assert (batch.status_code, len(batch.json()["errors"])) == (400, 1)
    form = await production.http.post("/graphql", data={"query": "{ __typename }"})
    assert form.status_code == 415
