"""`ask`: a question from a file, its answer as JSON or as a table."""

from pathlib import Path
from typing import Annotated

import orjson
import typer

from credit_graph.commands.asking.answer_files import AnswerFormat, AnswerRequest, write_answer
from credit_graph.commands.outcome import reported
from credit_graph.errors import BadArgumentError
from credit_graph.message import Message

_LIKE = Message("Write {example}.", example='{"uscc": "…"}')


def ask(
    file: Annotated[Path, typer.Argument(help="A GraphQL document.", exists=True, dir_okay=False)],
    variables: Annotated[str, typer.Option(help="Variables as a JSON object.")] = "{}",
    format: Annotated[  # noqa: A002  # the contract's name
        AnswerFormat, typer.Option(help="How to write the answer.")
    ] = AnswerFormat.JSON,
    every: Annotated[
        bool, typer.Option("--all", help="Follow the pages to the end (tables only).")
    ] = False,
    rows: Annotated[
        str | None,
        typer.Option(help="The list whose items are rows, as chain.members.nodes (tables only)."),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte-order mark.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Ask a question and write its answer, whole or not at all."""
    with reported():
        values = _variables(variables)
        _check_options(format, every=every, rows=rows, bom=bom)
        document = file.read_text("utf-8")
        write_answer(AnswerRequest(document, (values,), format, every, rows, bom, out))


def _check_options(form: AnswerFormat, *, every: bool, rows: str | None, bom: bool) -> None:
    if form is AnswerFormat.JSON and (every or rows is not None):
        option = "--all" if every else "--rows"
        raise BadArgumentError(
            option, Message("JSON is the answer as it is"), Message("Ask for a table: --format.")
        )
    if bom and form is not AnswerFormat.CSV:
        raise BadArgumentError("--bom", Message("only CSV has one"), Message("Leave it out."))


def _variables(text: str) -> dict[str, object]:
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadArgumentError(
            argument="--variables",
            why=Message(
                "it is not JSON from line {line}, column {column} on",
                line=error.lineno,
                column=error.colno,
            ),
            fix=_LIKE,
        ) from None
    if not isinstance(values, dict):
        raise BadArgumentError(
            argument="--variables", why=Message("it is not a JSON object"), fix=_LIKE
        )
    return values
