"""`ask`: a question from a file, its answer as JSON, CSV or Parquet."""

import csv
import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from credit_graph.api.answers import DocumentAnswer, answer_document
from credit_graph.clock import utc_now
from credit_graph.commands.outcome import Exit, reported
from credit_graph.commands.session import with_graph
from credit_graph.commands.table import columns_of, rows_of
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.services import Services


class AnswerFormat(StrEnum):
    """How an answer is written."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


def ask(
    file: Annotated[Path, typer.Argument(help="A GraphQL document.", exists=True, dir_okay=False)],
    variables: Annotated[str, typer.Option(help="Variables as a JSON object.")] = "{}",
    format: Annotated[  # noqa: A002  # the contract's name
        AnswerFormat, typer.Option(help="How to write the answer.")
    ] = AnswerFormat.JSON,
) -> None:
    """Ask a question and write its answer to standard output."""
    with reported():
        values = _variables(variables)

        async def work(graph: Graph) -> DocumentAnswer:
            return await answer_document(
                Services.of(graph, utc_now), file.read_text("utf-8"), values
            )

        answer = with_graph(work)
        sys.stdout.buffer.write(_written(answer, format))
    for error in answer.errors:
        sys.stderr.write(f"{error}\n")
    if answer.errors:
        raise SystemExit(Exit.FINDINGS)


def _variables(text: str) -> dict[str, object]:
    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadArgumentError(
            argument="--variables", why=f"it is not JSON ({error})", fix='Write {"uscc": "…"}.'
        ) from None
    if not isinstance(values, dict):
        raise BadArgumentError(
            argument="--variables", why="it is not a JSON object", fix='Write {"uscc": "…"}.'
        )
    return values


def _written(answer: DocumentAnswer, form: AnswerFormat) -> bytes:
    if form is AnswerFormat.JSON:
        return orjson.dumps(answer.data, option=orjson.OPT_INDENT_2) + b"\n"
    rows = rows_of(answer.data or {})
    if form is AnswerFormat.CSV:
        text = io.StringIO()
        writer = csv.DictWriter(text, columns_of(rows), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()
    return _parquet(rows)


def _parquet(rows: list[dict[str, str | int | float | bool | None]]) -> bytes:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError:
        raise BadArgumentError(
            argument="--format parquet",
            why="pyarrow is not installed",
            fix="Install credit-graph[parquet].",
        ) from None
    table = pa.table({name: [row.get(name) for row in rows] for name in columns_of(rows)})
    sink = io.BytesIO()
    parquet.write_table(table, sink)
    return sink.getvalue()
