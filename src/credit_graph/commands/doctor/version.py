"""`--version`: of this program, of the database it embeds, and of Python."""

import platform

import typer

import credit_graph
from credit_graph.embedded.distribution.lock import read_lock


def version_line() -> str:
    """Return the versions on one line."""
    neo4j, python = read_lock().version, platform.python_version()
    return f"credit-graph {credit_graph.__version__} (embeds Neo4j {neo4j}; Python {python})"


def show_version(asked: bool) -> None:
    """Print the versions and end, if asked to."""
    if asked:
        print(version_line())
        raise typer.Exit
