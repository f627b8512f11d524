"""What a reader passed over or took in a way that the person should know of; no row is rejected."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from credit_graph.languages.wording import in_words
from credit_graph.message import Message


class Note(StrEnum):
    """What is noted, in the words of the summary.

    `count` is how often, `line` where first, `detail` what.
    """

    ENCODING = "read as {detail}"
    SEPARATOR_LINE = "the line {detail} is not a row and was skipped"
    TITLE_ROWS = "{count} row(s) above the header skipped, the first on line {line}"
    BLANK_ROWS = "{count} blank row(s) skipped, the first on line {line}"
    BLANK_COLUMNS = "{count} blank column(s) skipped"
    INVISIBLE = "{detail}, which is invisible, taken out of {count} row(s), first on line {line}"
    PRIVATE_USE = (
        "{detail} is a character of private use in {count} row(s), first on line {line}:"
        " it may look different elsewhere"
    )
    RADICAL = (
        "the CJK radical {detail} read as the ideograph that it looks like in {count} row(s),"
        " first on line {line}"
    )
    OPEN_END = "{detail} read as no end in {count} row(s)"
    SHEET = "sheet {detail}"
    HIDDEN_ROWS = "{count} hidden row(s) were read like the others, the first on line {line}"
    HIDDEN_COLUMNS = "{count} hidden column(s) were read like the others"
    DAY_SHOWN_SHORT = "{count} day(s) are shown without day or year and were read whole"


@dataclass(slots=True)
class Notes:
    """The notes of one file as they come."""

    _found: dict[tuple[Note, str], tuple[int, int]] = field(default_factory=dict)

    def add(self, note: Note, line: int = 0, *, detail: str = "", count: int = 1) -> None:
        """Note something once more."""
        before, first = self._found.get((note, detail), (0, line))
        self._found[note, detail] = (before + count, first)

    def __iter__(self) -> Iterator[str]:
        """Yield a sentence without a full stop for each kind of note, in a fixed order.

        In the language of whoever brought the file.
        """
        order = {note: place for place, note in enumerate(Note)}
        for note, detail in sorted(self._found, key=lambda each: (order[each[0]], each[1])):
            count, line = self._found[note, detail]
            yield in_words(Message(note.value, count=f"{count:,}", line=line, detail=detail))
