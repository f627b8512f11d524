"""R22: a backup restored elsewhere holds the same, and a bad one changes nothing."""

import asyncio
import os
import subprocess
import tarfile
import time
from collections.abc import Mapping
from pathlib import Path

import orjson
import pytest

from credit_graph.embedded import EmbeddedEndpoint, EmbeddedNeo4j
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.statement import Statement
from support.canonical_hash import canonical_hash
from support.database import first_password, running_neo4j, shared_jars
from support.figures import show_figure
from support.service import OURS
from support.tiers import nightly

pytestmark = [
    pytest.mark.slow,
    nightly,
]


def run(
    home: Path, *arguments: object, external: EmbeddedEndpoint | None = None
) -> "subprocess.CompletedProcess[str]":
    named = {} if external is None else {"NEO4J_URI": external.uri}
    environment = {
        **named,
        "NEO4J_PASSWORD": "" if external is None else external.password,
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "CREDIT_GRAPH_HOME": str(home),
        "CREDIT_GRAPH_JARS": str(shared_jars()),
    }
    return subprocess.run(  # noqa: S603  # our own command
        [OURS, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


def hash_of(home: Path, statements: Mapping[str, Statement]) -> str:
    """Return the canonical hash of a home's database."""

    with EmbeddedNeo4j(home, prepare=first_password(), jars=shared_jars()) as server:
        return hash_at(server.endpoint, statements)


def hash_at(endpoint: EmbeddedEndpoint, statements: Mapping[str, Statement]) -> str:
    """Return the canonical hash of a running database."""

    async def ask() -> str:
        patient = DatabaseLimits(statement_s=120.0, connect_s=10.0)
        async with Graph.open(endpoint, statements, limits=patient) as graph:
            return await canonical_hash(graph)

    return asyncio.run(ask())


def rewritten(backup: Path, path: Path, **changes: object) -> Path:
    """Write the backup with another manifest."""
    folder = path.with_suffix(".unpacked")
    with tarfile.open(backup) as whole:
        whole.extractall(folder, filter="data")
    manifest = folder / "manifest.json"
    manifest.write_bytes(orjson.dumps({**orjson.loads(manifest.read_bytes()), **changes}))
    with tarfile.open(path, "w") as archive:
        for name in ("manifest.json", "neo4j.dump"):
            archive.add(folder / name, name)
    return path


def test_a_backup_restored_elsewhere_holds_the_same_and_a_bad_one_changes_nothing(
    tmp_path: Path, statements: Mapping[str, Statement]
) -> None:
    home, elsewhere, path = tmp_path / "home", tmp_path / "elsewhere", tmp_path / "it.backup"
    assert run(home, "demo").returncode == 0
    made = run(home, "backup", path)
    assert made.returncode == 0, made.stderr
    show_figure("R22: the backup of the demo region", path.stat().st_size / 1e6, "MB")

    newer = rewritten(path, tmp_path / "newer", schema={"schema/999_of_tomorrow": "0"})
    damaged = rewritten(path, tmp_path / "damaged", sha256="0" * 64)
    for bad, why in ((newer, "schema/999_of_tomorrow"), (damaged, "damaged")):
        refused = run(elsewhere, "restore", bad)
        assert (refused.returncode, "[RESTORE_REFUSED]" in refused.stderr) == (2, True)
        assert why in refused.stderr
        assert not (elsewhere / "neo4j").exists()

    restored = run(elsewhere, "restore", path)
    assert restored.returncode == 0, restored.stderr
    before = hash_of(home, statements)
    assert hash_of(elsewhere, statements) == before
    again = run(elsewhere, "restore", path)
    assert (again.returncode, "--replace" in again.stderr) == (2, True)
    assert sorted(each.name for each in elsewhere.iterdir()) == ["neo4j", "owner.lock"]


def test_an_external_database_is_backed_up_by_rows_and_restored_into_another(
    tmp_path: Path, statements: Mapping[str, Statement]
) -> None:
    home, path = tmp_path / "home", tmp_path / "rows.backup"
    with running_neo4j() as one, running_neo4j() as other:
        assert run(home, "demo", external=one).returncode == 0
        made = run(home, "backup", path, external=one)
        assert made.returncode == 0, made.stderr
        show_figure("R22: the same by rows", path.stat().st_size / 1e6, "MB")
        began = time.monotonic()
        restored = run(home, "restore", path, external=other)
        assert restored.returncode == 0, restored.stderr
        show_figure("R22: restored by rows in", time.monotonic() - began, "s")
        assert hash_at(other, statements) == hash_at(one, statements)
        verified = run(home, "audit", "verify", external=other)
        assert (verified.returncode, "whole and in order" in verified.stdout) == (0, True)
        again = run(home, "restore", path, external=other)
        assert (again.returncode, "holds a graph" in again.stderr) == (2, True)
        assert hash_at(other, statements) == hash_at(one, statements)
