"""API keys over HTTP: who has a valid one is answered, anybody else gets 401."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from credit_graph.domain.authority.api_key import PresentedKey
from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.usecases.authority.api_keys import ApiKeys
from support.agency_files import NOW
from support.client import Client, Clock, serving_here
from support.keys import issued_key

ASKED = {"query": "{ policies { code } }"}


@pytest.fixture(scope="module")
async def closed(rules: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    """A service that answers nobody without a token."""
    assert rules.statements
    settings = {"CREDIT_GRAPH_AUTHENTICATION": "required"}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        yield client


async def answer(client: Client, *tokens: str, scheme: str = "Bearer") -> tuple[int, str, str]:
    headers = [("authorization", f"{scheme} {each}") for each in tokens]
    reply = await client.http.post("/graphql", json=ASKED, headers=headers)
    errors = reply.json().get("errors", [])
    code = errors[0]["extensions"]["code"] if errors else ""
    return reply.status_code, code, reply.headers.get("www-authenticate", "")


async def test_a_valid_key_is_answered(rules: Graph, closed: Client) -> None:
    key = await issued_key(rules, closed.clock, Scope.READ_PUBLIC)
    assert await answer(closed, key.text) == (200, "", "")


async def test_without_a_token_nothing_is_answered_but_whether_the_service_lives(
    closed: Client,
) -> None:
    assert await answer(closed) == (401, "UNAUTHENTICATED", 'Bearer realm="credit-graph"')
    for path in ("/calendar/pds-customs.ics", "/chain/91410400MA0000001D.svg"):
        assert (await closed.http.get(path)).status_code == httpx.codes.UNAUTHORIZED
    for path in ("/live", "/ready"):
        assert (await closed.http.get(path)).status_code == httpx.codes.OK


async def test_without_required_authentication_reading_needs_no_token(client: Client) -> None:
    assert await answer(client) == (200, "", "")


INVALID = (401, "INVALID_TOKEN", 'Bearer realm="credit-graph", error="invalid_token"')


async def test_a_revoked_key_is_refused_at_once_by_another_process(
    rules: Graph, closed: Client, client: Client
) -> None:
    key = await issued_key(rules, closed.clock, Scope.READ_PUBLIC)
    assert await answer(closed, key.text) == (200, "", "")
    await ApiKeys(ApiKeyStore(rules, closed.clock), closed.clock).revoke(key.key.id)
    assert await answer(closed, key.text) == INVALID
    # Where no token is needed a bad one is refused all the same.
    assert await answer(client, key.text) == INVALID


async def test_a_key_ends_with_its_last_day(rules: Graph, closed: Client) -> None:
    key = await issued_key(rules, closed.clock, Scope.READ_PUBLIC, days=2)
    try:
        closed.clock.now = NOW + timedelta(days=2, microseconds=-1)
        assert await answer(closed, key.text) == (200, "", "")
        closed.clock.now = NOW + timedelta(days=2)
        assert await answer(closed, key.text) == INVALID
    finally:
        closed.clock.now = NOW


async def test_a_key_that_is_not_exactly_right_is_refused(rules: Graph, closed: Client) -> None:
    key = (await issued_key(rules, closed.clock, Scope.READ_PUBLIC)).text
    other = (await issued_key(rules, closed.clock, Scope.READ_PUBLIC)).text
    flipped = key[:-1] + ("A" if key[-1] != "A" else "B")
    swapped = other[:17] + key[17:]
    for bad in (flipped, swapped, key[:-1], f"{key}A", key.upper(), "", "x" * 5_000, f" {key}"):
        assert await answer(closed, bad) == INVALID
    assert await answer(closed, key, key) == INVALID
    assert await answer(closed, key, scheme="Basic") == INVALID
    # The name of a scheme has no case (RFC 9110, 11.1).
    assert await answer(closed, key, scheme="bearer") == (200, "", "")


async def test_the_database_holds_no_secret(rules: Graph, closed: Client) -> None:
    issued = await issued_key(rules, closed.clock, Scope.READ_PUBLIC)
    secret = issued.text.split("_", 2)[2]
    store = ApiKeyStore(rules, closed.clock)
    stored = await store.get(issued.key.id)
    assert stored == issued.key
    presented = PresentedKey.read(issued.text)
    assert stored is not None
    assert presented is not None
    assert stored.matches(presented)
    assert secret not in repr(stored) + repr(issued) + repr(presented)
