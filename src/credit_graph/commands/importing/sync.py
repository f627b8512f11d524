"""`sync`: a file that is the complete list of a register in a region on a day."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import (
    Check,
    DatesForm,
    Encoding,
    Json,
    OnBehalf,
    PreviewPath,
    Reason,
    Rejects,
    Sheet,
    Source,
    Strict,
    mode_of,
)
from credit_graph.commands.importing.preview import print_notes, print_preview, print_where
from credit_graph.commands.importing.progress import import_progress_on
from credit_graph.commands.outcome import Exit, reported, write_json
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.intake.tables.manner import Dates, manner_of
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.usecases.importing.full_list import (
    LARGEST_SHRINK,
    SyncReport,
    SyncRequest,
    sync_list,
)
from credit_graph.usecases.importing.report import ImportOptions, Outcome
from credit_graph.usecases.policies.rules import RulesShelf

_ANY_SHRINK = 1.0
_ENDED = {
    Outcome.PUBLISHED: Message("Published."),
    Outcome.WITHHELD: Message(
        "Nothing was published: with rejected rows the list is not complete."
    ),
    Outcome.CHECKED: Message("Checked; nothing was published."),
}


def sync(
    file: Annotated[Path, typer.Argument(help="The list; see docs/import.md.")],
    of: Annotated[str, typer.Option("--of", help="The scheme or list.", show_default=False)],
    region: Annotated[str, typer.Option(help="Complete for this region.", show_default=False)],
    as_of: Annotated[str, typer.Option(help="Complete on this day.", show_default=False)],
    check: Check = False,
    strict: Strict = False,
    rejects: Rejects = Path("rejects.csv"),
    preview: PreviewPath = None,
    confirm_shrink: Annotated[
        bool, typer.Option("--confirm-shrink", help="Allow many entries to end.")
    ] = False,
    dates: DatesForm = Dates.ISO,
    encoding: Encoding = None,
    sheet: Sheet = None,
    source: Source = "import",
    on_behalf: OnBehalf = None,
    reason: Reason = None,
    as_json: Json = False,
) -> None:
    """Reconcile a register in a region with a complete list: entries not on it end."""
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
        request = SyncRequest(file, of, region, day_of(as_of), shrink_of(confirmed=confirm_shrink))
        report = run_sync(request, options)
    tell_sync(report, as_json=as_json)


def day_of(text: str) -> date:
    """Return the day of `--as-of`; raise `BadArgumentError` if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadArgumentError(
            argument="--as-of",
            why=Message("{text!r} is not a day", text=text),
            fix=Message("Write days as 2024-06-30."),
        ) from None


def shrink_of(*, confirmed: bool) -> float:
    """Return the share of the standing entries that may end."""
    return _ANY_SHRINK if confirmed else LARGEST_SHRINK


def run_sync(request: SyncRequest, options: ImportOptions) -> SyncReport:
    """Reconcile the register with the list."""

    async def work(graph: Graph) -> SyncReport:
        await migrate(graph, at=utc_now())
        rules = await RulesShelf(graph, utc_now).refresh()
        with import_progress_on(sys.stderr) as progress:
            return await sync_list(
                graph,
                rules.rulebook,
                request,
                options=options,
                now=utc_now,
                progress=progress,
            )

    return with_graph(work)


def tell_sync(report: SyncReport, *, as_json: bool) -> None:
    """Print the difference; end with exit code 1 if rows were rejected."""
    if as_json:
        write_json(report)
    else:
        console = Console()
        if report.preview is not None:
            print_preview(console, report.preview)
        figures = worded(
            "{added:,} added, {ended:,} ended, {changed:,} changed, {unchanged:,} unchanged, "
            "{rejected:,} rejected.",
            added=report.added,
            ended=report.ended,
            changed=report.changed,
            unchanged=report.unchanged,
            rejected=report.rejected,
        )
        console.print(figures, highlight=False)
        print_notes(console, {"": report.notes})
        console.print(in_words(_ENDED[report.outcome]))
        print_where(console, report)
    if report.rejected:
        raise SystemExit(Exit.FINDINGS)
