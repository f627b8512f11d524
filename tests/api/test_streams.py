"""S8 and more: subscriptions over WebSocket and as server-sent events, through the real server."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from credit_graph.domain.authority.api_key import Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.usecases.authority.api_keys import ApiKeys
from credit_graph.web.streaming.stream_limits import StreamLimits
from support.client import Clock
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.official_rules import official_rulebook
from support.recording import Author, author
from support.streams import CHANGES, Follower, Running, log_end, running

QUICK = StreamLimits(initialise_s=0.3, check_s=0.2, quiet_s=0.2, send_s=0.5)
GENERAL = "91410400XN0000047P"
IN_XIAMEN = "91350206XN00000B4U"
READS = frozenset({Scope.READ_PUBLIC, Scope.READ_ENTERPRISES})

Json = Any


@pytest.fixture(scope="module")
async def region(graph: Graph) -> Graph:
    await demo_loaded(await emptied(graph))
    return graph


@pytest.fixture(scope="module")
async def service(region: Graph, endpoint: Endpoint) -> AsyncIterator[Running]:
    assert region.statements
    async with running(endpoint, Clock(NOW), stream_limits=QUICK) as found:
        yield found


@pytest.fixture(scope="module")
async def customs(service: Running, region: Graph) -> Author:
    return await author(service.client, region, "pds-customs")


async def issued(service: Running, graph: Graph, grant: Grant) -> tuple[str, Callable[[], Any]]:
    """Return a key, and what revokes it."""
    keys = ApiKeys(ApiKeyStore(graph, service.client.clock), service.client.clock)
    key = await keys.issue(grant, 30, official_rulebook())
    return key.text, lambda: keys.revoke(key.key.id)


def bound(*regions: str) -> Grant:
    return Grant(PrincipalKind.ANALYST, "bound", READS, regions=frozenset(regions))


async def violated(who: Author, day: int, uscc: str = GENERAL) -> str:
    """Record a violation; return the id of the change set."""
    found = {"uscc": uscc, "violation": "customs_breach", "foundOn": f"2026-08-{day:02}"}
    recorded = await who.make("recordViolation", found)
    assert recorded["__typename"] == "Recorded", recorded
    return str(recorded["changeSet"])


async def test_a_subscriber_gets_each_change_once_and_goes_on_where_it_was(
    service: Running, customs: Author
) -> None:
    start = await log_end(service.client)
    async with Follower(service.socket_url) as follower:
        await follower.begin()
        await follower.subscribe(after=start)
        made = [await violated(customs, day) for day in (1, 2)]
        entries = [await follower.entry(), await follower.entry()]
    assert [each["changeSet"] for each in entries] == made
    made.append(await violated(customs, 3))
    async with Follower(service.socket_url) as follower:
        await follower.begin()
        await follower.subscribe(after=entries[0]["cursor"])
        made.append(await violated(customs, 4))
        found = [(await follower.entry())["changeSet"] for _ in range(3)]
    assert found == made[1:]


async def test_a_filter_and_a_bound_token_leave_out_the_rest(
    service: Running, region: Graph, customs: Author
) -> None:
    start = await log_end(service.client)
    here, _ = await issued(service, region, bound("410400"))
    elsewhere, _ = await issued(service, region, bound("350200"))
    async with (
        Follower(service.socket_url, here) as near,
        Follower(service.socket_url, elsewhere) as far,
    ):
        for each in (near, far):
            await each.begin()
            await each.subscribe(after=start)
        await near.subscribe(after=start, filter={"kinds": ["RATING"]})
        made = await violated(customs, 5)
        message = await near.hear()
        assert (message["id"], message["payload"]["data"]["changes"]["changeSet"]) == ("1", made)
        with pytest.raises(TimeoutError):
            await near.hear(within_s=1.5)
        with pytest.raises(TimeoutError):
            await far.hear(within_s=0.1)


async def test_what_another_process_writes_comes_within_two_looks(
    service: Running, region: Graph, endpoint: Endpoint
) -> None:
    async with running(endpoint, Clock(NOW)) as other, Follower(service.socket_url) as follower:
        writer = await author(other.client, region, "pds-customs")
        await follower.begin()
        await follower.subscribe(after=await log_end(service.client))
        made = await violated(writer, 6)
        assert (await follower.entry(within_s=2.5))["changeSet"] == made


async def test_a_subscription_that_is_completed_ends_and_its_id_is_free(
    service: Running, customs: Author
) -> None:
    async with Follower(service.socket_url) as follower:
        await follower.begin()
        start = await log_end(service.client)
        name = await follower.subscribe(after=start)
        await follower.say(type="complete", id=name)
        await violated(customs, 7)
        with pytest.raises(TimeoutError):
            await follower.hear(within_s=0.5)
        payload = {"query": CHANGES, "variables": {"after": start}}
        await follower.say(type="subscribe", id=name, payload=payload)
        assert (await follower.hear())["type"] == "next"


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        ("{ policies { code } }", {}, "NOT_A_SUBSCRIPTION"),
        ("subscription { changes { nothing } }", {}, "VALIDATION_FAILED"),
        ("subscription {", {}, "PARSE_FAILED"),
        (CHANGES, {"after": "nonsense"}, "BAD_CURSOR"),
        (CHANGES, {"filter": {"agency": "no"}}, "UNKNOWN_AGENCY"),
    ],
)
async def test_what_cannot_be_followed_is_an_error_and_the_connection_goes_on(
    service: Running, document: str, variables: dict[str, object], code: str
) -> None:
    async with Follower(service.socket_url) as follower:
        await follower.begin()
        await follower.subscribe(document, **variables)
        message = await follower.hear()
        assert message["type"] == "error"
        assert message["payload"][0]["extensions"]["code"] == code
        await follower.say(type="ping")
        assert (await follower.hear())["type"] == "pong"


async def test_a_token_without_the_scope_follows_nothing(service: Running, region: Graph) -> None:
    grant = Grant(PrincipalKind.ANALYST, "public", frozenset({Scope.READ_PUBLIC}))
    token, _ = await issued(service, region, grant)
    async with Follower(service.socket_url, token) as follower:
        await follower.begin()
        await follower.subscribe()
        message = await follower.hear()
        assert message["payload"][0]["extensions"]["code"] == "INSUFFICIENT_SCOPE"


async def _twice(follower: Follower) -> None:
    await follower.begin()
    await follower.say(type="connection_init")


async def _early(follower: Follower) -> None:
    await follower.say(type="subscribe", id="1", payload={"query": CHANGES})


async def _flood(follower: Follower) -> None:
    await follower.begin()
    for _ in range(150):
        await follower.say(type="ping")


async def _many(follower: Follower) -> None:
    await follower.begin()
    for _ in range(21):
        await follower.subscribe()


async def _same(follower: Follower) -> None:
    await follower.begin()
    for _ in range(2):
        await follower.say(type="subscribe", id="a", payload={"query": CHANGES})


async def _junk(follower: Follower) -> None:
    await follower.begin()
    await follower.socket.send("not JSON")


async def _bytes(follower: Follower) -> None:
    await follower.begin()
    await follower.socket.send(b"{}")


async def _unknown(follower: Follower) -> None:
    await follower.begin()
    await follower.say(type="start", id="1", payload={})


async def _nothing(follower: Follower) -> None:
    del follower


async def _bad_token(follower: Follower) -> None:
    await follower.say(type="connection_init", payload={"authorization": "Bearer nonsense"})


@pytest.mark.parametrize(
    ("act", "given", "code"),
    [
        (_nothing, {}, (4408, "INITIALISATION_TIMEOUT")),
        (_twice, {}, (4429, "TOO_MANY_INITIALISATIONS")),
        (_early, {}, (4401, "NOT_INITIALISED")),
        (_bad_token, {}, (4403, "FORBIDDEN")),
        (_nothing, {"protocol": "graphql-ws"}, (4406, "SUBPROTOCOL_NOT_ACCEPTABLE")),
        (_nothing, {"protocol": None}, (4406, "SUBPROTOCOL_NOT_ACCEPTABLE")),
        (_flood, {}, (4452, "TOO_MANY_MESSAGES")),
        (_many, {}, (4453, "TOO_MANY_SUBSCRIPTIONS")),
        (_same, {}, (4409, "SUBSCRIBER_ALREADY_EXISTS")),
        (_junk, {}, (4400, "BAD_MESSAGE")),
        (_bytes, {}, (4400, "BAD_MESSAGE")),
        (_unknown, {}, (4400, "BAD_MESSAGE")),
        (_nothing, {"origin": "https://elsewhere.example"}, (4454, "FOREIGN_ORIGIN")),
    ],
)
async def test_who_breaks_a_rule_is_closed_with_its_code(
    service: Running,
    act: Callable[[Follower], Awaitable[None]],
    given: dict[str, Any],
    code: tuple[int, str],
) -> None:
    """S8."""
    async with Follower(service.socket_url, **given) as follower:
        await act(follower)
        assert await follower.closed() == code


async def test_a_page_of_ours_and_one_of_a_named_site_may_follow(
    region: Graph, endpoint: Endpoint, service: Running
) -> None:
    assert region.statements
    own = f"http://127.0.0.1:{service.port}"
    async with Follower(service.socket_url, origin=own) as follower:
        await follower.begin()
    named = {"CREDIT_GRAPH_ORIGINS": "https://dashboard.example"}
    async with (
        running(endpoint, Clock(NOW), settings=named) as other,
        Follower(other.socket_url, origin="https://dashboard.example") as follower,
    ):
        await follower.begin()


async def test_a_token_that_ends_ends_its_connection(service: Running, region: Graph) -> None:
    """S8."""
    grant = Grant(PrincipalKind.ANALYST, "soon gone", READS)
    token, revoke = await issued(service, region, grant)
    async with Follower(service.socket_url, token) as follower:
        await follower.begin()
        await follower.subscribe()
        await asyncio.sleep(0.5)
        await revoke()
        assert await follower.closed() == (4450, "TOKEN_ENDED")


async def test_a_message_of_too_many_bytes_ends_the_connection(service: Running) -> None:
    async with Follower(service.socket_url) as follower:
        await follower.begin()
        await follower.subscribe("#" * 300_000)
        assert (await follower.closed())[0] == 1009


async def events(
    service: Running, payload: object, token: str | None = None
) -> AsyncIterator[tuple[str, Json]]:
    """Give the events of a stream."""
    given = {"accept": "text/event-stream"}
    if token:
        given["authorization"] = f"Bearer {token}"
    http = service.client.http
    async with http.stream("POST", "/graphql/stream", json=payload, headers=given) as answer:
        assert answer.status_code == httpx.codes.OK, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        name = ""
        async for line in answer.aiter_lines():
            field, _, value = line.partition(":")
            if field == "event":
                name = value.strip()
            elif field == "data":
                yield name, json.loads(value) if value.strip() else None


async def test_events_are_sent_by_the_server_too(service: Running, customs: Author) -> None:
    start = await log_end(service.client)
    payload = {"query": CHANGES, "variables": {"after": start}}
    stream = events(service, payload)
    made = await violated(customs, 8)
    name, body = await anext(stream)
    assert (name, body["data"]["changes"]["changeSet"]) == ("next", made)
    await stream.aclose()  # type: ignore[attr-defined]


async def test_an_event_stream_says_what_keeps_it_from_going_on(service: Running) -> None:
    payload = {"query": CHANGES, "variables": {"after": "nonsense"}}
    found = [each async for each in events(service, payload)]
    assert [name for name, _ in found] == ["next", "complete"]
    assert found[0][1]["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


async def test_an_event_stream_ends_with_its_token(service: Running, region: Graph) -> None:
    token, revoke = await issued(service, region, Grant(PrincipalKind.ANALYST, "gone", READS))
    stream = events(service, {"query": CHANGES}, token)
    ending = asyncio.create_task(anext(stream, None))
    await asyncio.sleep(0.5)
    await revoke()
    async with asyncio.timeout(5):
        assert await ending is None


@pytest.mark.parametrize(
    ("payload", "headers", "status", "code"),
    [
        ([], {}, 400, "BAD_GRAPHQL_REQUEST"),
        ({"query": CHANGES}, {"authorization": "Bearer no"}, 401, "INVALID_TOKEN"),
        (
            {"query": CHANGES},
            {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"},
            403,
            "FOREIGN_PAGE",
        ),
    ],
)
async def test_an_event_stream_is_refused_like_a_request(
    service: Running, payload: object, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await service.client.http.post("/graphql/stream", json=payload, headers=headers)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["code"] == code


async def test_a_subscription_over_plain_http_is_told_where_to_go(service: Running) -> None:
    answer = await service.client.http.post("/graphql", json={"query": CHANGES})
    assert answer.json()["errors"][0]["extensions"]["code"] == "SUBSCRIPTION_OVER_HTTP"
