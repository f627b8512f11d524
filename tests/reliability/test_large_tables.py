"""A table of 50,000 rows is complete, and the memory it takes does not grow with it."""

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from credit_graph.cli import command_line
from credit_graph.embedded import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from support.demo import demo_loaded
from support.tiers import nightly

pytestmark = [pytest.mark.holds("demo"), nightly]

QUESTION = """query($region: String) { enterprises(first: 5, filter: { region: $region }) {
  nodes { uscc region eligibility(asOf: "2026-11-23") {
    decisions { measure { code } verdict reasons { outcome } } } } } }"""

Ask = Callable[[Path, str], None]


@pytest.fixture(scope="module")
async def region(graph: Graph) -> None:
    await demo_loaded(graph)


@pytest.fixture
def ask(
    region: None, endpoint: EmbeddedEndpoint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Ask:
    del region
    monkeypatch.setenv("NEO4J_URI", endpoint.uri)
    monkeypatch.setenv("NEO4J_USERNAME", endpoint.username)
    monkeypatch.setenv("NEO4J_PASSWORD", endpoint.password)
    monkeypatch.setenv("NEO4J_DATABASE", endpoint.database)
    document = tmp_path / "question.graphql"
    document.write_text(QUESTION, "utf-8")

    def run(out: Path, variables: str) -> None:
        arguments = ["ask", str(document), "--variables", variables, "--all"]
        arguments += ["--format", "csv", "--out", str(out)]
        result = CliRunner().invoke(command_line(), arguments)
        assert result.exit_code == 0, result.stderr

    return run


def peak_of(work: Callable[[], None]) -> int:
    """Bytes that Python held at most while the work was done, beyond what it held before."""
    # Python looks for cycles the more seldom, the more objects live already: those do not count.
    gc.collect()
    gc.freeze()
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
        gc.unfreeze()


@pytest.mark.slow
def test_fifty_thousand_rows_are_complete_and_memory_is_flat(ask: Ask, tmp_path: Path) -> None:
    some, every = tmp_path / "some.csv", tmp_path / "every.csv"
    ask(some, '{"region": "411300"}')  # what is kept for the next question is kept now
    small = peak_of(lambda: ask(some, '{"region": "411300"}'))
    large = peak_of(lambda: ask(every, "{}"))
    found = duckdb.read_csv(str(every), all_varchar=True)
    codes = found.aggregate('"enterprises.nodes.uscc", count(*) AS rows')
    counts = [rows for _, rows in codes.fetchall()]
    assert len(counts) == 300
    assert sum(counts) == len(found) > 50_000
    assert len(found) > 5 * len(duckdb.read_csv(str(some), all_varchar=True))
    assert large < small + 8_000_000
