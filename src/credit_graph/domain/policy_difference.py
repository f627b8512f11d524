"""Difference between a policy on one day and on another, clause by clause.

The two may be its texts of different days, or versions of its file as loaded at different instants.
On which line of its document a text has its words is no difference.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from credit_graph.domain.conditions import Condition, leaves_of
from credit_graph.domain.conditions.tree import uncited
from credit_graph.domain.policy import Measure, Policy


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
    return tuple(name for name, stated in _STATED.items() if stated(was) != stated(is_now))


def _condition(condition: Condition | None) -> object:
    if condition is None:
        return None
    return uncited(condition), [leaf.citation.quote for leaf in leaves_of(condition)]


def _duties(measure: Measure) -> object:
    return [
        (each.agency, each.role, each.origin, each.open_ended, each.citation.quote)
        for each in measure.duties
    ]


# What a clause says, by the name under which it is shown to have changed.
_STATED: Mapping[str, Callable[[Measure], object]] = {
    "title": lambda each: each.title,
    "text": lambda each: each.text,
    "category": lambda each: each.category,
    "kind": lambda each: each.kind,
    "beneficiary": lambda each: each.beneficiary,
    "requires": lambda each: _condition(each.requires),
    "excludes": lambda each: _condition(each.excludes),
    "quantities": lambda each: each.quantities,
    "directions": lambda each: each.directions,
    "deadline": lambda each: each.deadline,
    "duties": _duties,
    "interpretations": lambda each: each.interpretations,
}
