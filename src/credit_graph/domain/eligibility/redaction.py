"""Redaction: what a finding, and a change that would help, still say to whom facts are closed.

The outcome of a condition rests on all facts and stays. Where it asks for a term that is closed,
its words, and all evidence but facts that are shown, give way to one sentence, the same whether
any such fact is recorded or not. The same sentence stands where a fact of that term is closed by
the openness that is stated for it: then there is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from credit_graph.domain.authority.closure import CLOSABLE, REGISTERS, Closure
from credit_graph.domain.conditions import LINKS_COMPLETE, Family, LinkedTo, Noun, Operator
from credit_graph.domain.conditions.tree import leaves_of
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.eligibility.report import Reason
from credit_graph.message import Message

CLOSED: Final = Message("facts that are not open to everybody; their keeper is shown them")
CLOSED_FINDING: Final = Message("What it rests on is not open to everybody.")
CLOSED_CHANGE: Final = Message(
    "What would have to change is not open to everybody; the keeper of the facts knows."
)

_NOUNS: Final = {
    Noun.SCHEME: Family.RATINGS,
    Noun.LIST: Family.ENTRIES,
    Noun.STATEMENT: Family.STATEMENTS,
    Noun.COMMITMENT: Family.COMMITMENTS,
}

_ANY: Final = {"violation": Family.VIOLATIONS, "commitment": Family.COMMITMENTS}
"""Subjects of changes that name no code: any fact of a family."""

_Term = tuple[Family, str | None]


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is closed of an enterprise registered in `region`, of whose facts some are `shown`.

    `closure` are the terms that are closed of everybody (`None`: no term is), `narrowed` those of
    which a fact of the enterprise is closed by the openness stated for it, `of_partners` likewise
    those of its partners.
    """

    closure: Closure | None
    region: str
    shown: frozenset[str]
    narrowed: frozenset[tuple[Family, str]] = frozenset()
    of_partners: frozenset[tuple[Family, str]] = frozenset()

    def applies(self, leaf: Operator) -> bool:
        """Tell whether a condition asks for a closed term."""
        if isinstance(leaf, LinkedTo):
            # Of partners, wherever they are registered.
            inner = any(self._is_closed(term, None) for term in _asked_of_partners(leaf))
            return inner or self._is_closed((Family.STATEMENTS, LINKS_COMPLETE), self.region)
        return any(self._is_closed(term, self.region) for term in _asked(leaf))

    def reason(self, reason: Reason) -> Reason:
        """Return a reason with what of it is open; as it is if nothing is closed."""
        leaf = reason.leaf
        if not isinstance(leaf, Operator) or not self.applies(leaf):
            return reason
        seen = (each for each in reason.evidence if self._shows(leaf, each))
        closed = Evidence(EvidenceKind.FACT, CLOSED, register=_register(leaf))
        finding = Finding(reason.outcome, CLOSED_FINDING, (*seen, closed))
        return replace(reason, finding=finding)

    def change(self, change: Change) -> Change:
        """Return a change with what of it is open; as it is if nothing is closed."""
        if not self.closes_subject(change.subject):
            return change
        return Change(ChangeKind.SUPPLY_FACT, change.subject, None, change.agency, CLOSED_CHANGE)

    def closes_subject(self, subject: str) -> bool:
        """Tell whether what a change is made to is closed."""
        family = _ANY.get(subject)
        if family is not None and self._is_closed((family, None), self.region):
            return True
        if any(code == subject for _, code in self.narrowed):
            return True
        return self.closure is not None and self.closure.closes_code(subject, self.region)

    def _shows(self, leaf: Operator, evidence: Evidence) -> bool:
        if isinstance(leaf, LinkedTo):
            # Which partners fulfil it best would tell of them; who they are is public otherwise.
            return not any(self._is_closed(term, None) for term in _asked_of_partners(leaf))
        return evidence.fact_id in self.shown

    def _is_closed(self, term: _Term, region: str | None) -> bool:
        """Tell whether a term (no code: any of its family) is closed in a region (None: in one)."""
        family, code = term
        narrowed = self.of_partners if region is None else self.narrowed
        if any(each is family and code in (None, its) for each, its in narrowed):
            return True
        if self.closure is None:
            return False
        if code is None:
            return self.closure.closes_any(family)
        if region is None:
            return (family, code) in self.closure.terms
        return self.closure.closes(family, code, region)


def _asked_of_partners(link: LinkedTo) -> Iterator[_Term]:
    for leaf in leaves_of(link.to):
        yield from _asked(leaf)


def _asked(leaf: Operator) -> Iterator[_Term]:
    """Yield the terms of facts for which a condition asks; without a code for any of a family."""
    named = [(_NOUNS[noun], code) for noun, code in leaf.terms() if noun in _NOUNS]
    yield from named
    families = {family for family, _ in named}
    for family in leaf.reads & CLOSABLE - families:
        yield family, None


def _register(leaf: Operator) -> str | None:
    """Return the scheme or list for which a condition asks of the enterprise itself."""
    return next((code for family, code in _asked(leaf) if family in REGISTERS), None)
