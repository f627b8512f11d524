"""Everything that documents say, as one immutable value with a version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import Duty
from credit_graph.domain.policy import Flow, Measure, Obligation, Policy
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The policies and vocabulary of one version, by code, in the documents' order.

    `version` is the first 16 hex digits of the SHA-256 over the files it was read from.
    """

    version: str
    vocabulary: Vocabulary
    agencies: Mapping[str, Agency]
    policies: Mapping[str, Policy]
    measures: Mapping[str, Measure]
    obligations: Mapping[str, Obligation]
    programmes: Mapping[str, Programme]

    def duties(self) -> Iterator[Duty]:
        """Yield every duty in the documents' order: measures first, then obligations."""
        for policy in self.policies.values():
            for measure in policy.walk():
                yield from measure.duties
            for obligation in policy.obligations:
                yield from obligation.duties

    def flows(self) -> Iterator[Flow]:
        """Yield every flow of information in the documents' order."""
        for policy in self.policies.values():
            yield from policy.flows

    def subject(self, code: str) -> Measure | Obligation:
        """Return the measure or obligation that a duty is about."""
        return self.measures[code] if code in self.measures else self.obligations[code]
