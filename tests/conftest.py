"""One Neo4j per run, one connection pool, and an empty graph for each module that asks."""

from collections.abc import AsyncIterator, Iterator, Mapping

import pytest
from hypothesis import settings

from credit_graph.clock import utc_now
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.graph.database.notices import Notices
from credit_graph.graph.database.statement import Statement
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from support.database import running_neo4j
from support.empty_graph import TESTING, emptied

# How long one case takes says more of the machine than of the code: no test is timed by it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def endpoint() -> Iterator[Endpoint]:
    with running_neo4j() as found:
        yield found


@pytest.fixture(scope="session")
def statements() -> Mapping[str, Statement]:
    """The project's statements, and those that only tests use (`testing/…`)."""
    return {**load_statements(cypher_folder()), **load_statements(TESTING)}


@pytest.fixture(scope="session")
async def pool(endpoint: Endpoint, statements: Mapping[str, Statement]) -> AsyncIterator[Graph]:
    async with Graph.open(endpoint, statements, notices=Notices.PYTHON_WARNINGS) as graph:
        yield graph


@pytest.fixture(scope="module")
async def graph(pool: Graph) -> Graph:
    """A migrated database without data, the same for all tests of a module."""
    await migrate(pool, at=utc_now())
    return await emptied(pool)
