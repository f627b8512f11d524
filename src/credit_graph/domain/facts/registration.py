"""What the status of a registration means: an enterprise that has ended may enjoy nothing."""

from dataclasses import dataclass
from typing import Final

from credit_graph.domain.citation import Citation
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.record import ENDED, PARTNER, UNREGISTERED, Enterprise
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import StatusEffect, Vocabulary

REGISTER: Final = "registration"
"""The register of registrations, as evidence names it."""

_EFFECTS: Final = {
    StatusEffect.HOLDS: Truth.MET,
    StatusEffect.DOUBTFUL: Truth.UNKNOWN,
    StatusEffect.ENDED: Truth.NOT_MET,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """Every measure asks silently that there is such an enterprise; no document says so."""

    citation: Citation


REGISTERED: Final = Registered(Citation("", "", ""))


def effect_of(status: str, vocabulary: Vocabulary) -> Truth:
    """Return what a status leaves of any condition: all, doubt, or nothing."""
    if status in (ENDED, PARTNER):
        return Truth.NOT_MET
    if status == UNREGISTERED:
        return Truth.UNKNOWN
    known = vocabulary.statuses.get(status)
    return Truth.MET if known is None else _EFFECTS[known.effect]


def ended_statuses(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the statuses of enterprises that are no more."""
    codes = (code for code in vocabulary.statuses if effect_of(code, vocabulary) is Truth.NOT_MET)
    return (ENDED, *codes)


def look_registered(case: Case) -> Finding:
    """Met while it is in business; what is in doubt is for the registrar to say."""
    facts, words = case.facts, case.vocabulary
    enterprise = facts.enterprise
    effect = effect_of(enterprise.status, words)
    keeper = words.registrar(enterprise.region)
    evidence = Evidence(
        EvidenceKind.ATTRIBUTE,
        f"status {enterprise.status}",
        facts.registration,
        facts.registered,
        register=REGISTER,
        keeper=keeper,
    )
    text = _words(enterprise, words)
    if effect is Truth.UNKNOWN:
        text = f"{text} Whether it may act is not known. Ask {keeper or 'its registrar'}."
    return Finding(effect, text, (evidence,))


def confirmation(case: Case) -> Change:
    """Return the change that settles a doubtful status."""
    agency = case.vocabulary.registrar(case.region)
    text = "Confirm that it is registered and in business."
    return Change(ChangeKind.SUPPLY_FACT, "status", "active", agency, text)


def _words(enterprise: Enterprise, vocabulary: Vocabulary) -> str:
    status = enterprise.status
    if status == ENDED:
        return "Its registration has ended."
    if status == PARTNER:
        return f"It has no credit code ({enterprise.region}), so that no measure is for it."
    if status == UNREGISTERED:
        return "No registration is known for this day."
    known = vocabulary.statuses.get(status)
    name = status if known is None else f"{known.name} ({status})"
    return f"Its registration status is {name}."
