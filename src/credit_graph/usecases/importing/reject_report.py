"""The report of rejects, from the pages kept with an import to a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from credit_graph.errors import ImportRefusedError
from credit_graph.errors.causes import system_cause
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.imports import journal
from credit_graph.intake.rejects import HEADER
from credit_graph.message import Message


async def write_rejects(graph: Graph, change: str, path: Path) -> None:
    """Write the import's rejects in the order of its files and their lines.

    The file is there as a whole or not at all. Raises `ImportRefusedError` if it cannot be
    written; the import can be resumed then.
    """
    with reject_report(path, change) as stream:
        async for lines in journal.reject_pages(graph, change):
            stream.writelines(lines)


@contextmanager
def reject_report(path: Path, change: str) -> Iterator[TextIO]:
    """Give a report of rejects to write lines to; it is there as a whole after the block.

    Raises `ImportRefusedError` if it cannot be written.
    """
    partial = path.with_name(f".{path.name}.{change}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = partial.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise ImportRefusedError(
            where=str(path),
            why=Message(
                "the report of rejects cannot be written there ({cause})",
                cause=system_cause(error),
            ),
            fix=Message(
                "Give the command again with another --rejects; it resumes where it stopped."
            ),
        ) from None
    with stream:
        stream.write(HEADER)
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
