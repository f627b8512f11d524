"""Operators of the rule engine: one record says all that there is to know of each.

An operator is a kind of leaf condition: `rating`, `list`, `region`. Its class is the record.
Everything that the service does with conditions is derived from the parts stated here, so a new
operator is complete once its class exists and `operators.OPERATORS` names it. A class that
leaves a part out is refused where it is defined.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from dataclasses import Field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.truth import Truth

if TYPE_CHECKING:
    from credit_graph.domain.conditions.candidates import Candidates
    from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
    from credit_graph.domain.eligibility.case import Case
    from credit_graph.domain.eligibility.finding import Finding
    from credit_graph.domain.vocabulary import Vocabulary


class Family(StrEnum):
    """Facts of one kind: what an operator reads, a statement fetches, a profile holds."""

    REGISTRATION = "registration"  # region, zone, kinds; what is not stated is not known
    RATINGS = "ratings"
    ENTRIES = "entries"
    STATEMENTS = "statements"
    COMMITMENTS = "commitments"
    VIOLATIONS = "violations"
    PARTNERS = "partners"


# Of a partner only the region, ratings and entries are read: that none of the rest is at hand
# says nothing about it.
READ_OF_PARTNERS = frozenset({Family.REGISTRATION, Family.RATINGS, Family.ENTRIES})


class Noun(StrEnum):
    """A part of the vocabulary whose codes conditions name."""

    REGION = "region"
    ZONE = "zone"
    KIND = "kind"
    SCHEME = "scheme"
    LIST = "list"
    STATEMENT = "statement"
    COMMITMENT = "commitment"


# Subject of what nobody can change, for which no change is offered: where an enterprise is
# registered, what an agency thinks. A zone that is not stated may be (`zone_changes`).
FIXED = ()


class Operator(ABC):
    """A leaf condition. Subclasses are frozen, slotted dataclasses with a `citation`.

    `code`: its key in policy files, its kind in GraphQL and in the graph. `reads`: the families
    of facts on which its value depends; empty if it is the same for everyone. `of_partners`: the
    values that it can have of a partner; only UNKNOWN if it reads what is not read of partners.
    """

    __slots__ = ("_hash",)

    _hash: int
    code: ClassVar[str]
    reads: ClassVar[frozenset[Family]]
    of_partners: ClassVar[frozenset[Truth]]
    is_read_of_partners: ClassVar[bool]

    citation: Citation
    __dataclass_fields__: ClassVar[dict[str, Field[object]]]  # whoever subclasses is a dataclass

    def __init_subclass__(cls) -> None:
        """Refuse an operator that leaves out a part: a forgotten one would answer wrongly."""
        super().__init_subclass__()
        missing = [
            part
            for part in (*_STATED, *_DONE)
            if getattr(cls, part, None) is getattr(Operator, part, None)
        ]
        if missing:
            raise TypeError(f"operator {cls.__name__} leaves out: {', '.join(missing)}")
        cls.is_read_of_partners = cls.reads <= READ_OF_PARTNERS
        if not cls.is_read_of_partners and cls.of_partners != {Truth.UNKNOWN}:
            raise TypeError(
                f"operator {cls.__name__} reads what is not read of partners, "
                "of whom it can only be UNKNOWN (of_partners)"
            )
        # Stated before the class becomes a dataclass, which then makes none of its own.
        cls.__hash__ = Operator.__hash__  # type: ignore[method-assign]

    def __hash__(self) -> int:
        """Return a hash of its fields, worked out once: leaves are keys wherever rules run."""
        try:
            return self._hash
        except AttributeError:
            found = hash((type(self), *(getattr(self, each.name) for each in fields(self))))
            object.__setattr__(self, "_hash", found)
            return found

    @abstractmethod
    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Return the codes of the vocabulary that it names."""

    @abstractmethod
    def evaluate(self, case: "Case") -> "Finding":
        """Return what it finds for an enterprise on a day (readings: "Truth values")."""

    @abstractmethod
    def subject(self) -> Hashable:
        """Return what a change would be made to: leaves with the same subject share changes."""

    @abstractmethod
    def changes(self, situation: "Situation") -> "Iterator[Counterfactual]":
        """Yield the changes of its subject, the least demanding first."""

    @abstractmethod
    def summary(self) -> str:
        """Return it in a few words and codes: `rating customs advanced`."""

    @abstractmethod
    def prose(self, vocabulary: "Vocabulary") -> str:
        """Return it with official names, as a clause that reads on after "the enterprise is"."""

    @abstractmethod
    def candidates(self, wanted: frozenset[Truth], vocabulary: "Vocabulary") -> "Candidates":
        """Return candidates that include everyone of whom it has a wanted value.

        `wanted` holds some values, never all.
        """

    def reachable_of_partners(self, case: "Case") -> frozenset[Truth]:
        """Return the values of `of_partners` that some partner could have on the case's day."""
        del case
        return self.of_partners

    def constant(self) -> "Finding | None":
        """Return what it finds for everyone, or `None` if that depends on the enterprise."""
        return None


_STATED = ("code", "reads", "of_partners")
_DONE = ("terms", "evaluate", "subject", "changes", "summary", "prose", "candidates")
