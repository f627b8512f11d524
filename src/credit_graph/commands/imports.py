"""`import`: files of facts into the graph."""

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from credit_graph.clock import utc_now
from credit_graph.commands.import_progress import import_progress_on
from credit_graph.commands.outcome import Exit, reported
from credit_graph.commands.session import with_graph
from credit_graph.commands.sync import run_sync, sync_request, tell_sync
from credit_graph.errors import BadArgumentError
from credit_graph.graph.connection import Graph
from credit_graph.graph.migrations import migrate
from credit_graph.usecases.import_files import import_files as run_import
from credit_graph.usecases.import_report import (
    Counts,
    ImportMode,
    ImportOptions,
    ImportReport,
    Outcome,
)
from credit_graph.usecases.rules import RulesShelf

_ENDED = {
    Outcome.PUBLISHED: "Published.",
    Outcome.WITHHELD: "Nothing was published: rows were rejected and --strict was given.",
    Outcome.CHECKED: "Checked; nothing was published.",
}


def import_files(
    paths: Annotated[list[Path], typer.Argument(help="Folders and files; see docs/import.md.")],
    check: Annotated[bool, typer.Option("--check", help="Check only; publish nothing.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Publish only if no row is rejected.")
    ] = False,
    rejects: Annotated[Path, typer.Option(help="Where rejected rows are reported.")] = Path(
        "rejects.csv"
    ),
    source: Annotated[str, typer.Option(help="Who imports, for the record.")] = "import",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    sync: Annotated[
        str | None, typer.Option(help="The file is the complete list of this scheme or list.")
    ] = None,
    region: Annotated[str | None, typer.Option(help="With --sync: complete for this region.")] = (
        None
    ),
    as_of: Annotated[str | None, typer.Option(help="With --sync: complete on this day.")] = None,
    confirm_shrink: Annotated[
        bool, typer.Option("--confirm-shrink", help="With --sync: many entries may end.")
    ] = False,
) -> None:
    """Import facts from CSV files; readers see all of it at once, or nothing."""
    options = ImportOptions(rejects=rejects, source=source)
    with reported():
        if sync is not None:
            request = sync_request(paths, sync, region, as_of, confirmed=confirm_shrink)
            tell_sync(run_sync(request, options), as_json=as_json)
            return
        options = replace(options, mode=_mode(check, strict))

        async def work(graph: Graph) -> ImportReport:
            await migrate(graph, at=utc_now())
            rules = await RulesShelf(graph, utc_now).refresh()
            with import_progress_on(sys.stderr) as progress:
                return await run_import(
                    graph,
                    rules.rulebook,
                    paths,
                    options=options,
                    now=utc_now,
                    progress=progress,
                )

        report = with_graph(work)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(asdict(report), default=str) + b"\n")
    else:
        _print(report)
    if report.total.rejected:
        raise SystemExit(Exit.FINDINGS)


def _mode(check: bool, strict: bool) -> ImportMode:
    if check and strict:
        raise BadArgumentError(
            argument="--check, --strict", why="they exclude each other", fix="Give one of them."
        )
    if check:
        return ImportMode.CHECK
    return ImportMode.STRICT if strict else ImportMode.PUBLISH


def _print(report: ImportReport) -> None:
    table = Table("file", "read", "added", "unchanged", "corrected", "rejected")
    for each in report.files:
        table.add_row(each.name, *_cells(each.counts))
    table.add_section()
    table.add_row("all", *_cells(report.total))
    console = Console()
    console.print(table)
    console.print(f"{_ENDED[report.outcome]} {report.seconds:.1f} s, {report.rate:,.0f} rows/s.")
    if report.rejects is not None:
        console.print(f"Rejected rows: {report.rejects}")


def _cells(counts: Counts) -> tuple[str, ...]:
    figures = (counts.read, counts.added, counts.unchanged, counts.corrected, counts.rejected)
    return tuple(f"{figure:,}" for figure in figures)
