"""What an enterprise's facts are after changes, for tests that make the nearest change."""

from dataclasses import replace

from credit_graph.domain.eligibility.change import Change, ChangeKind
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    EnterpriseFacts,
    EntryFact,
    RatingFact,
    StatementFact,
    Sync,
)
from support.small_world import ORIGIN, TODAY, VOCABULARY

FROM_TODAY = Interval(TODAY)


def applied(facts: EnterpriseFacts, change: Change) -> tuple[EnterpriseFacts, tuple[Sync, ...]]:
    """Return the facts after a change, and the sync that brings a confirmed absence."""
    if change.subject in VOCABULARY.schemes:
        return _rated(facts, change.subject, change.to)
    if change.subject in VOCABULARY.lists:
        return _listed(facts, change.subject, change.to)
    return _stated(facts, change), ()


def _rated(
    facts: EnterpriseFacts, scheme: str, level: str | None
) -> tuple[EnterpriseFacts, tuple[Sync, ...]]:
    others = tuple(
        fact for fact in facts.ratings if fact.scheme != scheme or TODAY not in fact.interval
    )
    if level is None:
        return replace(facts, ratings=others), _absence(facts, scheme)
    return replace(facts, ratings=(*others, RatingFact(scheme, level, FROM_TODAY, ORIGIN))), ()


def _listed(
    facts: EnterpriseFacts, code: str, to: str | None
) -> tuple[EnterpriseFacts, tuple[Sync, ...]]:
    if to == "on":
        return replace(facts, entries=(*facts.entries, EntryFact(code, FROM_TODAY, ORIGIN))), ()
    others = tuple(
        fact for fact in facts.entries if fact.list != code or TODAY not in fact.interval
    )
    return replace(facts, entries=others), _absence(facts, code)


def _absence(facts: EnterpriseFacts, register: str) -> tuple[Sync, ...]:
    return (Sync(register, facts.enterprise.region, TODAY, TODAY),)


def _stated(facts: EnterpriseFacts, change: Change) -> EnterpriseFacts:
    if change.subject == "zone":
        zone = change.to or "in none"
        return replace(facts, enterprise=replace(facts.enterprise, zone=zone))
    if change.subject == "kinds":
        kinds = tuple((change.to or "of another kind").split(";"))
        return replace(facts, enterprise=replace(facts.enterprise, kinds=kinds))
    if change.kind is ChangeKind.REPAIR:
        repaired = tuple(
            replace(fact, repaired_on=min(fact.repaired_on or TODAY, TODAY))
            for fact in facts.violations
        )
        return replace(facts, violations=repaired)
    if change.subject in VOCABULARY.commitments:
        return _promised(facts, change)
    others = tuple(
        fact
        for fact in facts.statements
        if fact.statement != change.subject or TODAY not in fact.interval
    )
    statement = StatementFact(change.subject, str(change.to), FROM_TODAY, ORIGIN)
    return replace(facts, statements=(*others, statement))


def _promised(facts: EnterpriseFacts, change: Change) -> EnterpriseFacts:
    made = CommitmentFact(change.subject, None, TODAY, None, None, ORIGIN)
    asked = [fact for fact in facts.commitments if fact.commitment == change.subject]
    if change.kind is ChangeKind.COMMIT:
        return replace(facts, commitments=(*facts.commitments, made))
    rest = [fact for fact in facts.commitments if fact not in asked]
    begun = [fact for fact in asked if fact.made_on <= TODAY] or [made]
    kept = [replace(fact, fulfilled_on=min(fact.fulfilled_on or TODAY, TODAY)) for fact in begun]
    return replace(facts, commitments=(*rest, *kept))
