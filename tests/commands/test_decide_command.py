"""`decide`: from the database and from an export, the table says what `eligibility` answers."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import Result

from credit_graph.clock import utc_now
from credit_graph.commands.session import with_graph
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from credit_graph.usecases.policies.rules import partner_questions
from support.deciding import lines_of
from support.decision_oracle import DecisionLine, decision_lines

pytestmark = pytest.mark.holds("demo")

Command = Callable[..., Result]

DAY = "2026-11-23"


def decide(command: Command, *arguments: object) -> Result:
    return command("decide", "--as-of", DAY, "--workers", "1", *arguments)


async def answers(graph: Graph) -> list[DecisionLine]:
    """What the engine decides of everybody in the graph, read as `eligibility` reads it."""
    engine = RuleEngine(build_rulebook(read_seeds(seeds_folder())))
    vocabulary = engine.rulebook.vocabulary
    demo = (seeds_folder() / "demo" / "enterprises.csv").read_text("utf-8").splitlines()[1:]
    codes = sorted(line.partition(",")[0] for line in demo)
    found = await EvidenceFile(graph).collect(codes, utc_now(), partner_questions(engine.rulebook))
    every = [found.facts[code] for code in codes]
    coverage = Coverage(found.syncs, vocabulary)
    return decision_lines(engine, every, coverage, date.fromisoformat(DAY))


@pytest.mark.usefixtures("region")
def test_both_sources_say_what_eligibility_answers(command: Command, tmp_path: Path) -> None:
    assert command("export", "out", "--format", "parquet").exit_code == 0
    from_graph = decide(command, "--out", "graph.parquet", "--json")
    assert from_graph.exit_code == 0, from_graph.stderr
    report = json.loads(from_graph.stdout)
    assert report["enterprises"] == 300
    assert report["rows"] == 300 * report["measures"] > 50_000
    from_files = decide(command, "--out", "files.parquet", "--snapshot", "out")
    assert from_files.exit_code == 0, from_files.stderr
    expected = with_graph(answers)
    assert lines_of(tmp_path / "graph.parquet") == expected
    assert lines_of(tmp_path / "files.parquet") == expected
    assert not (tmp_path / "graph.parquet.partial").exists()


@pytest.mark.usefixtures("region")
def test_a_region_and_measures_narrow_the_table(command: Command, tmp_path: Path) -> None:
    result = decide(
        command,
        *(
            "--out",
            "some.parquet",
            "--region",
            "410000",
            "--measures",
            "pds-2021-7/1, xm-2024-2/18.b",
        ),
    )
    assert result.exit_code == 0, result.stderr
    lines = lines_of(tmp_path / "some.parquet")
    assert {each.measure for each in lines} == {"pds-2021-7/1", "xm-2024-2/18.b"}
    everybody = parquet.read_table(tmp_path / "some.parquet", columns=["uscc"])
    assert 0 < len(set(everybody.column("uscc").to_pylist())) < 300


@pytest.mark.usefixtures("region")
def test_one_row_per_enterprise_has_a_column_per_measure(command: Command, tmp_path: Path) -> None:
    assert decide(command, "--out", "wide.parquet", "--wide").exit_code == 0
    table = parquet.read_table(tmp_path / "wide.parquet")
    assert table.num_rows == 300
    assert table.num_columns > 150
    assert table.column_names[:2] == ["uscc", "pds-2021-7/1"]


@pytest.mark.usefixtures("region")
def test_an_earlier_instant_is_decided_by_what_was_known_then(
    command: Command, tmp_path: Path
) -> None:
    early = decide(command, "--out", "early.parquet", "--known-at", "2020-01-01T00:00:00+08:00")
    assert early.exit_code == 0, early.stderr
    assert lines_of(tmp_path / "early.parquet") == []


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--region", "999999"], "UNKNOWN_REGION"),
        (["--measures", "pds-2021-7/999"], "UNKNOWN_MEASURE"),
        (["--known-at", "yesterday"], "--known-at"),
        (["--known-at", "2026-11-23T00:00:00"], "--known-at"),
        (["--engine", "dask"], "--scheduler"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler"),
        (["--snapshot", ".", "--known-at", "2026-11-23T00:00:00Z"], "--known-at"),
        (["--snapshot", "."], "coverage.parquet"),
    ],
)
@pytest.mark.usefixtures("region")
def test_what_cannot_be_decided_is_refused_with_its_place(
    command: Command, tmp_path: Path, arguments: list[str], word: str
) -> None:
    result = decide(command, "--out", "x.parquet", *arguments)
    assert result.exit_code == 2
    assert word in result.stderr
    assert not (tmp_path / "x.parquet").exists()
