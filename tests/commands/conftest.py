"""Commands run in this process, against the database of the session."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credit_graph.cli import command_line
from credit_graph.embedded import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from support.demo import demo_loaded

Command = Callable[..., Result]


@pytest.fixture
def command(
    endpoint: EmbeddedEndpoint, graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Command:
    """Run `credit-graph` with these arguments in an empty folder."""
    del graph  # migrated and empty at the module's first test
    monkeypatch.setenv("NEO4J_URI", endpoint.uri)
    monkeypatch.setenv("NEO4J_USERNAME", endpoint.username)
    monkeypatch.setenv("NEO4J_PASSWORD", endpoint.password)
    monkeypatch.setenv("NEO4J_DATABASE", endpoint.database)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(command_line(), [str(each) for each in arguments])


@pytest.fixture(scope="module")
async def region(graph: Graph) -> None:
    """The policies and the demo region, loaded once for a module."""
    await demo_loaded(graph)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the seeds, to be broken."""
    copy = tmp_path / "seeds"
    shutil.copytree(seeds_folder(), copy)
    return copy
