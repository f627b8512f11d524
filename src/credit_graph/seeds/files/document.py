"""An official document in which quotes are found, white space and layout marks aside."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from credit_graph.seeds.files.sources import SeedFile
from credit_graph.seeds.transcription.heading import section

_IGNORED = re.compile(r"[\s*#\ufeff]+")
_KEPT = re.compile(r"[^\s*#\ufeff]")


def folded(text: str) -> str:
    """Return the text without white space of any kind and without `*` and `#`."""
    return _IGNORED.sub("", text)


@dataclass(frozen=True, slots=True)
class Span:
    """Where folded words stand in a document's folded text, half-open."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether any character lies in both."""
        return self.start < other.end and other.start < self.end


class Document:
    """A document's text, folded, with the way back to its lines."""

    def __init__(self, file: SeedFile) -> None:
        self.file = file
        self.raw = file.text
        self._offsets = [match.start() for match in _KEPT.finditer(self.raw)]
        self.text = "".join(self.raw[offset] for offset in self._offsets)
        self._breaks = [match.start() for match in re.finditer("\n", self.raw)]
        self.section = cache(self._section)

    def find(self, quote: str, start: int = 0) -> Span | None:
        """Return the first span of a quote at or after `start`, `None` if it has none there."""
        words = folded(quote)
        at = self.text.find(words, start) if words else -1
        return None if at < 0 else Span(at, at + len(words))

    def locate(self, place: str, quote: str) -> Span | None:
        """Return the span meant by a quote: the first under its place, else the first of all."""
        return self.find_under(place, quote) or self.find(quote)

    def find_under(self, place: str, quote: str) -> Span | None:
        """Return the first span of a quote that begins under a place, `None` if there is none."""
        under = self.section(place)
        span = None if under is None else self.find(quote, under.start)
        return span if under and span and span.start < under.end else None

    def line(self, position: int) -> int:
        """Return the 1-based line of the file on which a folded position stands."""
        return bisect_left(self._breaks, self._offsets[position]) + 1

    def span(self, start: int, end: int) -> Span:
        """Return the folded span of a half-open stretch of the raw text."""
        return Span(bisect_left(self._offsets, start), bisect_left(self._offsets, end))

    def offset(self, position: int) -> int:
        """Return the raw offset of a folded position; the text's end gives the raw end."""
        return self._offsets[position] if position < len(self._offsets) else len(self.raw)

    def _section(self, place: str) -> Span | None:
        found = section(self.raw, place)
        return None if found is None else self.span(found.start, found.end)
