"""The Python client over the whole service: frames and graphs of the demo region."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from credit_graph.client import AskingError, AsyncCreditGraph
from credit_graph.graph.database.connection import Endpoint, Graph
from support.client import Clock, serving_here
from support.demo import NOW, demo_loaded

pytestmark = pytest.mark.holds("demo")

CORE = "91410400XN00000125"
HUB = "91410400XN0001189Y"
DAY = date(2026, 11, 23)
COUNTS = """query($uscc: USCC!, $asOf: Date!) {
  eligibility(uscc: $uscc, asOf: $asOf, filter: { policy: "pds-2021-7" }) { counts { eligible } }
}"""


@pytest.fixture(scope="module")
async def asking(graph: Graph, endpoint: Endpoint) -> AsyncIterator[AsyncCreditGraph]:
    await demo_loaded(graph)
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield AsyncCreditGraph("http://127.0.0.1", http=client.http)


async def test_verdicts_are_a_frame_in_pandas_polars_and_arrow(asking: AsyncCreditGraph) -> None:
    answer = await asking.eligibility(CORE, as_of=DAY, policy="pds-2021-7")
    frame, table = answer.to_pandas(), answer.to_arrow()
    assert len(frame) == answer.to_polars().height == table.num_rows == 33
    counted = await asking.ask(COUNTS, {"uscc": CORE, "asOf": DAY.isoformat()})
    eligible = counted.data["eligibility"]["counts"]["eligible"]
    assert frame["eligibility.decisions.verdict"].value_counts()["ELIGIBLE"] == eligible > 10
    assert str(table.schema.field("eligibility.asOf").type) == "date32[day]"


async def test_a_chain_is_a_directed_graph_and_graphml(
    asking: AsyncCreditGraph, tmp_path: Path
) -> None:
    chain = await asking.chain(HUB, as_of=DAY)
    network = chain.to_networkx()
    drawn = chain.data["chain"]["graph"]
    assert network.number_of_nodes() == len(drawn["nodes"]) > 5
    assert network.number_of_edges() == len(drawn["links"])
    link = drawn["links"][0]
    assert network.has_edge(link["supplier"], link["customer"])
    chain.write_graphml(tmp_path / "chain.graphml")
    again = nx.read_graphml(tmp_path / "chain.graphml")
    assert set(again.nodes) == set(network.nodes)


async def test_all_pages_are_followed(asking: AsyncCreditGraph) -> None:
    answer = await asking.ask("{ enterprises(first: 100) { nodes { uscc } } }")
    assert len(answer.pages) == 3
    assert len({row["enterprises.nodes.uscc"] for row in answer.rows()}) == 300


async def test_duties_of_an_agency_carry_their_words(asking: AsyncCreditGraph) -> None:
    agencies = await asking.ask("{ agencies(first: 1) { nodes { code } } }", every=False)
    code = next(agencies.rows())["agencies.nodes.code"]
    duties = await asking.duties(str(code))
    assert all(row["duties.nodes.citation.quote"] for row in duties.rows())


async def test_a_refused_question_has_the_services_code(asking: AsyncCreditGraph) -> None:
    with pytest.raises(AskingError) as refused:
        await asking.eligibility("123")
    assert refused.value.code == "BAD_USCC"
