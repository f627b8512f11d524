"""`--version`: of this program, of the database it embeds, and of Python."""

import os
import platform

import typer

import credit_graph
from credit_graph.embedded.distribution.lock import read_lock
from credit_graph.embedded.distribution.release_line import LINES, LONG_TERM
from credit_graph.languages.wording import worded


def version_line() -> str:
    """Return the versions on one line."""
    code = os.environ.get("CREDIT_GRAPH_NEO4J", "")  # a wrong one is for other commands to refuse
    line = LINES.get(code, LONG_TERM)
    neo4j, python = read_lock(line.lock_path).version, platform.python_version()
    return worded(
        "credit-graph {version} (embeds Neo4j {neo4j}; Python {python})",
        version=credit_graph.__version__,
        neo4j=neo4j,
        python=python,
    )


def show_version(asked: bool) -> None:
    """Print the versions and end, if asked to."""
    if asked:
        print(version_line())
        raise typer.Exit
