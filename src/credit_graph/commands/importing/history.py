"""`imports list|show|undo|abandon` and `retract`."""

from collections.abc import Iterator
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
from credit_graph.commands.importing.preview import FILE_COLUMNS, cells_of, print_preview
from credit_graph.commands.outcome import minute, reported, tell, write_json
from credit_graph.commands.session import with_graph
from credit_graph.errors import UnknownCodeError
from credit_graph.graph.database.connection import Graph
from credit_graph.intake.reconciling.reasons import reason_of
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message, Series
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

LIST_COLUMNS = ("what", "source", "begun", "state", "rows", "rejected")

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
    unbroken = Column(worded("id"), no_wrap=True)
    table = Table(unbroken, *map(worded, LIST_COLUMNS))
    for entry in entries:
        rows = sum(each.counts.read for each in entry.files)
        rejected = sum(each.counts.rejected for each in entry.files)
        begun = minute(entry.started_at)
        cells = (entry.id, what_was_done(entry), entry.source, begun, state_of(entry))
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
    table = Table(*map(worded, FILE_COLUMNS), title=state_of(entry))
    for each in entry.files:
        table.add_row(Text(each.name), *cells_of(each.counts))
    console = Console()
    parts = Series(tuple(filter(None, (what_was_done(entry), *_who(entry)))), "; ")
    console.print(Text(in_words(parts)))
    console.print(table)
    for decision in decisions:
        said = worded(
            "{uscc} {register}: {because}.",
            uscc=decision.uscc,
            register=decision.register,
            because=reason_of(decision.because),
        )
        console.print(Text(said))


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
    tell_amendment(done, as_json=as_json, check=check)


@imports.command()
def abandon(import_id: ImportId) -> None:
    """Take away what an unfinished import staged."""
    with reported():
        taken = with_graph(lambda graph: abandon_import(graph, import_id, now=utc_now()))
    tell("{taken:,} staged facts taken away.", taken=taken)


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
        tell("No fact has the reference {reference}.", reference=reference)
        return
    tell_amendment(done, as_json=as_json, check=check)


def tell_amendment(done: Amendment, *, as_json: bool, check: bool) -> None:
    """Print what was withdrawn and restored, or would be."""
    if as_json:
        write_json(done)
        return
    console = Console()
    if check:
        print_preview(console, done.preview)
    for kind, count in done.withdrawn.items():
        said = worded("{kind}: {count:,} withdrawn.", kind=Message(kind.value), count=count)
        console.print(said, highlight=False)
    for kind, count in done.restored.items():
        said = worded("{kind}: {count:,} restored.", kind=Message(kind.value), count=count)
        console.print(said, highlight=False)
    if check:
        console.print(worded("Checked; nothing was published."))
    elif done.published_at is None:
        console.print(worded("There was nothing to do."))
    else:
        said = worded("Published as {id}; `imports undo` takes it back.", id=done.id)
        console.print(said, highlight=False)


def what_was_done(entry: ImportEntry) -> str:
    """Return what an entry of the history was, with the list, import or reference it is about."""
    about = entry.about
    if about.register is not None and about.undoes is None:
        return f"{worded(about.action)}: {about.register} {about.region} {about.list_day}"
    detail = about.undoes or about.reference
    return worded(about.action) if detail is None else f"{worded(about.action)}: {detail}"


def _who(entry: ImportEntry) -> Iterator[str]:
    """Yield for whom and why it was done, as far as that was stated."""
    agency, reason = entry.about.agency, entry.about.reason
    if agency:
        yield worded("on behalf of {agency}", agency=agency)
    if reason:
        yield reason


def state_of(entry: ImportEntry) -> str:
    """Return what has become of an import."""
    if entry.undone_by is not None:
        return worded("undone by {id}", id=entry.undone_by)
    if entry.published_at is not None:
        return worded("published {at}", at=minute(entry.published_at))
    return worded("abandoned") if entry.abandoned else worded("unfinished")
