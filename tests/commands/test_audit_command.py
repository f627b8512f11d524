"""`audit`: a log verified, signed and proved, as an operator and a third party do it."""

import json
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from support.bending import another

Command = Callable[..., Result]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def loaded(command: Command, tmp_path: Path) -> Path:
    """A database with one rating; returns a folder for files."""
    assert command("load-policies").exit_code == 0
    (tmp_path / "enterprises.csv").write_text(
        "uscc,name,region\n91410400XN00000125,虚构企业,410400\n", "utf-8"
    )
    (tmp_path / "ratings.csv").write_text(
        "uscc,scheme,level,valid_from\n91410400XN00000125,customs,advanced,2024-01-01\n", "utf-8"
    )
    assert command("import", str(tmp_path)).exit_code == 0
    return tmp_path


def fact_id(command: Command) -> str:
    document = '{enterprise(uscc:"91410400XN00000125"){history(first:5){nodes{factId kind}}}}'
    Path("history.graphql").write_text(document, "utf-8")
    answer = json.loads(command("ask", "history.graphql").stdout)
    nodes = answer["enterprise"]["history"]["nodes"]
    return str(next(each["factId"] for each in nodes if each["kind"] == "RATING"))


def test_a_checkpoint_is_kept_and_the_log_verified_against_it(
    command: Command, loaded: Path
) -> None:
    key = ("--key", str(loaded / "log.key"))
    shown = command("audit", "key", *key, "--name", "log.example")
    public = shown.stdout.strip()
    assert public.startswith("log.example+")
    assert "keep a copy" in shown.stderr
    assert (loaded / "log.key").stat().st_mode & 0o777 == 0o600
    note = loaded / "checkpoint"
    assert command("audit", "checkpoint", "--out", str(note), *key).exit_code == 0
    assert note.read_text("utf-8").startswith("log.example\n")

    verified = command("audit", "verify", "--checkpoint", str(note), "--public", public)
    assert verified.exit_code == 0, verified.output
    assert "whole and in order" in verified.stdout
    assert "those of the checkpoint" in verified.stdout

    command("retract", "none")
    extension = loaded / "extension.json"
    done = command("audit", "extension", str(note), "--out", str(extension), *key)
    assert done.exit_code == 0, done.output
    checked = command("audit", "check", str(extension), "--public", public)
    assert (checked.exit_code, "extends that of" in checked.stdout) == (0, True)


def test_a_checkpoint_of_another_log_is_refused(command: Command, loaded: Path) -> None:
    one, two = (("--key", str(loaded / name)) for name in ("one", "two"))
    note = loaded / "checkpoint"
    command("audit", "checkpoint", "--out", str(note), *one)
    other = command("audit", "key", *two).stdout.strip()
    refused = command("audit", "verify", "--checkpoint", str(note), "--public", other)
    assert (refused.exit_code, "BAD_ARGUMENT" in refused.stderr) == (2, True)
    refused = command("audit", "verify", "--checkpoint", str(loaded / "none"), "--public", other)
    assert "cannot be read" in refused.stderr
    refused = command("audit", "check", str(note), "--public", "no key")
    assert "NAME+KEYID+BASE64" in refused.stderr
    refused = command("audit", "check", str(note), "--public", other)
    assert (refused.exit_code, "does not hold" in refused.stdout) == (1, True)
    refused = command("audit", "extension", str(note), "--key", str(note))
    assert "no signing key" in refused.stderr


def test_a_fact_is_proved_by_the_page_alone(command: Command, loaded: Path, tmp_path: Path) -> None:
    """The script of docs/audit.md, which imports nothing of the service, checks the proof."""
    key = ("--key", str(loaded / "log.key"))
    public = command("audit", "key", *key).stdout.strip()
    proof = loaded / "proof.json"
    done = command("audit", "prove", fact_id(command), "--out", str(proof), *key)
    assert done.exit_code == 0, done.output
    checked = command("audit", "check", str(proof), "--public", public)
    assert (checked.exit_code, '"level":"advanced"' in checked.stdout) == (0, True)

    page = (ROOT / "docs" / "audit.md").read_text("utf-8")
    script = tmp_path / "check_proof.py"
    script.write_text(page.partition("```python\n")[2].partition("```")[0], "utf-8")
    check = runpy.run_path(str(script))["check"]
    fact = check(proof.read_text("utf-8"), public)
    assert json.loads(fact)["level"] == "advanced"
    assert "credit_graph" not in script.read_text("utf-8")

    bent = json.loads(proof.read_text("utf-8"))
    for name in ("fact", "entry", "checkpoint"):
        with pytest.raises(Exception, match=r".*"):  # whatever says no
            check(json.dumps({**bent, name: another(bent[name])}), public)
