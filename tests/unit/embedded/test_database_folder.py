import os
import signal
import subprocess
from pathlib import Path

import pytest

from credit_graph.embedded.database_folder import DatabaseFolder, own, random_password
from credit_graph.embedded.distribution.release_line import CURRENT, LONG_TERM
from credit_graph.embedded.errors import EmbeddedEngineError, EmbeddedLockedError


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def folder(tmp_path: Path) -> DatabaseFolder:
    folder = DatabaseFolder(tmp_path / "home")
    folder.prepare()
    return folder


def test_the_folder_and_the_password_are_for_their_owner_only(folder: DatabaseFolder) -> None:
    folder.password(random_password)

    assert _mode(folder.path) == 0o700
    assert _mode(folder.password_file) == 0o600


def test_a_password_that_others_could_read_is_closed_to_them(folder: DatabaseFolder) -> None:
    folder.password(random_password)
    folder.password_file.chmod(0o644)
    folder.path.chmod(0o755)

    folder.prepare()
    folder.password(random_password)

    assert (_mode(folder.path), _mode(folder.password_file)) == (0o700, 0o600)


def test_the_password_stays_what_it_was_first(folder: DatabaseFolder) -> None:
    assert folder.password(lambda: "first-secret") == "first-secret"
    assert folder.password(lambda: "second-secret") == "first-secret"


def test_a_start_cut_off_while_writing_the_password_does_not_hinder_the_next(
    folder: DatabaseFolder,
) -> None:
    folder.password_file.with_suffix(".new").write_text("half a pass")

    assert folder.password(lambda: "whole-secret") == "whole-secret"


def test_random_passwords_are_long_and_differ() -> None:
    assert len(random_password()) == 32
    assert random_password() != random_password()


def test_temporary_files_of_the_last_start_are_removed(folder: DatabaseFolder) -> None:
    left = folder.path / "tmp" / "libnetty.so"
    left.write_bytes(b"")

    folder.prepare()

    assert not left.exists()


def test_a_second_owner_is_told_which_process_is_the_first(tmp_path: Path) -> None:
    with own(tmp_path), pytest.raises(EmbeddedLockedError) as caught:
        own(tmp_path)

    assert str(caught.value.owner) == f"process {os.getpid()}"
    assert str(tmp_path) in str(caught.value)


def test_a_java_that_lost_its_owner_is_ended_in_the_end(folder: DatabaseFolder) -> None:
    with folder.engine_lock() as lock:
        orphan = subprocess.Popen(["/bin/sleep", "60"], pass_fds=(lock.descriptor,))
        lock.sign(str(orphan.pid))
    with orphan, folder.engine_lock(patience_s=0.2) as lock:
        assert orphan.wait(1) == -signal.SIGKILL
        assert lock.descriptor


def test_a_store_that_a_later_line_has_opened_is_refused_to_an_earlier_one(tmp_path: Path) -> None:
    newer, older = DatabaseFolder(tmp_path, CURRENT), DatabaseFolder(tmp_path, LONG_TERM)
    older.prepare()
    older.admit_engine()
    newer.admit_engine()
    newer.admit_engine()
    with pytest.raises(EmbeddedEngineError, match=r"2026\..*5\.26") as refused:
        older.admit_engine()
    assert refused.value.code == "EMBEDDED_ENGINE"
