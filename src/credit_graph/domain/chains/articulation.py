"""Which enterprises hold a chain together: what each would cut off from the core."""

from collections.abc import Container, Iterable, Mapping

_ROOT = ""


def cut_off_by_loss(
    start: Iterable[str],
    ties: Iterable[tuple[str, str]],
    *,
    counted: Container[str] | None = None,
) -> Mapping[str, int]:
    """Return how many others each enterprise would cut off from the core if it were lost.

    The chain is taken as an undirected graph and tier 0 as one point. Only articulation points
    are in the answer. One depth-first search (Tarjan 1972), without recursion: a chain may be a
    ring of tens of thousands. `counted`: of those cut off only these count.
    """
    graph = _undirected(frozenset(start), ties)
    order = {_ROOT: 0}  # when each was come to
    lowest = [0]  # by order: the earliest that it is tied to, itself or through those below it
    size = [1]  # by order: itself and all that were come to through it
    found: dict[str, int] = {}
    trail = [(_ROOT, iter(graph.get(_ROOT, ())))]
    while True:
        code, neighbours = trail[-1]
        here = order[code]
        for following in neighbours:
            seen = order.get(following)
            if seen is None:
                order[following] = len(lowest)
                lowest.append(len(lowest))
                size.append(1 if counted is None or following in counted else 0)
                trail.append((following, iter(graph[following])))
                break
            lowest[here] = min(lowest[here], seen)
        else:
            trail.pop()
            if not trail:
                return found
            before = order[trail[-1][0]]
            size[before] += size[here]
            lowest[before] = min(lowest[before], lowest[here])
            if before and lowest[here] >= before:
                name = trail[-1][0]
                found[name] = found.get(name, 0) + size[here]


def _undirected(start: frozenset[str], ties: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    graph: dict[str, list[str]] = {}
    for near, far in ties:
        one = _ROOT if near in start else near
        other = _ROOT if far in start else far
        if one == other:
            continue
        # A chain has up to 100,000 links, and hardly any enterprise is met for the first time.
        if one in graph:
            graph[one].append(other)
        else:
            graph[one] = [other]
        if other in graph:
            graph[other].append(one)
        else:
            graph[other] = [one]
    return graph
