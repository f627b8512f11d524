"""Checkpoints of a run: what is decided is kept part by part, until the table is whole."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from pyarrow import ipc

_LAST: Final = b"last"
_RUN: Final = "run.json"


class DecidedParts:
    """A folder beside the table: `run.json` says of which run the parts are.

    Parts of another run are discarded when the folder is opened.
    """

    __slots__ = ("_folder", "resumed")

    def __init__(self, folder: Path, run: dict[str, object]) -> None:
        self._folder = folder
        told = folder / _RUN
        text = json.dumps(run, indent=1, sort_keys=True)
        self.resumed = told.is_file() and told.read_text("utf-8") == text
        if not self.resumed:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            told.write_text(text, "utf-8")

    def __len__(self) -> int:
        count = 0
        while self._path(count).exists():
            count += 1
        return count

    def read(self) -> Iterator[tuple[Any, str]]:
        """Yield the parts that there are, each with the last code that it looked at."""
        for number in range(len(self)):
            with pa.memory_map(str(self._path(number))) as source:
                table = ipc.open_file(source).read_all()
            yield table, table.schema.metadata[_LAST].decode()

    def write(self, number: int, decided: Any, last: str) -> None:  # noqa: ANN401  # a table
        """Keep a part; it is there as a whole, or not at all."""
        table = decided.replace_schema_metadata({_LAST: last.encode()})
        unfinished = self._path(number).with_suffix(".unfinished")
        options = ipc.IpcWriteOptions(compression="lz4")
        with ipc.new_file(unfinished, table.schema, options=options) as writer:
            writer.write_table(table)
        unfinished.replace(self._path(number))

    def table_path(self) -> Path:
        """Return where the table grows until it is whole."""
        return self._folder / "table.parquet"

    def discard(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06}.arrow"


def earlier_instant(folder: Path, as_of: date) -> datetime | None:
    """Return what the run whose parts lie there asks as known at, if it asks about this day."""
    try:
        run = json.loads((folder / _RUN).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if run["as_of"] != as_of.isoformat() or run["known_at"] is None:
        return None
    return datetime.fromisoformat(run["known_at"])
