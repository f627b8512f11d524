"""Unit brackets as the document has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from credit_graph.seeds.files.document import Span
from credit_graph.seeds.proofs.case import Case
from credit_graph.seeds.proofs.unit_names import UnitName, unit_names


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket's place in the document's folded text, and its names in order."""

    span: Span
    names: tuple[UnitName, ...]

    def joined(self, other: "Bracket") -> "Bracket":
        """Return the bracket that both are parts of; the other begins no earlier."""
        span = Span(self.span.start, max(self.span.end, other.span.end))
        return Bracket(span, (*self.names, *other.names))


def brackets(case: Case) -> tuple[Bracket, ...]:
    """Return the brackets that the file's patterns find, in the order of the document.

    Patterns may each match a part of one bracket (its lead, its others): what overlaps is one.
    """
    whole: list[Bracket] = []
    for part in sorted(_matched(case), key=lambda each: (each.span.start, each.span.end)):
        if whole and whole[-1].span.overlaps(part.span):
            whole[-1] = whole[-1].joined(part)
        else:
            whole.append(part)
    return tuple(whole)


def _matched(case: Case) -> Iterator[Bracket]:
    raw = case.document.raw
    for form in case.draft.form.brackets:
        for match in re.finditer(form.pattern, raw, re.DOTALL):
            if match.group(1):
                span = case.document.span(match.start(), match.end())
                yield Bracket(span, unit_names(raw[match.start(1) : match.end()]))
