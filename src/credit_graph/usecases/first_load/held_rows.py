"""Rows whose group has others, held until all of a kind are read and then decided about in order.

What stands beside a row of a first load is what earlier rows of it have stated; so all rows of a
group together are decided about as an import over Bolt decides batch by batch.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from credit_graph.intake.batches import Batch
from credit_graph.intake.problem import RowProblem
from credit_graph.intake.reconciling.gaps import Gap, one_day_gaps
from credit_graph.intake.reconciling.upsert import Key, UpsertPlanner
from credit_graph.intake.rows.kinds import RatingRow, Row


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row with where it is from: the place of its source, its number there.

    `batch` begins where its batch did, and has no record but its own.
    """

    place: int
    number: int
    batch: Batch
    row: Row

    @classmethod
    def of(cls, place: int, number: int, batch: Batch, index: int, row: Row) -> "HeldRow":
        """Return a row of a batch, without the rest of that."""
        alone = Batch(batch.source, batch.begin, [batch.records[index]])
        return cls(place, number, alone, row)

    def reject(self, problem: RowProblem) -> str:
        """Return its line of the report."""
        return self.batch.reject(0, problem).text()


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a held row: the row as it is recorded, or what is wrong with it."""

    held: HeldRow
    outcome: Row | RowProblem


class HeldRows:
    """The held rows of one kind, by group."""

    def __init__(self, judge: UpsertPlanner) -> None:
        self._judge = judge
        self._groups: dict[Key, list[HeldRow]] = {}

    def add(self, held: HeldRow) -> None:
        """Hold a row; rows come in their order."""
        self._groups.setdefault(self._judge.group(held.row), []).append(held)

    def settle(self, gap: Callable[[int, Gap], None]) -> Iterator[tuple[Settled, ...]]:
        """Decide about every group; yield what became of its rows.

        `gap` hears of days that ratings leave out, with the place of the source.
        """
        for rows in self._groups.values():
            decided = self._judge.decide([(at, held.row) for at, held in enumerate(rows)], {})
            outcomes: dict[int, Row | RowProblem] = dict(decided.rejected)
            for at in decided.added:
                outcomes[at] = decided.placed.get(at, rows[at].row)
            yield tuple(Settled(rows[at], outcome) for at, outcome in sorted(outcomes.items()))
            added = [rows[at].row for at in decided.added]
            stated = [row for row in added if isinstance(row, RatingRow)]
            for each in one_day_gaps(stated, ()):
                gap(rows[0].place, each)
        self._groups.clear()
