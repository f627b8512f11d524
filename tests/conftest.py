"""One Neo4j per run, one connection pool, and a graph that holds what a module says.

A module that reads the demo region, or asks for `rules`, finds them as the module before left them
if that one only read; those that say the same therefore run one after another.
"""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

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
from support.empty_graph import emptied
from support.loads import LOADS
from support.standing import STANDING, TESTING

# What the id of a test may not hold: a set's order and an address differ between the processes that
# share the tests, and these then refuse to start.
UNSTABLE = re.compile(r"frozenset\(|\{<|\bat 0x[0-9a-f]+")

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    unstable = [item.nodeid for item in items if UNSTABLE.search(item.nodeid)]
    if unstable:
        message = f"ids that differ from process to process; name them: {unstable[:3]}"
        raise pytest.UsageError(message)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, Path, str]:
    """Those of reliability first: they take longest, and nobody waits for the last of them."""
    folder = item.path.parent
    return folder.name != "reliability", folder, begins_with(item)


def begins_with(item: pytest.Item) -> str:
    """Return what the database holds before a module's first test: nothing, unless it says so."""
    marker = item.get_closest_marker("holds")
    return str(marker.args[0]) if marker else ""


@pytest.fixture(scope="module")
async def graph(pool: Graph, request: pytest.FixtureRequest) -> Graph:
    """A migrated database, the same for all tests of a module.

    It has no data, or just what `pytestmark = pytest.mark.holds("demo")` names.
    """
    await migrate(pool, at=utc_now())
    marker = request.node.get_closest_marker("holds")
    if marker is None:
        return await emptied(pool)
    await STANDING.hold(pool, marker.args[0], LOADS[marker.args[0]])
    return pool
