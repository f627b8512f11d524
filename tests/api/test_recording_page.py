"""Every example of docs/recording.md is asked, in order, and answered as the page says."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.client import Client, Clock, serving_here
from support.demo import NOW, demo_loaded
from support.empty_graph import emptied
from support.pages import WRITING, worked_on, write_answer
from support.recording import Author, author

PAGE = "docs/recording.md"
TEXT = (Path(__file__).parents[2] / PAGE).read_text("utf-8")
AUTHORS = re.findall(r"^As `([\w-]+)`:\n\n```graphql\n", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
async def client(graph: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    await demo_loaded(await emptied(graph))
    async with serving_here(endpoint, Clock(NOW)) as client:
        yield client


async def test_every_example_is_answered_as_the_page_says(client: Client, graph: Graph) -> None:
    examples = list(worked_on(PAGE))
    assert len(examples) == len(AUTHORS) == TEXT.count("```graphql") >= 3
    authors: dict[str, Author] = {}
    for agency, worked in zip(AUTHORS, examples, strict=True):
        if agency not in authors:
            authors[agency] = await author(client, graph, agency)
        answer = await authors[agency].http.post(
            "/graphql",
            json={"query": worked.question},
            headers={"authorization": f"Bearer {authors[agency].token}"},
        )
        if WRITING:
            write_answer(worked, answer.json()["data"])
            continue
        assert answer.json()["data"] == json.loads(worked.answer), worked.question
