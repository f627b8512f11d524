"""Closure: the terms of the vocabulary whose facts one principal is not shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.conditions.operator import Family
from credit_graph.domain.facts.record import (
    CommitmentFact,
    EntryFact,
    KeptFact,
    RatingFact,
    StatementFact,
)
from credit_graph.domain.openness import Openness
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.term import FactTerm
from credit_graph.domain.vocabulary import Vocabulary

REGISTERS: Final = (Family.RATINGS, Family.ENTRIES)
"""Families whose facts are kept by whoever keeps the scheme or list."""

CLOSABLE: Final = frozenset({*REGISTERS, Family.STATEMENTS, Family.COMMITMENTS, Family.VIOLATIONS})
"""Families of facts that may be shown to few."""


@dataclass(frozen=True, slots=True)
class Closure:
    """What is closed to a principal: `terms`, by their families and codes.

    A scheme or list is open to `agency` where that keeps it (`None`: it keeps none of them). Of
    other terms the agency may keep single facts, of which `Display` tells. Equal ones close the
    same: `version` is that of the rules.
    """

    terms: frozenset[tuple[Family, str]]
    agency: str | None
    version: str
    vocabulary: Vocabulary = field(compare=False, repr=False)

    @classmethod
    def of(cls, rulebook: Rulebook, principal: Principal) -> "Closure | None":
        """Return what is closed to a principal; `None` if nothing is."""
        words = rulebook.vocabulary
        if words.all_open or principal.operates:
            return None
        agency = principal.agency
        closed = {
            (family, term.code): term
            for family, terms in _terms(words)
            for term in terms.values()
            if _is_closed(term.openness, agency)
        }
        if not closed:
            return None
        kept = any(
            agency in dict(words.register(code).keepers).values()
            for family, code in closed
            if family in REGISTERS
        )
        return cls(frozenset(closed), agency if kept else None, rulebook.version, words)

    def closes(self, family: Family, code: str, region: str) -> bool:
        """Tell whether facts of a term, on who is registered in the region, are closed."""
        if (family, code) not in self.terms:
            return False
        if self.agency is None or family not in REGISTERS:
            return True
        return self.vocabulary.keeper(code, region) != self.agency

    def closes_fact(self, fact: KeptFact, region: str) -> bool:
        """Tell the same of a fact, whoever keeps it if no register does."""
        return self.closes(*term_of(fact), region)

    def closes_any(self, family: Family) -> bool:
        """Tell whether some term of a family is closed, wherever an enterprise is registered."""
        return any(each is family for each, _ in self.terms)

    def closes_code(self, code: str, region: str) -> bool:
        """Tell whether a term of that code is closed, of whatever family."""
        return any(self.closes(family, code, region) for family in CLOSABLE)

    def open_regions(self, family: Family, code: str | None) -> frozenset[str] | None:
        """Return the regions in which the facts of a register are open; `None`: in all."""
        if code is None or (family, code) not in self.terms:
            return None
        return frozenset(
            each for each in self.vocabulary.regions if not self.closes(family, code, each)
        )


def term_of(fact: KeptFact) -> tuple[Family, str]:
    """Return the family and the code of the term in which a fact is written."""
    match fact:
        case RatingFact():
            return Family.RATINGS, fact.scheme
        case EntryFact():
            return Family.ENTRIES, fact.list
        case StatementFact():
            return Family.STATEMENTS, fact.statement
        case CommitmentFact():
            return Family.COMMITMENTS, fact.commitment
        case _:
            return Family.VIOLATIONS, fact.violation


def openness_of(family: Family, code: str, words: Vocabulary) -> Openness:
    """Return the openness of a term; a code that nothing explains is public."""
    term = dict(_terms(words))[family].get(code)
    return Openness.PUBLIC if term is None else term.openness


def closed_openness(principal: Principal) -> frozenset[Openness]:
    """Return the openness of facts that a principal is shown only where it keeps them."""
    if principal.operates:
        return frozenset()
    return frozenset(each for each in Openness if _is_closed(each, principal.agency))


def _is_closed(openness: Openness, agency: str | None) -> bool:
    return openness is Openness.KEEPER or (openness is Openness.SHARED and agency is None)


def _terms(words: Vocabulary) -> Iterator[tuple[Family, Mapping[str, FactTerm]]]:
    yield Family.RATINGS, words.schemes
    yield Family.ENTRIES, words.lists
    yield Family.STATEMENTS, words.statements
    yield Family.COMMITMENTS, words.commitments
    yield Family.VIOLATIONS, words.violations
