"""The physical lines of a file, numbered, with their own ends, none longer than a stated length."""

from collections import deque
from dataclasses import dataclass
from io import TextIOBase
from typing import Final

LONGEST: Final = 65_536  # characters in one line, and in one record of several lines


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: its 1-based number, and its text with its end.

    `cut`: it was longer than `LONGEST`; `text` holds its beginning.
    """

    number: int
    text: str
    cut: bool = False


class Lines:
    """Reads lines ahead and takes them back, so that a record that fails costs one line only."""

    def __init__(self, stream: TextIOBase, before: int = 0) -> None:
        self._stream = stream
        self._number = before
        self._returned: deque[Line] = deque()

    def take(self) -> Line | None:
        """Return the next line, or None at the end."""
        if self._returned:
            return self._returned.popleft()
        text = self._stream.readline(LONGEST)
        if not text:
            return None
        self._number += 1
        if len(text) < LONGEST or text[-1] in "\r\n":
            return Line(self._number, text)
        return self._shortened(text)

    def give_back(self, lines: list[Line]) -> None:
        """Let the lines be taken again, in their order."""
        self._returned.extendleft(reversed(lines))

    def _shortened(self, beginning: str) -> Line:
        rest = beginning
        while len(rest) == LONGEST and rest[-1] not in "\r\n":
            rest = self._stream.readline(LONGEST)
        return Line(self._number, beginning[:200] + "\n", cut=True)
