"""Policies of a site lie beside the packaged ones, and nothing of them goes unasked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from credit_graph.graph.database.connection import Graph
from credit_graph.resources import seeds_folder
from credit_graph.usecases.policies.loading import load_policies
from support.agency_files import LOADED
from support.empty_graph import emptied
from support.site_folder import DOCUMENT, LISTS, POLICY, make_site, packaged, put
from support.standing import STANDING

Command = Callable[..., Result]
STAR = "91410400XN00000125"
LIST = "vocabulary/lists.yaml"


@pytest.fixture(autouse=True)
async def _empty(graph: Graph) -> None:
    await emptied(graph)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "our-seeds")


@pytest.fixture
async def loaded(command: Command, site: Path, graph: Graph) -> Command:
    """The packaged policies and the site's are loaded."""

    async def load(graph: Graph) -> None:
        await load_policies(graph, seeds_folder(), lambda: LOADED, sites=(site,))

    await STANDING.fill(graph, "the policies of `make_site` too", load)
    return command


def test_the_command_loads_the_packaged_policies_and_the_sites(
    command: Command, site: Path, tmp_path: Path
) -> None:
    result = command("load-policies", site)
    assert result.exit_code == 0, result.output + result.stderr
    assert preview(command, tmp_path)[POLICY] == ("our-seeds", "kept")


def preview(command: Command, folder: Path, *arguments: object) -> dict[str, tuple[str, str]]:
    """What would become of each file, by its path: the folder and the effect."""
    result = command("load-policies", *arguments, "--check", "--preview", folder / "p.csv")
    assert result.exit_code == 0, result.output + result.stderr
    lines = (folder / "p.csv").read_text("utf-8").splitlines()
    assert lines[0] == "file,from,effect"
    rows = (line.split(",") for line in lines[1:])
    return {path: (origin, effect) for path, origin, effect in rows}


def test_loading_the_packaged_policies_leaves_those_of_the_site(
    loaded: Command, tmp_path: Path
) -> None:
    result = loaded("load-policies")
    assert result.exit_code == 0
    assert POLICY in result.output.replace("\n", "")
    assert "nothing has changed" in result.output
    assert preview(loaded, tmp_path)[POLICY] == ("our-seeds", "kept")
    assert preview(loaded, tmp_path)[LIST] == ("packaged", "unchanged")


def test_the_sites_folder_may_be_a_setting(
    command: Command, site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CREDIT_GRAPH_SEEDS", str(site))
    assert "site-2025-1" in command("check").output
    command("load-policies")
    assert preview(command, tmp_path)[POLICY] == ("our-seeds", "unchanged")


def test_a_check_shows_each_change_and_loads_nothing(
    command: Command, site: Path, tmp_path: Path
) -> None:
    command("load-policies")
    for _ in range(2):
        seen = preview(command, tmp_path, site)
        assert {path for path, each in seen.items() if each[1] == "added"} >= {POLICY, DOCUMENT}
    assert "nothing was loaded" in command("load-policies", site, "--check").output


def test_strict_loads_only_what_the_folders_hold_whole(loaded: Command, site: Path) -> None:
    withheld = loaded("load-policies", "--strict")
    assert withheld.exit_code == 1
    assert "Nothing was loaded" in withheld.output
    assert loaded("load-policies", site, "--strict").exit_code == 0


def test_a_policy_goes_when_it_is_named_with_its_document_and_not_before(
    loaded: Command, tmp_path: Path
) -> None:
    result = loaded("load-policies", "--withdraw", "site-2025-1")
    assert result.exit_code == 0, result.stderr
    assert "2 withdrawn" in result.output
    seen = preview(loaded, tmp_path)
    assert POLICY not in seen
    assert DOCUMENT not in seen
    assert seen[LISTS] == ("our-seeds", "kept")
    assert loaded("load-policies", "--withdraw", LISTS).exit_code == 0
    assert LISTS not in preview(loaded, tmp_path)


def test_what_is_not_there_or_would_come_back_is_not_withdrawn(loaded: Command, site: Path) -> None:
    unknown = loaded("load-policies", "--withdraw", "site-2025-2")
    assert unknown.exit_code == 2
    assert "Did you mean site-2025-1" in unknown.stderr
    given = loaded("load-policies", site, "--withdraw", "site-2025-1")
    assert given.exit_code == 2
    assert "comes from a folder that is given, our-seeds" in given.stderr


def test_vocabulary_that_a_policy_uses_cannot_go(loaded: Command) -> None:
    result = loaded("load-policies", "--withdraw", LISTS)
    assert result.exit_code == 1
    assert f"{POLICY}:" in result.stderr
    assert "there is no list 'site_model'" in result.stderr


def test_vocabulary_that_facts_use_cannot_go_and_the_finding_says_how_many(
    loaded: Command, site: Path, tmp_path: Path
) -> None:
    loaded("demo")
    (tmp_path / "lists.csv").write_text(
        f"uscc,list,valid_from\n{STAR},site_spare,2026-01-01\n", "utf-8"
    )
    assert loaded("import", tmp_path / "lists.csv").exit_code == 0
    text = (site / LISTS).read_text("utf-8")
    put(site, LISTS, text[: text.index("- code: site_spare")])
    for mode in ((), ("--check",)):
        result = loaded("load-policies", site, *mode)
        assert result.exit_code == 1
        assert f"{LISTS}:6: " in result.stderr
        assert "vocabulary in use: the list 'site_spare' would go, and 1 fact(s)" in result.stderr
    put(site, LISTS, text)
    assert loaded("load-policies", site, "--check").exit_code == 0


def test_a_file_of_the_same_path_takes_the_place_of_ours_until_it_is_withdrawn(
    command: Command, site: Path, tmp_path: Path
) -> None:
    put(site, LIST, packaged(LIST) + "# ours\n")
    command("load-policies", site)
    assert preview(command, tmp_path)[LIST] == ("our-seeds", "kept")
    assert command("load-policies", "--withdraw", LIST).exit_code == 0
    assert preview(command, tmp_path)[LIST] == ("packaged", "unchanged")


def test_a_copy_of_a_packaged_file_counts_as_ours(
    command: Command, site: Path, tmp_path: Path
) -> None:
    put(site, LIST, packaged(LIST))
    command("load-policies", site)
    assert preview(command, tmp_path, site)[LIST] == ("packaged", "unchanged")


def test_two_folders_of_a_site_may_not_hide_each_others_files(
    command: Command, site: Path, tmp_path: Path
) -> None:
    other = make_site(tmp_path / "more-seeds")
    put(other, LISTS, (other / LISTS).read_text("utf-8") + "# other\n")
    result = command("check", site, other)
    assert result.exit_code == 1
    assert "two sites: the folders our-seeds and more-seeds both hold this file" in result.stderr
    same = make_site(tmp_path / "again" / "our-seeds")
    assert "the name of another folder" in command("check", site, same).stderr
