"""The options that every command shares which brings facts in, or takes them back."""

from pathlib import Path
from typing import Annotated

import typer

from credit_graph.errors import BadArgumentError
from credit_graph.intake.tables.manner import Dates
from credit_graph.message import Message
from credit_graph.usecases.importing.report import ImportMode

Check = Annotated[bool, typer.Option("--check", help="Dry run: show changes; publish nothing.")]
Strict = Annotated[bool, typer.Option("--strict", help="Publish only if no row is rejected.")]
Rejects = Annotated[Path, typer.Option(help="Where rejected rows are reported.")]
PreviewPath = Annotated[
    Path | None,
    typer.Option("--preview", help="Write a CSV of all who begin, end, change and stay."),
]
Source = Annotated[str, typer.Option(help="Who imports, for the record.")]
OnBehalf = Annotated[
    str | None,
    typer.Option("--on-behalf", help="The agency whose facts these are; others' are rejected."),
]
Reason = Annotated[str | None, typer.Option(help="Why, for the history.")]
DatesForm = Annotated[
    Dates,
    typer.Option("--dates", help="How days may be written: iso, or local for 2024/6/30 too."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="Of CSV files, if not detected: utf-8 or gb18030."),
]
Sheet = Annotated[str | None, typer.Option("--sheet", help="The sheet to read of each .xlsx.")]
Offline = Annotated[
    bool,
    typer.Option("--offline", help="First load into an empty embedded database, much faster."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def mode_of(check: bool, strict: bool) -> ImportMode:  # two flags of a command
    """Return the mode that the flags stand for; raise `BadArgumentError` for both."""
    if check and strict:
        raise BadArgumentError(
            argument="--check, --strict",
            why=Message("they exclude each other"),
            fix=Message("Give one of them."),
        )
    if check:
        return ImportMode.CHECK
    return ImportMode.STRICT if strict else ImportMode.PUBLISH
