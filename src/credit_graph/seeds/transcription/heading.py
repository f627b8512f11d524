"""Heading paths of documents: 四、（一）1 and 附表（5）.

A document is headed by appendix, 一、, （一）, 1. and （1）, from the widest
to the narrowest.
"""

import re
from dataclasses import dataclass

_MARGIN = r"[ \t\u3000*#]*"
_STEP = re.compile(r"附[表件][0-9]*|[一二三四五六七八九十]+、|[（(][^（(）)]+[）)]|[0-9]+")
_LEVELS = (
    re.compile(rf"^{_MARGIN}附[表件][0-9]*", re.MULTILINE),
    re.compile(rf"^{_MARGIN}[一二三四五六七八九十]+、", re.MULTILINE),
    re.compile(rf"^{_MARGIN}[（(][一二三四五六七八九十]+[）)]", re.MULTILINE),
    re.compile(rf"^{_MARGIN}[0-9]+[.、．]", re.MULTILINE),
    # The narrowest also opens cells of a table.
    re.compile(rf"(?:^|\t){_MARGIN}[（(][0-9]+[）)]", re.MULTILINE),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A half-open stretch of a document's raw text."""

    start: int
    end: int


def section(raw: str, place: str) -> Section | None:
    """Return the stretch under a place, `None` if the document has no such heading.

    It ends at the next heading of the same level or a wider one. A place in words (文头, 通知)
    is the whole document.
    """
    found = Section(0, len(raw))
    for step in _STEP.findall(place):
        heading = re.compile(_pattern(step), re.MULTILINE).search(raw, found.start, found.end)
        if heading is None:
            return None
        found = Section(heading.start(), _end(raw, heading, found.end))
    return found


def _pattern(step: str) -> str:
    """Return what a line, or a cell, looks like that opens with a step of a place."""
    if step[0] in "（(":
        return rf"(?:^|\t){_MARGIN}[（(]{re.escape(step[1:-1])}[）)]"
    closing = r"[.、．]" if step.isdecimal() else ""
    return rf"^{_MARGIN}{re.escape(step)}{closing}"


def _end(raw: str, heading: re.Match[str], limit: int) -> int:
    """Return where the next heading as wide as this one begins."""
    own = next((at for at, level in enumerate(_LEVELS) if level.match(heading.group())), -1)
    following = (
        match.start()
        for level in _LEVELS[: own + 1]
        for match in level.finditer(raw, heading.end(), limit)
        # An appendix is announced and then headed by the same word.
        if own != 0 or _step(match) != _step(heading)
    )
    return min(following, default=limit)


def _step(heading: re.Match[str]) -> str:
    return heading.group().strip(" \t\u3000*#")
