"""What changed between two reports on one enterprise, and through which facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from credit_graph.domain.eligibility.report import Decision, Reason, Report, Verdict
from credit_graph.domain.facts.registration import REGISTERED
from credit_graph.domain.policy import Measure

_OPEN = (Verdict.CONDITIONAL, Verdict.ELIGIBLE)


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """One measure whose verdict moved.

    `before` or `after` is `None` where the measure was not in force. `causes` are the
    conditions, as found after, that came out otherwise; the registration as found before, where
    it stood in the way then and does not any more.
    """

    measure: Measure
    before: Decision | None
    after: Decision | None
    causes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gained: to ELIGIBLE or CONDITIONAL from below; lost: the reverse; changed: other moves."""

    before: Report
    after: Report
    gained: tuple[DecisionChange, ...]
    lost: tuple[DecisionChange, ...]
    changed: tuple[DecisionChange, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """The decisions that moved, sorted as in `Comparison`."""

    gained: tuple[DecisionChange, ...]
    lost: tuple[DecisionChange, ...]
    changed: tuple[DecisionChange, ...]


def compare(before: Report, after: Report) -> Comparison:
    """Compare two reports measure by measure, parts too, in the documents' order."""
    found = moves_of(before.walk(), after.walk())
    return Comparison(before, after, found.gained, found.lost, found.changed)


def moves_of(before: Iterable[Decision], after: Iterable[Decision]) -> Moves:
    """Compare decisions on one enterprise measure by measure, in their order."""
    old = {decision.measure.code: decision for decision in before}
    new = {decision.measure.code: decision for decision in after}
    gained, lost, rest = list[DecisionChange](), list[DecisionChange](), list[DecisionChange]()
    for code in dict.fromkeys((*old, *new)):
        earlier, later = old.get(code), new.get(code)
        if _verdict(earlier) is _verdict(later):
            continue
        was_open, is_open = _is_open(earlier), _is_open(later)
        side = rest if was_open is is_open else gained if is_open else lost
        side.append(_move(earlier, later))
    return Moves(tuple(gained), tuple(lost), tuple(rest))


def _verdict(decision: Decision | None) -> Verdict | None:
    return None if decision is None else decision.verdict


def _is_open(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict in _OPEN


def _move(before: Decision | None, after: Decision | None) -> DecisionChange:
    known = after or before
    assert known is not None  # noqa: S101  # a code in either report has a decision
    return DecisionChange(known.measure, before, after, _causes(before, after))


def _causes(before: Decision | None, after: Decision | None) -> tuple[Reason, ...]:
    if before is None or after is None:
        return ()
    old = {(reason.side, reason.leaf): reason.finding.value for reason in _reasons(before)}
    new = _reasons(after)
    moved = tuple(
        reason for reason in new if old.get((reason.side, reason.leaf)) is not reason.finding.value
    )
    if REGISTERED in {reason.leaf for reason in new}:
        return moved
    lifted = (reason for reason in _reasons(before) if reason.leaf == REGISTERED)
    return (*lifted, *moved)


def _reasons(decision: Decision) -> dict[Reason, None]:
    return dict.fromkeys(reason for each in decision.walk() for reason in each.reasons)
