"""Collects findings, so that one reading tells everything that is wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

from credit_graph.errors import SeedError, SeedsRejectedError
from credit_graph.message import Message, Series, Words
from credit_graph.seeds.files.problem import SeedProblem

MOST_PER_FILE = 200
_SHOWN = 6


class Place(Protocol):
    """Whatever a finding can point at."""

    @property
    def file(self) -> str:
        """Path below the seeds' folder."""

    @property
    def line(self) -> int:
        """1-based line."""

    @property
    def path(self) -> str:
        """Path of keys inside the file; empty for the whole file."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A line of a file that has no tree of keys: a document, or a file that is no YAML."""

    file: str
    line: int = 1
    path: str = ""


@dataclass(slots=True)
class Findings:
    """Findings of one reading. A file that is wrong throughout is cut off at 200."""

    _findings: list[SeedError] = field(default_factory=list)
    _per_file: Counter[str] = field(default_factory=Counter)
    _told: set[tuple[str, int, str, Message]] = field(default_factory=set)

    def refuse(self, place: Place, problem: SeedProblem, /, **facts: object) -> None:
        """Note a finding, once, at a place, with the facts that the problem's words ask for."""
        told = (place.file, place.line, place.path, problem.tell(facts))
        if told in self._told:
            return
        self._told.add(told)
        self._per_file[place.file] += 1
        if self.is_full(place.file):
            if self._per_file[place.file] > MOST_PER_FILE + 1:
                return
            problem, facts = SeedProblem.TOO_MANY, {"limit": MOST_PER_FILE}
        self._findings.append(
            SeedError(
                file=place.file,
                line=place.line,
                path=place.path,
                problem=problem.tell(facts),
                fix=problem.advise(facts),
            )
        )

    def is_full(self, file: str) -> bool:
        """Tell whether a file has so many findings that more would not help."""
        return self._per_file[file] > MOST_PER_FILE

    @property
    def findings(self) -> tuple[SeedError, ...]:
        """All findings by file and line."""
        return tuple(sorted(self._findings, key=lambda each: (each.file, each.line)))

    def raise_if_any(self) -> None:
        """Raise `SeedsRejectedError` with all findings if there is one."""
        if self._findings:
            raise SeedsRejectedError(self.findings)


def suggest(given: str, known: Iterable[str]) -> Message:
    """Return advice that names the nearest of the known words, or some of them."""
    words = tuple(known)
    near = nearest(given, words)
    if isinstance(near, Message):
        return near
    if not words:
        return Message("None is known.")
    shown = Series(words[:_SHOWN], ", ")
    if len(words) > _SHOWN:
        return Message("Known: {words} ….", words=shown)
    return Message("Known: {words}.", words=shown)


def nearest(given: str, known: Iterable[str]) -> Words:
    """Return advice that names the nearest of the known words; empty if none is near."""
    near = get_close_matches(given, tuple(known), n=3, cutoff=0.6)
    return Message("Did you mean {near}?", near=Series(tuple(near), " or ")) if near else ""
