"""A slow, plain second version of the rules on supply chains, written from docs and design pages.

Graph questions go to networkx or to brute force over every enterprise; shares are exact
fractions. It shares no rule with the engine. Each function says in words which rule it repeats.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

import networkx as nx

UP, DOWN = "upstream", "downstream"


@dataclass(frozen=True)
class Supply:
    """A link from a supplier to a customer, from one day up to but not including another."""

    supplier: str
    customer: str
    share: float | None = None
    category: str | None = None
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True)
class Stake:
    """A share of ownership."""

    owner: str
    owned: str
    share: float
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True)
class Question:
    """Which chain."""

    start: tuple[str, ...]
    sides: tuple[str, ...]
    depth: int
    day: date


def exact(share: float) -> Fraction:
    """Shares are decimal fractions as written."""
    return Fraction(str(share))


def held(links: Iterable[Supply], day: date) -> list[Supply]:
    """A fact counts when valid_from ≤ asOf < valid_to."""
    return [each for each in links if each.valid_from <= day < each.valid_to]


def group(core: str, stakes: Iterable[Stake], day: date) -> set[str]:
    """Whoever is held above one half by the group, all holders of the group added up."""
    today = [each for each in stakes if each.valid_from <= day < each.valid_to]
    members = {core}
    while True:
        added = {
            owned
            for owned in {each.owned for each in today} - members
            if sum(
                exact(each.share) for each in today if each.owned == owned and each.owner in members
            )
            > Fraction(1, 2)
        }
        if not added:
            return members
        members |= added


def directed(links: Iterable[Supply], question: Question, side: str) -> "nx.DiGraph[str]":
    """Arrows point away from the core: to suppliers upstream, to customers downstream."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(question.start)
    for link in held(links, question.day):
        ends = (link.customer, link.supplier) if side == UP else (link.supplier, link.customer)
        graph.add_edge(*ends)
    return graph


def distances(links: Iterable[Supply], question: Question, side: str) -> dict[str, int]:
    """The shortest distance from any enterprise of tier 0, up to the depth."""
    graph = directed(links, question, side)
    found: dict[str, int] = {}
    for start in question.start:
        reached = nx.single_source_shortest_path_length(graph, start, cutoff=question.depth)
        for code, length in reached.items():
            found[code] = min(length, found.get(code, length))
    return found


def tiers(links: list[Supply], question: Question) -> dict[str, int]:
    """`BOTH` is the union of the two directed walks; the tier is the smaller distance."""
    merged: dict[str, int] = {}
    for side in question.sides:
        for code, length in distances(links, question, side).items():
            merged[code] = min(length, merged.get(code, length))
    return merged


def nearest_sides(links: list[Supply], question: Question, code: str) -> list[str]:
    """On which walks a member is as near as its tier says."""
    tier = tiers(links, question)[code]
    return [side for side in question.sides if distances(links, question, side).get(code) == tier]


def shortest_paths(
    links: list[Supply], question: Question, side: str, code: str
) -> list[tuple[str, ...]]:
    """All shortest ways from tier 0 to a member, smallest codes first."""
    graph = directed(links, question, side)
    length = distances(links, question, side)[code]
    ways = (
        tuple(way)
        for start in question.start
        if nx.has_path(graph, start, code)
        for way in nx.all_shortest_paths(graph, start, code)
    )
    return sorted(way for way in ways if len(way) == length + 1)


def step_share(
    links: list[Supply], question: Question, side: str, near: str, far: str
) -> Fraction | None:
    """Parallel links add up in a category, at most to 1; of several categories the greatest."""
    supplier, customer = (far, near) if side == UP else (near, far)
    by_category: dict[str | None, Fraction] = {}
    for link in held(links, question.day):
        if (link.supplier, link.customer) == (supplier, customer) and link.share is not None:
            added = by_category.get(link.category, Fraction(0)) + exact(link.share)
            by_category[link.category] = added
    return min(Fraction(1), max(by_category.values())) if by_category else None


def path_share(
    links: list[Supply], question: Question, side: str, way: tuple[str, ...]
) -> Fraction | None:
    """The product along a way; not stated if a step is not."""
    product = Fraction(1)
    for near, far in pairwise(way):
        share = step_share(links, question, side, near, far)
        if share is None:
            return None
        product *= share
    return product


