"""Operator `kind`: is of one of some kinds (`manufacturer`, `freight_forwarder`, …)."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import EVERYONE, Candidates, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation, settled
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.conditions.operators.registration import attribute
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.message import Message


@dataclass(frozen=True, slots=True)
class OfKind(Operator):
    """Is of one of the kinds."""

    kinds: tuple[str, ...]
    citation: Citation

    code: ClassVar[str] = "kind"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.REGISTRATION})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.UNKNOWN})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the kinds."""
        return tuple((Noun.KIND, code) for code in self.kinds)

    def evaluate(self, case: Case) -> Finding:
        """Met if any kind fits; unknown if no kind is stated at all."""
        wanted = "、".join(case.vocabulary.kinds[code].name for code in self.kinds)
        stated = case.facts.enterprise.kinds
        if not stated:
            text = Message("Its kinds are not stated ({wanted} asked).", wanted=wanted)
            evidence = attribute(Message("kinds not stated"), case)
            return Finding(Truth.UNKNOWN, text, evidence)
        names = "、".join(_name(code, case.vocabulary) for code in stated)
        evidence = attribute(Message("kinds {code}", code=";".join(stated), names=names), case)
        if set(stated).isdisjoint(self.kinds):
            return Finding(Truth.NOT_MET, Message("Is none of {wanted}.", wanted=wanted), evidence)
        return Finding(Truth.MET, Message("Is one of {wanted}.", wanted=wanted), evidence)

    def subject(self) -> Hashable:
        """All kinds are stated together."""
        return ("kinds",)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer kinds only where none is stated: what an enterprise is does not change."""
        if situation.case.facts.enterprise.kinds:
            return
        names_of = situation.case.vocabulary.kinds
        leaves = situation.of(OfKind)
        kinds = tuple(dict.fromkeys(kind for leaf in leaves for kind in leaf.kinds))
        for size in range(len(leaves) + 1):
            for stated in combinations(kinds, size):
                names = "、".join(names_of[code].name for code in stated)
                kinds_stated = names or Message("none of those asked about")
                text = Message("State its kinds: {names}.", names=kinds_stated)
                to = ";".join(stated) or None
                met = [leaf for leaf in leaves if not set(stated).isdisjoint(leaf.kinds)]
                change = Change(ChangeKind.SUPPLY_FACT, "kinds", to, None, text)
                yield Counterfactual(change, settled(leaves, met))

    def summary(self) -> str:
        """Name the codes."""
        return f"is {'/'.join(self.kinds)}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the kinds."""
        kinds = (vocabulary.kinds[code].name for code in self.kinds)
        return f"of the kind {' or '.join(kinds)}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return everyone: no index finds kinds."""
        del vocabulary
        return of_answers(wanted, met=EVERYONE, unknown=EVERYONE)


def _name(code: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.kinds.get(code)
    return code if known is None else known.name
