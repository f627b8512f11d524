"""A process that imports a folder into the database named on its standard input.

Arguments: folder, report of rejects, rows per batch and, to be killed on the way, how a line begins
and how many such lines it prints before it kills itself. It prints `rows N` after each batch, what
it does at the end, and the counts as JSON.
"""

import asyncio
import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import Counts, ImportOptions
from support.import_desk import small_rulebook, ticking


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201  # its answer


class _Aloud:
    """Prints the progress; kills the process at a line, so that no reader can be late for it."""

    def __init__(self, mark: str, times: int) -> None:
        self._rows: dict[str, int] = {}
        self._mark, self._times = mark, times

    def began(self, name: str, size: int) -> None:
        """Say nothing."""

    def advanced(self, name: str, counts: Counts, _read_bytes: int) -> None:
        """Say how many rows are in."""
        self._rows[name] = counts.read
        self._print_line(f"rows {sum(self._rows.values())}")

    def closing(self, what: str) -> None:
        """Say what is done."""
        self._print_line(what)

    def _print_line(self, words: str) -> None:
        _say(words)
        if self._mark and words.startswith(self._mark):
            self._times -= 1
            if self._times == 0:
                os.kill(os.getpid(), signal.SIGKILL)


async def _main(
    folder: str, rejects: str, batch_rows: str, mark: str = "", times: str = "1"
) -> None:
    endpoint = EmbeddedEndpoint(**json.loads(sys.stdin.readline()))
    options = ImportOptions(rejects=Path(rejects), batch_rows=int(batch_rows), columns_from=0)
    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        report = await import_files(
            graph,
            small_rulebook(),
            [Path(folder)],
            options=options,
            now=ticking(),
            progress=_Aloud(mark, int(times)),
        )
    _say(json.dumps(asdict(report.total)))


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
