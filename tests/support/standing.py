"""What a database of tests holds: loaded once a run, and later put back from a copy.

Loading the policies proves them and works out every node; to write what came of it takes a fraction
of that. So the first load of a run is a real one, and a copy of its graph serves the later ones.
Nothing is believed to stand that was not looked at: a bookmark names the database and its latest
transaction, so equal bookmarks mean that nobody has written in between.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from neo4j import Record
from neo4j.time import DateTime

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction

TESTING = Path(__file__).parent / "cypher"

Load = Callable[[Graph], Awaitable[None]]
_NOTHING = ""
_PATIENT_S = 120.0


@dataclass(frozen=True, slots=True)
class HeldNode:
    """A node as it is written."""

    labels: list[str]
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class HeldLink:
    """A relation; its ends are places in the list of nodes."""

    source: int
    target: int
    kind: str
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class Copy:
    """All that a graph holds but its record of migrations."""

    nodes: list[HeldNode]
    links: list[HeldLink]

    @classmethod
    async def of(cls, graph: Graph) -> "Copy":
        """Read it."""
        nodes = await graph.read("testing/held_nodes", timeout_s=_PATIENT_S)
        links = await graph.read("testing/held_links", timeout_s=_PATIENT_S)
        places = {each["id"]: place for place, each in enumerate(nodes)}
        return cls(
            [HeldNode(each["labels"], _as_written(each["properties"])) for each in nodes],
            [
                HeldLink(
                    places[each["source"]],
                    places[each["target"]],
                    each["kind"],
                    _as_written(each["properties"]),
                )
                for each in links
            ],
        )

    async def put_back(self, graph: Graph) -> None:
        """Write it into a graph that holds nothing."""
        done = await graph.write(
            "testing/put_back",
            nodes=[asdict(each) for each in self.nodes],
            links=[asdict(each) for each in self.links],
            timeout_s=_PATIENT_S,
        )
        assert (done[0]["nodes"], done[0]["links"]) == (len(self.nodes), len(self.links))


def _as_written(properties: Mapping[str, object]) -> dict[str, object]:
    """Return properties with instants of offset zero, as `Graph` writes them.

    As the driver read them they would be written with a named zone, and Neo4j orders equal instants
    by their zones.
    """
    return {
        name: to_instant(value) if isinstance(value, DateTime) else value
        for name, value in properties.items()
    }


class Standing:
    """What was loaded last by its name, the bookmark since which nobody wrote, and the copies."""

    def __init__(self) -> None:
        self._name: str | None = None
        self._since: frozenset[str] = frozenset()
        self._copies: dict[str, Copy] = {}

    async def empty(self, graph: Graph) -> None:
        """Delete every node but the record of migrations, unless there is none."""
        if not await self._is(_NOTHING, graph):
            while (await graph.write("testing/wipe", batch=5_000, timeout_s=_PATIENT_S))[0]["done"]:
                pass
            await self._note(_NOTHING, graph)

    async def hold(self, graph: Graph, name: str, load: Load) -> None:
        """Make a graph hold what `load` writes and nothing else, by as little as that takes."""
        if not await self._is(name, graph):
            await self.empty(graph)
            await self.fill(graph, name, load)

    async def fill(self, graph: Graph, name: str, load: Load) -> None:
        """Make a graph hold what `load` writes, which is the same each time.

        One that holds something else already gets it on top, by a load; so does one that was not
        opened with the statements of tests.
        """
        if await self._is(name, graph):
            return
        if "testing/put_back" not in graph.statements or not await self._is(_NOTHING, graph):
            await load(graph)
            return
        if (copy := self._copies.get(name)) is not None:
            await copy.put_back(graph)
        else:
            await load(graph)
            self._copies[name] = await Copy.of(graph)
        await self._note(name, graph)

    async def _is(self, name: str, graph: Graph) -> bool:
        return self._name == name and self._since == await _bookmark(graph)

    async def _note(self, name: str, graph: Graph) -> None:
        self._name, self._since = name, await _bookmark(graph)


async def _bookmark(graph: Graph) -> frozenset[str]:
    async def look(transaction: Transaction) -> list[Record]:
        return await transaction.run("connection/ping")

    await graph.transact(look, label="bookmark", timeout_s=_PATIENT_S)
    assert graph.last_bookmarks
    return graph.last_bookmarks


STANDING = Standing()