def reach(links: list[Supply], question: Question, side: str, code: str) -> Fraction | None:
    """The sum over all shortest ways whose shares are stated, at most 1."""
    ways = shortest_paths(links, question, side, code)
    stated = [
        share for way in ways if (share := path_share(links, question, side, way)) is not None
    ]
    return min(Fraction(1), sum(stated, Fraction(0))) if stated else None


def walked_links(links: list[Supply], question: Question, side: str) -> list[Supply]:
    """Links whose end nearer to the core is nearer than the depth."""
    distance = distances(links, question, side)
    return [
        link
        for link in held(links, question.day)
        if distance.get(link.customer if side == UP else link.supplier, question.depth)
        < question.depth
    ]


def cut_off(links: list[Supply], question: Question) -> dict[str, int]:
    """For each member: how many others cannot reach tier 0 any more when it is taken away."""
    root = object()
    whole: nx.Graph[object] = nx.Graph()
    whole.add_node(root)
    for side in question.sides:
        for link in walked_links(links, question, side):
            ends = [
                root if code in question.start else code for code in (link.supplier, link.customer)
            ]
            whole.add_edge(*ends)
    found: dict[str, int] = {}
    for member in set(tiers(links, question)) - set(question.start):
        rest = whole.copy()
        rest.remove_node(member)
        lost = len(rest) - len(nx.node_connected_component(rest, root))
        if lost:
            found[member] = lost
    return found


def sole_supplies(
    links: list[Supply], question: Question, complete: Container[str]
) -> Iterator[tuple[str, str, bool]]:
    """Customer and supplier, where nobody else supplies the customer in some category.

    Only customers count whose suppliers were all looked at. A link without a category may be
    of any category. Whether it is known: shares that add up to less than the whole say that
    others supply too; without shares, only a declaration makes the list of suppliers known.
    """
    distance = distances(links, question, UP)
    for customer in sorted(code for code, far in distance.items() if far < question.depth):
        bought = [link for link in held(links, question.day) if link.customer == customer]
        for supplier in sorted({link.supplier for link in bought}):
            own = [link for link in bought if link.supplier == supplier]
            taken = {link.category for link in bought if link.supplier != supplier}
            claims: list[bool] = []
            for category in {link.category for link in own}:
                if taken and (category is None or None in taken or category in taken):
                    continue
                shares = [link.share for link in own if link.category == category]
                if None in shares:
                    claims.append(customer in complete)
                elif sum(exact(share) for share in shares if share is not None) >= 1:
                    claims += [True]
            if claims:
                yield customer, supplier, any(claims)


def bounded(
    links: list[Supply], question: Question, most_links: int, most_members: int
) -> tuple[dict[str, int], bool]:
    """Tiers of a walk with bounds, and whether it was cut.

    Links are followed tier by tier, by the code of the nearer end, then of the farther, parallel
    ones together, until the bound; members are taken in by tier, then code; after a cut nothing
    farther is sought.
    """
    found = dict.fromkeys(question.start, 0)
    edge = {(side, code) for side in question.sides for code in question.start}
    seen = set(edge)
    walked, is_cut = 0, False
    for tier in range(1, question.depth + 1):
        steps = sorted(_steps(links, question, edge))
        newly: set[tuple[str, str]] = set()
        for (_, side, far), same in groupby(steps):
            count = len(list(same))
            if walked + count > most_links:
                is_cut = True
                break
            walked += count
            newly.add((side, far))
        newly -= seen
        comers = sorted({code for _, code in newly} - found.keys())
        room = most_members - (len(found) - len(set(question.start)))
        is_cut = is_cut or len(comers) > room
        found |= dict.fromkeys(comers[:room], tier)
        edge = {(side, code) for side, code in newly if code in found}
        seen |= edge
        if len(comers) == room and edge and tier < question.depth:
            is_cut = True
        if is_cut or len(comers) >= room:
            break
    return found, is_cut


def _steps(
    links: list[Supply], question: Question, edge: set[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    for link in held(links, question.day):
        if (UP, link.customer) in edge:
            yield link.customer, UP, link.supplier
        if (DOWN, link.supplier) in edge:
            yield link.supplier, DOWN, link.customer
