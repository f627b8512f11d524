"""What every answer has in common: the whole service through ASGI."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from credit_graph.api.limits import Limits
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW
from support.client import Client, Clock, serving_here
from support.relay import Relay, Request, When, relay_to

pytestmark = pytest.mark.holds("policies")

FRIEND = "https://friend.example"
ASKED = {"query": "{ policies { code title measures { code title text } } }"}


@pytest.fixture(scope="module")
async def open_to_a_friend(rules: Graph, endpoint: Endpoint) -> AsyncIterator[httpx.AsyncClient]:
    assert rules.statements
    settings = {"CREDIT_GRAPH_ORIGINS": FRIEND}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        yield client.http


async def test_a_long_answer_is_compressed_for_those_who_take_it(client: Client) -> None:
    plain = await client.http.post("/graphql", json=ASKED, headers={"accept-encoding": "identity"})
    packed = await client.http.post("/graphql", json=ASKED, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding, Accept-Language"
    assert packed.json()["data"] == plain.json()["data"]
    assert int(packed.headers["content-length"]) * 2 < len(plain.content)


async def test_a_short_answer_is_not_compressed(client: Client) -> None:
    answer = await client.http.post("/graphql", json={"query": "{ __typename }"})
    assert "content-encoding" not in answer.headers


async def test_rules_asked_for_twice_are_sent_once(client: Client) -> None:
    first = await client.http.get("/graphql", params=ASKED)
    known = {"if-none-match": first.headers["etag"]}
    again = await client.http.get("/graphql", params=ASKED, headers=known)
    assert first.headers["cache-control"] == "public, no-cache"
    assert {each.strip() for each in first.headers["vary"].split(",")} == {
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
    }
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


async def test_facts_about_enterprises_are_kept_by_nobody(client: Client) -> None:
    asked = {"query": "{ enterprises(first: 1) { nodes { uscc } } }"}
    answer = await client.http.get("/graphql", params=asked)
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "NOT_FOUND"),
        ("GET", "/calendar/", 404, "NOT_FOUND"),
        ("GET", "/calendar/nobody.ics", 404, "UNKNOWN_AGENCY"),
        ("POST", "/calendar/pds-customs.ics", 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", "/live", 405, "METHOD_NOT_ALLOWED"),
        ("PUT", "/graphql", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/graphql", 400, "BAD_GRAPHQL_REQUEST"),
        ("GET", "/chain/91310115MA1FAKE00X.svg?asOf=0001-01-01", 400, "BAD_ARGUMENT"),
        ("GET", "/chain/x.svg", 400, "BAD_USCC"),
    ],
)
async def test_every_refusal_is_json_of_one_shape(
    client: Client, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.http.request(method, path)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, code)
    assert error["message"]
    assert (status == 405) == ("allow" in answer.headers)


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
async def test_a_picture_of_a_chain_refuses_instants_at_the_extremes(
    client: Client, instant: str
) -> None:
    asked = {"knownAt": instant}
    answer = await client.http.get("/chain/91310115MA1FAKE00X.svg", params=asked)
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/graphql?query={__typename}", "/calendar/pds-customs.ics"])
async def test_pages_of_other_sites_are_refused(client: Client, path: str) -> None:
    answer = await client.http.get(path, headers={"sec-fetch-site": "cross-site"})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (403, "FOREIGN_PAGE")


async def test_no_site_may_ask_by_default(client: Client) -> None:
    asking = {"origin": FRIEND, "access-control-request-method": "POST"}
    answer = await client.http.options("/graphql", headers=asking)
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


async def test_pages_of_a_named_site_may_ask(open_to_a_friend: httpx.AsyncClient) -> None:
    asking = {
        "origin": FRIEND,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    before = await open_to_a_friend.options("/graphql", headers=asking)
    here = {"origin": FRIEND, "sec-fetch-site": "cross-site"}
    answer = await open_to_a_friend.post("/graphql", json=ASKED, headers=here)
    assert (before.status_code, answer.status_code) == (200, 200)
    for each in (before, answer):
        assert each.headers["access-control-allow-origin"] == FRIEND
        assert "access-control-allow-credentials" not in each.headers
    foe = await open_to_a_friend.options(
        "/graphql", headers={**asking, "origin": "https://foe.example"}
    )
    assert foe.status_code == 400
    assert "access-control-allow-origin" not in foe.headers


@pytest.fixture
async def line(endpoint: Endpoint) -> AsyncIterator[Relay]:
    async with relay_to(int(endpoint.uri.rpartition(":")[2])) as relay:
        yield relay


async def test_a_calendar_waits_its_turn_and_is_answered_in_time(
    rules: Graph, endpoint: Endpoint, line: Relay
) -> None:
    assert rules.statements
    limits = Limits(request_s=1.0, in_flight=1, queued=1)
    through = replace_port(endpoint, line.port)
    async with serving_here(through, Clock(NOW), limits=limits) as client:
        line.cut_at(Request.RUN, When.FALLING_SILENT, times=50)
        path = "/calendar/ny-county-tax.ics"
        answers = await asyncio.gather(*(client.http.get(path) for _ in range(3)))
        line.cut_at(Request.RUN, When.FALLING_SILENT, times=0)
    codes = sorted(each.json()["errors"][0]["extensions"]["code"] for each in answers)
    assert codes == ["REQUEST_TIMEOUT", "REQUEST_TIMEOUT", "TOO_BUSY"]
    assert {each.headers["retry-after"] for each in answers} == {"1"}


def replace_port(endpoint: Endpoint, port: int) -> Endpoint:
    return replace(endpoint, uri=f"bolt://127.0.0.1:{port}")  # type: ignore[type-var]
