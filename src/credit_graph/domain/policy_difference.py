"""Difference between a policy on one day and on another, clause by clause.

The two may be versions of its file as loaded at different instants.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit_graph.domain.policy import Measure, Policy

# What a clause says, by the name under which it is shown to have changed.
_SAID = (
    *("title", "text", "category", "kind", "beneficiary", "requires", "excludes"),
    *("quantities", "directions", "deadline", "duties", "interpretations"),
)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A measure or part that differs; `what` names what it says otherwise, if it is on both sides.

    `before` or `after` is `None` where it is not in force.
    """

    before: Measure | None
    after: Measure | None
    what: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Code of the measure."""
        known = self.after or self.before
        return "" if known is None else known.code


@dataclass(frozen=True, slots=True)
class PolicyDifference:
    """What began, what ended and what changed, in the order of the document."""

    began: tuple[ClauseChange, ...]
    ended: tuple[ClauseChange, ...]
    changed: tuple[ClauseChange, ...]


def policy_difference(
    before: Policy | None, first: date, after: Policy | None, last: date
) -> PolicyDifference:
    """Compare the clauses in force on the first day with those on the last."""
    old = {} if before is None else dict(_in_force(before, first))
    new = {} if after is None else dict(_in_force(after, last))
    both = ((old[code], new[code]) for code in new if code in old)
    changes = (ClauseChange(was, is_now, _changed(was, is_now)) for was, is_now in both)
    return PolicyDifference(
        began=tuple(ClauseChange(None, each) for code, each in new.items() if code not in old),
        ended=tuple(ClauseChange(each, None) for code, each in old.items() if code not in new),
        changed=tuple(change for change in changes if change.what),
    )


def _in_force(policy: Policy, day: date) -> Iterator[tuple[str, Measure]]:
    if policy.in_force(day):
        for measure in policy.measures:
            yield from _holding(measure, day)


def _holding(measure: Measure, day: date) -> Iterator[tuple[str, Measure]]:
    if measure.holds(day):
        yield measure.code, measure
        for part in measure.parts:
            yield from _holding(part, day)


def _changed(was: Measure, is_now: Measure) -> tuple[str, ...]:
    return tuple(name for name in _SAID if getattr(was, name) != getattr(is_now, name))
