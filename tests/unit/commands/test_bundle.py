"""A bundle: verified before anything is installed, the same bytes each time, locked as uv.lock."""

import re
import subprocess
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from credit_graph.cli import command_line
from credit_graph.commands.bundle import install
from credit_graph.commands.bundle.archive import readme_text, write_archive, write_sums
from credit_graph.commands.bundle.wheels import BundleTarget, Machine, PythonLine
from credit_graph.resources import requirements_file
from support.installed import uv

ROOT = Path(__file__).parents[3]
HERE = BundleTarget(Machine.X86_64, PythonLine.V3_13)


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "credit-graph-1-linux"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a.whl").write_bytes(b"wheel")
    (folder / "platform.txt").write_text(HERE.facts, encoding="utf-8")
    write_sums(folder)
    return folder


def test_a_bundle_as_it_was_written_is_matched(bundled: Path) -> None:
    assert install.unmatched(bundled) == []


def test_a_changed_a_missing_and_an_added_file_are_each_named(bundled: Path) -> None:
    (bundled / "wheels" / "a.whl").write_bytes(b"wheal")
    (bundled / "platform.txt").unlink()
    (bundled / "wheels" / "more.whl").write_bytes(b"")
    assert install.unmatched(bundled) == ["platform.txt", "wheels/a.whl", "wheels/more.whl"]


def test_the_sums_are_in_the_form_of_sha256sum(bundled: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"],  # noqa: S607  # the machine's own
        cwd=bundled,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("key", "value"), [("machine", "riscv64"), ("python", "3.9"), ("system", "Darwin")]
)
def test_a_bundle_for_another_machine_says_for_which(tmp_path: Path, key: str, value: str) -> None:
    (tmp_path / "platform.txt").write_text(f"{key}={value}\n", encoding="utf-8")
    problem = install.misfit(tmp_path)
    assert problem is not None
    assert problem.startswith(f"{key} ")
    assert problem.endswith(f", not {value}")


def test_the_archive_has_the_same_bytes_whenever_it_is_written(
    bundled: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.tar", tmp_path / "other.tar"
    write_archive(bundled, one, at=1_000_000)
    for path in bundled.rglob("*"):
        path.touch()
    write_archive(bundled, other, at=1_000_000)
    assert one.read_bytes() == other.read_bytes()
    with tarfile.open(one) as archive:
        assert [each.name for each in archive] == [
            f"{bundled.name}/{name}" for name in ("SHA256SUMS", "platform.txt", "wheels/a.whl")
        ]
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == [
        *("one.tar", "other.tar"),
    ]


def test_pip_is_given_every_tag_that_glibc_2_28_runs() -> None:
    tags = HERE.pip_options[5::2]
    assert tags[0] == "manylinux_2_28_x86_64"
    assert "manylinux_2_17_x86_64" in tags
    assert "manylinux2014_x86_64" in tags
    assert not [each for each in tags if each.startswith("manylinux_2_29")]


def test_the_readme_names_the_one_command(bundled: Path) -> None:
    del bundled
    text = readme_text("1.0", "5.26", HERE)
    assert "    python3 install.py --serve\n" in text
    assert "Python 3.13" in text


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("other-1.0-py3-none-any.whl", "no wheel of credit-graph"),
        ("credit_graph_more-1.0-py3-none-any.whl", "no wheel of credit-graph"),
        ("credit_graph-0.9.0-py3-none-any.whl", "of version 0.9.0, and this command of "),
    ],
)
def test_a_wheel_that_this_command_has_not_the_locks_of_is_refused(name: str, why: str) -> None:
    done = CliRunner().invoke(command_line(), ["bundle", "--wheel", name])
    assert done.exit_code == 2
    assert why in " ".join(done.stderr.split())


def test_the_packages_are_those_of_the_lock_each_with_its_sums() -> None:
    made = subprocess.run(  # noqa: S603  # our own arguments
        [
            *(uv(), "export", "--quiet", "--frozen", "--no-dev", "--group", "bundle"),
            *("--no-emit-project", "--no-header", "--no-annotate"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert requirements_file().read_text(encoding="utf-8") == made, "run `make requirements`"
    markers = set(re.findall(r" ; (.*?) \\", made))
    # pip asks markers of the machine it runs on, not of the one the bundle is for: the answers
    # must be the same on both.
    asked = {word for each in markers for word in re.findall(r"[a-z_]+(?= [!=]=)", each)}
    assert asked <= {"sys_platform", "implementation_name", "platform_python_implementation"}
