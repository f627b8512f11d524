"""Readers of single rows, kept: making them takes far longer than reading a row."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from credit_graph.domain.rulebook import Rulebook
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.codes import codes_of
from credit_graph.intake.rows.columns import column_readers
from credit_graph.intake.rows.days import CellReader
from credit_graph.intake.rows.reader import RowReader, row_reader


class RowReaders:
    """The readers of every kind of row by one rulebook on one day, made when first asked for."""

    def __init__(self, rulebook: Rulebook, today: date) -> None:
        self._rulebook = rulebook
        self._today = today
        self._codes = codes_of(rulebook)
        self._by_kind: dict[Kind, RowReader] = {}

    def fit(self, rulebook: Rulebook, today: date) -> bool:
        """Tell whether they read by that rulebook on that day."""
        return self._rulebook is rulebook and self._today == today

    @cached_property
    def columns(self) -> Mapping[str, CellReader[object]]:
        """The reader of each column."""
        return column_readers(self._codes, self._today)

    def of(self, kind: Kind) -> RowReader:
        """Return the reader of a kind of row."""
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = row_reader(kind, self._codes, today=self._today)
        return found
