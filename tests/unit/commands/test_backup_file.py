"""A backup's file: refused before anything is touched if it is not right for this version."""

import hashlib
import tarfile
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from credit_graph.commands.backup.archive import opened_backup, unpack_dump, write_backup
from credit_graph.commands.backup.manifest import BackupManifest, check_fit, read_manifest
from credit_graph.embedded.errors import RestoreRefusedError
from credit_graph.embedded.offline.dump import DUMP
from credit_graph.graph.database.migrations import MigrationStep

CONTENT = b"dumped" * 1_000
STEPS = (MigrationStep(1, "schema/001_a", "aa"), MigrationStep(2, "schema/002_b", "bb"))
RIGHT = BackupManifest(
    made_at="2026-11-28T00:00:00+00:00",
    made_by="1.0.0",
    neo4j="5.26.30",
    schema={"schema/001_a": "aa"},
    rules="abc",
    published_at=None,
    sha256=hashlib.sha256(CONTENT).hexdigest(),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    work = tmp_path / "work"
    work.mkdir()
    (work / DUMP).write_bytes(CONTENT)
    write_backup(RIGHT, work / DUMP, tmp_path / "it.backup")
    return tmp_path / "it.backup"


def test_what_was_written_is_read_back_and_only_its_owner_may(path: Path, tmp_path: Path) -> None:
    with opened_backup(path) as (manifest, archive):
        unpack_dump(archive, manifest, tmp_path)
    assert manifest == RIGHT
    assert (tmp_path / DUMP).read_bytes() == CONTENT
    assert path.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("keep", [0, 100, 700, 4_000])
def test_a_file_cut_short_or_of_another_kind_is_refused(
    path: Path, tmp_path: Path, keep: int
) -> None:
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(RestoreRefusedError), opened_backup(path) as (manifest, archive):
        unpack_dump(archive, manifest, tmp_path)


def test_one_changed_byte_of_the_dump_is_found(path: Path, tmp_path: Path) -> None:
    content = path.read_bytes()
    at = content.index(b"dumped") + 3_000
    path.write_bytes(content[:at] + b"!" + content[at + 1 :])
    with (
        pytest.raises(RestoreRefusedError, match="damaged"),
        opened_backup(path) as (manifest, archive),
    ):
        unpack_dump(archive, manifest, tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RestoreRefusedError, match=r"none\.backup"):
        opened_backup(tmp_path / "none.backup").__enter__()


def test_a_tar_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    with tarfile.open(tmp_path / "other.tar", "w") as other:
        other.add(tmp_path / "a", "a")
    with pytest.raises(RestoreRefusedError, match="is no backup"):
        opened_backup(tmp_path / "other.tar").__enter__()


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (replace(RIGHT, neo4j="2026.08.1"), "Neo4j 2026.08.1, newer than 5.26.30"),
        (replace(RIGHT, schema={"schema/003_c": "cc"}), "schema/003_c is not known"),
        (replace(RIGHT, schema={"schema/001_a": "ab"}), "another schema/001_a"),
    ],
)
def test_a_newer_database_and_another_schema_are_refused(
    manifest: BackupManifest, why: str
) -> None:
    with pytest.raises(RestoreRefusedError, match=why):
        check_fit(manifest, "5.26.30", STEPS)


@pytest.mark.parametrize("neo4j", ["5.26.30", "5.26.41", "5.9.0", "4.4.1"])
def test_an_older_schema_and_any_patch_of_the_same_line_fit(neo4j: str) -> None:
    check_fit(replace(RIGHT, neo4j=neo4j), "5.26.30", STEPS)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", orjson.dumps({"format": 2}), orjson.dumps({"format": 1, "x": 1})]
)
def test_a_manifest_of_another_form_is_refused(text: bytes) -> None:
    with pytest.raises(RestoreRefusedError):
        read_manifest(text)
