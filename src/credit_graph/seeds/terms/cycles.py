"""Codes that lead back to themselves."""

from collections.abc import Mapping

from credit_graph.seeds.files.findings import Ledger
from credit_graph.seeds.files.location import Spot
from credit_graph.seeds.files.problem import Problem


def refuse_cycles(
    noun: str, leads_to: Mapping[str, tuple[str, ...]], spots: Mapping[str, Spot], ledger: Ledger
) -> None:
    """Note each cycle once, at the code where it was entered."""
    done: set[str] = set()
    for start in leads_to:
        path = _way_back(start, leads_to, done)
        if path:
            ledger.refuse(spots[path[0]], Problem.CYCLE, noun=noun, path=" → ".join(path))


def _way_back(start: str, leads_to: Mapping[str, tuple[str, ...]], done: set[str]) -> list[str]:
    """Return the codes of a cycle reachable from `start`; empty if there is none left."""
    path: list[str] = []
    open_ends = [(start, 0)]
    while open_ends:
        code, depth = open_ends.pop()
        del path[depth:]
        if code in path:
            return [*path[path.index(code) :], code]
        if code in done:
            continue
        path.append(code)
        done.add(code)
        open_ends.extend((each, len(path)) for each in leads_to.get(code, ()))
    return []
