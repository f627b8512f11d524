"""A database made beside takes the place of the old one, or does not: never half."""

from pathlib import Path

import pytest

from credit_graph.embedded import replacement
from credit_graph.embedded.replacement import (
    discard_loading,
    finish_replacement,
    loading,
    loading_home,
    replace_database,
)


def database(folder: Path, name: str) -> None:
    (folder / "neo4j" / "data").mkdir(parents=True)
    (folder / "neo4j" / "name").write_text(name)


def name_of(home: Path) -> str:
    return (home / "neo4j" / "name").read_text()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a database and a new one beside it."""
    database(tmp_path, "old")
    database(loading_home(tmp_path), "new")
    return tmp_path


def test_the_new_one_takes_the_place_and_nothing_is_left_beside(home: Path) -> None:
    replace_database(home)
    assert name_of(home) == "new"
    assert [each.name for each in home.iterdir()] == ["neo4j"]


def test_a_home_without_a_database_gets_one(tmp_path: Path) -> None:
    database(loading_home(tmp_path), "new")
    replace_database(tmp_path)
    assert name_of(tmp_path) == "new"


class KilledError(Exception):
    """Stands for the end of the process."""


def cut_off(monkeypatch: pytest.MonkeyPatch, home: Path, renames: int) -> None:
    """Replace, and end before the rename of that number."""
    done = 0
    rename = Path.rename

    def counted(self: Path, target: Path) -> Path:
        nonlocal done
        if done == renames:
            raise KilledError
        done += 1
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", counted)
    with pytest.raises(KilledError):
        replace_database(home)
    monkeypatch.undo()


def test_cut_off_before_the_first_rename_the_old_one_stands(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    cut_off(monkeypatch, home, 0)
    finish_replacement(home)
    assert name_of(home) == "old"
    # Whatever is recorded in it since, the new one never takes its place.
    discard_loading(home)
    finish_replacement(home)
    assert name_of(home) == "old"


def test_cut_off_between_the_renames_the_next_start_makes_the_second(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    cut_off(monkeypatch, home, 1)
    assert not (home / "neo4j").exists()
    finish_replacement(home)
    assert name_of(home) == "new"
    assert [each.name for each in home.iterdir()] == ["neo4j"]


def test_cut_off_after_the_second_rename_what_is_left_is_removed(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def nothing(_: Path) -> None:
        raise KilledError

    monkeypatch.setattr(replacement, "discard_loading", nothing)
    with pytest.raises(KilledError):
        replace_database(home)
    monkeypatch.undo()
    assert name_of(home) == "new"
    finish_replacement(home)
    assert name_of(home) == "new"
    assert not loading_home(home).exists()


def test_what_is_not_complete_never_takes_an_empty_place(tmp_path: Path) -> None:
    database(loading_home(tmp_path), "half")
    finish_replacement(tmp_path)
    assert not (tmp_path / "neo4j").exists()


def test_a_home_without_a_load_is_left_alone(tmp_path: Path) -> None:
    database(tmp_path, "old")
    finish_replacement(tmp_path)
    assert name_of(tmp_path) == "old"


def test_a_load_that_fails_leaves_nothing_beside(home: Path) -> None:
    def failing(beside: Path) -> None:
        database(beside, "half")
        raise KilledError

    with pytest.raises(KilledError), loading(home) as beside:
        failing(beside)
    assert name_of(home) == "old"
    assert not loading_home(home).exists()


def test_a_load_begins_without_what_an_earlier_one_has_left(home: Path) -> None:
    with loading(home) as beside:
        assert not beside.exists()


def test_a_load_that_fails_between_the_renames_keeps_the_new_one(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def failing(beside: Path) -> None:
        database(beside, "new")
        cut_off(monkeypatch, home, 1)
        raise KilledError

    with pytest.raises(KilledError), loading(home) as beside:
        failing(beside)
    finish_replacement(home)
    assert name_of(home) == "new"
