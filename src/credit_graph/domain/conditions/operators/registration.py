"""Evidence from the registration: what stands of the enterprise itself."""

from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind
from credit_graph.message import Words


def attribute(text: Words, case: Case) -> tuple[Evidence, ...]:
    """Return the evidence that an attribute of the registration gives, with its origin."""
    facts = case.facts
    return (Evidence(EvidenceKind.ATTRIBUTE, text, facts.registration, facts.registered),)
