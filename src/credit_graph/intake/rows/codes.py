"""Every code that a file may use: the vocabulary, and what the policies hold."""

from collections.abc import Collection
from dataclasses import dataclass

from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Codes:
    """The vocabulary with the codes of all measures, and of what is due, in force or not.

    Due are obligations and measures with a deadline: `submissions.csv` may name either.
    """

    vocabulary: Vocabulary
    measures: Collection[str]
    due: Collection[str]


def codes_of(rulebook: Rulebook) -> Codes:
    """Return the codes of a rulebook."""
    dated = (each.code for each in rulebook.every_measure() if each.deadline is not None)
    due = frozenset((*rulebook.obligations, *dated))
    return Codes(rulebook.vocabulary, rulebook.measures.keys(), due)
