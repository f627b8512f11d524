"""Dumps and loads the store of a database that is not running, by Neo4j's own tool.

The tool is among the locked jars. It refuses a store that is in use, so the caller owns the home.
"""

from pathlib import Path

from credit_graph.embedded.distribution.release_line import ReleaseLine
from credit_graph.embedded.offline.admin_tool import run_tool

DUMP = "neo4j.dump"


def dump(home: Path, jars: tuple[Path, ...], target: Path, line: ReleaseLine) -> Path:
    """Write the store of a home as `target/neo4j.dump` and return its path.

    Raises `EmbeddedToolError` with the tool's last words, `EmbeddedLockedError` if Java runs.
    """
    run_tool(home, jars, line, ("dump", "neo4j", f"--to-path={target}"))
    return target / DUMP


def load(home: Path, jars: tuple[Path, ...], source: Path, line: ReleaseLine) -> None:
    """Load `source/neo4j.dump` into a home without a database.

    Never into one that has one: the tool has deleted it by the time it finds a dump that it cannot
    read. Raises `EmbeddedToolError` with the tool's last words.
    """
    arguments = ("load", "neo4j", f"--from-path={source}", "--overwrite-destination")
    run_tool(home, jars, line, arguments)
