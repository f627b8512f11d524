"""What each kind of leaf condition finds for a case (readings: "Truth values")."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from credit_graph.domain.case import Case
from credit_graph.domain.condition import (
    CommitmentState,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    Leaf,
    OfKind,
    OnList,
    RatingIs,
    Severity,
    Stated,
)
from credit_graph.domain.coverage import kept_elsewhere, may_lie_in
from credit_graph.domain.facts import CommitmentFact, EntryFact, RatingFact, ViolationFact
from credit_graph.domain.finding import Evidence, EvidenceKind, Finding
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Register

_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}


def look_in_region(leaf: InRegion, case: Case) -> Finding:
    """Met inside the region or below it; a region can never be unknown."""
    inside = case.vocabulary.within(case.region, leaf.region)
    wanted = case.vocabulary.regions[leaf.region].name
    own = case.vocabulary.regions[case.region].name
    text = f"Registered in {own}, {'inside' if inside else 'outside'} {wanted}."
    evidence = _attribute(f"region {case.region} ({own})", case)
    return Finding(Truth.MET if inside else Truth.NOT_MET, text, evidence)


def look_in_zone(leaf: InZone, case: Case) -> Finding:
    """Met in one of the zones; unknown without a stated zone where it may lie in one."""
    names = "、".join(case.vocabulary.zones[code].name for code in leaf.zones)
    evidence = _attribute(f"zone {case.zone or 'not stated'}", case)
    if case.zone is None and may_lie_in(leaf.zones, case.region, None, case.vocabulary):
        return Finding(Truth.UNKNOWN, f"Its zone is not stated; it may lie in {names}.", evidence)
    if case.zone in leaf.zones:
        return Finding(Truth.MET, f"Lies in one of {names}.", evidence)
    return Finding(Truth.NOT_MET, f"Lies outside {names}.", evidence)


def look_of_kind(leaf: OfKind, case: Case) -> Finding:
    """Met if any kind fits; unknown if no kind is stated at all."""
    wanted = "、".join(case.vocabulary.kinds[code].name for code in leaf.kinds)
    stated = case.facts.enterprise.kinds
    evidence = _attribute(f"kinds {';'.join(stated) or 'not stated'}", case)
    if not stated:
        return Finding(Truth.UNKNOWN, f"Its kinds are not stated ({wanted} asked).", evidence)
    if set(stated).isdisjoint(leaf.kinds):
        return Finding(Truth.NOT_MET, f"Is none of {wanted}.", evidence)
    return Finding(Truth.MET, f"Is one of {wanted}.", evidence)


def _attribute(text: str, case: Case) -> tuple[Evidence, ...]:
    facts = case.facts
    return (Evidence(EvidenceKind.ATTRIBUTE, text, facts.registration, facts.registered),)


def look_rating(leaf: RatingIs, case: Case) -> Finding:
    """Met at a wanted level; another level says no without any sync; none says so if covered."""
    scheme = case.vocabulary.schemes[leaf.scheme]
    names = {level.code: level.name for level in scheme.levels}
    own = [fact for fact in case.facts.ratings if fact.scheme == leaf.scheme]
    current = [fact for fact in own if case.day in fact.interval]
    fitting = [fact for fact in current if fact.level in leaf.levels]
    if fitting:
        text = f"Rated {names[fitting[0].level]} on {scheme.name} ({leaf.scheme})."
        return Finding(Truth.MET, text, _facts(fitting, EvidenceKind.FACT, leaf.scheme))
    wanted = "、".join(names[code] for code in leaf.levels)
    if current:
        held = "、".join(names.get(fact.level, fact.level) for fact in current)
        text = f"Rated {held} on {scheme.name} ({leaf.scheme}), not {wanted}."
        return Finding(Truth.NOT_MET, text, _facts(current, EvidenceKind.FACT, leaf.scheme))
    return _absent(scheme, own, f"{wanted} on {scheme.name} ({leaf.scheme})", case)


def look_list(leaf: OnList, case: Case) -> Finding:
    """Met while an entry holds; no entry says no only where the list is complete."""
    credit_list = case.vocabulary.lists[leaf.list]
    own = [fact for fact in case.facts.entries if fact.list == leaf.list]
    current = [fact for fact in own if case.day in fact.interval]
    if current:
        text = f"Stands on {credit_list.name} ({leaf.list})."
        return Finding(Truth.MET, text, _facts(current, EvidenceKind.FACT, leaf.list))
    return _absent(credit_list, own, f"{credit_list.name} ({leaf.list})", case)


def _absent(
    register: Register, ended: Iterable[RatingFact | EntryFact], what: str, case: Case
) -> Finding:
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
    evidence = (*_facts(ended, EvidenceKind.ENDED, register.code), absence)
    if standing.complete:
        return Finding(Truth.NOT_MET, f"No entry for {what}; the register is complete.", evidence)
    text = f"Not known: {what}. Ask {keeper or register.keeper_words or 'its keeper'}."
    return Finding(Truth.UNKNOWN, text, evidence)


def _facts(
    facts: Iterable[RatingFact | EntryFact], kind: EvidenceKind, register: str
) -> tuple[Evidence, ...]:
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


def look_stated(leaf: Stated, case: Case) -> Finding:
    """Met or not by what it declared; unknown if it declared nothing."""
    name = case.vocabulary.statements[leaf.statement].name
    own = [fact for fact in case.facts.statements if fact.statement == leaf.statement]
    current = [fact for fact in own if case.day in fact.interval]
    if not current:
        evidence = Evidence(EvidenceKind.ABSENCE, f"no statement {leaf.statement} holds")
        return Finding(Truth.UNKNOWN, f"Not known: {name} ({leaf.statement}).", (evidence,))
    evidence_of = tuple(
        Evidence(EvidenceKind.FACT, f"{leaf.statement} = {each.value}", each.origin, each.interval)
        for each in current
    )
    if any(fact.value == leaf.value for fact in current):
        return Finding(Truth.MET, f"Declared {name} = {leaf.value}.", evidence_of)
    return Finding(Truth.NOT_MET, f"Declared {name} otherwise than {leaf.value}.", evidence_of)


def look_commitment(leaf: HasCommitment, case: Case) -> Finding:
    """Met if a commitment stands so on the day; none recorded says no."""
    fitting = [
        fact
        for fact in case.facts.commitments
        if leaf.commitment in (None, fact.commitment) and _stands(fact, leaf.state, case)
    ]
    asked = leaf.commitment or "any commitment"
    if not fitting:
        evidence = Evidence(EvidenceKind.ABSENCE, f"no {leaf.state} {asked} recorded")
        return Finding(
            Truth.NOT_MET, f"Has no commitment ({asked}) that is {leaf.state}.", (evidence,)
        )
    evidence_of = tuple(
        Evidence(EvidenceKind.FACT, f"{fact.commitment} made {fact.made_on}", fact.origin)
        for fact in fitting
    )
    return Finding(Truth.MET, f"Has a commitment ({asked}) that is {leaf.state}.", evidence_of)


def _stands(fact: CommitmentFact, state: CommitmentState, case: Case) -> bool:
    made = fact.made_on <= case.day
    fulfilled = fact.fulfilled_on is not None and fact.fulfilled_on <= case.day
    overdue = fact.due_on is not None and fact.due_on < case.day
    return (
        made
        and {
            CommitmentState.MADE: True,
            CommitmentState.FULFILLED: fulfilled,
            CommitmentState.OPEN: not fulfilled,
            CommitmentState.OVERDUE: overdue and not fulfilled,
        }[state]
    )


def look_violation(leaf: HasViolation, case: Case) -> Finding:
    """Met if a violation fits; none recorded says no."""
    fitting = [fact for fact in case.facts.violations if _violates(fact, leaf, case)]
    if not fitting:
        evidence = Evidence(EvidenceKind.ABSENCE, "no such violation recorded")
        return Finding(Truth.NOT_MET, "Has no such violation on record.", (evidence,))
    evidence_of = tuple(
        Evidence(EvidenceKind.FACT, f"{fact.violation} found {fact.found_on}", fact.origin)
        for fact in fitting
    )
    return Finding(Truth.MET, "Has a violation on record.", evidence_of)


def _violates(fact: ViolationFact, leaf: HasViolation, case: Case) -> bool:
    if fact.found_on > case.day:
        return False
    if leaf.within_days is not None and fact.found_on < case.day - timedelta(leaf.within_days):
        return False
    if leaf.severity is not None and _GRAVITY[fact.severity] < _GRAVITY[leaf.severity]:
        return False
    repaired = fact.repaired_on is not None and fact.repaired_on <= case.day
    return leaf.repaired is None or repaired == leaf.repaired


def look_judgement(leaf: Judgement, case: Case) -> Finding:
    """Find the same for every case: what is left to the agency."""
    del case
    return left_to_the_agency(leaf)


def left_to_the_agency(leaf: Judgement) -> Finding:
    """Neither met nor unmet: the document leaves it to the agency, in these words."""
    evidence = Evidence(EvidenceKind.WORDS, leaf.words)
    return Finding(Truth.JUDGEMENT, f"Left to the agency's judgement: {leaf.words}", (evidence,))


def at_least_unknown(finding: Finding, why: str) -> Finding:
    """Return the finding, lifted from NOT_MET to UNKNOWN with the reason for the doubt."""
    if finding.value is not Truth.NOT_MET:
        return finding
    return replace(finding, value=Truth.UNKNOWN, text=f"Not known: {why}.")


# One function per kind of leaf. Each takes exactly the leaf type it is registered for, which
# a mapping's type cannot say; `LinkedTo` is evaluation of a condition and lives there.
LOOK: dict[type[Leaf], Callable[[Any, Case], Finding]] = {
    InRegion: look_in_region,
    InZone: look_in_zone,
    OfKind: look_of_kind,
    RatingIs: look_rating,
    OnList: look_list,
    Stated: look_stated,
    HasCommitment: look_commitment,
    HasViolation: look_violation,
    Judgement: look_judgement,
}
