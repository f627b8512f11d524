"""Rejected rows of one file on disk, given back in the order of the rows."""

import heapq
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson


class RejectSpool:
    """Keeps lines of the report of rejects with the number of their row; a context manager.

    What is added by `add` comes in the order of the rows; what is added by `add_late`, at its end.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._late: list[tuple[int, str]] = []
        self.count = 0

    def __enter__(self) -> Self:
        self._stream = self._path.open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def add(self, number: int, line: str) -> None:
        """Keep the line of a row."""
        self.count += 1
        self._stream.write(orjson.dumps((number, line)) + b"\n")

    def add_late(self, number: int, line: str) -> None:
        """Keep the line of a row that was decided about after the others."""
        self.count += 1
        self._late.append((number, line))

    def lines(self) -> Iterator[str]:
        """Yield every line in the order of the rows; only after the block."""
        with self._path.open("rb") as stream:
            early = ((number, line) for number, line in map(orjson.loads, stream))
            for _, line in heapq.merge(early, sorted(self._late)):
                yield line
