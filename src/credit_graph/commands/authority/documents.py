"""`documents extract`: a client's operations become trusted documents."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from credit_graph.api.trusted.extract import SourceText, extract_operations
from credit_graph.commands.outcome import Exit, reported, say
from credit_graph.errors import BadArgumentError
from credit_graph.languages.wording import in_words
from credit_graph.message import Message, Series

documents = typer.Typer(
    help="Trusted documents: what clients may ask, by id.", no_args_is_help=True
)

_ENDINGS = frozenset({".graphql", ".gql"})
_NOT_THE_CLIENTS = "node_modules"


@documents.callback()
def _documents() -> None:
    """Keep `extract` a command of its own."""


@documents.command()
def extract(
    folder: Annotated[Path, typer.Argument(help="A client's folder; .graphql and .gql are read.")],
    to: Annotated[
        Path | None, typer.Option(help="The manifest to write; standard output if left out.")
    ] = None,
) -> None:
    """Write a manifest of every operation; nothing is written if one of them is wrong."""
    with reported():
        sources = _read(folder)
    found = extract_operations(sources)
    for finding in found.findings:
        sys.stderr.write(f"{in_words(finding)}\n")
    if found.findings:
        say("{count} finding(s); nothing was written.", count=len(found.findings))
        raise SystemExit(Exit.FINDINGS)
    if to is None:
        sys.stdout.buffer.write(found.manifest())
    else:
        to.write_bytes(found.manifest())
    say(
        "{operations} operation(s) of {files} file(s).",
        operations=len(found.operations),
        files=len(sources),
    )


def _read(folder: Path) -> list[SourceText]:
    if not folder.is_dir():
        raise BadArgumentError(
            "FOLDER",
            Message("{folder} is not a folder", folder=str(folder)),
            Message("Name a client's folder."),
        )
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in _ENDINGS and path.is_file() and _NOT_THE_CLIENTS not in path.parts
    ]
    if not paths:
        why = Message(
            "{folder} holds no {endings} file",
            folder=str(folder),
            endings=Series(tuple(sorted(_ENDINGS)), " or "),
        )
        raise BadArgumentError("FOLDER", why, Message("Put each operation into such a file."))
    return [_source(path, folder) for path in paths]


def _source(path: Path, folder: Path) -> SourceText:
    shown = path.relative_to(folder).as_posix()
    try:
        return SourceText(shown, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise BadArgumentError(
            shown, Message("it is not UTF-8"), Message("Save it as UTF-8.")
        ) from None
