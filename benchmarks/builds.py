"""Builds of this repository side by side: a worktree each, with an environment of its own."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from world import World

from credit_graph.embedded import EmbeddedEndpoint

ROOT = Path(__file__).parents[1]
# What a database of the benchmark is made of: two builds with the same of it can share one.
_DATA = (
    "seeds",
    "cypher/schema",
    "cypher/policies",
    "benchmarks/cypher/region",
    "benchmarks/region.py",
    "benchmarks/world.py",
)
_HOST = Path(__file__).with_name("host_world.py")


@dataclass(frozen=True, slots=True)
class Build:
    """A checkout that can be run: what tables call it, where it is, of which commit."""

    name: str
    root: Path
    commit: str

    @property
    def program(self) -> Path:
        """The command of this build."""
        return self.root / ".venv" / "bin" / "credit-graph"

    @property
    def python(self) -> Path:
        """The interpreter of this build."""
        return self.root / ".venv" / "bin" / "python"


def this_build() -> Build:
    """Return the build that is running; its commit ends in `+` if files differ from it."""
    changed = "+" if _git("status", "--porcelain", "--untracked-files=no") else ""
    return Build("now", ROOT, _git("rev-parse", "HEAD")[:8] + changed)


def build_of(revision: str, folder: Path) -> Build:
    """Return the build of a revision, checked out and installed in a folder of its own.

    Exits if git does not know the revision, or it cannot be installed.
    """
    try:
        commit = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except subprocess.CalledProcessError:
        sys.exit(f"--against {revision}: there is no such commit")
    root = folder / commit[:12]
    if not root.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _git("worktree", "prune")
        _git("worktree", "add", "--detach", str(root), commit)
    if subprocess.run(["make", "-s", ".venv/.synced"], cwd=root, check=False).returncode:  # noqa: S607  # the person's make
        sys.exit(f"--against {revision}: it cannot be installed in {root}")
    return Build("before", root, commit[:8])


def data_digest(root: Path) -> str:
    """Return one figure for all that decides what a database of the benchmark holds."""
    total = hashlib.sha256()
    for name in _DATA:
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(f"{path.relative_to(root).as_posix()}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()


@contextmanager
def world_of(build: Build, home: Path, count: int) -> Iterator[World]:
    """Run a database that another build's own code has loaded."""
    log = home.parent / f"{home.name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    # With -P its own modules are found, and not those beside the script.
    command = [str(build.python), "-P", str(_HOST), str(home), str(count)]
    environment = {**os.environ, "PYTHONPATH": str(build.root / "benchmarks")}
    with (
        log.open("wb") as errors,
        subprocess.Popen(  # noqa: S603  # our own script
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        ) as host,
    ):
        assert host.stdin is not None
        assert host.stdout is not None
        try:
            line = host.stdout.readline()
            if not line:
                sys.exit(f"the database of {build.commit} does not start: see {log}")
            said = json.loads(line)
            yield World(EmbeddedEndpoint(**said["endpoint"]), said["pid"], said["keys"])
        finally:
            host.stdin.close()
            host.wait(60)


def _git(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603  # our own arguments
        ["git", *arguments],  # noqa: S607  # the person's git
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
