"""The nearest change: the fewest changes that lift a measure to the best it can reach."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, product

from credit_graph.domain.change import Nearest
from credit_graph.domain.condition import AllOf, Condition, Leaf, NotOf
from credit_graph.domain.evaluation import Evaluation, combine, leaves_of
from credit_graph.domain.remedy import Remedy, extreme, remedies
from credit_graph.domain.truth import Truth

# Per number of changes. The documents' rules need a few dozen; this bounds what a site's file
# could ask, and still tries every set where up to sixteen facts are unknown.
MOST_TRIALS = 20_000


def nearest_change(
    requires: Condition, excludes: Condition | None, evaluation: Evaluation
) -> Nearest:
    """Return the fewest changes that lift (requires and not excludes) as far as it can go.

    Ties go to the set that involves the fewest agencies, then to the least demanding levels
    and the order in which the conditions are written. No changes are returned where the best
    is already reached.
    """
    goal = requires if excludes is None else AllOf((requires, NotOf(excludes)))
    now = {leaf: evaluation.finding(leaf).value for leaf in leaves_of(goal)}
    groups = remedies(goal, now, evaluation.case)
    best = Nearest((), combine(goal, now))
    highest = _highest(goal, now, groups)
    for size in range(1, len(groups) + 1):
        if best.reaches is highest:
            break
        for trial in islice(_trials(groups, size), MOST_TRIALS):
            best = _better(best, trial, goal, now)
    return best


def _highest(
    goal: Condition, now: Mapping[Leaf, Truth], groups: Sequence[Sequence[Remedy]]
) -> Truth:
    """Bound what any set of changes can reach: each occurrence of a leaf at its best."""
    reachable = {leaf: {value} for leaf, value in now.items()}
    for group in groups:
        for remedy in group:
            for leaf, value in remedy.values.items():
                reachable[leaf].add(value)
    return extreme(goal, reachable.__getitem__, Truth.MET)


def _trials(groups: Sequence[Sequence[Remedy]], size: int) -> Iterator[tuple[Remedy, ...]]:
    for chosen in combinations(groups, size):
        yield from product(*chosen)


def _better(
    best: Nearest, trial: tuple[Remedy, ...], goal: Condition, now: Mapping[Leaf, Truth]
) -> Nearest:
    values = dict(now)
    for remedy in trial:
        values.update(remedy.values)
    found = Nearest(tuple(remedy.change for remedy in trial), combine(goal, values))
    if found.reaches is not best.reaches:
        return max(found, best, key=lambda each: each.reaches)
    same_size = len(found.changes) == len(best.changes)
    return found if same_size and found.agencies < best.agencies else best
