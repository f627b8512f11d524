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


LIST = ("--of", "ny_red", "--region", "411300", "--as-of", "2026-11-20")


def test_a_dry_run_of_a_full_list_shows_what_would_be_and_changes_nothing(
    loaded: Command, tmp_path: Path
) -> None:
    file = tmp_path / "lists.csv"
    file.write_text("uscc,list\n", "utf-8")
    before = loaded("export", tmp_path / "before")
    arguments = (*LIST, "--confirm-shrink", "--preview", tmp_path / "all.csv")
    checked = loaded("sync", file, "--check", *arguments)
    assert checked.exit_code == 0
    assert "Checked; nothing was published." in checked.output
    again = loaded("import", file, "--sync", "ny_red", *LIST[2:], "--check", "--confirm-shrink")
    assert "Checked; nothing was published." in again.output
    loaded("export", tmp_path / "after")
    assert before.exit_code == 0
    name = "lists.csv"
    assert (tmp_path / "before" / name).read_bytes() == (tmp_path / "after" / name).read_bytes()
    lines = (tmp_path / "all.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) > 1
    assert all(line.startswith("ends,lists,") for line in lines[1:])


def test_a_full_list_that_shrinks_names_who_would_end(loaded: Command, tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text("uscc,scheme,level\n", "utf-8")
    arguments = ("--of", "customs", "--region", "410400", "--as-of", "2026-11-20")
    result = loaded("sync", file, *arguments)
    assert result.exit_code == 2
    assert "Would end: 91410400" in result.stderr
    assert "preview.csv lists them all" in result.stderr
    assert len((tmp_path / "preview.csv").read_text("utf-8-sig").splitlines()) > 6


def test_an_import_is_taken_back(loaded: Command, tmp_path: Path) -> None:
    (tmp_path / "statements.csv").write_text(
        f"uscc,statement,value,valid_from\n{STAR},small_micro,true,2026-01-01\n", "utf-8"
    )
    published = json.loads(loaded("import", tmp_path / "statements.csv", "--json").stdout)
    checked = loaded("imports", "undo", published["id"], "--check")
    assert "statements: 1 withdrawn." in checked.output
    assert "nothing was published" in checked.output
    undone = loaded("imports", "undo", published["id"], "--json")
    assert json.loads(undone.stdout)["withdrawn"] == {"statements": 1}
    again = loaded("imports", "undo", published["id"])
    assert again.exit_code == 2
    assert "it was undone by undo-" in again.stderr


def test_a_retraction_is_shown_before_it_is_made(loaded: Command, tmp_path: Path) -> None:
    (tmp_path / "lists.csv").write_text(
        f"uscc,list,valid_from,reference\n{STAR},gop,2026-01-01,case 7\n", "utf-8"
    )
    assert loaded("import", tmp_path / "lists.csv").exit_code == 0
    assert "lists: 1 withdrawn." in loaded("retract", "case 7", "--check").output
    assert "Published as retract-" in loaded("retract", "case 7").output
    assert "No fact has the reference case 7." in loaded("retract", "case 7").output


def test_a_list_with_a_day_that_is_none_is_refused(command: Command, tmp_path: Path) -> None:
    result = command("sync", tmp_path / "x.csv", *LIST[:-1], "20.11.2026")
    assert result.exit_code == 2
    assert "'20.11.2026' is not a day" in result.stderr


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
    assert "No fact has the reference" in loaded("retract", "none such").output


def test_an_invented_region_is_the_same_for_the_same_seed(command: Command, tmp_path: Path) -> None:
    assert (
        command(
            "generate", "--enterprises", "300", "--seed", "7", "--out", tmp_path / "g"
        ).exit_code
        == 0
    )
    for file in DEMO.glob("*.csv"):
        assert (tmp_path / "g" / file.name).read_bytes() == file.read_bytes()
