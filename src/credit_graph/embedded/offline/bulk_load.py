"""Makes a database out of CSV files, by Neo4j's own offline importer.

It checks nothing but types: who calls has checked every row. It makes no constraint and no index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from credit_graph.embedded.configuration import Memory
from credit_graph.embedded.distribution.release_line import ReleaseLine
from credit_graph.embedded.offline.admin_tool import run_tool

# Java's heap; what the importer takes beside it is bounded too.
_HEAP_MB = 1_024
_OFF_HEAP_MB = 192


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A CSV file, with its header, of nodes of one label or relations of one type."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class BulkFiles:
    """All that a database is made of. `multiline`: a cell has a line break in it."""

    nodes: Sequence[BulkFile]
    relations: Sequence[BulkFile]
    multiline: bool = False


def bulk_load(home: Path, jars: tuple[Path, ...], files: BulkFiles, line: ReleaseLine) -> None:
    """Make the database of a home out of these files; one that is there is lost.

    Raises `EmbeddedToolError` with the importer's last words, `EmbeddedLockedError` if Java runs.
    """
    arguments = (
        *("import", "full", "neo4j"),
        "--overwrite-destination",
        "--ignore-empty-strings=true",
        "--bad-tolerance=0",
        f"--max-off-heap-memory={_OFF_HEAP_MB}m",
        f"--multiline-fields={str(files.multiline).lower()}",
        f"--report-file={home / 'importer.report'}",
        *(f"--nodes={each.name}={each.path}" for each in files.nodes),
        *(f"--relationships={each.name}={each.path}" for each in files.relations),
    )
    run_tool(home, jars, line, arguments, Memory(heap_mb=_HEAP_MB))
