"""Schemes and lists: what no entry in them means, and where that may be unknown."""

from collections.abc import Iterable
from typing import cast

from credit_graph.domain.conditions.candidates import EVERYONE, NOBODY, Candidates, places_in
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.facts.coverage import kept_elsewhere
from credit_graph.domain.facts.record import EntryFact, RatingFact
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Register, Scheme, Vocabulary
from credit_graph.message import AgencyCode, Message, Words


def absent(
    register: Register, ended: Iterable[RatingFact | EntryFact], what: Message, case: Case
) -> Finding:
    """Return what it means that none holds: no where the register is complete, else unknown.

    Where none recorded is read as none, it is no as well.

    `ended` are facts that held before or will hold later, `what` says what was asked.
    """
    if kept_elsewhere(register, case.region, case.zone, case.vocabulary):
        elsewhere = Evidence(EvidenceKind.ABSENCE, Message("kept for other places only"))
        text = Message("{what} is kept for other places only.", what=what)
        return Finding(Truth.NOT_MET, text, (elsewhere,))
    standing = case.coverage.standing(register.code, case.region, case.day)
    keeper = case.vocabulary.keeper(register.code, case.region)
    synced = (
        Message("last sync {day}", day=standing.last_sync)
        if standing.last_sync
        else Message("never synced here")
    )
    absence = Evidence(
        EvidenceKind.ABSENCE,
        Message(
            "no entry holds; {synced}; kept by {keeper}",
            synced=synced,
            keeper=_keeper(register, keeper) or "",
        ),
        register=register.code,
        keeper=keeper,
        synced_on=standing.last_sync,
    )
    evidence = (*entries(ended, EvidenceKind.ENDED, register), absence)
    if standing.complete:
        text = Message("No entry for {what}; the register is complete.", what=what)
        return Finding(Truth.NOT_MET, text, evidence)
    if register.none_recorded is not None:
        reading = Evidence(
            EvidenceKind.INTERPRETATION, Message(register.none_recorded), register=register.code
        )
        text = Message("No entry for {what} is recorded, which is read as none.", what=what)
        return Finding(Truth.NOT_MET, text, (*evidence, reading))
    asked = whom_to_ask(register, keeper)
    text = Message("Not known: {what}. Ask {keeper}.", what=what, keeper=asked)
    return Finding(Truth.UNKNOWN, text, evidence)


def whom_to_ask(register: Register, keeper: str | None) -> AgencyCode | Message:
    """Return who can say what is not known: the keeper of the region, if it is recorded."""
    return _keeper(register, keeper) or Message("its keeper")


def _keeper(register: Register, keeper: str | None) -> AgencyCode | Message | None:
    if keeper is not None:
        return AgencyCode(keeper)
    return Message(register.keeper_words) if register.keeper_words else None


def entries(
    facts: Iterable[RatingFact | EntryFact], kind: EvidenceKind, register: Register
) -> tuple[Evidence, ...]:
    """Return facts of a register as evidence."""
    return tuple(
        Evidence(
            kind,
            _recorded(fact, register),
            fact=fact.origin,
            interval=fact.interval,
            register=register.code,
        )
        for fact in facts
    )


def _recorded(fact: RatingFact | EntryFact, register: Register) -> Words:
    if isinstance(fact, EntryFact):
        return fact.reason or Message("{code}", code=fact.list, name=register.name)
    level = cast("Scheme", register).level_on(fact.level, fact.valid_from)
    return Message("{code}", code=fact.level, name=level.name)


def unknown_of(register: Register, vocabulary: Vocabulary) -> Candidates:
    """Return of whom no entry may mean "not known": a register kept for other places says no."""
    kept = register.kept_for
    if register.none_recorded is not None:
        return NOBODY
    if kept is None:
        return EVERYONE
    return Candidates(places=places_in(frozenset(kept.regions), frozenset(kept.zones), vocabulary))
