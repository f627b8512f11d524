"""The pages show what the service answers about the demo region; `make pages` writes them."""

import json
from datetime import UTC, datetime

import pytest

from credit_graph.domain.chains.members import ChainMode, ChainQuestion
from credit_graph.domain.chains.walk import ChainDirection
from credit_graph.graph.chains.history_reads import ChainHistories
from credit_graph.graph.chains.reads import Chains
from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.chains.draw import draw_chain
from credit_graph.usecases.chains.explore import ChainExplorer
from credit_graph.usecases.demo.load import load_demo
from credit_graph.usecases.policies.loading import load_policies
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.policies.warm_up import warm_up
from support.pages import (
    ROOT,
    WRITING,
    Worked,
    picture_of,
    shown_on,
    shown_picture,
    worked_on,
    write_answer,
    write_picture,
)
from support.question import Asker

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
LOADED = datetime(2026, 11, 20, tzinfo=UTC)
CORE = "91350200XN00001L2X"
EXAMPLE_FILES = sorted((ROOT / "docs" / "examples").glob("*.graphql"))
FAMILIES = [*worked_on("README.md"), *worked_on("README.zh-CN.md")]
ELIGIBILITY = [*worked_on("docs/eligibility.md")]
CHAINS = [*worked_on("docs/chains.md")]
LONGEST_README = 150


@pytest.fixture(scope="module")
async def demo(graph: Graph) -> Graph:
    await load_policies(graph, seeds_folder(), lambda: LOADED)
    report = await load_demo(graph, seeds_folder() / "demo", lambda: LOADED)
    assert report.total.rejected == 0
    await warm_up(graph, lambda: NOW)
    return graph


@pytest.fixture(scope="module")
async def asker(demo: Graph) -> Asker:
    return Asker(demo, NOW)


@pytest.mark.parametrize("worked", [*FAMILIES, *ELIGIBILITY, *CHAINS], ids=lambda each: each.page)
async def test_each_question_gets_the_answer_shown(worked: Worked, asker: Asker) -> None:
    found = await asker.ask(worked.question)
    assert found.codes == ()
    if WRITING:
        write_answer(worked, found.data)
        return
    assert found.data == json.loads(worked.answer)


def test_both_languages_show_one_question_of_each_family() -> None:
    questions = [each.question for each in FAMILIES]
    assert len(questions) == 6
    assert questions[:3] == questions[3:]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_first_page_is_short(page: str) -> None:
    assert len((ROOT / page).read_text("utf-8").splitlines()) <= LONGEST_README


@pytest.mark.parametrize(
    ("page", "worked"), [("docs/chains.md", CHAINS), ("docs/eligibility.md", ELIGIBILITY)]
)
def test_every_question_of_a_page_has_its_answer(page: str, worked: list[Worked]) -> None:
    assert len(worked) == (ROOT / page).read_text("utf-8").count("```graphql") > 3


async def test_the_picture_of_the_graph_is_the_graph(demo: Graph) -> None:
    picture = await picture_of(demo)
    if WRITING:
        write_picture(picture)
        return
    assert shown_picture() == picture


async def test_the_picture_of_the_chain_is_the_chain(demo: Graph) -> None:
    shelf = RulesShelf(demo, lambda: NOW)
    await shelf.refresh()
    question = ChainQuestion(CORE, ChainMode.ONE_PLUS_N, ChainDirection.BOTH, 3, NOW.date())
    histories = ChainHistories(demo)
    explorer = ChainExplorer(Chains(demo), histories, lambda: NOW)
    found = await explorer.explore(shelf, question, None)
    assert found is not None
    made = draw_chain(found.survey, 40) + "\n"
    assert shown_on("docs/pictures/chain.svg", made) == made


@pytest.mark.parametrize("text", [file.read_text("utf-8") for file in EXAMPLE_FILES])
async def test_each_example_file_is_answered(text: str, asker: Asker) -> None:
    given = {
        "uscc": "91410400XN00000125",
        "core": CORE,
        "day": "2026-06-30",
        "agency": "pds-customs",
    }
    variables = {name: value for name, value in given.items() if f"${name}:" in text}
    found = await asker.ask(text, **variables)
    assert found.codes == ()
    assert found.data is not None
