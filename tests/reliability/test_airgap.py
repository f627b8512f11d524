"""Without any network: a bundle installs itself, is verified, serves and answers."""

import json
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.figures import show_figure
from support.installed import build_wheel
from support.service import OURS
from support.tiers import IS_NIGHTLY

CLIENT = Path(__file__).parents[1] / "support" / "without_network.py"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not IS_NIGHTLY, reason="fetches 50 MB; tier N"),
    pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not there"),
]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("bundle")
    wheel = build_wheel(folder)
    line = ".".join(platform.python_version_tuple()[:2])
    archive = folder / "bundle.tar"
    arguments = ("--wheel", wheel, "--python", line, "--platform", platform.machine())
    subprocess.run([OURS, "bundle", *arguments, "--out", archive], check=True)  # noqa: S603  # our own command
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    [found] = [each for each in folder.iterdir() if each.is_dir()]
    yield found
    shutil.rmtree(folder)


def without_network(bundle: Path, prefix: Path) -> dict[str, object]:
    """Install and serve in a network namespace without a route; return what was seen there."""
    done = subprocess.run(  # noqa: S603  # our own files
        ["unshare", "-rn", sys.executable, str(CLIENT), str(bundle), str(prefix)],  # noqa: S607  # the machine's own
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_one_command_installs_verifies_and_serves_without_a_network(
    unpacked: Path, tmp_path: Path
) -> None:
    seen = without_network(unpacked, tmp_path)
    assert seen["route"] is False, "there was a network, so this proves nothing"
    assert seen["policies"] == ["ny-2020-63", "pds-2021-7", "sh-ftz-2022", "xm-2024-2", "zj-2023-9"]
    show_figure("air-gapped: from archive to first answer", float(str(seen["seconds"])), "s")


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
