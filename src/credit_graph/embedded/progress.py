"""How long work tells a person how far it is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as Bars,
)

Advance = Callable[[int], None]

_STEPS = 10


class Progress(Protocol):
    """Someone who is kept informed."""

    def say(self, text: str) -> None:
        """Tell one thing."""

    def measure(self, text: str, total_bytes: int) -> AbstractContextManager[Advance]:
        """Follow a transfer; the function it gives is called with each further amount of bytes."""


class Silence:
    """Tells nobody."""

    def say(self, text: str) -> None:
        """Drop it."""

    @contextmanager
    def measure(self, text: str, total_bytes: int) -> Iterator[Advance]:
        """Drop it."""
        del text, total_bytes
        yield lambda _amount: None


class PlainLines:
    """Writes a plain line per tenth of a transfer, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def say(self, text: str) -> None:
        """Write one line."""
        self._stream.write(f"{text}\n")
        self._stream.flush()

    @contextmanager
    def measure(self, text: str, total_bytes: int) -> Iterator[Advance]:
        """Write a line at the start, and at each tenth that is passed."""
        done = told = 0

        def advance(amount: int) -> None:
            nonlocal done, told
            done += amount
            step = done * _STEPS // max(total_bytes, 1)
            if step > told:
                told = step
                self.say(f"{text}: {step * 100 // _STEPS} % of {total_bytes / 1e6:.0f} MB")

        self.say(f"{text}: {total_bytes / 1e6:.0f} MB")
        yield advance


class Bar:
    """Draws a bar on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def say(self, text: str) -> None:
        """Write one line."""
        self._console.print(text, highlight=False, markup=False)

    @contextmanager
    def measure(self, text: str, total_bytes: int) -> Iterator[Advance]:
        """Draw the bar as long as the block lasts, with megabytes and the time left."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
        )
        with Bars(*columns, console=self._console) as bars:
            task = bars.add_task(text, total=total_bytes)
            yield lambda amount: bars.advance(task, amount)


def progress_on(stream: TextIO) -> Progress:
    """Return a bar for a terminal, plain lines for anything else."""
    return Bar(Console(file=stream)) if stream.isatty() else PlainLines(stream)
