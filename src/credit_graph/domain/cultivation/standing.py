"""How an enterprise stands in a cultivation programme (readings: "Chains and programmes")."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from credit_graph.domain.chains.profile import HELD_BY_PROFILES, black_lists
from credit_graph.domain.conditions import AnyOf, Condition, Family, Noun, OnList
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.conditions.tree import codes_of, families_of
from credit_graph.domain.cultivation.programme import Programme
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.eligibility.change import Change
from credit_graph.domain.eligibility.minimal_change import minimal_change
from credit_graph.domain.facts.registration import confirmation, effect_of
from credit_graph.domain.truth import Truth, negate
from credit_graph.domain.vocabulary import Vocabulary


class ProgrammeState(StrEnum):
    """From the end of a programme backwards; READY to BLOCKED are ranked in this order."""

    ACHIEVED = "achieved"  # holds what the programme leads to
    IN = "in"  # stands on the programme's list
    READY = "ready"  # meets every criterion
    WITHIN_REACH = "within_reach"  # fails some that could change
    UNKNOWN = "unknown"  # facts are missing, or an agency has to judge
    BLOCKED = "blocked"  # on a black list, or excluded by the programme


_REGISTERS = (Noun.SCHEME, Noun.LIST, Noun.STATEMENT)

RANKED = (
    ProgrammeState.READY,
    ProgrammeState.WITHIN_REACH,
    ProgrammeState.UNKNOWN,
    ProgrammeState.BLOCKED,
)


@dataclass(frozen=True, slots=True)
class ProgrammeStanding:
    """A state with what is missing until READY.

    `state` is `None` where the programme cannot apply: outside its region, to an enterprise that
    has ended, or where a criterion fails that nobody can change. `barred_by` are the black lists
    that block.
    """

    state: ProgrammeState | None
    missing: tuple[Change, ...] = ()
    barred_by: tuple[str, ...] = ()


def standing_of(programme: Programme, case: Case) -> ProgrammeStanding:
    """Tell how the enterprise of a case stands in a programme on the case's day."""
    effect = effect_of(case.facts.enterprise.status, case.vocabulary)
    if effect is Truth.NOT_MET or _lies_elsewhere(programme, case):
        return ProgrammeStanding(None)
    evaluation = Evaluation(case)
    held = {fact.list for fact in case.facts.entries if case.day in fact.interval}
    if programme.leads_to is not None and evaluation.value(programme.leads_to) is Truth.MET:
        return ProgrammeStanding(ProgrammeState.ACHIEVED)
    if programme.list in held:
        return ProgrammeStanding(ProgrammeState.IN)
    standing = _on_the_way(programme, evaluation, held)
    return standing if effect is Truth.MET else _in_doubt(standing, case)


def _on_the_way(programme: Programme, evaluation: Evaluation, held: set[str]) -> ProgrammeStanding:
    barred_by = tuple(code for code in black_lists(evaluation.case.vocabulary) if code in held)
    barring = _barring(programme, barred_by)
    barred = Truth.NOT_MET if barring is None else evaluation.value(barring)
    truth = min(evaluation.value(programme.criteria), negate(barred))
    missing = minimal_change(programme.criteria, barring, evaluation).changes
    if truth is Truth.MET:
        return ProgrammeStanding(ProgrammeState.READY)
    if truth is Truth.NOT_MET and not missing:
        return ProgrammeStanding(None)
    if barred is Truth.MET:
        return ProgrammeStanding(ProgrammeState.BLOCKED, missing, barred_by)
    fails = truth is Truth.NOT_MET
    return ProgrammeStanding(
        ProgrammeState.WITHIN_REACH if fails else ProgrammeState.UNKNOWN, missing
    )


def _in_doubt(standing: ProgrammeStanding, case: Case) -> ProgrammeStanding:
    """Return the standing of one whose status leaves it open whether it may act."""
    if standing.state is None:
        return standing
    missing = (confirmation(case), *standing.missing)
    settled = standing.state in (ProgrammeState.WITHIN_REACH, ProgrammeState.BLOCKED)
    return replace(
        standing, state=standing.state if settled else ProgrammeState.UNKNOWN, missing=missing
    )


def registers_of(programme: Programme, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the schemes, lists and statements on which a standing can depend."""
    asked = {programme.list or "", *black_lists(vocabulary)}
    for condition in conditions_of(programme):
        asked.update(codes_of(condition, *_REGISTERS))
    return frozenset(asked)


def needs_record(condition: Condition) -> bool:
    """Tell whether a condition asks of the enterprise itself what no profile holds."""
    return not families_of(condition) <= HELD_BY_PROFILES | {Family.PARTNERS}


def needs_history(condition: Condition) -> bool:
    """Tell whether a condition asks more than a profile holds: a record, or direct partners."""
    return not families_of(condition) <= HELD_BY_PROFILES


def conditions_of(programme: Programme) -> Iterator[Condition]:
    """Yield the programme's conditions."""
    every = (programme.leads_to, programme.criteria, programme.excludes)
    return (each for each in every if each is not None)


def _lies_elsewhere(programme: Programme, case: Case) -> bool:
    """Tell whether it cannot lie in the programme's region; one of a wider region may."""
    return case.vocabulary.inside(case.region, programme.region) is False


def _barring(programme: Programme, barred_by: tuple[str, ...]) -> Condition | None:
    """Return what keeps the enterprise out: the programme's exclusions, the lists it is on."""
    entries = tuple(OnList(code, programme.citation) for code in barred_by)
    if not entries:
        return programme.excludes
    return AnyOf(entries if programme.excludes is None else (programme.excludes, *entries))
