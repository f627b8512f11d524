"""Collects findings, so that one reading tells everything that is wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

from credit_graph.errors import SeedError, SeedsRejectedError
from credit_graph.seeds.files.problem import Problem

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
class Line:
    """A line of a file that has no tree of keys: a document, or a file that is no YAML."""

    file: str
    line: int = 1
    path: str = ""


@dataclass(slots=True)
class Ledger:
    """Findings of one reading. A file that is wrong throughout is cut off at 200."""

    _findings: list[SeedError] = field(default_factory=list)
    _per_file: Counter[str] = field(default_factory=Counter)
    _told: set[tuple[str, int, str, str]] = field(default_factory=set)

    def refuse(self, place: Place, problem: Problem, /, **facts: object) -> None:
        """Note a finding, once, at a place, with the facts that the problem's words ask for."""
        told = problem.tell(facts)
        if (place.file, place.line, place.path, told) in self._told:
            return
        self._told.add((place.file, place.line, place.path, told))
        self._per_file[place.file] += 1
        if self.is_full(place.file):
            if self._per_file[place.file] > MOST_PER_FILE + 1:
                return
            problem, facts = Problem.TOO_MANY, {"limit": MOST_PER_FILE}
        self._findings.append(
            SeedError(
                file=place.file,
                line=place.line,
                path=place.path or "file",
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


def suggest(given: str, known: Iterable[str]) -> str:
    """Return advice that names the nearest of the known words, or some of them."""
    words = tuple(known)
    near = get_close_matches(given, words, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if not words:
        return "None is known."
    more = " …" if len(words) > _SHOWN else ""
    return f"Known: {', '.join(words[:_SHOWN])}{more}."
