"""Operator `list`: stands on a list."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import Candidates, Listed, of_answers
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation, settled
from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.conditions.operators.register import absent, entries, unknown_of
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import EvidenceKind, Finding
from credit_graph.domain.eligibility.repair_change import with_repair
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import ListColour, Vocabulary


@dataclass(frozen=True, slots=True)
class OnList(Operator):
    """Stands on a list."""

    list: str
    citation: Citation

    code: ClassVar[str] = "list"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.ENTRIES, Family.REGISTRATION})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.NOT_MET, Truth.MET})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the list."""
        return ((Noun.LIST, self.list),)

    def evaluate(self, case: Case) -> Finding:
        """Met while an entry holds; no entry says no only where the list is complete."""
        credit_list = case.vocabulary.lists[self.list]
        own = [fact for fact in case.facts.entries if fact.list == self.list]
        current = [fact for fact in own if case.day in fact.interval]
        if current:
            text = f"Stands on {credit_list.name} ({self.list})."
            return Finding(Truth.MET, text, entries(current, EvidenceKind.FACT, self.list))
        return absent(credit_list, own, f"{credit_list.name} ({self.list})", case)

    def subject(self) -> Hashable:
        """One stands on a list or not."""
        return ("list", self.list)

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer to leave a list, to join one that is kept for the enterprise, or to say which."""
        credit_list = situation.case.vocabulary.lists[self.list]
        code, name = credit_list.code, credit_list.name
        agency = situation.case.vocabulary.keeper(code, situation.case.region)
        leaves = [each for each in situation.of(OnList) if each.list == code]
        on, off = settled(leaves, leaves), settled(leaves, ())
        if situation.is_unknown(self):
            supply = ChangeKind.SUPPLY_FACT
            text = f"Confirm that it is on {name}."
            yield Counterfactual(Change(supply, code, "on", agency, text), on)
            text = f"Confirm that it is not on {name}."
            yield Counterfactual(Change(supply, code, "off", agency, text), off)
        elif situation.now[self] is Truth.MET:
            yield Counterfactual(self._leaving(situation.case, agency), off)
        elif not situation.is_kept_elsewhere(credit_list):
            join = Change(ChangeKind.JOIN_LIST, code, "on", agency, f"Join {name}.")
            yield Counterfactual(join, on)

    def _leaving(self, case: Case, agency: str | None) -> Change:
        """Return how to get off the list: by repair, if it is a black one and an order says how."""
        credit_list, rule = case.vocabulary.lists[self.list], case.vocabulary.repair
        leave = Change(
            ChangeKind.LEAVE_LIST, self.list, "off", agency, f"Leave {credit_list.name}."
        )
        if credit_list.colour is not ListColour.BLACK:
            return leave
        standing = [
            each
            for each in case.facts.entries
            if each.list == self.list and case.day in each.interval
        ]
        if rule is not None and rule.valid_from <= case.day:
            text = f"Leave {credit_list.name} by credit repair."
            leave = replace(leave, kind=ChangeKind.REPAIR, text=text)
        return with_repair(leave, standing, case)

    def summary(self) -> str:
        """Name the code."""
        return f"on list {self.list}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the list."""
        return f"on {vocabulary.lists[self.list].name}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return those on the list, and for UNKNOWN those for whom the list is kept."""
        met = Candidates(sources=frozenset({Listed(self.list)}))
        unknown = unknown_of(vocabulary.lists[self.list], vocabulary)
        return of_answers(wanted, met=met, unknown=unknown)
