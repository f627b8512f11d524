"""The database of a command: the embedded one, or the one that NEO4J_URI names."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from credit_graph.embedded import EmbeddedNeo4j, progress_on, running_endpoint
from credit_graph.embedded.distribution.release_line import LINES
from credit_graph.embedded.errors import EmbeddedLockedError
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.first_password import FirstPassword
from credit_graph.graph.database.statements import load_statements
from credit_graph.languages.wording import in_words
from credit_graph.resources import cypher_folder
from credit_graph.settings import Settings, read_settings

Result = TypeVar("Result")


@contextmanager
def database(settings: Settings) -> Iterator[Endpoint]:
    """Give the database of these settings; an embedded one runs as long as the block."""
    if settings.external is not None:
        yield settings.external
        return
    with embedded_database(settings) as server:
        yield server.endpoint


def embedded_database(settings: Settings, *, home: Path | None = None) -> EmbeddedNeo4j:
    """Return the embedded database of these settings, to be started by entering it.

    `home` is another state directory than theirs.
    """
    prepare = FirstPassword(load_statements(cypher_folder()))
    return EmbeddedNeo4j(
        home or settings.home,
        prepare=prepare,
        jars=settings.jar_folder,
        progress=progress_on(sys.stderr, in_words),
        line=LINES[settings.neo4j],
    )


@contextmanager
def reachable(settings: Settings) -> Iterator[Endpoint]:
    """Give the database of these settings, if need be the one that `serve` is running."""
    with ExitStack() as opened:
        try:
            endpoint = opened.enter_context(database(settings))
        except EmbeddedLockedError:
            running = running_endpoint(settings.home)
            if running is None:
                raise
            endpoint = running
        yield endpoint


def with_graph(work: Callable[[Graph], Awaitable[Result]]) -> Result:
    """Run work on the graph of the environment's settings and return its result."""

    async def run(endpoint: Endpoint) -> Result:
        async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
            return await work(graph)

    with reachable(read_settings(os.environ)) as endpoint:
        return asyncio.run(run(endpoint))
