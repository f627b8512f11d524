"""What a browser is given: the explorer's page and files, GraphiQL, pictures of chains."""

import re
from xml.etree import ElementTree as ET

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import FILES, NOW, ONE, OTHER, imported
from support.client import Client, Clock, serving_here

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LINKS = f"""\
supplier_uscc,customer_uscc,valid_from,valid_to,category,share,source
{ONE},{OTHER},2025-01-01,,晶片,0.4,
"""


@pytest.fixture(scope="module", autouse=True)
async def facts(rules: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    await imported(rules, tmp_path_factory.mktemp("files"), {**FILES, "links": LINKS})


def policy_of(csp: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in csp.split(";"))


async def test_the_explorer_may_load_its_own_files_and_nothing_else(client: Client) -> None:
    page = await client.http.get("/")
    assert page.status_code == 200
    policy = policy_of(page.headers["content-security-policy"])
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"


ISSUER = {
    "CREDIT_GRAPH_JWKS": "https://id.example.org/jwks",
    "CREDIT_GRAPH_ISSUER": "https://id.example.org/realms/city",
    "CREDIT_GRAPH_AUDIENCE": "credit-graph",
    "CREDIT_GRAPH_LOG_ON_CLIENT": "explorer",
}


async def test_where_people_log_on_at_an_issuer_the_page_may_ask_it_and_nobody_else(
    rules: Graph, endpoint: Endpoint
) -> None:
    assert rules
    async with serving_here(endpoint, Clock(NOW), settings=ISSUER) as client:
        for path in ("/", "/log-on?code=x&state=y"):
            page = await client.http.get(path)
            policy = policy_of(page.headers["content-security-policy"])
            assert policy["connect-src"] == "'self' https://id.example.org"
            assert policy["script-src"] == policy["style-src"] == "'self'"
        stated = await client.http.get("/log-on.json")
        graphiql = await client.http.get("/graphql", headers=HTML)
    assert stated.json() == {
        "issuer": "https://id.example.org/realms/city",
        "client": "explorer",
        "audience": "credit-graph",
    }
    assert policy_of(graphiql.headers["content-security-policy"])["connect-src"] == "'self'"


async def test_without_an_issuer_nobody_logs_on_at_one(client: Client) -> None:
    stated = await client.http.get("/log-on.json")
    assert stated.json() == {"issuer": None, "client": None, "audience": None}
    page = await client.http.get("/log-on")
    assert policy_of(page.headers["content-security-policy"])["connect-src"] == "'self'"


async def test_all_that_the_page_names_is_served_with_its_type(client: Client) -> None:
    page = await client.http.get("/")
    named = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert len(named) > 4
    types = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    for path in named:
        file = await client.http.get(path)
        assert file.status_code == 200
        assert file.headers["content-type"].startswith(types[path[path.rindex(".") :]])


async def test_files_are_asked_for_again_cheaply_and_libraries_never(client: Client) -> None:
    script = await client.http.get("/explorer/code/main.js")
    assert script.headers["cache-control"] == "no-cache"
    again = await client.http.get(
        "/explorer/code/main.js", headers={"if-none-match": script.headers["etag"]}
    )
    assert again.status_code == 304
    library = await client.http.get("/explorer/vendor/react-18.3.1/react.production.min.js")
    assert "immutable" in library.headers["cache-control"]


@pytest.mark.parametrize("path", ["/explorer/../pyproject.toml", "/explorer/%2e%2e/pyproject.toml"])
async def test_nothing_outside_the_folder_is_served(client: Client, path: str) -> None:
    assert (await client.http.get(path)).status_code == 404


async def test_whoever_navigates_to_the_endpoint_gets_graphiql(client: Client) -> None:
    page = await client.http.get("/graphql", headers=HTML)
    assert "graphiql" in page.text
    policy = policy_of(page.headers["content-security-policy"])
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["script-src"] == "'self'"


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/graphql?query={__typename}", HTML["accept"]), ("/graphql?query={__typename}", "*/*")],
)
async def test_a_query_in_the_address_is_answered(client: Client, path: str, accept: str) -> None:
    answer = await client.http.get(path, headers={"accept": accept})
    assert answer.json()["data"] == {"__typename": "Query"}


async def test_a_program_without_a_query_gets_no_page(client: Client) -> None:
    answer = await client.http.get("/graphql", headers={"accept": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "1 级 · 上游供应"), ("en", "tier 1 · suppliers")]
)
async def test_a_chain_is_drawn_in_either_language(
    client: Client, language: str, words: str
) -> None:
    answer = await client.http.get(f"/chain/{OTHER}.svg?lang={language}&asOf=2026-06-30")
    assert answer.headers["content-type"] == "image/svg+xml"
    drawing = ET.fromstring(answer.text)  # noqa: S314  # our own
    texts = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert words in texts
    assert "40%" in texts


async def test_the_day_and_the_direction_are_those_asked_for(client: Client) -> None:
    before = await client.http.get(f"/chain/{OTHER}.svg?asOf=2024-06-30")
    other_way = await client.http.get(f"/chain/{OTHER}.svg?asOf=2026-06-30&direction=DOWNSTREAM")
    assert before.status_code == other_way.status_code == 200
    assert "40%" not in before.text + other_way.text


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"{OTHER}.svg?depth=7", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?depth=x", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?depth=²", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?most=301", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?mode=ALL", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?lang=fr", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?asOf=yesterday", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?knownAt=2026-06-30T08:00:00", "BAD_ARGUMENT"),
        (f"{OTHER}.svg?knownAt=2126-06-30T08:00:00Z", "BAD_ARGUMENT"),
        ("91410400MA0000002X.svg", "BAD_USCC"),
    ],
)
async def test_what_cannot_be_read_is_refused(client: Client, path: str, code: str) -> None:
    answer = await client.http.get(f"/chain/{path}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == code


async def test_an_unknown_core_is_not_found(client: Client) -> None:
    assert (await client.http.get("/chain/91410400XN00000125.svg")).status_code == 404


async def test_members_are_chosen_by_side(client: Client) -> None:
    question = """query ($core: USCC!, $sides: [ChainDirection!]) { chain(core: $core) {
      members(first: 10, filter: {sides: $sides}) { nodes { side ratings { levelName } } } } }"""
    up = await client.ask(question, core=OTHER, sides=["UPSTREAM", "BOTH"])
    down = await client.ask(question, core=OTHER, sides=["DOWNSTREAM"])
    assert up.each("chain", "members", "nodes", "side") == ["UPSTREAM"]
    assert up.at("chain", "members", "nodes", 0, "ratings", 0, "levelName") == "高级认证企业"
    assert down.at("chain", "members", "nodes") == []


async def test_the_official_text_is_given_with_the_lines_of_its_citations(client: Client) -> None:
    found = await client.ask(
        '{ policy(code: "pds-2021-7") { text measures { citation { quote line } } } }'
    )
    text = found.at("policy", "text")
    assert isinstance(text, str)
    quote = found.at("policy", "measures", 17, "citation", "quote")
    line = found.at("policy", "measures", 17, "citation", "line")
    assert isinstance(line, int)
    assert str(quote)[:12] in text.splitlines()[line - 1]
