"""What the command line says of itself."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rich.text import Text
from typer.testing import CliRunner

from credit_graph import __version__
from credit_graph.cli import COMMANDS, command_line, needed_commands
from credit_graph.commands.doctor.settings_help import SETTINGS
from credit_graph.embedded.distribution.lock import read_lock

ROOT = Path(__file__).parents[3]
OURS = Path(sys.executable).with_name("credit-graph")


def test_the_version_is_that_of_the_project_and_names_the_database() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    shown = CliRunner().invoke(command_line(), ["--version"])
    assert shown.exit_code == 0
    assert shown.stdout.startswith(
        f"credit-graph {__version__} (embeds Neo4j {read_lock().version}"
    )


def test_help_of_serve_lists_every_setting() -> None:
    shown = CliRunner().invoke(command_line(), ["serve", "--help"], env={"COLUMNS": "200"})
    words = re.sub(r"\s+", " ", Text.from_ansi(shown.stdout).plain)
    assert len(SETTINGS) > 10
    assert [each.name for each in SETTINGS if f"{each.name}: " not in words] == []
    assert all(each.meaning in words for each in SETTINGS)


def test_a_shell_is_offered_the_commands() -> None:
    asked = {
        **os.environ,
        "_CREDIT_GRAPH_COMPLETE": "complete_bash",
        "COMP_WORDS": "credit-graph doct",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([OURS], env=asked, capture_output=True, text=True, check=False)  # noqa: S603  # our own command
    assert done.stdout.split() == ["doctor"]


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["serve", "--port", "1"], ["serve"]),
        (["--language", "zh", "token", "list"], ["token"]),
        (["--language=zh", "imports", "check"], ["imports"]),
        (["import", "check", "--help"], ["import"]),
        (["--version"], []),
        (["serve", "--version"], ["serve"]),
        ([], [*COMMANDS]),
        (["--help"], [*COMMANDS]),
        (["--language", "serve"], [*COMMANDS]),
        (["srve"], [*COMMANDS]),
    ],
)
def test_only_the_command_that_is_asked_for_is_imported(
    arguments: list[str], needed: list[str]
) -> None:
    assert [*needed_commands(arguments)] == needed


def test_a_command_that_reads_no_database_does_not_wait_for_the_api() -> None:
    """The command itself runs in a process of its own, for here everything is imported already."""
    asked = (
        "import sys; from credit_graph.cli import main; sys.argv = ['credit-graph', '--version']\n"
        "try: main()\n"
        "finally: print([each for each in ('strawberry', 'neo4j') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603  # our own command
    assert done.stdout.startswith("credit-graph ")
    assert done.stdout.splitlines()[-1] == "[]"
