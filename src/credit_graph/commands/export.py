"""`export`: the facts as files that `import` reads."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from credit_graph.clock import utc_now
from credit_graph.commands.outcome import reported, say, tell
from credit_graph.commands.session import with_graph
from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.exporting.export_files import FileFormat, export_files

_STEP = 100_000


class ExportFormat(StrEnum):
    """How the files are written."""

    CSV = "csv"
    PARQUET = "parquet"


class ExportLines:
    """A line for each further hundred thousand enterprises."""

    def __init__(self) -> None:
        self._told = 0

    def advanced(self, enterprises: int) -> None:
        """Tell how many enterprises are written."""
        if enterprises // _STEP > self._told:
            self._told = enterprises // _STEP
            say("{enterprises:,} enterprises", enterprises=enterprises)


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")],
    format: Annotated[  # noqa: A002  # the contract's name
        ExportFormat, typer.Option(help="How to write the files.")
    ] = ExportFormat.CSV,
) -> None:
    """Write every fact known now as the files that `import` reads."""

    async def work(graph: Graph) -> dict[Kind, int]:
        return await export_files(
            graph,
            folder,
            FileFormat[format.name],
            known_at=utc_now(),
            progress=ExportLines(),
        )

    with reported():
        counts = with_graph(work)
    for kind, rows in counts.items():
        tell("{path}: {rows:,} rows", path=f"{folder}/{kind}.{format}", rows=rows)
