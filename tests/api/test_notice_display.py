"""A notice on a fact whose display has ended is shown to those it notifies, and to its keeper."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, imported, loaded
from support.asking import data
from support.client import Client, Clock, serving_here
from support.invented_region import code
from support.recording import Author, author

ONE, KEEPER, OTHER = code(7_301), "sh-zones-bureau", "ny-county-tax"
LOG = """{ notices(first: 100) { nodes { notices {
  kind uscc register level subject fact agencies { code } } } } }"""


@dataclass(frozen=True, slots=True)
class Readers:
    client: Client
    authors: dict[str | None, Author]

    async def kinds(self, reader: str | None) -> list[str]:
        """Return the kinds of notices on the violation that a reader is shown."""
        nodes = (await data(self.authors[reader], LOG))["nodes"]
        notices = [each for node in nodes for each in node["notices"]]
        return [each["kind"] for each in notices if each["subject"] == "other_breach"]


@pytest.fixture
async def readers(graph: Graph, endpoint: Endpoint, tmp_path: Path) -> AsyncIterator[Readers]:
    await loaded(graph)
    table = f"uscc,name,region\n{ONE},虚构一,310115\n"
    await imported(graph, tmp_path, {"enterprises": table})
    async with serving_here(endpoint, Clock(NOW)) as client:
        authors: dict[str | None, Author] = {None: Author(client.http, "")}
        for each in (KEEPER, OTHER):
            authors[each] = await author(client, graph, each)
        authors["operator"] = await author(client, graph)
        yield Readers(client, authors)


async def test_it_goes_with_the_display(readers: Readers) -> None:
    # Displayed for a year, which is over the day after.
    breach = {"uscc": ONE, "violation": "other_breach", "foundOn": "2025-11-24", "foundBy": KEEPER}
    await readers.authors["operator"].make("recordViolation", {**breach, "severity": "general"})
    everybody = (None, OTHER, KEEPER, "operator")
    assert [await readers.kinds(each) for each in everybody] == [["VIOLATION"]] * 4
    readers.client.clock.now = NOW + timedelta(days=2)
    assert [await readers.kinds(each) for each in everybody] == [
        [],
        [],
        ["VIOLATION"],
        ["VIOLATION"],
    ]
