"""Terms of the vocabulary."""

from dataclasses import dataclass

from credit_graph.domain.openness import Openness


@dataclass(frozen=True, slots=True)
class Term:
    """A code with its official Chinese name and an English gloss."""

    code: str
    name: str
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTerm(Term):
    """A term that facts are written in; `openness` says who is shown them."""

    openness: Openness = Openness.PUBLIC
