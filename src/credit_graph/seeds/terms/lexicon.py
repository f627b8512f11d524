"""What conditions of any file may name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from credit_graph.domain.conditions import Condition
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.seeds.forms.programme import ProgrammesFile
from credit_graph.seeds.library import Library
from credit_graph.seeds.terms.names import Names


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Vocabulary, the lists of programmes by programme, and known codes.

    `pool` holds each condition once: equal ones are the same object throughout a rulebook.
    """

    vocabulary: Vocabulary
    lists_of: Mapping[str, str | None]
    names: Names
    pool: dict[Condition, Condition] = field(default_factory=dict)

    def interned(self, condition: Condition) -> Condition:
        """Return the one object that stands for all conditions equal to this one."""
        return self.pool.setdefault(condition, condition)


def open_lexicon(library: Library, vocabulary: Vocabulary, names: Names) -> Lexicon:
    """Return the lexicon of a library."""
    programmes = (form for draft in library.of(ProgrammesFile) for form in draft.form.programmes)
    return Lexicon(vocabulary, {form.code: form.list for form in programmes}, names)
