"""A block of lines on its way: what was checked as a whole, and the lines that are read alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from credit_graph.intake.batches import Batch
from credit_graph.intake.blocks.fact_ids import Rows
from credit_graph.intake.kinds import Kind
from credit_graph.intake.line_file import LineBlock, LineFile
from credit_graph.intake.rows.reader import RowReader
from credit_graph.intake.tables.notes import Notes
from credit_graph.usecases.first_load.block_check import Begins, CheckedBlock, check_block


@dataclass(frozen=True, slots=True)
class LinePart:
    """A block with its check."""

    block: LineBlock
    checked: CheckedBlock
    lines: LineFile
    reader: RowReader
    notes: Notes
    batch_rows: int

    def begins(self, rows: Rows) -> Begins:
        """Return for some of the lines with which record of the file their batch begins."""
        numbers = rows.astype(np.int64) + self.block.begin
        begins: Begins = numbers - numbers % self.batch_rows
        return begins

    def alone(self, rows: Rows) -> Iterator[tuple[Batch, Sequence[int]]]:
        """Yield some of the lines, read one by one, with their numbers in the file."""
        if not len(rows):
            return
        texts = self.block.data.split(b"\n")
        begins = self.begins(rows)
        for begin in np.unique(begins).tolist():
            own = rows[begins == begin].tolist()
            numbers = [self.block.begin + each for each in own]
            found = [(number, texts[each]) for number, each in zip(numbers, own, strict=True)]
            yield self.lines.batch(begin, found, self.reader, self.notes), numbers

    def odd(self) -> Rows:
        """Return the lines that are not good as they are."""
        return np.flatnonzero(~self.checked.good)


def line_parts(
    kind: Kind, lines: LineFile, reader: RowReader, notes: Notes, batch_rows: int
) -> Iterator[LinePart]:
    """Yield the blocks of a file, each checked; `notes` fill up as lines are read alone."""
    for block in lines.blocks():
        checked = check_block(kind, reader, block, lines.header)
        yield LinePart(block, checked, lines, reader, notes, batch_rows)
