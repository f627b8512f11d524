"""A term of the vocabulary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A code with its official Chinese name and an English gloss."""

    code: str
    name: str
    gloss: str
