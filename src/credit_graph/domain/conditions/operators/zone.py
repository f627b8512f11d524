"""Operator `zone`: registered in one of some customs supervision zones."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions.candidates import Candidates, Places, of_answers, places_in
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
from credit_graph.domain.conditions.operator import FIXED, Family, Noun, Operator
from credit_graph.domain.conditions.operators.registration import attribute
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.facts.coverage import may_lie_in
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.message import Message

_NO_ZONE = ""


@dataclass(frozen=True, slots=True)
class InZone(Operator):
    """Registered in one of the zones."""

    zones: tuple[str, ...]
    citation: Citation

    code: ClassVar[str] = "zone"
    reads: ClassVar[frozenset[Family]] = frozenset({Family.REGISTRATION})
    of_partners: ClassVar[frozenset[Truth]] = frozenset({Truth.NOT_MET, Truth.UNKNOWN})

    def terms(self) -> tuple[tuple[Noun, str], ...]:
        """Name the zones."""
        return tuple((Noun.ZONE, code) for code in self.zones)

    def evaluate(self, case: Case) -> Finding:
        """Met in one of the zones; unknown without a stated zone where it may lie in one."""
        names = "、".join(case.vocabulary.zones[code].name for code in self.zones)
        evidence = attribute(_stated(case), case)
        if case.zone is None and may_lie_in(self.zones, case.region, None, case.vocabulary):
            text = Message("Its zone is not stated; it may lie in {names}.", names=names)
            return Finding(Truth.UNKNOWN, text, evidence)
        if case.zone in self.zones:
            return Finding(Truth.MET, Message("Lies in one of {names}.", names=names), evidence)
        return Finding(Truth.NOT_MET, Message("Lies outside {names}.", names=names), evidence)

    def subject(self) -> Hashable:
        """Leave the zone to `zone_changes`: it bears on registers kept for zones as well."""
        return FIXED

    def changes(self, situation: Situation) -> Iterator[Counterfactual]:
        """Offer nothing here."""
        del situation
        return iter(())

    def summary(self) -> str:
        """Name the codes."""
        return f"in zone {'/'.join(self.zones)}"

    def prose(self, vocabulary: Vocabulary) -> str:
        """Name the zones."""
        zones = (vocabulary.zones[code].name for code in self.zones)
        return f"in the zone {' or '.join(zones)}"

    def candidates(self, wanted: frozenset[Truth], vocabulary: Vocabulary) -> Candidates:
        """Return the zones, and for UNKNOWN where one may lie in them."""
        zones = frozenset(self.zones)
        met = Candidates(places=Places(zones=zones))
        unknown = Candidates(places=places_in(frozenset(), zones, vocabulary))
        return of_answers(wanted, met=met, unknown=unknown)


def _stated(case: Case) -> Message:
    if not case.zone:
        return Message("zone not stated")
    known = case.vocabulary.zones.get(case.zone)
    name = case.zone if known is None else known.name
    return Message("zone {code}", code=case.zone, name=name)


def zone_changes(situation: Situation) -> Iterator[Counterfactual]:
    """Yield the zones that it may lie in, where it states none: registers are kept for some."""
    case = situation.case
    if case.zone is not None:
        return
    zones = dict.fromkeys(zone for leaf in situation.of(InZone) for zone in leaf.zones)
    for code in zones:
        if may_lie_in((code,), case.region, None, case.vocabulary):
            text = Message("State its zone: {name}.", name=case.vocabulary.zones[code].name)
            yield _in_zone(situation, code, code, text)
    text = Message("State that it lies in none of the zones asked about.")
    yield _in_zone(situation, _NO_ZONE, None, text)


def _in_zone(situation: Situation, zone: str, to: str | None, text: Message) -> Counterfactual:
    change = Change(ChangeKind.SUPPLY_FACT, "zone", to, None, text)
    supposed = situation.evaluation.in_zone(zone)
    return Counterfactual(change, situation.moved(supposed, Family.REGISTRATION))
