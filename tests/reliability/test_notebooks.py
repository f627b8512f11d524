"""The notebooks of docs/notebooks run, cell by cell, against the running service."""

import json
from pathlib import Path

import pytest

from credit_graph.graph.database.connection import Endpoint, Graph
from support.demo import demo_loaded
from support.service import serving

pytestmark = pytest.mark.holds("demo")

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def cells(notebook: Path) -> list[str]:
    book = json.loads(notebook.read_text("utf-8"))
    return ["".join(each["source"]) for each in book["cells"] if each["cell_type"] == "code"]


def test_there_is_a_notebook_for_each_family_of_questions() -> None:
    assert [each.stem for each in NOTEBOOKS] == ["cultivation", "eligibility", "responsibility"]


@pytest.fixture(scope="module")
async def region(graph: Graph) -> None:
    await demo_loaded(graph)


@pytest.mark.slow
def test_every_cell_runs(
    endpoint: Endpoint, region: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del region
    with serving(endpoint, tmp_path) as service:
        service.wait_for(200)
        monkeypatch.setenv("CREDIT_GRAPH_URL", service.url)
        for notebook in NOTEBOOKS:
            known: dict[str, object] = {}
            for cell in cells(notebook):
                exec(compile(cell, notebook.name, "exec"), known)  # noqa: S102  # our own cells
