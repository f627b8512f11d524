"""Graphs that are archived and restored, looked at node by node."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from credit_graph.commands.backup.logical import back_up, put_back
from credit_graph.commands.backup.page_archive import opened_pages
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import Row
from support.empty_graph import emptied

# Counted on nodes to take their locks, or there for whoever runs at the moment.
_LOCKS = frozenset({"turns", "loadings", "imports"})
_PASSING = frozenset({"Lease", "Rulebook"})  # the latter has the time at which it was built


async def whole(graph: Graph) -> Counter[str]:
    """Return every node with all its properties, and every relation, as the database has them."""
    nodes = await graph.read("testing/nodes", timeout_s=120.0)
    links = await graph.read("testing/relations", timeout_s=120.0)
    lasting = [each for each in nodes if not _PASSING.intersection(each["labels"])]
    return Counter(
        [f"{each['labels']} {_text(each['fields'])}" for each in lasting]
        + [f"{_tie(each)} {_text(each['fields'])}" for each in links]
    )


async def moved(graph: Graph, path: Path) -> None:
    """Archive a graph, empty its database, and restore it there."""
    await back_up(graph, path)
    await emptied(graph)
    assert await put_back(graph, opened_pages(path)) is None


def _tie(link: Row) -> str:
    return f"{link['start']} {link['kind']} {link['end']}"


def _text(fields: object) -> str:
    assert isinstance(fields, Mapping)
    return " ".join(f"{key}={value}" for key, value in sorted(fields.items()) if key not in _LOCKS)
