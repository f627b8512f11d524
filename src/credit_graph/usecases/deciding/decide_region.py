"""Decides a whole region: dossiers in chunks, verdicts in parts, one Parquet table in the end."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, Self

from pyarrow import parquet

from credit_graph.errors import BadArgumentError
from credit_graph.errors.causes import system_cause
from credit_graph.message import Message
from credit_graph.usecases.deciding.chunk_decider import DecisionTask, decider_of
from credit_graph.usecases.deciding.decided_parts import DecidedParts
from credit_graph.usecases.deciding.decision_table import DecisionWords
from credit_graph.usecases.deciding.engines import DecidingEngine, OpenEngine
from credit_graph.usecases.deciding.sources.dossier_source import DossierSource

CHUNK: Final = 16_384
_WAITING_PER_WORKER: Final = 2


class DecidingProgress(Protocol):
    """Hears how far a run has come."""

    def began(self, total: int, resumed: int) -> None:
        """Tell how many enterprises there are at most, and how many parts are there already."""

    def advanced(self, enterprises: int) -> None:
        """Tell that so many more enterprises are decided and written."""


@dataclass(frozen=True, slots=True)
class DecidingOptions:
    """Where the table goes, in which form, and of how many enterprises a part is."""

    out: Path
    wide: bool = False
    chunk: int = CHUNK

    @property
    def folder(self) -> Path:
        """Where the parts lie until the table is whole."""
        return self.out.with_name(f"{self.out.name}.partial")


@dataclass(frozen=True, slots=True)
class DecidingReport:
    """What came of it: enterprises decided, rows written, parts that an earlier run had left."""

    out: str
    enterprises: int
    rows: int
    measures: int
    resumed_parts: int


async def decide_region(
    task: DecisionTask,
    source: DossierSource,
    open_engine: OpenEngine,
    options: DecidingOptions,
    progress: DecidingProgress,
) -> DecidingReport:
    """Write the decision table of all that the source holds.

    A run that was interrupted goes on from the last part that was complete. Equal facts and rules
    give equal bytes, wherever they are decided. Raises `BadArgumentError` if the table cannot be
    written, `WorkersLostError` if worker processes of this machine are lost.
    """
    decider = decider_of(task)
    parts = _parts(task, source, options)
    progress.began(await source.total(), len(parts))
    sink = _Sink(parts.table_path(), decider.words, wide=options.wide)
    with open_engine(task) as engine, sink:
        resumed, last = 0, ""
        for decided, looked_at in parts.read():
            last = looked_at
            sink.write(decided)
            progress.advanced(decided.num_rows)
            resumed += 1
        number = resumed
        async with aclosing(_decided(source, engine, last, options.chunk)) as chunks:
            async for decided, last in chunks:
                parts.write(number, decided, last)
                sink.write(decided)
                progress.advanced(decided.num_rows)
                number += 1
    parts.table_path().replace(options.out)
    parts.discard()
    return DecidingReport(
        str(options.out), sink.enterprises, sink.rows, len(decider.codes), resumed
    )


async def _decided(
    source: DossierSource, engine: DecidingEngine, after: str, size: int
) -> AsyncGenerator[tuple[Any, str], None]:
    """Yield decided chunks in order; as many are under way as keep the workers busy."""
    waiting: deque[tuple[asyncio.Task[Any], str]] = deque()
    try:
        async with aclosing(source.chunks(after, size)) as chunks:
            async for chunk in chunks:
                task = asyncio.create_task(_decide(engine, chunk.dossiers))
                waiting.append((task, chunk.last))
                await asyncio.sleep(0)
                if len(waiting) > engine.workers * _WAITING_PER_WORKER:
                    first, last = waiting.popleft()
                    yield await first, last
        while waiting:
            first, last = waiting.popleft()
            yield await first, last
    finally:
        for task, _ in waiting:
            task.cancel()


async def _decide(engine: DecidingEngine, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
    return await engine.decide(dossiers)


def _parts(task: DecisionTask, source: DossierSource, options: DecidingOptions) -> DecidedParts:
    run: dict[str, object] = {
        "rules": task.seeds.version,
        "as_of": task.as_of.isoformat(),
        "measures": task.measures,
        "syncs": [f"{each.register} {each.region} {each.first} {each.last}" for each in task.syncs],
        "source": source.identity(),
        "known_at": None if source.known_at is None else source.known_at.isoformat(),
        "chunk": options.chunk,
        "nearest": task.nearest,
    }
    try:
        return DecidedParts(options.folder, run)
    except OSError as error:
        why = Message(
            "{path} cannot be written ({cause})", path=str(options.out), cause=system_cause(error)
        )
        raise BadArgumentError("--out", why, Message("Give another path.")) from None


class _Sink:
    """The Parquet file of the table; a context manager."""

    def __init__(self, path: Path, words: DecisionWords, *, wide: bool) -> None:
        self.enterprises = 0
        self.rows = 0
        self._path = path
        self._words = words
        self._table = words.wide if wide else words.table
        self._schema = words.schema(wide=wide)

    def __enter__(self) -> Self:
        self._writer = parquet.ParquetWriter(self._path, self._schema, write_statistics=["uscc"])
        return self

    def __exit__(self, *raised: object) -> None:
        self._writer.close()

    def write(self, decided: Any) -> None:  # noqa: ANN401  # an Arrow table
        """Append what was decided."""
        if not decided.num_rows:
            return
        table = self._table(decided)
        self._writer.write_table(table, row_group_size=table.num_rows)
        self.enterprises += decided.num_rows
        self.rows += table.num_rows
