"""What could be changed for an enterprise, and which conditions each change settles.

A change is made to a fact, not to a condition: gaining tax level A settles every condition on
the tax scheme at once. What nobody can change (a region, a stated zone, what one is) is not
offered; what is not known is offered as "supply the fact".
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from credit_graph.domain.case import Case
from credit_graph.domain.change import Change, ChangeKind
from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    Leaf,
    LinkDirection,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.coverage import kept_elsewhere, may_lie_in
from credit_graph.domain.evaluation import Evaluation
from credit_graph.domain.facts import CommitmentFact, EnterpriseFacts, Origin
from credit_graph.domain.truth import Truth, greatest, least, negate

_SUPPOSED = Origin("supposed")
_NO_ZONE = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change with the values that it gives to the leaves it settles."""

    change: Change
    values: Mapping[Leaf, Truth]


def remedies(
    goal: Condition, now: Mapping[Leaf, Truth], case: Case
) -> tuple[tuple[Remedy, ...], ...]:
    """Group the changes that could help by what they change: one of a group at most happens.

    `now` holds the value of each leaf of the goal. Groups stand in the order of the leaves,
    the changes of a group least demanding first.
    """
    helpful: dict[Leaf, set[Truth]] = {}
    for leaf, end in _ends(goal, Truth.MET):
        helpful.setdefault(leaf, set()).add(end)
    groups: dict[Hashable, tuple[Remedy, ...]] = {}
    for leaf in now:
        subject = _subject(leaf)
        if subject not in groups:
            groups[subject] = tuple(
                remedy
                for remedy in _distinct(_REMEDIES[type(leaf)](leaf, now, case))
                if any(_helps(now[each], to, helpful[each]) for each, to in remedy.values.items())
            )
    return tuple(group for group in groups.values() if group)
