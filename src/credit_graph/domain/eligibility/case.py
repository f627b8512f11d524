"""One enterprise on one day: all that a condition may be asked of."""

from dataclasses import dataclass
from datetime import date

from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of an enterprise (all at one `knownAt`), the day, and what absence means."""

    facts: EnterpriseFacts
    day: date
    vocabulary: Vocabulary
    coverage: Coverage

    @property
    def region(self) -> str:
        """The enterprise's region code."""
        return self.facts.enterprise.region

    @property
    def zone(self) -> str | None:
        """The enterprise's zone code, if stated."""
        return self.facts.enterprise.zone
