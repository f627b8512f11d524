"""What the command line says of itself."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from rich.text import Text
from typer.testing import CliRunner

from credit_graph import __version__
from credit_graph.cli import app
from credit_graph.commands.doctor.settings_help import SETTINGS
from credit_graph.embedded.distribution.lock import read_lock

ROOT = Path(__file__).parents[3]
OURS = Path(sys.executable).with_name("credit-graph")


def test_the_version_is_that_of_the_project_and_names_the_database() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    shown = CliRunner().invoke(app, ["--version"])
    assert shown.exit_code == 0
    assert shown.stdout.startswith(
        f"credit-graph {__version__} (embeds Neo4j {read_lock().version}"
    )


def test_help_of_serve_lists_every_setting() -> None:
    shown = CliRunner().invoke(app, ["serve", "--help"], env={"COLUMNS": "200"})
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
