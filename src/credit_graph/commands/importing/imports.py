"""`import`: files of facts into the graph."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from credit_graph.clock import utc_now
from credit_graph.commands.importing.first_load import run_first_load
from credit_graph.commands.importing.mode import (
    Check,
    DatesForm,
    Encoding,
    Json,
    Offline,
    OnBehalf,
    PreviewPath,
    Reason,
    Rejects,
    Sheet,
    Source,
    Strict,
    mode_of,
)
from credit_graph.commands.importing.preview import (
    FILE_COLUMNS,
    cells_of,
    print_notes,
    print_preview,
    print_where,
)
from credit_graph.commands.importing.progress import import_progress_on
from credit_graph.commands.importing.sync import day_of, run_sync, shrink_of, tell_sync
from credit_graph.commands.outcome import Exit, reported, write_json
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.intake.tables.manner import Dates, manner_of
from credit_graph.languages.wording import worded
from credit_graph.message import Message
from credit_graph.usecases.importing.full_list import SyncRequest
from credit_graph.usecases.importing.importer import import_files as run_import
from credit_graph.usecases.importing.report import ImportOptions, ImportReport, Outcome
from credit_graph.usecases.policies.rules import RulesShelf

_ENDED = {
    Outcome.PUBLISHED: Message("Published."),
    Outcome.WITHHELD: Message("Nothing was published: rows were rejected and --strict was given."),
    Outcome.CHECKED: Message("Checked; nothing was published."),
}


def import_files(
    paths: Annotated[list[Path], typer.Argument(help="Folders and files; see docs/import.md.")],
    check: Check = False,
    strict: Strict = False,
    rejects: Rejects = Path("rejects.csv"),
    preview: PreviewPath = None,
    dates: DatesForm = Dates.ISO,
    encoding: Encoding = None,
    sheet: Sheet = None,
    source: Source = "import",
    on_behalf: OnBehalf = None,
    reason: Reason = None,
    as_json: Json = False,
    offline: Offline = False,
    sync: Annotated[str | None, typer.Option(hidden=True)] = None,
    region: Annotated[str | None, typer.Option(hidden=True)] = None,
    as_of: Annotated[str | None, typer.Option(hidden=True)] = None,
    confirm_shrink: Annotated[bool, typer.Option("--confirm-shrink", hidden=True)] = False,
) -> None:
    """Import facts from CSV and .xlsx files; readers see all of it at once, or nothing."""
    with reported():
        options = ImportOptions(
            mode=mode_of(check, strict),
            rejects=rejects,
            preview=preview,
            manner=manner_of(dates=dates, encoding=encoding, sheet=sheet),
            source=source,
            on_behalf=on_behalf,
            reason=reason,
        )
        if sync is not None:
            # The form that `credit-graph sync` had before it was a command of its own.
            shrink = shrink_of(confirmed=confirm_shrink)
            request = _sync_request(paths, sync, region, as_of, shrink)
            tell_sync(run_sync(request, options), as_json=as_json)
            return
        report = run_first_load(paths, options) if offline else _run(paths, options)
    if as_json:
        write_json(report)
    else:
        print_report(report)
    if report.total.rejected:
        raise SystemExit(Exit.FINDINGS)


def _run(paths: list[Path], options: ImportOptions) -> ImportReport:
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

    return with_graph(work)


def _sync_request(
    paths: list[Path], register: str, region: str | None, as_of: str | None, shrink: float
) -> SyncRequest:
    if len(paths) != 1:
        raise BadArgumentError(
            argument="--sync",
            why=Message("a list is one file"),
            fix=Message("Give one file a command."),
        )
    if region is None or as_of is None:
        raise BadArgumentError(
            argument="--sync",
            why=Message("a list is complete for a region on a day"),
            fix=Message("Give --region and --as-of too."),
        )
    return SyncRequest(paths[0], register, region, day_of(as_of), shrink)


def print_report(report: ImportReport) -> None:
    """Print what became of an import, file by file."""
    table = Table(*map(worded, FILE_COLUMNS))
    for each in report.files:
        table.add_row(Text(each.name), *cells_of(each.counts))
    table.add_section()
    table.add_row(worded("all"), *cells_of(report.total))
    console = Console()
    if report.preview is not None:
        print_preview(console, report.preview)
    console.print(table)
    print_notes(console, {each.name: each.notes for each in report.files})
    took = worded(
        "{ended} {seconds:.1f} s, {rate:,.0f} rows/s.",
        ended=_ENDED[report.outcome],
        seconds=report.seconds,
        rate=report.rate,
    )
    console.print(took)
    print_where(console, report)
