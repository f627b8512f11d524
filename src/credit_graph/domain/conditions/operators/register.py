"""Schemes and lists: what no entry in them means, and where that may be unknown."""

from collections.abc import Iterable

from credit_graph.domain.conditions.candidates import EVERYONE, NOBODY, Candidates, places_in
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.coverage import kept_elsewhere
from credit_graph.domain.facts.record import EntryFact, RatingFact
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Register, Vocabulary


def absent(
    register: Register, ended: Iterable[RatingFact | EntryFact], what: str, case: Case
) -> Finding:
    """Return what it means that none holds: no where the register is complete, else unknown.

    Where none recorded is read as none, it is no as well.

    `ended` are facts that held before or will hold later, `what` names what was asked.
    """
    if kept_elsewhere(register, case.region, case.zone, case.vocabulary):
        elsewhere = Evidence(EvidenceKind.ABSENCE, "kept for other places only")
        return Finding(Truth.NOT_MET, f"{what} is kept for other places only.", (elsewhere,))
    standing = case.coverage.standing(register.code, case.region, case.day)
    keeper = case.vocabulary.keeper(register.code, case.region)
    synced = f"last sync {standing.last_sync}" if standing.last_sync else "never synced here"
    absence = Evidence(
        EvidenceKind.ABSENCE,
        f"no entry holds; {synced}; kept by {keeper or register.keeper_words}",
        register=register.code,
        keeper=keeper,
        synced_on=standing.last_sync,
    )
    evidence = (*entries(ended, EvidenceKind.ENDED, register.code), absence)
    if standing.complete:
        return Finding(Truth.NOT_MET, f"No entry for {what}; the register is complete.", evidence)
    if register.none_recorded is not None:
        reading = Evidence(
            EvidenceKind.INTERPRETATION, register.none_recorded, register=register.code
        )
        text = f"No entry for {what} is recorded, which is read as none."
        return Finding(Truth.NOT_MET, text, (*evidence, reading))
    text = f"Not known: {what}. Ask {keeper or register.keeper_words or 'its keeper'}."
    return Finding(Truth.UNKNOWN, text, evidence)


def entries(
    facts: Iterable[RatingFact | EntryFact], kind: EvidenceKind, register: str
) -> tuple[Evidence, ...]:
    """Return facts of a register as evidence."""
    return tuple(
        Evidence(
            kind,
            fact.level if isinstance(fact, RatingFact) else (fact.reason or fact.list),
            fact=fact.origin,
            interval=fact.interval,
            register=register,
        )
        for fact in facts
    )


def unknown_of(register: Register, vocabulary: Vocabulary) -> Candidates:
    """Return of whom no entry may mean "not known": a register kept for other places says no."""
    kept = register.kept_for
    if register.none_recorded is not None:
        return NOBODY
    if kept is None:
        return EVERYONE
    return Candidates(places=places_in(frozenset(kept.regions), frozenset(kept.zones), vocabulary))
