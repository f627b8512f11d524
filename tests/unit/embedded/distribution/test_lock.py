import re
from pathlib import Path

import pytest
from jgo.env import LockFile

from credit_graph.embedded.distribution.lock import LockedJar, read_lock
from credit_graph.embedded.distribution.release_line import LINES, ReleaseLine, is_newer

every_line = pytest.mark.parametrize("line", LINES.values(), ids=LINES)


@every_line
def test_the_lock_holds_neo4j_and_its_server_at_one_version(line: ReleaseLine) -> None:
    lock = read_lock(line.lock_path)
    ours = {jar.version for jar in lock.jars if jar.artifact in {"neo4j", "neo4j-server"}}

    assert ours == {lock.version}
    assert lock.version.startswith(f"{line.code}.")


@every_line
def test_each_jar_is_locked_by_size_and_sum_under_a_name_of_its_own(line: ReleaseLine) -> None:
    jars = read_lock(line.lock_path).jars

    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in jars)
    assert len({jar.file_name for jar in jars}) == len(jars) > 200


@every_line
def test_no_jar_is_locked_that_only_tests_use(line: ReleaseLine) -> None:
    named = {jar.artifact for jar in read_lock(line.lock_path).jars}
    assert not named & {*line.left_out, "junit", "mockito-core"}


@every_line
def test_the_lock_names_no_host(line: ReleaseLine) -> None:
    assert "://" not in line.lock_path.read_text("utf-8")


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("2026.08.1", "5.26.30", True),
        ("5.26.30", "2026.08.1", False),
        ("2026.08.1", "2026.01.3", False),
        ("5.26.30", "5.26.4", False),
        ("5.27.0", "5.26.30", True),
        ("5.9.0", "5.26.0", False),
        ("2027.01.0", "2026.08.1", True),
    ],
)
def test_a_later_line_is_newer_and_a_later_patch_is_not(
    version: str, than: str, *, newer: bool
) -> None:
    assert is_newer(version, than) is newer


@every_line
def test_jgo_reads_the_lock_with_the_same_sums(line: ReleaseLine) -> None:
    read = LockFile.load(line.lock_path).dependencies
    theirs = {(each.artifactId, each.sha256) for each in read}

    assert theirs == {(jar.artifact, jar.sha256) for jar in read_lock(line.lock_path).jars}


@every_line
def test_the_native_transports_of_linux_and_macos_are_locked(line: ReleaseLine) -> None:
    classifiers = {jar.classifier for jar in read_lock(line.lock_path).jars}

    assert {"linux-x86_64", "linux-aarch_64", "osx-x86_64", "osx-aarch_64"} <= classifiers


def test_a_file_of_the_right_size_with_other_bytes_is_not_the_locked_one(tmp_path: Path) -> None:
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    jar = LockedJar("g", "a", "1", "", size=3, sha256=abc)
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_bytes(b"abc")
    wrong.write_bytes(b"abd")

    assert jar.is_held_by(right)
    assert not jar.is_held_by(wrong)
    assert not jar.is_held_by(tmp_path / "missing")
