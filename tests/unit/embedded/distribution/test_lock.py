import re
from pathlib import Path

from jgo.env import LockFile

from credit_graph.embedded.distribution.lock import LOCK_PATH, LockedJar, read_lock


def test_the_lock_holds_neo4j_and_its_server_at_one_version() -> None:
    lock = read_lock()
    ours = {jar.version for jar in lock.jars if jar.artifact in {"neo4j", "neo4j-server"}}

    assert ours == {lock.version}
    assert lock.version.startswith("5.26.")


def test_each_jar_is_locked_by_size_and_sum_under_a_name_of_its_own() -> None:
    jars = read_lock().jars

    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in jars)
    assert len({jar.file_name for jar in jars}) == len(jars) > 200


def test_the_lock_names_no_host() -> None:
    assert "://" not in LOCK_PATH.read_text("utf-8")


def test_jgo_reads_the_lock_with_the_same_sums() -> None:
    theirs = {(each.artifactId, each.sha256) for each in LockFile.load(LOCK_PATH).dependencies}

    assert theirs == {(jar.artifact, jar.sha256) for jar in read_lock().jars}


def test_the_native_transports_of_linux_and_macos_are_locked() -> None:
    classifiers = {jar.classifier for jar in read_lock().jars}

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
