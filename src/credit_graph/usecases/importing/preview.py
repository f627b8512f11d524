"""What an import would do, or did: who begins, ends, changes and stays, as a table and a file.

The file has one line for each fact in the order in which it was decided, and is written as a
whole or not at all. In memory are only the figures and the first lines of each sort.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Final, Self

from credit_graph.errors import ImportRefusedError
from credit_graph.errors.causes import system_cause
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.intake.rejects import PREVIEW_HEADER, safe_cell
from credit_graph.intake.rows.kinds import Row
from credit_graph.intake.tables.headings import column_names
from credit_graph.languages.language import Language, asked_language
from credit_graph.languages.wording import in_words
from credit_graph.message import Message, Series

SHOWN: Final = 20
"""So many lines of each sort are shown; the file has all."""

_IN_MEMORY_BYTES: Final = 1_000_000
_ABOUT: Final = ("scheme", "list", "statement", "commitment", "violation", "measure")
_WHO: Final = ("uscc", "supplier_uscc", "owner_uscc")


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One fact and what becomes of it; `before` and `after` in words, empty where it is not.

    In the words of whoever brought the file, which is how the preview is kept.
    """

    fate: Fate
    kind: Kind
    uscc: str
    name: str
    about: str
    before: str
    after: str
    because: str

    def text(self) -> str:
        """Return its line in the file, with the end of the line."""
        who = (self.fate, self.kind, self.uscc, self.name, self.about)
        cells = (*who, self.before, self.after, self.because)
        return ",".join(safe_cell(str(cell)) for cell in cells) + "\n"


@dataclass(frozen=True, slots=True)
class Preview:
    """Figures and first lines by what becomes of the facts; `path` of the file, if one is there."""

    counts: Mapping[Fate, int]
    shown: Mapping[Fate, Sequence[PreviewLine]]
    path: Path | None


def preview_line(
    fate: Fate,
    kind: Kind,
    *,
    before: Row | None = None,
    after: Row | None = None,
    name: str = "",
    because: Message | None = None,
) -> PreviewLine:
    """Return the line of a fact, of which at least one of `before` and `after` is given."""
    row = before if after is None else after
    was = "" if before is None else _stated(kind, before)
    becomes = was if after == before and after is not None else ""
    if after is not None and not becomes:
        becomes = _stated(kind, after)
    return PreviewLine(
        fate=fate,
        kind=kind,
        uscc=_first(row, _WHO),
        name=name or _first(row, ("name",)),
        about=_first(row, _ABOUT),
        before=was,
        after=becomes,
        because="" if because is None else in_words(because),
    )


class PreviewWriter:
    """Takes lines as they are decided; used as a context manager.

    `wanted` is where the file goes in the end, if anywhere.
    """

    def __init__(self, wanted: Path | None) -> None:
        self.counts: Counter[Fate] = Counter()
        self._wanted = wanted
        self._shown: dict[Fate, list[PreviewLine]] = {fate: [] for fate in Fate}
        self._lines = SpooledTemporaryFile(  # noqa: SIM115  # closed by __exit__
            max_size=_IN_MEMORY_BYTES, mode="w+", encoding="utf-8", newline=""
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lines.close()

    def add(self, lines: Iterable[PreviewLine]) -> None:
        """Take lines."""
        for line in lines:
            self.counts[line.fate] += 1
            if len(self._shown[line.fate]) < SHOWN:
                self._shown[line.fate].append(line)
            self._lines.write(line.text())

    def finished(self) -> Preview:
        """Write the file that is wanted and return the preview."""
        if self._wanted is not None:
            self.save(self._wanted)
        return Preview(dict(self.counts), self._shown, self._wanted)

    def save(self, path: Path) -> None:
        """Write all lines to a file; raise `ImportRefusedError` if it cannot be written."""
        partial = path.with_name(f".{path.name}.partial")
        self._lines.seek(0)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("w", encoding="utf-8-sig", newline="") as stream:
                stream.write(PREVIEW_HEADER + "\n")
                copyfileobj(self._lines, stream)
            partial.replace(path)
        except OSError as error:
            raise ImportRefusedError(
                where=str(path),
                why=Message(
                    "the preview cannot be written there ({cause})", cause=system_cause(error)
                ),
                fix=Message("Give the command again with another --preview."),
            ) from None

    def ending(self) -> Sequence[PreviewLine]:
        """Return the first lines of what ends."""
        return self._shown[Fate.ENDS]


def _first(row: Row | None, columns: Sequence[str]) -> str:
    return next((str(getattr(row, column)) for column in columns if hasattr(row, column)), "")


def _stated(kind: Kind, row: Row) -> str:
    """Return what a row states beside who and what it is about, by its columns' headings."""
    said = ((name, getattr(row, column)) for column, name in _columns(kind, asked_language()))
    parts = tuple(
        f"{name} {_word(value)}" for name, value in said if value is not None and value != ()
    )
    return in_words(Series(parts, "; "))


@cache
def _columns(kind: Kind, language: Language) -> Sequence[tuple[str, str]]:
    """Return the columns that a preview states, with what each is called."""
    hidden = {*_WHO, *_ABOUT, "name"}
    names = column_names(kind, language)
    return [(column, name) for column, name in names.items() if column not in hidden]


def _word(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)
