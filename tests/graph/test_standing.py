"""What tests find loaded is what a load wrote, whoever wrote since and however often it is used."""

from collections import Counter
from collections.abc import Mapping

import pytest

from credit_graph.graph.database.connection import Graph
from support.agency_files import loaded
from support.demo import demo_loaded
from support.empty_graph import emptied
from support.standing import Copy, Standing

Held = tuple[Counter[str], Counter[str]]


async def held(graph: Graph) -> Held:
    """Return what a graph holds: nodes, and relations with both their ends, each how often."""
    copy = await Copy.of(graph)
    nodes = [f"{sorted(each.labels)} {_words(each.properties)}" for each in copy.nodes]
    links = [
        f"{nodes[each.source]} -{each.kind} {_words(each.properties)}-> {nodes[each.target]}"
        for each in copy.links
    ]
    return Counter(nodes), Counter(links)


def _words(properties: Mapping[str, object]) -> str:
    return " ".join(f"{key}={value!r}" for key, value in sorted(properties.items()))


class Loads:
    """Two nodes that are tied, written anew at each load, and how often that was."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self, graph: Graph) -> None:
        self.count += 1
        await graph.write("testing/put_back", nodes=NODES, links=LINKS)


NODES = [
    {"labels": ["Planted", "Twice"], "properties": {"name": "a", "days": [1, 2]}},
    {"labels": ["Planted"], "properties": {"name": "b"}},
]
LINKS = [{"source": 0, "target": 1, "kind": "TIED", "properties": {"since": 3}}]


@pytest.mark.slow
async def test_the_demo_region_put_back_is_the_one_that_was_loaded(graph: Graph) -> None:
    await demo_loaded(await emptied(graph))
    first = await held(graph)
    assert len(first[0]) > 3_000
    await loaded(await emptied(graph))
    assert await held(graph) != first
    await demo_loaded(await emptied(graph))
    assert await held(graph) == first


async def test_a_second_load_is_put_back_and_an_untouched_one_left_alone(graph: Graph) -> None:
    standing, load = Standing(), Loads()
    await standing.empty(graph)
    await standing.fill(graph, "planted", load)
    first = await held(graph)
    trips = graph.round_trips
    await standing.fill(graph, "planted", load)
    assert graph.round_trips - trips <= 3, "one look at the bookmark"
    await standing.empty(graph)
    assert await held(graph) == (Counter(), Counter())
    await standing.fill(graph, "planted", load)
    assert (load.count, await held(graph)) == (1, first)


async def test_whoever_writes_in_between_is_noticed(graph: Graph) -> None:
    standing, load = Standing(), Loads()
    await standing.empty(graph)
    await standing.fill(graph, "planted", load)
    first = await held(graph)
    await graph.write("testing/put_back", nodes=NODES[:1], links=[])
    assert await held(graph) != first
    await standing.empty(graph)
    await standing.fill(graph, "planted", load)
    assert await held(graph) == first


async def test_a_load_onto_something_else_is_neither_copied_nor_taken_for_the_whole(
    graph: Graph,
) -> None:
    standing, load = Standing(), Loads()
    await standing.empty(graph)
    await graph.write("testing/put_back", nodes=NODES[:1], links=[])
    await standing.fill(graph, "planted", load)
    assert sum((await held(graph))[0].values()) == 3
    await standing.empty(graph)
    await standing.fill(graph, "planted", load)
    assert (load.count, sum((await held(graph))[0].values())) == (2, 2)
