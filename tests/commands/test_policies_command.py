import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from credit_graph.resources import seeds_folder

Command = Callable[..., Result]
PLAN = Path("policies") / "pds-2021-7.yaml"


def test_check_proves_the_five_policies(command: Command) -> None:
    result = command("check")
    assert result.exit_code == 0
    assert "36 of 36" in result.output
    assert "54 of 54" in result.output


def test_check_names_the_line_of_a_quote_that_is_not_in_the_document(
    command: Command, seeds: Path
) -> None:
    broken = seeds / PLAN
    text = broken.read_text("utf-8").replace("海关为企业设立协调员。", "海关为企业设立专员。")
    broken.write_text(text, "utf-8")
    line = text[: text.index("海关为企业设立专员。")].count("\n") + 1
    result = command("check", seeds)
    assert result.exit_code == 1
    assert f"{PLAN}:{line}: " in result.stderr


def test_loading_twice_changes_nothing(command: Command) -> None:
    first = command("load-policies")
    again = command("load-policies")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "recorded" in first.output
    assert "nothing has changed" in again.output


def test_broken_seeds_are_refused_and_the_rules_stay(command: Command, seeds: Path) -> None:
    command("load-policies")
    before = command("load-policies").output
    (seeds / PLAN).write_text("code: [", "utf-8")
    refused = command("load-policies", seeds)
    assert refused.exit_code == 1
    assert re.search(rf"{PLAN}:\d+: ", refused.stderr)
    assert "[SEEDS_REJECTED]" in refused.stderr
    assert command("load-policies").output == before


def test_a_wrong_password_is_told_apart_from_no_database(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    refused = command("load-policies")
    assert refused.exit_code == 3
    assert "[DATABASE_REFUSED]" in refused.stderr
    assert "not the password" not in refused.output + refused.stderr


def test_no_database_is_said_so(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    result = command("load-policies")
    assert result.exit_code == 3
    assert "[DATABASE_UNREACHABLE]" in result.stderr


def test_serving_another_address_than_loopback_is_refused(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDIT_GRAPH_HOST", "0.0.0.0")  # noqa: S104  # to see it refused
    result = command("serve")
    assert result.exit_code == 2
    assert "[BAD_SETTING]" in result.stderr


def test_the_schema_is_printed(command: Command) -> None:
    assert command("schema").output.count("type Query") == 1


def test_seeds_are_where_the_installation_says() -> None:
    assert (seeds_folder() / PLAN).is_file()


def test_a_draft_is_written_into_a_folder_and_fails_check_until_it_is_settled(
    command: Command, tmp_path: Path
) -> None:
    document = tmp_path / "plan.txt"
    document.write_text("# 若干措施\n\n一、措施\n1.同等条件下优先安排。\n", "utf-8")
    site = tmp_path / "site"
    made = command("new-policy", document, "--code", "xy-2026-1", "--folder", site)
    assert made.exit_code == 0
    assert "marks to settle" in made.output
    assert (site / "documents" / "xy-2026-1.txt").read_text("utf-8") == document.read_text("utf-8")
    checked = command("check", site)
    assert checked.exit_code == 1
    assert "mark to settle: " in checked.stderr
    again = command("new-policy", document, "--code", "xy-2026-1", "--folder", site)
    assert again.exit_code != 0
    assert "is there already" in again.stderr


def test_a_draft_of_no_file_or_of_no_code_is_refused(command: Command, tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    missing = command("new-policy", document, "--code", "xy", "--folder", tmp_path)
    assert "is no file" in missing.stderr
    document.write_bytes("措施".encode("gb18030"))
    coded = command("new-policy", document, "--code", "X Y", "--folder", tmp_path)
    assert "is no code" in coded.stderr
    strange = command("new-policy", document, "--code", "xy", "--folder", tmp_path)
    assert "is not UTF-8" in strange.stderr
    assert {missing.exit_code, coded.exit_code, strange.exit_code}.isdisjoint({0})
