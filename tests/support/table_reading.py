"""Reads one table the way an import does, without a database."""

from datetime import date
from pathlib import Path

from credit_graph.intake.batches import BatchReader
from credit_graph.intake.rows.kinds import Row
from credit_graph.intake.rows.reader import row_reader
from credit_graph.intake.sources import find_sources
from credit_graph.intake.tables.manner import ISO, Manner
from support.codes import small_codes

TODAY = date(2026, 11, 23)


def read_table(path: Path, manner: Manner = ISO) -> tuple[list[Row], list[str], tuple[str, ...]]:
    """The rows, the rejects as `line column code message`, and the notes."""
    rows: list[Row] = []
    rejects: list[str] = []
    notes: tuple[str, ...] = ()
    for source in find_sources([path], manner):
        reader = row_reader(source.kind, small_codes(), today=TODAY, dates=manner.dates)
        with BatchReader(source, reader, skip=0, size=1_000) as batches:
            while (batch := batches.next()) is not None:
                rows += [row for _, row in batch.rows]
                for index, problem in batch.problems:
                    line = batch.records[index][1].line
                    rejects.append(f"{line} {problem.column} {problem.code} {problem.message}")
            notes += batches.notes
    return rows, rejects, notes
