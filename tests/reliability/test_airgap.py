"""Without any network: a bundle installs itself, serves, is backed up, restored and upgraded."""

import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from credit_graph import __version__
from support.certificates import self_signed
from support.figures import show_figure
from support.installed import ROOT, build_wheel
from support.office_without_network import NAME
from support.tiers import IS_NIGHTLY

NEWER = "99.0.0"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not IS_NIGHTLY, reason="fetches 100 MB; tier N"),
    pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not there"),
]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield from bundled(ROOT, tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The same program under a later version, bundled by its own command."""
    source = tmp_path_factory.mktemp("source")
    for name in ("src", "cypher", "seeds", "explorer"):
        shutil.copytree(ROOT / name, source / name)
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.txt"):
        shutil.copy(ROOT / name, source)
    for name in ("pyproject.toml", "src/credit_graph/__init__.py"):
        stated = (source / name).read_text("utf-8")
        (source / name).write_text(stated.replace(f'"{__version__}"', f'"{NEWER}"', 1), "utf-8")
    yield from bundled(source, tmp_path_factory.mktemp("newer"))


def bundled(source: Path, folder: Path) -> Iterator[Path]:
    """Yield the unpacked bundle of what stands in a folder of sources."""
    wheel = build_wheel(folder, source)
    line = ".".join(platform.python_version_tuple()[:2])
    archive = folder / "bundle.tar"
    command = [sys.executable, "-m", "credit_graph", "bundle", "--python", line]
    subprocess.run(  # noqa: S603  # our own command
        [*command, "--platform", platform.machine(), "--wheel", wheel, "--out", archive],
        check=True,
        env={**os.environ, "PYTHONPATH": str(source / "src")},
    )
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    [found] = [each for each in folder.iterdir() if each.is_dir()]
    yield found
    shutil.rmtree(folder)


def without_network(module: str, *arguments: Path) -> dict[str, Any]:
    """Run a module in a network namespace without a route; return what was seen there."""
    done = subprocess.run(  # noqa: S603  # our own files
        ["unshare", "-rn", sys.executable, "-m", f"support.{module}", *arguments],  # noqa: S607  # the machine's own
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["route"] is False, "there was a network, so this proves nothing"
    return found


def test_one_command_installs_verifies_and_serves_without_a_network(
    unpacked: Path, tmp_path: Path
) -> None:
    seen = without_network("without_network", unpacked, tmp_path)
    assert seen["policies"] == ["ny-2020-63", "pds-2021-7", "sh-ftz-2022", "xm-2024-2", "zj-2023-9"]
    show_figure("air-gapped: from archive to first answer", seen["seconds"], "s")


def test_an_office_lives_with_it_without_a_network(
    unpacked: Path, newer: Path, tmp_path: Path
) -> None:
    began = time.monotonic()
    certificate, key = self_signed(tmp_path, NAME)
    seen = without_network("office_without_network", unpacked, newer, certificate, key, tmp_path)
    assert (seen["installed"], seen["upgraded"]) == (__version__, NEWER)
    assert seen["without token"] == 401
    assert seen["recorded"] == ["Recorded", "Recorded"]
    assert seen["answer"]["enterprise"]["ratings"] == [{"scheme": "customs", "level": "advanced"}]
    assert seen["restored"] == seen["after"] == seen["answer"]
    assert seen["verified"].startswith("3 entries, whole and in order.")
    figure = time.monotonic() - began
    show_figure("air-gapped: installed, used, restored elsewhere, upgraded in", figure, "s")


def test_a_bundle_with_one_bad_byte_installs_nothing(unpacked: Path, tmp_path: Path) -> None:
    jar = next((unpacked / "jars").glob("neo4j-kernel-*.jar"))
    content = jar.read_bytes()
    jar.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    try:
        done = subprocess.run(  # noqa: S603  # our own files
            [sys.executable, unpacked / "install.py", "--prefix", tmp_path / "prefix"],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        jar.write_bytes(content)
    assert done.returncode == 1
    assert jar.name in done.stderr
    assert not (tmp_path / "prefix").exists()
