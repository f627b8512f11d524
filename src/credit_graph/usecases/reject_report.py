"""The report of rejects, from the pages kept with an import to a file."""

import os
from pathlib import Path
from typing import cast

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.connection import Graph
from credit_graph.intake.rejects import HEADER


async def write_rejects(graph: Graph, change: str, path: Path) -> None:
    """Write the import's rejects in the order of its files and their lines.

    The file is there as a whole or not at all. Raises `ImportRefusedError` if it cannot be
    written; the import can be gone on with then.
    """
    partial = path.with_name(f".{path.name}.{change}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = partial.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise ImportRefusedError(
            where=str(path),
            why=f"the report of rejects cannot be written there ({error.strerror})",
            fix="Give the command again with another --rejects; it goes on where it stopped.",
        ) from None
    place, number = -1, -1
    with stream:
        stream.write(HEADER)
        while True:
            records = await graph.read(
                "imports/reject_page", change=change, place=place, number=number, timeout_s=30.0
            )
            if not records:
                break
            place, number = records[0]["place"], records[0]["number"]
            stream.writelines(cast("list[str]", records[0]["lines"]))
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
