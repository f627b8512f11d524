"""A source of lines, batch by batch: most lines go from columns into parameters, unread.

A line that is not surely good, or is of one group with another of its batch, is read by itself, as
every line of another source is. So is a good one of which the graph knows something. The outcome is
the same to the byte; `tests/unit/usecases/importing` and `tests/graph` compare the two.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports.facts import Look
from credit_graph.intake.batches import Batch
from credit_graph.intake.blocks.checked_lines import check_lines
from credit_graph.intake.blocks.group_hashes import Hashes, group_hasher
from credit_graph.intake.blocks.line_columns import columns_of
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.line_file import LineBlock, LineFile, line_file
from credit_graph.intake.problem import RowProblem
from credit_graph.intake.reconciling.packing import DayPlaces, StagedRows, staged
from credit_graph.intake.reconciling.upsert import Decisions
from credit_graph.intake.rejects import Reject
from credit_graph.intake.rows.kinds import Row
from credit_graph.intake.rows.reader import RowReader
from credit_graph.intake.sources import Source
from credit_graph.intake.tables.notes import Notes
from credit_graph.usecases.facts.fact_writer import FactWriter
from credit_graph.usecases.facts.row_upsert import Key, NumberedRows, RowUpsert
from credit_graph.usecases.importing.appending import PreparedBatch
from credit_graph.usecases.importing.lines.packed_lines import LinePacker

_KINDS: Final = (Kind.LINKS, Kind.ENTERPRISES)


@dataclass(slots=True)
class LineBatch:
    """Some lines in their order; those in `rows`, or with `problems`, were read by themselves."""

    block: LineBlock
    lines: LineFile
    reader: RowReader
    rows: dict[int, Row] = field(default_factory=dict)
    problems: list[tuple[int, RowProblem]] = field(default_factory=list)
    _texts: Sequence[bytes] = ()

    @property
    def begin(self) -> int:
        """How many records of the source come before."""
        return self.block.begin

    @property
    def size(self) -> int:
        """How many records it has."""
        return self.block.lines

    @property
    def read_bytes(self) -> int:
        """How far into the file the reading had come."""
        return self.block.read_bytes

    def read(self, indexes: Sequence[int], notes: Notes) -> Sequence[tuple[int, Row]]:
        """Read some lines by themselves; return the good ones under their indexes."""
        batch = self._batch(indexes, notes)
        self.problems += [(indexes[at], problem) for at, problem in batch.problems]
        found = [(indexes[at], row) for at, row in batch.rows]
        self.rows.update(found)
        return found

    def row(self, index: int) -> Row:
        """Return a row that is good by itself."""
        row = self.rows.get(index)
        if row is None:
            row = dict(self.read([index], Notes()))[index]
        return row

    def reject(self, index: int, problem: RowProblem) -> Reject:
        """Return the line of the report for one of its records."""
        return self._batch([index], Notes()).reject(0, problem)

    def _batch(self, indexes: Sequence[int], notes: Notes) -> Batch:
        texts = self._texts = self._texts or self.block.data.split(b"\n")
        numbered = [(self.begin + index, texts[index]) for index in indexes]
        return self.lines.batch(self.begin, numbered, self.reader, notes)


@dataclass(frozen=True, slots=True)
class HashedGroups:
    """The groups of a batch by their hashes, and the unnamed partners that it may begin."""

    hashes: Hashes
    unnamed: frozenset[str]

    def isdisjoint(self, others: "HashedGroups", /) -> bool:
        """Tell whether no row surely belongs to a group of the others."""
        apart = self.unnamed.isdisjoint(others.unnamed)
        return apart and not np.isin(self.hashes, others.hashes).any()


@dataclass(frozen=True, slots=True)
class PreparedLines:
    """The rows of a batch of lines as they are given to the graph."""

    batch: LineBatch
    hoped: Decisions
    groups: HashedGroups
    ready: StagedRows

    @property
    def begin(self) -> int:
        """The record of the source with which they begin."""
        return self.batch.begin

    async def give(self, writer: FactWriter, transaction: Transaction) -> Sequence[Look]:
        """Give them to the graph and return what it knows."""
        return await writer.stage(transaction, self.ready) if self.ready.rows else ()

    def row(self, index: int) -> Row:
        """Return one of them."""
        return self.batch.row(index)

    def every(self) -> NumberedRows:
        """Return all of them."""
        bad = {index for index, _ in self.batch.problems}
        return [(at, self.row(at)) for at in range(self.batch.size) if at not in bad]

    def among(
        self, groups: Container[Key], looked: Container[int], group: Callable[[Row], Key]
    ) -> NumberedRows:
        """Return those of some groups, in order: a line that nobody read is alone in its group."""
        rows = sorted(self.batch.rows.items())
        return [each for each in rows if each[0] in looked or group(each[1]) in groups]


class LineBatches:
    """Reads a source of lines in batches of so many, from a record on; a context manager."""

    def __init__(self, lines: LineFile, reader: RowReader, *, skip: int, size: int) -> None:
        self._lines = lines
        self._reader = reader
        self._blocks: Iterator[LineBlock] = lines.chunks(skip, size)
        self._notes = Notes()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken in a way to be known, so far, as sentences."""
        return tuple(self._notes)

    def next(self, upsert: RowUpsert) -> PreparedBatch | None:
        """Return the next lines, prepared, or None at the end of the source."""
        block = next(self._blocks, None)
        if block is None:
            return None
        batch = LineBatch(block, self._lines, self._reader)
        return PreparedBatch(batch, prepared(batch, upsert, self._notes))


def line_batches(source: Source, reader: RowReader, *, skip: int, size: int) -> LineBatches | None:
    """Return the batches of a source that can be read so; None for another."""
    if source.kind not in _KINDS:
        return None
    lines = line_file(source, size)
    return None if lines is None else LineBatches(lines, reader, skip=skip, size=size)


def prepared(batch: LineBatch, upsert: RowUpsert, notes: Notes) -> PreparedLines:
    """Check a batch of lines by itself, and make it ready to be given to the graph."""
    kind = batch.lines.source.kind
    table = columns_of(batch.block.data, batch.lines.header, TABLES[kind].columns)
    checked = check_lines(kind, table, batch.reader)
    hashes_of = group_hasher(kind, upsert.writer.judge)
    odd = batch.read(np.flatnonzero(~checked.good).tolist(), notes)
    hashes = np.concatenate([checked.hashes[checked.good], hashes_of([row for _, row in odd])])
    unique, counts = np.unique(hashes, return_counts=True)
    shared = checked.good & np.isin(checked.hashes, unique[counts > 1])
    batch.read(np.flatnonzero(shared).tolist(), notes)
    batch.problems.sort(key=_index)
    read = sorted(batch.rows.items())
    alone = upsert.prepare(read, batch.begin)
    whole = np.flatnonzero(checked.good & ~shared)
    places = DayPlaces()
    packer = LinePacker(table, places, upsert.writer.change, batch.begin)
    packed = packer.pack(checked, whole)
    ready = staged(kind, alone.packed, packed, places)
    hoped = alone.hoped
    hoped.added = sorted([*whole.tolist(), *hoped.added])
    groups = HashedGroups(unique, upsert.unnamed(read))
    return PreparedLines(batch, hoped, groups, ready)


def _index(numbered: tuple[int, object]) -> int:
    return numbered[0]
