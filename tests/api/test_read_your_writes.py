"""R20: what one process has recorded another one shows at once to who brings the bookmark."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.usecases.policies.warm_up import warm_up
from credit_graph.usecases.recording.warm_up import warm_up_recording
from support.agency_files import ENTERPRISES, NOW, ONE, imported, loaded
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.figures import show_figure
from support.recording import author
from support.tiers import IS_NIGHTLY

CHANGES = 1_000 if IS_NIGHTLY else 60
CHANGE = """
mutation Change($input: RatingInput!, $key: ID!) {
  recordRating(input: $input, idempotencyKey: $key) { ... on Recorded { bookmark } }
}
"""
ASKED = f'{{ enterprise(uscc: "{ONE}") {{ ratings {{ level }} }} }}'


@pytest.fixture(scope="module")
async def region(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path_factory.mktemp("files"), {"enterprises": ENTERPRISES})
    await warm_up(graph, lambda: NOW)
    await warm_up_recording(graph, lambda: NOW)
    return graph


@pytest.fixture(scope="module")
async def writer(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    assert region.statements
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


@pytest.fixture(scope="module")
async def reader(region: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    """A process whose clock is behind by a quarter of an hour."""
    assert region.statements
    async with serving_here(endpoint, Clock(NOW - timedelta(minutes=15))) as client:
        yield client


async def shown(reader: Client, bookmark: str | None) -> httpx.Response:
    headers = {} if bookmark is None else {"X-Bookmark": bookmark}
    return await reader.http.post("/graphql", json={"query": ASKED}, headers=headers)


async def test_a_change_is_seen_by_who_brings_its_bookmark(
    region: Graph, writer: Client, reader: Client
) -> None:
    operator = await author(writer, region)
    before = (await shown(reader, None)).json()["data"]["enterprise"]["ratings"]
    assert before == []
    seen = 0
    for turn in range(CHANGES):
        level = ("advanced", "general")[turn % 2]
        given = {"uscc": ONE, "scheme": "customs", "level": level, "validFrom": "2026-01-01"}
        made = await operator.http.post(
            "/graphql",
            json={"query": CHANGE, "variables": {"input": given, "key": f"turn-{turn}"}},
            headers={"authorization": f"Bearer {operator.token}"},
        )
        bookmark = made.json()["data"]["recordRating"]["bookmark"]
        after = (await shown(reader, bookmark)).json()["data"]["enterprise"]["ratings"]
        seen += after == [{"level": level}]
        own = await writer.ask(ASKED)
        assert own.at("enterprise", "ratings") == [{"level": level}]
    show_figure(f"R20: of {CHANGES} changes seen", seen)
    assert seen == CHANGES


@pytest.mark.parametrize("bookmark", ["", "x", "AAAA", "Zm9yZ2Vk" * 8])
async def test_a_bookmark_that_was_not_given_out_is_refused(reader: Client, bookmark: str) -> None:
    answer = await shown(reader, bookmark)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_BOOKMARK"
