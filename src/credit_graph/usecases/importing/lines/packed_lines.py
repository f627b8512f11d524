"""Good lines as parameters of the statements that stage them, column by column.

The parameters are those of `intake.reconciling.packing`, without a row in between.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from credit_graph.intake.blocks.checked_lines import (
    CheckedLines,
    LinkLines,
    RegistrationLines,
    search_forms,
)
from credit_graph.intake.blocks.fact_ids import Rows, fact_ids
from credit_graph.intake.blocks.line_columns import CellColumn
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.packing import DayPlaces, Parameter


@dataclass(frozen=True, slots=True)
class LinePacker:
    """Packs lines of a batch: `table` holds their cells, `places` takes in their days.

    `begin` is the record of the source with which the batch begins, `change` the change set.
    """

    table: Any
    places: DayPlaces
    change: str
    begin: int

    def pack(self, lines: CheckedLines, rows: Rows) -> list[Parameter]:
        """Return some of the good lines as parameters."""
        if isinstance(lines, LinkLines):
            columns = self._links(lines, rows)
        else:
            columns = self._registrations(lines, rows)
        return [list(each) for each in zip(rows.tolist(), *columns, strict=True)]

    def _links(self, lines: LinkLines, rows: Rows) -> tuple[list[Any], ...]:
        suppliers, customers = (
            self._texts(name, rows) for name in ("supplier_uscc", "customer_uscc")
        )
        key = (suppliers, customers, lines.category.taken(rows), lines.begin.taken(rows))
        return (
            *(self._ids(Kind.LINKS, key, rows), suppliers.to_pylist(), customers.to_pylist()),
            *(self._days(column, rows) for column in (lines.begin, lines.end)),
            *(column.of(rows) for column in (lines.category, lines.share, lines.source)),
        )

    def _registrations(self, lines: RegistrationLines, rows: Rows) -> tuple[list[Any], ...]:
        small, nothing = lines.small, [None] * len(rows)
        codes = self._texts("uscc", rows)
        names = [lines.names[row] for row in rows.tolist()]
        searched = [search_forms(name) for name in names]
        key = (codes, small["valid_from"].taken(rows))
        return (
            *(self._ids(Kind.ENTERPRISES, key, rows), codes.to_pylist(), names),
            *(small[column].of(rows) for column in ("region", "zone", "kinds")),
            *(self._days(small["registered_on"], rows), small["status"].of(rows)),
            *(self._days(small[column], rows) for column in ("valid_from", "valid_to")),
            # Shown on the days on which it is valid, and carried on by no other row.
            *(nothing, nothing, nothing),
            *([form for form, _ in searched], [words for _, words in searched]),
        )

    def _texts(self, column: str, rows: Rows) -> Any:  # noqa: ANN401  # of pyarrow
        return self.table[column].combine_chunks().take(pa.array(rows))

    def _ids(self, kind: Kind, key: tuple[Any, ...], rows: Rows) -> list[str]:
        return fact_ids(kind, key, self.change, np.full(len(rows), self.begin))

    def _days(self, column: CellColumn, rows: Rows) -> list[int | None]:
        """Return the places of the days of some rows; only days that occur in them get one."""
        numbers = column.numbers[rows].tolist()
        place, values = self.places.place, column.values
        found = {number: place(values[number]) for number in dict.fromkeys(numbers)}
        return [found[number] for number in numbers]
