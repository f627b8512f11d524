"""`imports list|show|abandon` and `retract`."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from credit_graph.clock import utc_now
from credit_graph.commands.outcome import reported
from credit_graph.commands.session import with_graph
from credit_graph.errors import UnknownCodeError
from credit_graph.usecases.import_history import ImportEntry, list_imports, show_import
from credit_graph.usecases.import_journal import abandon_import
from credit_graph.usecases.retract_reference import retract_reference

imports = typer.Typer(help="Earlier and unfinished imports.", no_args_is_help=True)
ImportId = Annotated[str, typer.Argument(help="The import's id; `imports list` shows them.")]


@imports.command("list")
def list_() -> None:
    """Show the latest imports, newest first."""
    with reported():
        entries = with_graph(list_imports)
    table = Table("id", "source", "begun", "state", "rows", "rejected")
    for entry in entries:
        rows = sum(each.counts.read for each in entry.files)
        rejected = sum(each.counts.rejected for each in entry.files)
        begun = f"{entry.started_at:%Y-%m-%d %H:%M}Z"
        table.add_row(entry.id, entry.source, begun, _state(entry), f"{rows:,}", f"{rejected:,}")
    Console().print(table)


@imports.command()
def show(import_id: ImportId) -> None:
    """Show one import, file by file."""
    with reported():
        entry = with_graph(lambda graph: show_import(graph, import_id))
        if entry is None:
            raise UnknownCodeError(noun="import", given=import_id)
    table = Table(
        "file", "read", "added", "unchanged", "corrected", "rejected", title=_state(entry)
    )
    for each in entry.files:
        counts = each.counts
        figures = (counts.read, counts.added, counts.unchanged, counts.corrected, counts.rejected)
        table.add_row(each.name, *(f"{figure:,}" for figure in figures))
    Console().print(table)


@imports.command()
def abandon(import_id: ImportId) -> None:
    """Take away what an unfinished import staged."""
    with reported():
        taken = with_graph(lambda graph: abandon_import(graph, import_id, now=utc_now()))
    print(f"{taken:,} staged facts taken away.")


def retract(
    reference: Annotated[str, typer.Argument(help="The reference that the facts bear.")],
    source: Annotated[str, typer.Option(help="Who withdraws, for the record.")] = "import",
) -> None:
    """Withdraw every rating, list entry and violation with a reference; history stays."""
    with reported():
        done = with_graph(
            lambda graph: retract_reference(graph, reference, source=source, now=utc_now)
        )
    if not done.withdrawn:
        print(f"No fact bears the reference {reference}.")
    for label, count in done.withdrawn.items():
        print(f"{label}: {count:,} withdrawn.")


def _state(entry: ImportEntry) -> str:
    if entry.published_at is not None:
        return f"published {entry.published_at:%Y-%m-%d %H:%M}Z"
    return "abandoned" if entry.abandoned else "unfinished"
