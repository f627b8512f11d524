"""Imports as a clerk meets them, made up by someone who did not write the commands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Command = Callable[..., Result]
STAR = "91410400XN00000125"


@pytest.fixture
def loaded(command: Command) -> Command:
    assert command("load-policies").exit_code == 0
    return command


def test_a_full_list_that_is_not_there_is_named(loaded: Command, tmp_path: Path) -> None:
    arguments = ("--of", "tax", "--region", "410400", "--as-of", "2026-01-01")
    result = loaded("sync", tmp_path / "no-file.csv", *arguments)
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr


def test_a_folder_that_holds_the_preview_of_an_earlier_run_can_be_imported(
    loaded: Command, tmp_path: Path
) -> None:
    (tmp_path / "enterprises.csv").write_text(
        f"uscc,name,region\n{STAR},虚构企业,410400\n", "utf-8"
    )
    first = loaded("import", tmp_path, "--preview", tmp_path / "preview.csv")
    assert first.exit_code == 0, first.stderr
    again = loaded("import", tmp_path)
    assert again.exit_code == 0, again.stderr
