"""All rows of one kind: checked against each other, and written as facts or rejected.

The files are read twice: first to learn which groups have several rows, then to write. Whatever is
read, the outcome is that of an import over Bolt into an empty graph: the same facts with the same
ids, the same rejects.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from credit_graph.clock import shanghai_day
from credit_graph.intake.batches import Batch, BatchReader
from credit_graph.intake.blocks.group_hashes import (
    GroupHashes,
    RepeatedHashes,
    group_hasher,
)
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.intake.line_file import LineFile, NotLinesError, line_file
from credit_graph.intake.problem import RowProblem, joined
from credit_graph.intake.reconciling.fact_id import fact_id
from credit_graph.intake.reconciling.gaps import Gap, gap_note
from credit_graph.intake.rows.codes import Codes
from credit_graph.intake.rows.kinds import EnterpriseRow, Row
from credit_graph.intake.rows.reader import RowReader, row_reader
from credit_graph.intake.sources import Source
from credit_graph.intake.tables.notes import Notes
from credit_graph.usecases.facts.fact_writer import FactWriter
from credit_graph.usecases.facts.row_upsert import (
    missing_enterprises,
    unnamed_only,
    unnamed_partner,
)
from credit_graph.usecases.first_load.bulk_tables import BulkTables
from credit_graph.usecases.first_load.held_rows import HeldRow, HeldRows
from credit_graph.usecases.first_load.line_part import LinePart, line_parts
from credit_graph.usecases.first_load.read_ahead import read_ahead
from credit_graph.usecases.first_load.registered_codes import RegisteredCodes
from credit_graph.usecases.first_load.reject_spool import RejectSpool
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.importing.report import Counts, FileReport, ImportProgress

# Kinds of which a region has millions of rows.
_BY_BLOCKS: Final = frozenset({Kind.ENTERPRISES, Kind.LINKS})


@dataclass(slots=True)
class SourceTally:
    """A source, its rejects, and what is known of it so far."""

    place: int
    source: Source
    rejects: RejectSpool
    read: int = 0
    added: int = 0
    notes: tuple[str, ...] = ()
    gaps: list[Gap] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        """The rows by what became of them."""
        return Counts(read=self.read, added=self.added, rejected=self.rejects.count)

    def report(self) -> FileReport:
        """Return what became of the file."""
        notes = (*self.notes, gap_note(self.gaps)) if self.gaps else self.notes
        return FileReport(self.source.name, self.source.kind, self.counts, notes)


@dataclass(frozen=True, slots=True)
class LoadContext:
    """What the kinds of one load share: its stage, tables and codes, who is registered so far."""

    stage: Stage
    tables: BulkTables
    codes: Codes
    registered: RegisteredCodes
    progress: ImportProgress
    batch_rows: int

    def reader(self, source: Source) -> RowReader:
        """Return what reads the rows of a source."""
        today = shanghai_day(self.stage.at)
        return row_reader(source.kind, self.codes, today=today, dates=source.manner.dates)


class KindCheck:
    """Checks and writes the rows of one kind; partners are of the kind of enterprises."""

    def __init__(self, kind: Kind, context: LoadContext) -> None:
        self.kind = kind
        self.context = context
        self._judge = FactWriter(kind, context.stage).judge
        self.hashes = group_hasher(kind, self._judge)
        self._held = HeldRows(self._judge)
        self._ends = TABLES[kind].enterprises
        self._lines: dict[Source, LineFile] = {}
        self.repeated: RepeatedHashes = GroupHashes().repeated()

    def look(self, sources: Sequence[Source]) -> None:
        """Learn which groups have several rows."""
        found = GroupHashes()
        for source in sources:
            if not self._look_at_lines(source, found):
                for batch in self._batches(source, lambda _: None):
                    found.add(self.hashes([row for _, row in batch.rows]))
        self.repeated = found.repeated()

    def _look_at_lines(self, source: Source, found: GroupHashes) -> bool:
        """Do so by blocks of lines; return False if the source must be read by records."""
        lines = line_file(source, self.context.batch_rows) if self.kind in _BY_BLOCKS else None
        if lines is None or source.kind is Kind.PARTNERS:
            return False
        hashes = []
        try:
            for part in self._parts(lines, Notes()):
                hashes.append(part.checked.hashes[part.checked.good])
                for batch, _ in part.alone(part.odd()):
                    hashes.append(self.hashes([row for _, row in batch.rows]))
        except NotLinesError:
            return False
        for each in hashes:
            found.add(each)
        self._lines[source] = lines
        return True

    def write(self, tallies: Sequence[SourceTally]) -> None:
        """Write the facts of all sources, and reject what is wrong."""
        for tally in tallies:
            source, progress = tally.source, self.context.progress
            progress.began(source.name, source.path.stat().st_size)
            if lines := self._lines.get(source):
                self._write_lines(tally, lines)
                continue

            def noted(reader: BatchReader, tally: SourceTally = tally) -> None:
                tally.notes = reader.notes

            for batch in self._batches(source, noted):
                tally.read += len(batch.records)
                numbers = range(batch.begin, batch.begin + len(batch.records))
                self.take(tally, batch, numbers)
                progress.advanced(source.name, tally.counts, batch.read_bytes)
        self._settle({tally.place: tally for tally in tallies})

    def _write_lines(self, tally: SourceTally, lines: LineFile) -> None:
        """Write what is good of whole blocks at once, and the other lines one by one."""
        context, notes = self.context, Notes()
        for part in self._parts(lines, notes):
            checked = part.checked
            whole = checked.good & ~self.repeated.among(checked.hashes)
            whole &= checked.known(context.registered)
            rows = np.flatnonzero(whole)
            checked.write(rows, part.begins(rows), context.stage.change, context.tables)
            checked.register(rows, context.registered)
            tally.added += len(rows)
            tally.read += part.block.lines
            for batch, numbers in part.alone(np.flatnonzero(~whole)):
                self.take(tally, batch, numbers)
            context.progress.advanced(tally.source.name, tally.counts, part.block.read_bytes)
        tally.notes = tuple(notes)

    def take(self, tally: SourceTally, batch: Batch, numbers: Sequence[int]) -> None:
        """Write, hold or reject the records of a batch; `numbers` are theirs in the source."""
        repeated = self.repeated.among(self.hashes([row for _, row in batch.rows]))
        problems = dict(batch.problems)
        for (index, row), held in zip(batch.rows, repeated.tolist(), strict=True):
            if problem := self._unknown(row, batch.begin):
                problems[index] = problem
            elif held:
                self._held.add(HeldRow.of(tally.place, numbers[index], batch, index, row))
            else:
                self._write(tally, row, batch.begin)
        for index in sorted(problems):
            line = batch.reject(index, problems[index]).text()
            tally.rejects.add(numbers[index], line)

    def _settle(self, tallies: Mapping[int, SourceTally]) -> None:
        registered: set[str] = set()
        for group in self._held.settle(lambda place, gap: tallies[place].gaps.append(gap)):
            for settled in group:
                held, outcome = settled.held, settled.outcome
                tally = tallies[held.place]
                if isinstance(outcome, RowProblem):
                    tally.rejects.add_late(held.number, held.reject(outcome))
                    continue
                new = not isinstance(outcome, EnterpriseRow) or outcome.uscc not in registered
                self._write(tally, outcome, held.batch.begin, new=new)
                if isinstance(outcome, EnterpriseRow):
                    registered.add(outcome.uscc)

    def _write(self, tally: SourceTally, row: Row, begin: int, *, new: bool = True) -> None:
        """Write a row as a fact; `new`: its enterprise has no other registration."""
        tally.added += 1
        self._record(self.kind, row, begin, new=new)

    def _record(self, kind: Kind, row: Row, begin: int, *, new: bool) -> None:
        context = self.context
        key = [getattr(row, column) for column in TABLES[kind].key]
        name = fact_id(kind, key, context.stage.change, begin)
        context.tables.fact(kind, name, row)
        if isinstance(row, EnterpriseRow) and new:
            context.tables.enterprises((row.uscc,))
            context.registered.add(row.uscc)

    def _unknown(self, row: Row, begin: int) -> RowProblem | None:
        """Return what is wrong with a row that names enterprises whom nobody registered.

        The unnamed partners of those who are registered are registered with the first such row.
        """
        if not self._ends:
            return None
        codes = [str(getattr(row, column)) for column in self._ends]
        lacking = self.context.registered.lacking(codes)
        if not lacking:
            return None
        if unnamed := unnamed_only(lacking):
            for code in unnamed:
                partner = unnamed_partner(code).registration()
                self._record(Kind.ENTERPRISES, partner, begin, new=True)
            return None
        return joined(missing_enterprises(self.kind, row, lacking))

    def _parts(self, lines: LineFile, notes: Notes) -> Iterator[LinePart]:
        reader, size = self.context.reader(lines.source), self.context.batch_rows
        return read_ahead(line_parts(self.kind, lines, reader, notes, size))

    def _batches(self, source: Source, ended: Callable[[BatchReader], None]) -> Iterator[Batch]:
        """Yield the batches of a source; `ended` hears of the reader after the last."""
        reader, size = self.context.reader(source), self.context.batch_rows
        with BatchReader(source, reader, skip=0, size=size) as batches:
            while (batch := batches.next()) is not None:
                yield batch
            ended(batches)
