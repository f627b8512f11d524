"""`erase`: what an operator sees of an erasure, before it and after."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Command = Callable[..., Result]
CODE = "91410400XN00000125"


@pytest.fixture
def loaded(command: Command, tmp_path: Path) -> None:
    """A database with one enterprise."""
    assert command("load-policies").exit_code == 0
    rows = f"uscc,name,region\n{CODE},虚构企业,410400\n"
    (tmp_path / "enterprises.csv").write_text(rows, "utf-8")
    assert command("import", str(tmp_path / "enterprises.csv")).exit_code == 0


@pytest.mark.usefixtures("loaded")
def test_an_erasure_is_previewed_made_listed_and_on_record(command: Command) -> None:
    shown = command("erase", CODE, "--preview")
    assert (shown.exit_code, "the name in 1 registrations" in shown.stdout) == (0, True)
    assert command("erase", "--list").stdout == ""
    refused = command("erase", CODE)
    assert (refused.exit_code, "--reason" in refused.stderr) == (2, True)
    done = json.loads(command("erase", CODE, "--reason", "§ 47", "--json").stdout)
    assert (done["uscc"], done["registrations"], done["salts"]) == (CODE, 1, 1)
    assert done["change"].startswith("erasure-")
    assert command("erase", "--list").stdout == f"{CODE}\n"
    document = (
        f'{{ enterprise(uscc: "{CODE}") {{ name history(first: 1) {{ nodes {{ kind }} }} }} }}'
    )
    Path("q.graphql").write_text(document, "utf-8")
    assert json.loads(command("ask", "q.graphql").stdout)["enterprise"]["name"] == CODE
    verified = command("audit", "verify")
    assert (verified.exit_code, "whole and in order" in verified.stdout) == (0, True)


def test_nobody_and_no_code_are_refused(command: Command) -> None:
    for arguments in ((), ("91410400XN00000998", "--reason", "x")):
        assert command("erase", *arguments).exit_code == 2
