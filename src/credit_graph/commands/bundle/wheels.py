"""The wheels of a bundle: exactly the locked ones, for the platform that is named."""

import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from credit_graph.errors import BadArgumentError
from credit_graph.errors.causes import said_by
from credit_graph.message import Message

_OLDEST_GLIBC_MINOR, _NEWEST_GLIBC_MINOR = 5, 28
_LAST_WORDS = 4


class Machine(StrEnum):
    """What kinds of processors a bundle can be for."""

    X86_64 = "x86_64"
    AARCH64 = "aarch64"


class PythonLine(StrEnum):
    """What versions of Python a bundle can be for."""

    V3_11 = "3.11"
    V3_12 = "3.12"
    V3_13 = "3.13"
    V3_14 = "3.14"


@dataclass(frozen=True, slots=True)
class BundleTarget:
    """Linux with glibc 2.28 or later on this processor, with this version of Python."""

    machine: Machine
    python: PythonLine

    @property
    def name(self) -> str:
        """The target as part of a file's name."""
        return f"linux-{self.machine}-py{self.python.replace('.', '')}"

    @property
    def facts(self) -> str:
        """The target as `install.py` compares it with the machine it runs on."""
        return f"system=Linux\nmachine={self.machine}\npython={self.python}\n"

    @property
    def pip_options(self) -> tuple[str, ...]:
        """The target in pip's words: pip takes each tag by its word and knows none below it."""
        minors = range(_NEWEST_GLIBC_MINOR, _OLDEST_GLIBC_MINOR - 1, -1)
        tags = (
            *(f"manylinux_2_{minor}_{self.machine}" for minor in minors),
            *(f"manylinux{old}_{self.machine}" for old in ("2014", "2010", "1")),
        )
        platforms = [part for tag in tags for part in ("--platform", tag)]
        return ("--implementation", "cp", "--python-version", self.python, *platforms)


def download_wheels(requirements: Path, target: BundleTarget, folder: Path) -> None:
    """Fetch every locked wheel into a folder, from the index that this user's pip asks.

    Raises `BadArgumentError` if pip is missing, or one of them cannot be had for that target.
    """
    _pip(
        Message("the wheels for {target}", target=target.name),
        "download",
        *("--only-binary=:all:", "--no-deps", "--require-hashes", "--dest", str(folder)),
        *target.pip_options,
        *("--requirement", str(requirements)),
    )


def download_own_wheel(version: str, folder: Path) -> None:
    """Fetch this version of credit-graph itself; raises `BadArgumentError` if it is not there."""
    _pip(
        Message("credit-graph itself (give its wheel with --wheel)"),
        *("download", "--only-binary=:all:", "--no-deps", "--dest", str(folder)),
        f"credit-graph=={version}",
    )


def _pip(what: Message, *arguments: str) -> None:
    if find_spec("pip") is None:
        raise BadArgumentError(
            "bundle",
            Message("this Python has no pip"),
            Message("Install it: {executable} -m ensurepip.", executable=sys.executable),
        )
    quietly = ("--quiet", "--disable-pip-version-check", "--no-input")
    done = subprocess.run(  # noqa: S603  # our own arguments
        [sys.executable, "-m", "pip", *arguments, *quietly],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = " ".join(done.stderr.strip().splitlines()[-_LAST_WORDS:])
        raise BadArgumentError(
            "bundle",
            Message("{what} cannot be had: {cause}", what=what, cause=said_by("pip", words)),
            Message("Check pip's index."),
        )
