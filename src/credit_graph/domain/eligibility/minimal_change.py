"""Minimal change: the fewest changes that lift a measure to the best it can reach."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product

from credit_graph.domain.conditions import AllOf, Condition, NotOf, Operator, leaves_of
from credit_graph.domain.conditions.counterfactual import Counterfactual, Situation
from credit_graph.domain.conditions.evaluation import Evaluation
from credit_graph.domain.conditions.operator import FIXED
from credit_graph.domain.conditions.operators.zone import zone_changes
from credit_graph.domain.conditions.tree import bounds, combine, signed_leaves
from credit_graph.domain.eligibility.change import Nearest
from credit_graph.domain.truth import Truth

_Values = Mapping[Operator, Truth]
_Groups = Sequence[Sequence[Counterfactual]]
_Moves = Collection[tuple[Operator, Truth]]

# Per number of changes. The documents' rules need a few dozen; this bounds what a site's file
# could ask, and still tries every set where up to sixteen facts are unknown.
MOST_TRIALS = 20_000


def minimal_change(
    requires: Condition, excludes: Condition | None, evaluation: Evaluation
) -> Nearest:
    """Return the fewest changes that lift (requires and not excludes) as far as it can go.

    Ties go to the set that involves the fewest agencies, then to the least demanding levels
    and the order in which the conditions are written. No changes are returned where the best
    is already reached.
    """
    goal = requires if excludes is None else AllOf((requires, NotOf(excludes)))
    now = {leaf: evaluation.finding(leaf).value for leaf in leaves_of(goal)}
    best = Nearest((), combine(goal, now.__getitem__))
    situation = Situation(now, evaluation)
    wanted = frozenset(
        (leaf, Truth.NOT_MET if denied else Truth.MET) for leaf, denied in signed_leaves(goal)
    )
    zones = _useful(zone_changes(situation), now, wanted)
    # Most measures are another region's: whatever else changed, they would not be reached.
    whatever = {leaf: {now[leaf]} if leaf.subject() == FIXED else set(Truth) for leaf in now}
    if best.reaches is _highest(goal, whatever, (zones,)):
        return best
    groups = _counterfactuals(situation, zones, wanted)
    highest = _highest(goal, {leaf: {value} for leaf, value in now.items()}, groups)
    for size in range(1, len(groups) + 1):
        if best.reaches is highest:
            break
        for trial in islice(_trials(groups, size), MOST_TRIALS):
            best = _better(best, trial, goal, now)
    return best


def _highest(goal: Condition, reachable: dict[Operator, set[Truth]], groups: _Groups) -> Truth:
    """Bound what any set of changes can reach: each occurrence of a leaf at its best.

    `reachable` holds the values of each leaf without them; those that they give are added.
    """
    for group in groups:
        for offered in group:
            for leaf, value in offered.values.items():
                reachable[leaf].add(value)
    _, highest = bounds(goal, reachable.__getitem__)
    return highest


def _trials(groups: _Groups, size: int) -> Iterator[tuple[Counterfactual, ...]]:
    for chosen in combinations(groups, size):
        yield from product(*chosen)


def _better(
    best: Nearest, trial: tuple[Counterfactual, ...], goal: Condition, now: _Values
) -> Nearest:
    values = dict(now)
    for supposed in trial:
        values.update(supposed.values)
    found = Nearest(tuple(supposed.change for supposed in trial), combine(goal, values.__getitem__))
    if found.reaches is not best.reaches:
        return max(found, best, key=lambda each: each.reaches)
    same_size = len(found.changes) == len(best.changes)
    return found if same_size and found.agencies < best.agencies else best


def _counterfactuals(
    situation: Situation, zones: tuple[Counterfactual, ...], wanted: _Moves
) -> _Groups:
    """Group the changes that could help by what they change: of one group at most one happens.

    The zone stands first, then groups in the order of the leaves, the changes of a group least
    demanding first.
    """
    groups: dict[Hashable, tuple[Counterfactual, ...]] = {"zone": zones}
    for leaf in situation.now:
        subject = leaf.subject()
        if subject not in groups:
            groups[subject] = _useful(leaf.changes(situation), situation.now, wanted)
    return tuple(group for group in groups.values() if group)


def _useful(
    found: Iterable[Counterfactual],
    now: _Values,
    wanted: _Moves,
) -> tuple[Counterfactual, ...]:
    """Return those that move a leaf where it helps, the first of those that settle the same."""
    useful: dict[tuple[tuple[Operator, Truth], ...], Counterfactual] = {}
    for each in found:
        settled = tuple(each.values.items())
        moves = ((leaf, now[leaf], to) for leaf, to in settled if to is not now[leaf])
        if any(_helps(leaf, before, after, wanted) for leaf, before, after in moves):
            useful.setdefault(settled, each)
    return tuple(useful.values())


def _helps(leaf: Operator, before: Truth, after: Truth, wanted: _Moves) -> bool:
    # Denied, a judgement stays one, which is better than not knowing: it helps on either side.
    if before is Truth.UNKNOWN and after is Truth.JUDGEMENT:
        return True
    return (leaf, Truth.MET if after > before else Truth.NOT_MET) in wanted
