"""The wheel as a stranger gets it: built, and installed into an environment of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SECONDS = 240


def uv() -> str:
    """Return the path of uv: beside this Python, where the Makefile puts it, or on the path."""
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        raise FileNotFoundError("uv is neither beside this Python nor on the path; run make test")
    return found


@dataclass(frozen=True, slots=True)
class Installed:
    """A wheel, and the environment into which it was installed."""

    wheel: Path
    environment: Path

    @property
    def command(self) -> Path:
        """The command that the wheel brought."""
        return self.environment / "bin" / "credit-graph"


def build_wheel(folder: Path, source: Path = ROOT) -> Path:
    """Build the wheel into a folder; nothing else is written to."""
    _run("build", "--wheel", "--out-dir", str(folder), cwd=source)
    [wheel] = folder.glob("*.whl")
    return wheel


def build_and_install(folder: Path) -> Installed:
    """Build the wheel and install it with its locked dependencies; only `folder` is written to."""
    environment, locked = folder / "environment", folder / "locked.txt"
    wheel = build_wheel(folder)
    _run("venv", "--python", sys.executable, str(environment), cwd=folder)
    only_ours = ("--no-dev", "--no-emit-project", "--no-header", "--frozen")
    _run("export", *only_ours, "--output-file", str(locked), cwd=ROOT)
    target = ("--python", str(environment / "bin" / "python"))
    _run("pip", "install", *target, "--require-hashes", "-r", str(locked), cwd=folder)
    _run("pip", "install", *target, "--no-deps", str(wheel), cwd=folder)
    return Installed(wheel, environment)


def _run(*arguments: str, cwd: Path) -> None:
    # The environment of this run must not draw uv to the checkout's own.
    outside = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    done = subprocess.run(  # noqa: S603  # our own arguments
        [uv(), *arguments, "--quiet"],
        cwd=cwd,
        env=outside,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"uv {arguments[0]}: {done.stderr}")
