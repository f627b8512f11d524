"""The entry desk: what reads the cells of a change, by one rulebook on one day."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from credit_graph.domain.rulebook import Rulebook
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.codes import codes_of
from credit_graph.intake.rows.columns import column_readers
from credit_graph.intake.rows.days import CellReader
from credit_graph.intake.rows.reader import RowReader, row_reader


class EntryDesk:
    """Readers of cells and rows; each is made when it is first used.

    Making them looks at every name of the vocabulary: it takes longer than the change itself.
    """

    def __init__(self, rulebook: Rulebook, today: date) -> None:
        self.rulebook = rulebook
        self.today = today
        self._codes = codes_of(rulebook)
        self._rows: dict[Kind, RowReader] = {}

    @cached_property
    def cells(self) -> Mapping[str, CellReader[object]]:
        """The reader of every column."""
        return column_readers(self._codes, self.today)

    def rows(self, kind: Kind) -> RowReader:
        """Return the reader of a kind of row."""
        reader = self._rows.get(kind)
        if reader is None:
            reader = self._rows[kind] = row_reader(kind, self._codes, today=self.today)
        return reader

    def serves(self, rulebook: Rulebook, today: date) -> bool:
        """Tell whether it is the one for a rulebook and a day."""
        return self.rulebook.version == rulebook.version and self.today == today
