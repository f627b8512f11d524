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

from credit_graph.message import Message, Words

Advance = Callable[[int], None]
Worded = Callable[[Words], str]

_STEPS = 10


class Progress(Protocol):
    """Someone who is kept informed."""

    def say(self, text: Words) -> None:
        """Tell one thing."""

    def measure(self, text: Words, total_bytes: int) -> AbstractContextManager[Advance]:
        """Follow a transfer; the function it gives is called with each further amount of bytes."""


class Silence:
    """Tells nobody."""

    def say(self, text: Words) -> None:
        """Drop it."""

    @contextmanager
    def measure(self, text: Words, total_bytes: int) -> Iterator[Advance]:
        """Drop it."""
        del text, total_bytes
        yield lambda _amount: None


class PlainLines:
    """Writes a plain line per tenth of a transfer, for logs."""

    def __init__(self, stream: TextIO, worded: Worded = str) -> None:
        self._stream = stream
        self._worded = worded

    def say(self, text: Words) -> None:
        """Write one line."""
        self._stream.write(f"{self._worded(text)}\n")
        self._stream.flush()

    @contextmanager
    def measure(self, text: Words, total_bytes: int) -> Iterator[Advance]:
        """Write a line at the start, and at each tenth that is passed."""
        done = told = 0

        def advance(amount: int) -> None:
            nonlocal done, told
            done += amount
            step = done * _STEPS // max(total_bytes, 1)
            if step > told:
                told = step
                share = step * 100 // _STEPS
                self.say(
                    Message(
                        "{text}: {share} % of {size:.0f} MB",
                        text=text,
                        share=share,
                        size=total_bytes / 1e6,
                    )
                )

        self.say(Message("{text}: {size:.0f} MB", text=text, size=total_bytes / 1e6))
        yield advance


class Bar:
    """Draws a bar on a terminal."""

    def __init__(self, console: Console, worded: Worded = str) -> None:
        self._console = console
        self._worded = worded

    def say(self, text: Words) -> None:
        """Write one line."""
        self._console.print(self._worded(text), highlight=False, markup=False)

    @contextmanager
    def measure(self, text: Words, total_bytes: int) -> Iterator[Advance]:
        """Draw the bar as long as the block lasts, with megabytes and the time left."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
        )
        with Bars(*columns, console=self._console) as bars:
            task = bars.add_task(self._worded(text), total=total_bytes)
            yield lambda amount: bars.advance(task, amount)


def progress_on(stream: TextIO, worded: Worded = str) -> Progress:
    """Return a bar for a terminal, plain lines for anything else; `worded` gives the words."""
    return Bar(Console(file=stream), worded) if stream.isatty() else PlainLines(stream, worded)
