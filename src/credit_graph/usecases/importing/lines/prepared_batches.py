"""The batches of a source, prepared: by columns of lines where that is possible, else by records.

Columns need pyarrow and numpy, which are extras, and some tenths of a second to be loaded.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec

from credit_graph.intake.batches import BatchReader
from credit_graph.intake.rows.reader import RowReader
from credit_graph.intake.sources import Source
from credit_graph.usecases.importing.appending import PreparedBatch, Stager
from credit_graph.usecases.importing.report import ImportOptions


@dataclass(frozen=True, slots=True)
class PreparedBatches:
    """Gives batch after batch, then None; `notes` are of what was read so far."""

    next: Callable[[], PreparedBatch | None]
    _notes: Callable[[], tuple[str, ...]]

    @property
    def notes(self) -> tuple[str, ...]:
        """What was passed over or taken in a way to be known, as sentences."""
        return self._notes()


@contextmanager
def prepared_batches(
    source: Source, reader: RowReader, stager: Stager, *, skip: int, options: ImportOptions
) -> Iterator[PreparedBatches]:
    """Yield the batches of a source from a record on."""
    size = options.batch_rows
    if stager.takes_lines and source.path.stat().st_size >= options.columns_from:
        found = _by_lines(source, reader, stager, skip=skip, size=size)
        if found is not None:
            yield found
            return
    with BatchReader(source, reader, skip=skip, size=size) as batches:

        def following() -> PreparedBatch | None:
            batch = batches.next()
            return None if batch is None else stager.prepare(batch)

        yield PreparedBatches(following, lambda: batches.notes)


def _by_lines(
    source: Source, reader: RowReader, stager: Stager, *, skip: int, size: int
) -> PreparedBatches | None:
    if find_spec("numpy") is None or find_spec("pyarrow") is None:
        return None
    from credit_graph.usecases.importing.lines.line_batches import (  # noqa: PLC0415  # extras
        line_batches,
    )

    lines = line_batches(source, reader, skip=skip, size=size)
    if lines is None:
        return None
    return PreparedBatches(lambda: lines.next(stager.upsert), lambda: lines.notes)
