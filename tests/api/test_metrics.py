"""Metrics and traces of the whole service: right figures, bounded labels, nothing of callers."""

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from websockets.asyncio.client import connect

from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.web.telemetry.traces import Traces
from support.agency_files import NOW
from support.client import Client, Clock, serving_here
from support.recording import document, operator_token
from support.streams import PROTOCOL, running

pytestmark = pytest.mark.holds("policies")

CANARY = "91410400MA9CANARY7"
NOBODY = "9111000000000000AD"
NAME = "平顶山金丝雀有限公司"
LOOPBACK = {"CREDIT_GRAPH_METRICS": "127.0.0.1"}


@pytest.fixture
async def watched(rules: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert rules.statements
    async with serving_here(endpoint, Clock(NOW), settings=LOOPBACK) as client:
        yield client


@pytest.fixture
async def traced(
    rules: Graph, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Client, InMemorySpanExporter]]:
    assert rules.statements
    spans = InMemorySpanExporter()
    monkeypatch.setattr(Traces, "to", lambda _: Traces.into(spans))
    settings = {"CREDIT_GRAPH_TRACES": "http://127.0.0.1:4318/v1/traces"}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        spans.clear()
        yield client, spans


async def scraped(client: Client) -> dict[str, float]:
    answer = await client.http.get("/metrics")
    assert answer.status_code == httpx.codes.OK
    assert answer.headers["content-type"].startswith("text/plain; version=")
    samples = re.findall(r"^(\w+(?:\{.*\})?) (\S+)$", answer.text, re.MULTILINE)
    return {name: float(value) for name, value in samples}


async def provoked(client: Client) -> str:
    """Put canaries wherever a caller can put anything; return all that the answers said."""
    documents = (
        f'{{ enterprise(uscc: "{CANARY}") {{ name }} }}',
        f'query {CANARY[8:]} {{ search(text: "{NAME}", first: 5) {{ nodes {{ __typename }} }} }}',
        f'{{ enterprises(first: 1, after: "{CANARY}") {{ nodes {{ name }} }} }}',
        f"{{ {CANARY[8:]} }}",
        f"{{ {CANARY[8:]} ",
        f'{{ agency(code: "{CANARY}") {{ name }} }}',
    )
    said = [(await client.http.post("/graphql", json={"query": each})).text for each in documents]
    for path in (
        f"/chain/{CANARY}.svg",
        f"/calendar/{CANARY}.ics",
        f"/{CANARY}",
        f"/explorer/{NAME}",
    ):
        headers = {"x-request-id": CANARY, "user-agent": CANARY, "origin": f"https://{CANARY}.test"}
        said.append((await client.http.get(f"{path}?q={CANARY}", headers=headers)).text)
    said.append((await client.http.request(CANARY[:10], "/graphql")).text)
    said.append((await client.http.get("/", headers={"host": f"{CANARY}.test"})).text)
    return "".join(said)


async def test_each_request_is_counted_once_by_route_status_and_code(watched: Client) -> None:
    before = await scraped(watched)
    for asked in ("{ policies { code } }", "{ policies { code } }", "{ nothing }"):
        await watched.http.post("/graphql", json={"query": asked})
    await watched.http.get("/chain/none.svg")
    after = await scraped(watched)
    grown = {name: value - before.get(name, 0) for name, value in after.items()}
    requests = {n: v for n, v in grown.items() if n.startswith("credit_graph_requests_total") and v}
    assert requests == {
        'credit_graph_requests_total{code="OK",route="/graphql",status="200"}': 2,
        'credit_graph_requests_total{code="VALIDATION_FAILED",route="/graphql",status="200"}': 1,
        'credit_graph_requests_total{code="BAD_USCC",route="/chain/{uscc}.svg",status="400"}': 1,
        'credit_graph_requests_total{code="OK",route="/metrics",status="200"}': 1,
    }
    assert grown['credit_graph_request_duration_seconds_count{route="/graphql"}'] == 3
    assert grown["credit_graph_request_cost_units_count"] == 3
    assert after['credit_graph_ready{code="OK"}'] == 1
    assert after['credit_graph_cache_bytes{cache="documents"}'] > 0


async def test_statements_are_counted_as_the_request_log_counts_them(watched: Client) -> None:
    before = await scraped(watched)
    answer = await watched.ask("{ enterprises(first: 1) { nodes { name } } }")
    after = await scraped(watched)
    sent = sum(
        value - before.get(name, 0)
        for name, value in after.items()
        if name.startswith("credit_graph_statement_duration_seconds_count")
    )
    assert sent == answer.round_trips >= 1
    total = "credit_graph_request_statements_sum"
    assert after[total] - before[total] == answer.round_trips


