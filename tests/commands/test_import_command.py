import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from credit_graph.resources import seeds_folder

Command = Callable[..., Result]
DEMO = seeds_folder() / "demo"
STAR = "91410400XN00000125"


@pytest.fixture
def loaded(command: Command) -> Command:
    assert command("load-policies").exit_code == 0
    assert command("demo").exit_code == 0
    return command


def test_the_demo_region_twice_changes_nothing(loaded: Command) -> None:
    again = loaded("demo")
    assert again.exit_code == 0
    assert "0 rows added, 2,918 there already." in again.output


def test_an_import_tells_what_became_of_each_file(loaded: Command, tmp_path: Path) -> None:
    (tmp_path / "uses.csv").write_text(
        "uscc,measure,agency,used_on,outcome,note\n"
        f"{STAR},pds-2021-7/3,pds-customs,2026-05-04,granted,\n",
        "utf-8",
    )
    result = loaded("import", tmp_path / "uses.csv", "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["outcome"] == "published"
    assert report["files"][0]["counts"]["read"] == 1
    assert not (tmp_path / "rejects.csv").exists()


def test_a_rejected_row_ends_with_one_and_is_reported(loaded: Command, tmp_path: Path) -> None:
    (tmp_path / "ratings.csv").write_text(
        "uscc,scheme,level,valid_from\n91410400XN00000126,customs,advanced,2026-01-01\n", "utf-8"
    )
    result = loaded("import", tmp_path / "ratings.csv")
    assert result.exit_code == 1
    report = (tmp_path / "rejects.csv").read_text("utf-8-sig").splitlines()
    assert len(report) == 2
    assert "91410400XN00000126" in report[1]


def test_check_and_strict_exclude_each_other(command: Command, tmp_path: Path) -> None:
    result = command("import", tmp_path, "--check", "--strict")
    assert result.exit_code == 2
    assert "[BAD_ARGUMENT]" in result.stderr


def test_a_folder_without_files_is_refused(loaded: Command, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = loaded("import", empty)
    assert result.exit_code == 2
    assert "[IMPORT_REFUSED]" in result.stderr


def test_a_list_needs_its_region_and_day(command: Command, tmp_path: Path) -> None:
    result = command("import", tmp_path / "lists.csv", "--sync", "ny_red")
    assert result.exit_code == 2
    assert "--region and --as-of" in result.stderr


def test_a_full_list_tells_the_difference(loaded: Command, tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text(f"uscc,list,valid_from\n{STAR},ny_red,2026-11-01\n", "utf-8")
    arguments = ("--sync", "ny_red", "--region", "411300", "--as-of", "2026-11-20")
    result = loaded("import", file, *arguments, "--json", "--confirm-shrink")
    assert set(json.loads(result.stdout)) >= {"added", "ended", "unchanged", "rejected"}


def test_earlier_imports_are_listed_and_shown(loaded: Command) -> None:
    listing = loaded("imports", "list")
    assert listing.exit_code == 0
    assert "demo" in listing.output
    unknown = loaded("imports", "show", "nothing")
    assert unknown.exit_code == 2
    assert "[UNKNOWN_IMPORT]" in unknown.stderr


def test_an_export_holds_what_was_imported(loaded: Command, tmp_path: Path) -> None:
    result = loaded("export", tmp_path / "out")
    assert result.exit_code == 0
    exported = (tmp_path / "out" / "enterprises.csv").read_text("utf-8-sig").splitlines()
    given = (DEMO / "enterprises.csv").read_text("utf-8-sig").splitlines()
    assert sorted(exported[1:]) == sorted(given[1:])


def test_nothing_is_withdrawn_for_a_reference_that_no_fact_bears(loaded: Command) -> None:
    assert "No fact bears the reference" in loaded("retract", "none such").output


def test_an_invented_region_is_the_same_for_the_same_seed(command: Command, tmp_path: Path) -> None:
    assert (
        command(
            "generate", "--enterprises", "300", "--seed", "7", "--out", tmp_path / "g"
        ).exit_code
        == 0
    )
    for file in DEMO.glob("*.csv"):
        assert (tmp_path / "g" / file.name).read_bytes() == file.read_bytes()
