"""Every code that a file may use: the vocabulary, and what the policies hold."""

from collections.abc import Collection
from dataclasses import dataclass

from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Codes:
    """The vocabulary with the codes of all measures and obligations in force or not."""

    vocabulary: Vocabulary
    measures: Collection[str]
    obligations: Collection[str]


def codes_of(rulebook: Rulebook) -> Codes:
    """Return the codes of a rulebook."""
    return Codes(rulebook.vocabulary, rulebook.measures.keys(), rulebook.obligations.keys())
