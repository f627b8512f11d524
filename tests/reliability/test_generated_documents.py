"""S16: thousands of documents that are generated from the schema, and no internal error.

The documents are those of Schemathesis, whose generator is `hypothesis-graphql`; what is held of
the answers is ours: every error has a code of this service, and none is a fault of it.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator, Callable

import pytest
from graphql import (
    ArgumentNode,
    IntValueNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    Visitor,
    parse,
    print_ast,
    visit,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import mutations, queries

from credit_graph.api.schema import schema_text
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, loaded
from support.client import Client, Clock, serving_here
from support.figures import show_figure
from support.recording import everywhere
from support.tiers import nightly

pytestmark = [
    pytest.mark.slow,
    nightly,
]
FAULTS = frozenset({"INTERNAL", "STATEMENT_FAILED", "BAD_STATEMENT"})
CODES = ("91410400XN00000125", "91410400MA0000001D", "nonsense", "", "LEI:5493001KJTIIGC8Y1R12")
DAYS = ("2026-03-01", "1900-01-01", "2199-12-31", "2024-02-30", "")
INSTANTS = ("2026-11-20T00:00:00Z", "1900-01-01T00:00:00+08:00", "2026-11-20", "")
SCALARS = {
    name: st.sampled_from(texts).map(lambda text: StringValueNode(value=text))
    for name, texts in (("USCC", CODES), ("Date", DAYS), ("DateTime", INSTANTS))
}
MOST_SELECTED = 3
COUNT = int(os.environ.get("CREDIT_GRAPH_TEST_DOCUMENTS", "3000"))
Kind = Callable[..., st.SearchStrategy[str]]


@pytest.fixture(scope="module")
async def client(graph: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    """A client with every scope, so that what is asked is answered, and not only refused."""
    await loaded(graph)
    async with serving_here(endpoint, Clock(NOW)) as found:
        yield await everywhere(found, graph)


class Moderate(Visitor):
    """Makes a document such that it may be answered: pages in range, few fields a level."""

    def enter_argument(self, node: ArgumentNode, *_: object) -> ArgumentNode | None:
        if node.name.value != "first" or not isinstance(node.value, IntValueNode):
            return None
        return ArgumentNode(name=node.name, value=IntValueNode(value="2"))

    def enter_selection_set(self, node: SelectionSetNode, *_: object) -> SelectionSetNode:
        return SelectionSetNode(selections=node.selections[:MOST_SELECTED])


def moderate(document: str) -> str:
    """Return a smaller document of the same sort."""
    return print_ast(visit(parse(document), Moderate()))


def generated(kind: Kind, count: int) -> list[str]:
    """Return so many documents, the same at each run."""
    found: list[str] = []
    scalars: dict[str, st.SearchStrategy[ValueNode]] = dict(SCALARS)

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(kind(schema_text(), custom_scalars=scalars))
    def collect(document: str) -> None:
        found.append(document)

    collect()
    return found


@pytest.mark.parametrize(("kind", "count"), [(queries, COUNT), (mutations, COUNT // 10)])
async def test_no_generated_document_finds_a_fault(client: Client, kind: Kind, count: int) -> None:
    seen: Counter[str] = Counter()
    for number, made in enumerate(generated(kind, count)):
        document = moderate(made) if number % 2 else made
        answer = await client.ask(document)
        seen.update(answer.codes or ("answered",))
        assert not FAULTS.intersection(answer.codes), document
    show_figure(f"S16: {kind.__name__} that were generated", sum(seen.values()), "")
    assert sum(seen.values()) >= count
    show_figure(f"S16: {kind.__name__} that were answered without an error", seen["answered"], "")
