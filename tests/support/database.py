"""Real databases for tests: one for the session, or one's own in a fresh folder."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_state_path

from credit_graph.embedded import EmbeddedEndpoint, EmbeddedNeo4j, progress_on
from credit_graph.embedded.distribution.release_line import LINES, LONG_TERM, ReleaseLine
from credit_graph.graph.database.first_password import FirstPassword
from credit_graph.graph.database.statement import parse_statement

CYPHER = Path(__file__).parents[2] / "cypher"
_NEEDED = ("connection/ping", "embedded/set_first_password")


def shared_jars() -> Path:
    """The folder of jars that all tests use, so that they are fetched once per machine."""
    stated = os.environ.get("CREDIT_GRAPH_TEST_JARS")
    return Path(stated) if stated else user_state_path("credit-graph") / "jars"


def first_password() -> FirstPassword:
    """What `EmbeddedNeo4j` needs as `prepare`."""
    return FirstPassword(
        {
            name: parse_statement(name, (CYPHER / f"{name}.cypher").read_text("utf-8"))
            for name in _NEEDED
        }
    )


@contextmanager
def running_neo4j() -> Iterator[EmbeddedEndpoint]:
    """Give an empty database; an embedded one is gone without a trace afterwards.

    With `CREDIT_GRAPH_TEST_EXTERNAL=1` it is the one that the `NEO4J_` variables name, as it is.
    """
    if os.environ.get("CREDIT_GRAPH_TEST_EXTERNAL") == "1":
        yield _external()
        return
    with (
        TemporaryDirectory(prefix="credit-graph-") as home,
        EmbeddedNeo4j(
            Path(home),
            prepare=first_password(),
            jars=shared_jars(),
            progress=progress_on(sys.stderr),
            line=line_under_test(),
        ) as server,
    ):
        yield server.endpoint


def line_under_test() -> ReleaseLine:
    """The line of Neo4j that tests run on: the usual one, or as `CREDIT_GRAPH_NEO4J` says."""
    return LINES[os.environ.get("CREDIT_GRAPH_NEO4J") or LONG_TERM.code]


def _external() -> EmbeddedEndpoint:
    return EmbeddedEndpoint(
        uri=os.environ["NEO4J_URI"],
        username=os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=os.environ["NEO4J_PASSWORD"],
        database=os.environ.get("NEO4J_DATABASE", "neo4j"),
    )
