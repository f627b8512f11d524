"""Which enterprises hold a chain together: what each would cut off from the core."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_ROOT = ""


@dataclass(slots=True)
class _Visit:
    """An enterprise on the search's way, with what was learned below it."""

    code: str
    order: int
    neighbours: Iterator[str]
    lowest: int
    size: int = 1
    cut_off: int = field(default=0)


def cut_off_by_loss(start: Iterable[str], ties: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Return how many others each enterprise would cut off from the core if it were lost.

    The chain is taken as an undirected graph and tier 0 as one point. Only articulation points
    are in the answer. One depth-first search (Tarjan 1972), without recursion: chains may be
    deep rings of tens of thousands.
    """
    graph = _undirected(frozenset(start), ties)
    order = {_ROOT: 0}
    found: dict[str, int] = {}
    trail = [_Visit(_ROOT, 0, iter(graph.get(_ROOT, ())), 0)]
    while trail:
        here = trail[-1]
        following = next(here.neighbours, None)
        if following is None:
            _leave(trail, found)
        elif following in order:
            here.lowest = min(here.lowest, order[following])
        else:
            place = order[following] = len(order)
            trail.append(_Visit(following, place, iter(graph[following]), place))
    return found


def _leave(trail: list[_Visit], found: dict[str, int]) -> None:
    """Go back a step, and tell the one before what was found below."""
    below = trail.pop()
    if below.cut_off:
        found[below.code] = below.cut_off
    if not trail:
        return
    before = trail[-1]
    before.size += below.size
    before.lowest = min(before.lowest, below.lowest)
    if before.code != _ROOT and below.lowest >= before.order:
        before.cut_off += below.size


def _undirected(start: frozenset[str], ties: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    graph: dict[str, list[str]] = {}
    for tie in ties:
        one, other = (_ROOT if code in start else code for code in tie)
        if one != other:
            graph.setdefault(one, []).append(other)
            graph.setdefault(other, []).append(one)
    return graph
