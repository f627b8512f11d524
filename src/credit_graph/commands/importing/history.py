"""`imports list|show|undo|abandon` and `retract`."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import (
    Check,
    Json,
    PreviewPath,
    Reason,
    Source,
    Strict,
    mode_of,
)
from credit_graph.commands.importing.preview import print_preview
from credit_graph.commands.outcome import reported, write_json
from credit_graph.commands.session import with_graph
from credit_graph.errors import UnknownCodeError
from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.importing.history import (
    ImportEntry,
    RecordedDecision,
    decisions_of,
    list_imports,
    show_import,
)
from credit_graph.usecases.importing.journal import abandon_import
from credit_graph.usecases.importing.report import ImportOptions
from credit_graph.usecases.importing.retraction import retract_reference
from credit_graph.usecases.importing.undo import Amendment, undo_import
from credit_graph.usecases.policies.rules import RulesShelf

imports = typer.Typer(help="Earlier and unfinished imports.", no_args_is_help=True)
ImportId = Annotated[str, typer.Argument(help="The import's id; `imports list` shows them.")]


@imports.command("list")
def list_(as_json: Json = False) -> None:
    """Show the latest imports, undos and retractions, newest first."""
    with reported():
        entries = with_graph(list_imports)
    if as_json:
        for entry in entries:
            write_json(entry)
        return
    # An id is there to be copied: it is not cut before everything else is.
    unbroken = Column("id", no_wrap=True)
    table = Table(unbroken, "what", "source", "begun", "state", "rows", "rejected")
    for entry in entries:
        rows = sum(each.counts.read for each in entry.files)
        rejected = sum(each.counts.rejected for each in entry.files)
        begun = f"{entry.started_at:%Y-%m-%d %H:%M}Z"
        cells = (entry.id, _what(entry), entry.source, begun, _state(entry))
        table.add_row(*map(Text, cells), f"{rows:,}", f"{rejected:,}")
    Console().print(table)


@imports.command()
def show(import_id: ImportId) -> None:
    """Show one import, file by file, and what it recorded differently from its files."""

    async def work(graph: Graph) -> tuple[ImportEntry | None, tuple[RecordedDecision, ...]]:
        return await show_import(graph, import_id), await decisions_of(graph, import_id)

    with reported():
        entry, decisions = with_graph(work)
        if entry is None:
            raise UnknownCodeError(noun="import", given=import_id)
    table = Table(
        "file", "read", "added", "unchanged", "corrected", "rejected", title=_state(entry)
    )
    for each in entry.files:
        counts = each.counts
        figures = (counts.read, counts.added, counts.unchanged, counts.corrected, counts.rejected)
        table.add_row(Text(each.name), *(f"{figure:,}" for figure in figures))
    console = Console()
    console.print(Text("; ".join(filter(None, (_what(entry), _who(entry))))))
    console.print(table)
    for decision in decisions:
        console.print(Text(f"{decision.uscc} {decision.register}: {decision.because}."))


@imports.command()
def undo(
    import_id: ImportId,
    check: Check = False,
    strict: Strict = False,
    preview: PreviewPath = None,
    source: Source = "import",
    reason: Reason = None,
    as_json: Json = False,
) -> None:
    """Take back a published import; refused where a later one rests on it."""

    async def work(graph: Graph) -> Amendment:
        rules = await RulesShelf(graph, utc_now).refresh()
        return await undo_import(
            graph, rules.rulebook.vocabulary, import_id, options=options, now=utc_now
        )

    with reported():
        options = ImportOptions(
            mode=mode_of(check, strict), preview=preview, source=source, reason=reason
        )
        done = with_graph(work)
    _tell(done, as_json=as_json, check=check)


@imports.command()
def abandon(import_id: ImportId) -> None:
    """Take away what an unfinished import staged."""
    with reported():
        taken = with_graph(lambda graph: abandon_import(graph, import_id, now=utc_now()))
    print(f"{taken:,} staged facts taken away.")


def retract(
    reference: Annotated[str, typer.Argument(help="The reference of the facts.")],
    check: Check = False,
    strict: Strict = False,
    preview: PreviewPath = None,
    source: Source = "import",
    reason: Reason = None,
    as_json: Json = False,
) -> None:
    """Withdraw every rating, list entry and violation with a reference; history stays."""
    with reported():
        options = ImportOptions(
            mode=mode_of(check, strict), preview=preview, source=source, reason=reason
        )
        done = with_graph(
            lambda graph: retract_reference(graph, reference, options=options, now=utc_now)
        )
    if not done.withdrawn and not as_json:
        print(f"No fact has the reference {reference}.")
        return
    _tell(done, as_json=as_json, check=check)


def _tell(done: Amendment, *, as_json: bool, check: bool) -> None:
    if as_json:
        write_json(done)
        return
    console = Console()
    if check:
        print_preview(console, done.preview)
    for verb, counts in (("withdrawn", done.withdrawn), ("restored", done.restored)):
        _tell_counts(console, verb, counts)
    if check:
        console.print("Checked; nothing was published.")
    elif done.published_at is None:
        console.print("There was nothing to do.")
    else:
        console.print(f"Published as {done.id}; `imports undo` takes it back.", highlight=False)


def _tell_counts(console: Console, verb: str, counts: Mapping[Kind, int]) -> None:
    for kind, count in counts.items():
        console.print(f"{kind}: {count:,} {verb}.", highlight=False)


def _what(entry: ImportEntry) -> str:
    about = entry.about
    if about.register is not None and about.undoes is None:
        return f"{about.action}: {about.register} {about.region} {about.list_day}"
    detail = about.undoes or about.reference
    return about.action if detail is None else f"{about.action}: {detail}"


def _who(entry: ImportEntry) -> str:
    """Return for whom and why it was done, as far as that was stated."""
    agency, reason = entry.about.agency, entry.about.reason
    stated = (agency and f"on behalf of {agency}", reason)
    return "; ".join(each for each in stated if each)


def _state(entry: ImportEntry) -> str:
    if entry.undone_by is not None:
        return f"undone by {entry.undone_by}"
    if entry.published_at is not None:
        return f"published {entry.published_at:%Y-%m-%d %H:%M}Z"
    return "abandoned" if entry.abandoned else "unfinished"
