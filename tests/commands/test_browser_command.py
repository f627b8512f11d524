"""`browser` says how to enter the database that runs."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from credit_graph.cli import command_line
from credit_graph.embedded.database_folder import DatabaseFolder


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CREDIT_GRAPH_HOME", str(tmp_path))
    return tmp_path


def test_without_a_running_database_the_command_to_start_one_is_named(home: Path) -> None:
    result = CliRunner().invoke(command_line(), ["browser"])
    assert result.exit_code == 2
    assert f"no database runs in {home}" in result.stderr
    assert "credit-graph serve" in result.stderr


@pytest.mark.parametrize(("options", "shown"), [([], False), (["--password"], True)])
def test_the_password_is_printed_only_if_that_is_asked(
    home: Path, options: list[str], *, shown: bool
) -> None:
    folder = DatabaseFolder(home.absolute())
    for file, text in (
        (folder.address_file, "bolt://127.0.0.1:7001"),
        (folder.password_file, "s3"),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "ascii")
    result = CliRunner().invoke(command_line(), ["browser", *options])
    assert result.exit_code == 0, result.stderr
    assert "address   bolt://127.0.0.1:7001\nuser      neo4j\n" in result.stdout
    assert ("password  s3" in result.stdout) is shown


def test_of_an_external_database_only_the_address_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del home
    monkeypatch.setenv("NEO4J_URI", "bolt://db.example:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "s3")
    result = CliRunner().invoke(command_line(), ["browser", "--password"])
    assert result.exit_code == 0, result.stderr
    assert "bolt://db.example:7687" in result.stdout
    assert "s3" not in result.stdout
