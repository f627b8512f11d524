"""A release can be repeated: the same commit gives the same bytes, and names all it is made of."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from credit_graph.embedded.distribution.lock import read_lock
from support.installed import ROOT, uv

pytestmark = pytest.mark.slow
AT = "1767225600"


def copied(folder: Path, mode: int) -> Path:
    """Return a copy of what is built, with other times and rights on every file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name in (*project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"], ".gitignore"):
        if (ROOT / name).is_dir():
            hidden = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(ROOT / name, folder / name, ignore=hidden)
        else:
            shutil.copy(ROOT / name, folder / name)
    for path in folder.rglob("*"):
        path.touch()
        path.chmod(mode if path.is_file() else 0o755)
    return folder


def built(source: Path, out: Path) -> dict[str, str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": AT}
    environment.pop("VIRTUAL_ENV", None)
    subprocess.run(  # noqa: S603  # our own arguments
        [uv(), "build", "--quiet", "--wheel", "--sdist", "--out-dir", out, source],
        check=True,
        capture_output=True,
        env=environment,
        timeout=240,
    )
    files = (path for path in out.iterdir() if not path.name.startswith("."))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def test_wheel_and_source_archive_have_the_same_bytes_when_built_again(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first = built(copied(one, 0o644), tmp_path / "first")
    second = built(copied(other, 0o600), tmp_path / "second")
    assert sorted(Path(name).suffix for name in first) == [".gz", ".whl"]
    assert first == second


def bill() -> str:
    return subprocess.run(  # noqa: S603  # our own script
        [sys.executable, ROOT / "release" / "materials.py"],
        env={**os.environ, "SOURCE_DATE_EPOCH": AT},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_bill_of_materials_keeps_to_cyclonedx_and_is_the_same_each_time() -> None:
    text = bill()
    assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(text) is None
    assert bill() == text
    assert "/home/" not in text
    assert str(ROOT) not in text


def test_the_bill_names_every_package_every_jar_and_every_script() -> None:
    listed = {each["purl"] for each in json.loads(bill())["components"]}
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    needed = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    names = {each["name"] for each in lock if f"\n{each['name']}==" in f"\n{needed}"} - {"pip"}
    assert len(names) > 40
    assert {
        name for name in names if not any(f"pkg:pypi/{name}@" in each for each in listed)
    } == set()
    jars = {f"pkg:maven/{jar.group}/{jar.artifact}@{jar.version}" for jar in read_lock().jars}
    assert len(jars) > 200
    assert {each for each in jars if not any(one.startswith(each) for one in listed)} == set()
    vendored = json.loads((ROOT / "explorer/vendor/lock.json").read_text(encoding="utf-8"))
    assert {f"pkg:npm/{each['name']}@{each['version']}" for each in vendored["packages"]} <= listed
