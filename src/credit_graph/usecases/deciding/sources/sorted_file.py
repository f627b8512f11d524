"""A Parquet file in the order of its first column, read along with others (merge join)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from credit_graph.errors import BadArgumentError
from credit_graph.errors.causes import cause_of
from credit_graph.message import Message

_ROWS_AT_ONCE: Final = 131_072


class SortedFile:
    """Some columns of a Parquet file whose rows are in the order of `key`; a context manager.

    Raises `BadArgumentError` for a file that is no such file, naming it.
    """

    def __init__(
        self, path: Path, key: str, columns: Sequence[str], *, at_once: int = _ROWS_AT_ONCE
    ) -> None:
        self.path = path
        self._key = key
        try:
            self._file = parquet.ParquetFile(path)
            missing = {key, *columns} - set(self._file.schema_arrow.names)
        except (OSError, pa.ArrowInvalid) as error:
            cause = cause_of(error, "pyarrow")
            raise BadArgumentError(
                str(path), Message("it cannot be read ({cause})", cause=cause), _FIX
            ) from None
        if missing:
            why = Message("it has no column {missing}", missing=", ".join(sorted(missing)))
            raise BadArgumentError(str(path), why, _FIX)
        self.rows = int(self._file.metadata.num_rows)
        self._batches = self._file.iter_batches(at_once, columns=[key, *columns])
        self._waiting = self._file.schema_arrow.empty_table().select([key, *columns])
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def tables(self) -> Iterator[Any]:
        """Yield the rest of the file, batch by batch."""
        while not self._ended:
            self._read()
            yield self._waiting
            self._waiting = self._waiting.slice(0, 0)

    def next_groups(self, at_least: int) -> Any:  # noqa: ANN401  # an Arrow table
        """Return the next rows, about so many, never only some of those of one key."""
        end = self._end_of_group(at_least)
        while end == self._waiting.num_rows and not self._ended:
            self._read()
            end = self._end_of_group(at_least)
        return self._taken(end)

    def _end_of_group(self, at_least: int) -> int:
        keys = self._waiting.column(self._key)
        if len(keys) < at_least:
            return len(keys)
        return _first_after(keys, keys[at_least - 1].as_py())

    def through(self, key: str) -> Any:  # noqa: ANN401  # an Arrow table
        """Return the next rows up to those of this key."""
        while not self._ended and not self._reaches_beyond(key):
            self._read()
        return self._taken(_first_after(self._waiting.column(self._key), key))

    def _reaches_beyond(self, key: str) -> bool:
        keys = self._waiting.column(self._key)
        return len(keys) > 0 and bool(keys[len(keys) - 1].as_py() > key)

    def _taken(self, count: int) -> Any:  # noqa: ANN401  # an Arrow table
        taken = self._waiting.slice(0, count)
        self._waiting = self._waiting.slice(count)
        return taken

    def _read(self) -> None:
        batch = next(self._batches, None)
        if batch is None:
            self._ended = True
            return
        self._check(batch.column(self._key))
        self._waiting = pa.concat_tables([self._waiting, pa.table(batch)]).combine_chunks()

    def _check(self, keys: Any) -> None:  # noqa: ANN401  # an Arrow array
        before = self._waiting.column(self._key)
        sorted_ = pc.all(pc.less_equal(keys.slice(0, len(keys) - 1), keys.slice(1))).as_py()
        if len(before) and before[len(before) - 1].as_py() > keys[0].as_py():
            sorted_ = False
        if sorted_ is False:
            raise BadArgumentError(
                str(self.path),
                Message("its rows are not in the order of {key}", key=str(self._key)),
                _FIX,
            )


_FIX: Final = Message("Write the folder with `credit-graph export DIR --format parquet`.")


def _first_after(keys: Any, key: str) -> int:  # noqa: ANN401  # an Arrow array
    """Return the place of the first key beyond one."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        if keys[middle].as_py() > key:
            high = middle
        else:
            low = middle + 1
    return low
