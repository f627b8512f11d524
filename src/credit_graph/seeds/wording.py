"""Conditions in words, for people who read what was transcribed."""

from functools import singledispatchmethod

from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkDirection,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.vocabulary import Vocabulary

_PARTNERS = {
    LinkDirection.SUPPLIER: "a direct supplier",
    LinkDirection.CUSTOMER: "a direct customer",
    LinkDirection.EITHER: "a direct supplier or customer",
}
_COMMITMENTS = {
    CommitmentState.MADE: "made",
    CommitmentState.OPEN: "made and still open",
    CommitmentState.FULFILLED: "fulfilled",
    CommitmentState.OVERDUE: "overdue",
}
_REPAIRED = {True: ", repaired", False: ", not repaired", None: ""}


class Wording:
    """Tells conditions in English with the official Chinese names of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @singledispatchmethod
    def tell(self, condition: Condition) -> str:
        """Return a condition as a clause that reads on after "the enterprise is"."""
        raise TypeError(f"no words for {type(condition).__name__}")

    @tell.register
    def _(self, condition: InRegion) -> str:
        return f"in {self._vocabulary.regions[condition.region].name}"

    @tell.register
    def _(self, condition: InZone) -> str:
        zones = (self._vocabulary.zones[code].name for code in condition.zones)
        return f"in the zone {' or '.join(zones)}"

    @tell.register
    def _(self, condition: OfKind) -> str:
        kinds = (self._vocabulary.kinds[code].name for code in condition.kinds)
        return f"of the kind {' or '.join(kinds)}"

    @tell.register
    def _(self, condition: RatingIs) -> str:
        scheme = self._vocabulary.schemes[condition.scheme]
        levels = (level.name for level in scheme.levels if level.code in condition.levels)
        return f"rated {' or '.join(levels)} ({scheme.name})"

    @tell.register
    def _(self, condition: OnList) -> str:
        return f"on {self._vocabulary.lists[condition.list].name}"

    @tell.register
    def _(self, condition: Stated) -> str:
        statement = self._vocabulary.statements[condition.statement]
        return f"stating {statement.name}: {condition.value}"

    @tell.register
    def _(self, condition: HasCommitment) -> str:
        named = condition.commitment and self._vocabulary.commitments[condition.commitment].name
        return f"under the commitment {named or 'of any kind'}, {_COMMITMENTS[condition.state]}"

    @tell.register
    def _(self, condition: HasViolation) -> str:
        grave = f" at least {condition.severity}" if condition.severity else ""
        recent = f", of the last {condition.within_days} days" if condition.within_days else ""
        return f"under a violation{grave}{recent}{_REPAIRED[condition.repaired]}"

    @tell.register
    def _(self, condition: LinkedTo) -> str:
        return f"with {_PARTNERS[condition.direction]} that is {self._inside(condition.to)}"

    @tell.register
    def _(self, condition: Judgement) -> str:
        return f"judged “{condition.words}”"

    @tell.register
    def _(self, condition: AllOf) -> str:
        return " and ".join(self._inside(member) for member in condition.members)

    @tell.register
    def _(self, condition: AnyOf) -> str:
        lists = [each.list for each in condition.members if isinstance(each, OnList)]
        if len(lists) == len(condition.members):
            return f"on {' or '.join(self._vocabulary.lists[code].name for code in lists)}"
        return " or ".join(self._inside(member) for member in condition.members)

    @tell.register
    def _(self, condition: NotOf) -> str:
        return f"not {self._inside(condition.member)}"

    def _inside(self, condition: Condition) -> str:
        """Return the words of a part; a group within a group stands in brackets."""
        words = self.tell(condition)
        return f"({words})" if isinstance(condition, AllOf | AnyOf) else words
