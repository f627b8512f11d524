"""Answers written as files: a question of the graph, or several of one form, as one table."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing, closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, TextIO

import orjson
from rich.console import Console
from rich.progress import Progress

from credit_graph.api.answers import DocumentAnswer, DocumentAsker, ask_documents
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
from credit_graph.commands.outcome import Exit
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.errors.causes import system_cause
from credit_graph.graph.database.connection import Graph
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.usecases.services import Services


class AnswerFormat(StrEnum):
    """How an answer is written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A document, asked once for each of the variables; the rows follow one another.

    `every`: follow the pages to the end. `rows`: the list whose items are rows. `needed`: a field
    of the root whose absence is worth a note, with the variable that names what was not found.
    """

    document: str
    variables: Sequence[Mapping[str, object]]
    form: AnswerFormat
    every: bool = False
    rows: str | None = None
    bom: bool = False
    out: Path | None = None
    needed: tuple[str, str] | None = None


def write_answer(request: AnswerRequest) -> None:
    """Ask and write, whole or not at all; what was left out is said on standard error.

    Ends with exit code 1 if an answer has errors (then nothing is written), or something that is
    needed was not found.
    """
    instant = utc_now()  # all pages are of one instant

    async def work(graph: Graph) -> Sequence[Message]:
        services = Services.of(graph, lambda: instant)
        askers = ask_documents(services, request.document, request.variables)
        with _written_whole(request.out) as stream:
            if request.form is AnswerFormat.JSON:
                return _write_json(await askers[0].answer(), stream)
            return await _write_tables(request, askers, stream)

    try:
        notes = with_graph(work)
    except _NoAnswerError as failed:
        sys.stderr.writelines(f"{error}\n" for error in failed.errors)
        raise SystemExit(Exit.FINDINGS) from None
    sys.stderr.writelines(f"{in_words(note)}\n" for note in notes)
    if any(note.template == _NOT_FOUND for note in notes):
        raise SystemExit(Exit.FINDINGS)


_NOT_FOUND = "Not found: {what}."


class _NoAnswerError(Exception):
    """The answer has errors: nothing is written."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__()
        self.errors = errors


def _write_json(answer: DocumentAnswer, stream: BinaryIO) -> Sequence[Message]:
    if answer.errors:
        raise _NoAnswerError(answer.errors)
    stream.write(orjson.dumps(answer.data, option=orjson.OPT_INDENT_2) + b"\n")
    return ()


async def _write_tables(
    request: AnswerRequest, askers: Sequence[DocumentAsker], stream: BinaryIO
) -> Sequence[Message]:
    table = askers[0].table(request.rows)
    if isinstance(table, DocumentAnswer):
        raise _NoAnswerError(table.errors)
    notes: list[Message] = []
    writer = _writer(request.form, stream, table.columns, bom=request.bom)
    with closing(writer), _bar_on(sys.stderr) as bar:
        for asker, variables in zip(askers, request.variables, strict=True):
            found = await _write_table(asker, table, writer, bar, every=request.every)
            notes += found.notes
            if request.needed is not None and found.is_without(request.needed[0]):
                what = str(variables[request.needed[1]])
                notes.append(Message("Not found: {what}.", what=what))
    return notes


@dataclass(frozen=True, slots=True)
class _Written:
    """What there is to say of one question, and the fields of the root that it found."""

    notes: Sequence[Message]
    root: Mapping[str, object]

    def is_without(self, name: str) -> bool:
        return self.root.get(name) is None


async def _write_table(
    asker: DocumentAsker, table: RowPath, writer: TableWriter, bar: "_PagesBar", *, every: bool
) -> _Written:
    """Write the rows page by page; say what is left out."""
    cut: Counter[str] = Counter()
    position, items, root = PagePosition(), 0, dict[str, object]()
    async with aclosing(asker.pages(table)) as pages:
        async for page in pages:
            if page.answer.errors or page.answer.data is None:
                raise _NoAnswerError(page.answer.errors)
            writer.write(list(table.rows(page.answer.data)))
            position, root = page.position, dict(page.answer.data)
            cut.update(position.cut)
            found = table.followed_items(page.answer.data)
            items += found
            bar.moved(found, position.total)
            if not every:
                break
    notes = [
        Message(
            "{place}: {times:,} of these lists hold more than their page; ask for one by itself.",
            place=str(place),
            times=times,
        )
        for place, times in sorted(cut.items())
    ]
    if position.has_next:
        followed, total = str(table.followed), position.total
        notes.append(
            Message(
                "{list}: {items:,} are written; --all follows the pages.",
                list=followed,
                items=items,
            )
            if total is None
            else Message(
                "{list}: {items:,} of {total:,} are written; --all follows the pages.",
                list=followed,
                items=items,
                total=total,
            )
        )
    return _Written(notes, root)


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
        why = Message(
            "{path} cannot be written ({cause})", path=str(out), cause=system_cause(error)
        )
        raise BadArgumentError("--out", why, Message("Give another path.")) from None
    finally:
        unfinished.unlink(missing_ok=True)


class _PagesBar:
    """A bar over the items of the list that is followed."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task = bars.add_task(worded("asking"), total=None)

    def moved(self, items: int, total: int | None) -> None:
        """Move by so many items; `total`, where it is known."""
        if total is not None:
            self._bars.update(self._task, total=total)
        self._bars.advance(self._task, items)


@contextmanager
def _bar_on(stream: TextIO) -> Iterator[_PagesBar]:
    with Progress(console=Console(file=stream), disable=not stream.isatty()) as bars:
        yield _PagesBar(bars)
