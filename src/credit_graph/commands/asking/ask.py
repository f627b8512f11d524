"""`ask`: a question from a file, its answer as JSON or as a table."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated, BinaryIO, TextIO

import orjson
import typer
from rich.console import Console
from rich.progress import Progress

from credit_graph.api.answers import DocumentAnswer, DocumentAsker, ask_document
from credit_graph.api.tabular.paged_document import PagePosition
from credit_graph.api.tabular.row_path import RowPath, TableColumn
from credit_graph.clock import utc_now
from credit_graph.commands.asking.table_writers import (
    CsvWriter,
    JsonLinesWriter,
    ParquetWriter,
    TableWriter,
    WorkbookWriter,
)
from credit_graph.commands.outcome import Exit, reported
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.services import Services


class AnswerFormat(StrEnum):
    """How an answer is written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


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
        instant = utc_now()  # all pages are of one instant

        async def work(graph: Graph) -> Sequence[str]:
            services = Services.of(graph, lambda: instant)
            asker = ask_document(services, file.read_text("utf-8"), values)
            with _written_whole(out) as stream:
                if format is AnswerFormat.JSON:
                    return _write_json(await asker.answer(), stream)
                table = asker.table(rows)
                if isinstance(table, DocumentAnswer):
                    raise _NoAnswerError(table.errors)
                writer = _writer(format, stream, table.columns, bom=bom)
                return await _write_table(asker, table, writer, every=every)

        try:
            notes = with_graph(work)
        except _NoAnswerError as failed:
            sys.stderr.writelines(f"{error}\n" for error in failed.errors)
            raise SystemExit(Exit.FINDINGS) from None
        sys.stderr.writelines(f"{note}\n" for note in notes)


class _NoAnswerError(Exception):
    """The answer has errors: nothing is written."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__()
        self.errors = errors


def _write_json(answer: DocumentAnswer, stream: BinaryIO) -> Sequence[str]:
    if answer.errors:
        raise _NoAnswerError(answer.errors)
    stream.write(orjson.dumps(answer.data, option=orjson.OPT_INDENT_2) + b"\n")
    return ()


async def _write_table(
    asker: DocumentAsker, table: RowPath, writer: TableWriter, *, every: bool
) -> Sequence[str]:
    """Write the rows page by page; return what is to be said of rows left out."""
    cut: Counter[str] = Counter()
    position, items = PagePosition(), 0
    with _bar_on(sys.stderr) as bar:
        async for page in asker.pages(table):
            if page.answer.errors or page.answer.data is None:
                raise _NoAnswerError(page.answer.errors)
            writer.write(list(table.rows(page.answer.data)))
            position = page.position
            cut.update(position.cut)
            found = table.followed_items(page.answer.data)
            items += found
            bar.moved(found, position.total)
            if not every:
                break
    writer.close()
    notes = [
        f"{place}: {times:,} of these lists hold more than their page; ask for one by itself."
        for place, times in sorted(cut.items())
    ]
    if position.has_next:
        total = "" if position.total is None else f" of {position.total:,}"
        notes.append(f"{table.followed}: {items:,}{total} are written; --all follows the pages.")
    return notes


def _writer(
    form: AnswerFormat, stream: BinaryIO, columns: Sequence[TableColumn], *, bom: bool
) -> TableWriter:
    match form:
        case AnswerFormat.CSV:
            return CsvWriter(stream, columns, bom=bom)
        case AnswerFormat.PARQUET:
            return ParquetWriter(stream, columns)
        case AnswerFormat.XLSX:
            return WorkbookWriter(stream, columns)
        case _:
            return JsonLinesWriter(stream, columns)


@contextmanager
def _written_whole(out: Path | None) -> Iterator[BinaryIO]:
    """Give a file that takes its place only if the block ends well."""
    if out is None:
        with TemporaryFile() as stream:
            yield stream
            stream.seek(0)
            shutil.copyfileobj(stream, sys.stdout.buffer)
        return
    unfinished = out.with_name(f"{out.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(out)
    except OSError as error:
        why = f"{out} cannot be written ({error.strerror})"
        raise BadArgumentError("--out", why, "Give another path.") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _check_options(form: AnswerFormat, *, every: bool, rows: str | None, bom: bool) -> None:
    if form is AnswerFormat.JSON and (every or rows is not None):
        option = "--all" if every else "--rows"
        raise BadArgumentError(option, "JSON is the answer as it is", "Ask for a table: --format.")
    if bom and form is not AnswerFormat.CSV:
        raise BadArgumentError("--bom", "only CSV has one", "Leave it out.")


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


class _PagesBar:
    """A bar over the items of the list that is followed."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task = bars.add_task("asking", total=None)

    def moved(self, items: int, total: int | None) -> None:
        """Move by so many items; `total`, where it is known."""
        if total is not None:
            self._bars.update(self._task, total=total)
        self._bars.advance(self._task, items)


@contextmanager
def _bar_on(stream: TextIO) -> Iterator[_PagesBar]:
    with Progress(console=Console(file=stream), disable=not stream.isatty()) as bars:
        yield _PagesBar(bars)
