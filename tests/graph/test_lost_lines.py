"""Connections that break: what is tried again, and what must not be (R2)."""

import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from credit_graph.embedded.endpoint import Endpoint
from credit_graph.errors import (
    DatabaseUnreachableError,
    OutcomeUnknownError,
    StatementTimeoutError,
)
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statement import Statement
from support.relay import Relay, Request, When, relay_to


@pytest.fixture
async def relay(endpoint: Endpoint) -> AsyncIterator[Relay]:
    port = urlsplit(endpoint.uri).port
    assert port is not None
    async with relay_to(port) as relay:
        yield relay


@pytest.fixture
async def far(
    relay: Relay, endpoint: Endpoint, statements: Mapping[str, Statement]
) -> AsyncIterator[Graph]:
    """The same database through the relay, with a connection already made."""
    through = replace(endpoint, uri=f"bolt://127.0.0.1:{relay.port}")
    async with Graph.open(through, statements) as graph:
        await graph.ping()
        yield graph


async def value(graph: Graph, probe: str) -> int:
    records = await graph.read("testing/get", ids=[probe])
    return int(records[0]["value"]) if records else 0


@pytest.mark.parametrize("when", [When.BEFORE_IT_ARRIVES, When.BEFORE_ITS_ANSWER])
async def test_a_read_that_loses_its_line_is_made_again(
    graph: Graph, far: Graph, relay: Relay, when: When
) -> None:
    await graph.write("testing/put", id="read", value=5)
    relay.cut_at(Request.RUN, when)
    assert await value(far, "read") == 5
    assert relay.cuts == 1


@pytest.mark.parametrize(
    ("request_", "when"),
    [
        (Request.BEGIN, When.BEFORE_IT_ARRIVES),
        (Request.BEGIN, When.BEFORE_ITS_ANSWER),
        (Request.RUN, When.BEFORE_IT_ARRIVES),
        (Request.RUN, When.BEFORE_ITS_ANSWER),
    ],
)
async def test_a_write_that_loses_its_line_before_the_commit_is_done_once(
    graph: Graph, far: Graph, relay: Relay, request_: Request, when: When
) -> None:
    probe = f"{request_.name} {when.name}"
    relay.cut_at(request_, when)
    await far.write("testing/add", id=probe)
    assert relay.cuts == 1
    assert await value(graph, probe) == 1


@pytest.mark.parametrize(
    ("when", "done"), [(When.BEFORE_IT_ARRIVES, 0), (When.BEFORE_ITS_ANSWER, 1)]
)
async def test_a_lost_commit_answer_is_an_unknown_outcome_and_is_not_tried_again(
    graph: Graph, far: Graph, relay: Relay, when: When, done: int
) -> None:
    probe = f"commit {when.name}"
    relay.cut_at(Request.COMMIT, when)
    with pytest.raises(OutcomeUnknownError) as caught:
        await far.write("testing/add", id=probe)
    assert caught.value.statement == "testing/add"
    assert relay.cuts == 1
    assert await value(graph, probe) == done


async def test_a_line_that_breaks_every_time_is_given_up_as_unreachable(
    far: Graph, relay: Relay
) -> None:
    relay.cut_at(Request.RUN, When.BEFORE_IT_ARRIVES, times=1_000)
    with pytest.raises(DatabaseUnreachableError):
        await far.read("connection/ping")
    assert 2 <= relay.cuts < 50


async def test_connections_that_died_unnoticed_in_the_pool_do_no_harm(
    far: Graph, relay: Relay
) -> None:
    relay.cut_all()
    await far.ping()
    relay.cut_all()
    await far.write("testing/add", id="after")


async def test_a_read_that_is_never_answered_ends_soon_after_its_deadline(
    far: Graph, relay: Relay
) -> None:
    relay.cut_at(Request.RUN, When.FALLING_SILENT)
    began = time.monotonic()
    with pytest.raises(StatementTimeoutError):
        await far.read("connection/ping", timeout_s=0.5)
    assert 0.5 < time.monotonic() - began < 1.5


async def test_a_commit_that_is_never_answered_is_an_unknown_outcome(
    graph: Graph, far: Graph, relay: Relay
) -> None:
    relay.cut_at(Request.COMMIT, When.FALLING_SILENT)
    with pytest.raises(OutcomeUnknownError):
        await far.write("testing/add", id="silent", timeout_s=1.0)
    assert await value(graph, "silent") == 1


async def test_a_write_that_is_never_answered_before_its_commit_has_a_known_outcome(
    graph: Graph, far: Graph, relay: Relay
) -> None:
    relay.cut_at(Request.RUN, When.FALLING_SILENT)
    with pytest.raises(StatementTimeoutError):
        await far.write("testing/add", id="mute", timeout_s=0.5)
    assert await value(graph, "mute") == 0
