"""The service over a database that holds the five policies and nothing else yet."""

from collections.abc import AsyncIterator, Mapping

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.statement import Statement
from support.agency_files import NOW, loaded
from support.client import Client, Clock, serving_here


@pytest.fixture(scope="module")
async def rules(
    graph: Graph, endpoint: Endpoint, statements: Mapping[str, Statement]
) -> AsyncIterator[Graph]:
    """A graph with the five policies.

    It does not look for notices: for that the driver walks the whole stack at each statement,
    and the tests of the Cypher files ask the planner anyway.
    """
    assert graph.statements
    async with Graph.open(endpoint, statements) as quiet:
        await loaded(quiet)
        yield quiet


@pytest.fixture(scope="module")
async def client(rules: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert rules.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client
