"""How far an import has come: a bar for each file on a terminal, a line a file elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from credit_graph.languages.wording import worded
from credit_graph.usecases.importing.report import Counts, ImportProgress


@contextmanager
def import_progress_on(stream: TextIO) -> Iterator[ImportProgress]:
    """Give a progress that fits the stream; bars are taken down at the end of the block."""
    if not stream.isatty():
        yield ImportLines(stream)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counted]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=stream)) as bars:
        yield ImportBars(bars)


class ImportBars:
    """A bar for each file; its length is the file's bytes."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def began(self, name: str, size: int) -> None:
        """Add the file's bar."""
        self._tasks[name] = self._bars.add_task(name, total=size, counted="")

    def advanced(self, name: str, counts: Counts, read_bytes: int) -> None:
        """Move the file's bar."""
        task = self._tasks[name]
        elapsed = self._bars.tasks[task].elapsed
        counted = worded(
            "{rows:,} rows, {rejected:,} rejected, {rate:,.0f} rows/s",
            rows=counts.read,
            rejected=counts.rejected,
            rate=counts.read / elapsed if elapsed else 0.0,
        )
        self._bars.update(task, completed=read_bytes, counted=counted)

    def closing(self, what: str) -> None:
        """Say what is done after the last row."""
        self._bars.console.print(f"{what} …", highlight=False)


class ImportLines:
    """A line when a file begins and at each further million rows, for logs."""

    _STEP = 1_000_000

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told = 0

    def began(self, name: str, size: int) -> None:
        """Tell the file and its size."""
        self._told = 0
        self._say(f"{name}: {size / 1e6:.1f} MB")

    def advanced(self, name: str, counts: Counts, read_bytes: int) -> None:
        """Tell each further million of rows."""
        if counts.read // self._STEP > self._told:
            self._told = counts.read // self._STEP
            self._say(
                worded(
                    "{name}: {rows:,} rows, {size:.0f} MB read",
                    name=name,
                    rows=counts.read,
                    size=read_bytes / 1e6,
                )
            )

    def closing(self, what: str) -> None:
        """Say what is done after the last row."""
        self._say(f"{what} …")

    def _say(self, text: str) -> None:
        self._stream.write(f"{text}\n")
        self._stream.flush()
