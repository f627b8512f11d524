"""A database that is reached by a routing table, or over a line that is slow."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import pytest

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.errors import DatabaseError, StatementTimeoutError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.statement import Statement
from support.relay import relay_to


@pytest.fixture
async def routed(
    endpoint: EmbeddedEndpoint, statements: Mapping[str, Statement]
) -> AsyncIterator[Graph]:
    """The same database, whose address comes from its own routing table."""
    named = replace(endpoint, uri=endpoint.uri.replace("bolt://", "neo4j://"))
    async with Graph.open(named, statements) as graph:
        yield graph


async def test_reads_and_writes_go_by_the_routing_table(graph: Graph, routed: Graph) -> None:
    await routed.write("testing/put", id="routed", value=7)
    assert (await graph.read("testing/get", ids=["routed"]))[0]["value"] == 7
    assert (await routed.read("testing/get", ids=["routed"]))[0]["value"] == 7


async def test_a_reader_elsewhere_follows_the_bookmarks_of_a_routed_write(
    graph: Graph, routed: Graph
) -> None:
    for turn in range(20):
        await routed.write("testing/put", id="followed", value=turn)
        await graph.follow(routed.last_bookmarks)
        assert (await graph.read("testing/get", ids=["followed"]))[0]["value"] == turn


async def test_a_write_that_is_declared_as_a_read_is_refused(routed: Graph) -> None:
    """Access modes are stated, so that a cluster may send reads to any of its servers."""
    with pytest.raises((DatabaseError, ValueError)):
        await routed.read("testing/put", id="refused", value=1)


async def test_a_slow_line_is_waited_for_up_to_the_deadline_and_no_longer(
    endpoint: EmbeddedEndpoint, statements: Mapping[str, Statement]
) -> None:
    async with relay_to(int(endpoint.uri.rpartition(":")[2])) as relay:
        slow = replace(endpoint, uri=f"bolt://127.0.0.1:{relay.port}")
        limits = DatabaseLimits(statement_s=2.0, connect_s=5.0)
        async with Graph.open(slow, statements, limits=limits) as graph:
            await graph.write("testing/put", id="slow", value=1)
            relay.delay_s = 0.05
            assert (await graph.read("testing/get", ids=["slow"]))[0]["value"] == 1
            relay.delay_s = 30.0
            with pytest.raises(StatementTimeoutError):
                await graph.read("testing/get", ids=["slow"])
            relay.delay_s = 0.0
            assert (await graph.read("testing/get", ids=["slow"]))[0]["value"] == 1
