"""docs/agencies.md shows what the service answers about the demo region."""

import re
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import ImportOptions, SilentProgress
from support.agency_files import NOW, loaded
from support.official_rules import official_rulebook
from support.question import Asker

# The demo's registers were looked through until the 15th, so its files came later.
COVERED = datetime(2026, 11, 20, tzinfo=UTC)
PAGE = Path(__file__).parents[2] / "docs" / "agencies.md"
WORKED = re.findall(r"```graphql\n(.*?)```\n```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
async def asker(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    await loaded(graph)
    await import_files(
        graph,
        official_rulebook(),
        [seeds_folder() / "demo"],
        options=ImportOptions(rejects=tmp_path_factory.mktemp("demo") / "rejects.csv"),
        now=lambda: COVERED,
        progress=SilentProgress(),
    )
    return Asker(graph, NOW)


@pytest.mark.parametrize(("question", "answer"), WORKED)
async def test_each_worked_query_gets_the_answer_shown(
    question: str, answer: str, asker: Asker
) -> None:
    found = await asker.ask(question)

    assert found.codes == ()
    assert found.data == orjson.loads(answer)


def test_the_page_has_worked_queries() -> None:
    assert len(WORKED) == PAGE.read_text("utf-8").count("```graphql") >= 10