async def test_a_change_is_a_transaction_of_statements(watched: Client, rules: Graph) -> None:
    """Tried and not made, or refused: neither is a failure."""
    token = await operator_token(rules, watched.clock)
    before = await scraped(watched)
    for region in ("410400", "999999"):
        given = {"uscc": NOBODY, "name": NAME, "region": region}
        asked = {
            "query": document("upsertEnterprise"),
            "variables": {"input": given, "key": f"a key for {region}", "only": True},
        }
        headers = {"authorization": f"Bearer {token}"}
        await watched.http.post("/graphql", json=asked, headers=headers)
    after = await scraped(watched)
    grown = {name: value - before.get(name, 0) for name, value in after.items()}
    counted = "credit_graph_%s_duration_seconds_count{%s}"
    assert grown[counted % ("transaction", 'transaction="upsertEnterprise"')] == 1
    assert grown[counted % ("statement", 'statement="recording/open"')] == 1
    assert counted % ("statement", 'statement="OTHER"') not in grown
    assert [name for name, value in grown.items() if "failures" in name and value] == []


async def test_cost_is_what_the_answer_states(watched: Client) -> None:
    before = await scraped(watched)
    asked = {"query": "{ policies { code title } }"}
    answer = (await watched.http.post("/graphql", json=asked)).json()
    after, name = await scraped(watched), "credit_graph_request_cost_units_sum"
    assert after[name] - before[name] == answer["extensions"]["cost"]["asked"]


async def test_each_socket_is_counted_by_the_code_of_its_end(
    rules: Graph, endpoint: Endpoint
) -> None:
    assert rules.statements
    async with running(endpoint, Clock(NOW), settings=LOOPBACK) as service:
        async with connect(service.socket_url, proxy=None) as line:
            await line.wait_closed()  # without the subprotocol it is closed
        for code in (1000, 4999):
            async with connect(service.socket_url, subprotocols=[PROTOCOL], proxy=None) as line:
                await line.close(code)
        ended: dict[str, float] = {}
        async with asyncio.timeout(10):
            while sum(ended.values()) < 3:
                await asyncio.sleep(0.05)
                found = await scraped(service.client)
                ended = {n: v for n, v in found.items() if "sockets_ended_total" in n}
    name = 'credit_graph_sockets_ended_total{code="%s"}'
    assert ended == {name % code: 1 for code in ("4406", "1000", "OTHER")}


async def test_no_metric_holds_what_a_caller_sent(watched: Client) -> None:
    assert CANARY in await provoked(watched), "no canary arrived anywhere, so this proves nothing"
    text = (await watched.http.get("/metrics")).text
    assert [each for each in ("CANARY", CANARY[:8], "金丝雀") if each in text] == []
    routes = set(re.findall(r'route="([^"]*)"', text))
    assert routes <= {
        *("/graphql", "/chain/{uscc}.svg", "/calendar/{agency}.ics", "/", "/explorer", "/ready"),
        *("/metrics", "other"),
    }


@pytest.mark.parametrize(
    ("networks", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("127.0.0.0/8,10.0.0.0/8", {}, 200),
        ("10.0.0.0/8", {}, 404),
        ("", {}, 404),
        ("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}, 404),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}, 404),
    ],
)
async def test_only_the_named_networks_may_scrape(
    rules: Graph, endpoint: Endpoint, networks: str, headers: dict[str, str], status: int
) -> None:
    assert rules.statements
    settings = {"CREDIT_GRAPH_METRICS": networks}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        answer = await client.http.get("/metrics", headers=headers)
    assert answer.status_code == status


def below(spans: tuple[ReadableSpan, ...], root: ReadableSpan) -> list[str]:
    """Return the names of the spans of a request, each with its kind of step."""
    context = root.context
    assert context
    return [
        f"{(each.attributes or {}).get('credit_graph.step', 'http')}: {each.name}"
        for each in spans
        if each.context and each.context.trace_id == context.trace_id
    ]


async def test_a_request_is_a_trace_of_operation_loader_and_statement(
    traced: tuple[Client, InMemorySpanExporter],
) -> None:
    client, spans = traced
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    asked = {"query": f'{{ enterprise(uscc: "{NOBODY}") {{ name }} }}'}
    await client.http.post("/graphql", json=asked, headers={"traceparent": parent})
    found = spans.get_finished_spans()
    [root] = [each for each in found if each.name == "POST /graphql"]
    assert root.parent
    assert f"{root.parent.span_id:016x}" == "b7ad6b7169203331"
    names = below(found, root)
    assert "operation: GraphQL Operation" in names
    assert [each for each in names if each.startswith("statement: enterprises/")]
    assert [each for each in names if each.startswith("loader: ")]
    assert (root.attributes or {})["credit_graph.code"] == "OK"


async def test_no_span_holds_what_a_caller_sent(
    traced: tuple[Client, InMemorySpanExporter],
) -> None:
    client, spans = traced
    assert CANARY in await provoked(client), "no canary arrived anywhere, so this proves nothing"
    found = "".join(each.to_json() for each in spans.get_finished_spans())
    assert found.count("GraphQL Operation") >= 6
    assert [each for each in ("CANARY", CANARY[:8], "金丝雀") if each in found] == []
