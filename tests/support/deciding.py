"""Decides in this process, for tests of where dossiers come from and where tables go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyarrow import parquet

from credit_graph.usecases.deciding.chunk_decider import DecisionTask
from credit_graph.usecases.deciding.engines import DecidingEngine
from support.decision_oracle import DecisionLine


class SilentRun:
    """Hears how far a run has come, and keeps it."""

    def __init__(self) -> None:
        self.total = self.resumed = 0
        self.enterprises = 0

    def began(self, total: int, resumed: int) -> None:
        """Keep how many parts were there."""
        self.total = total
        self.resumed = resumed

    def advanced(self, enterprises: int) -> None:
        """Count."""
        self.enterprises += enterprises


class HereEngine:
    """Decides at once; fails after so many chunks, if that is asked."""

    workers = 1

    def __init__(self, task: DecisionTask, chunks: int | None) -> None:
        self._task = task
        self._left = chunks

    async def decide(self, dossiers: Any) -> Any:  # noqa: ANN401  # Arrow tables
        """Decide a chunk."""
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise InterruptedError
        return self._task.decide(dossiers)


@contextmanager
def here(task: DecisionTask, chunks: int | None = None) -> Iterator[DecidingEngine]:
    """An engine of this process."""
    yield HereEngine(task, chunks)


def lines_of(path: Path) -> list[DecisionLine]:
    """The rows of a written table."""
    return [DecisionLine(**row) for row in parquet.read_table(path).to_pylist()]
