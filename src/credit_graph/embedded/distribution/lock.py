"""The locked jars: which Neo4j is embedded, file by file, with sizes and SHA-256 sums."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from credit_graph.embedded.distribution.release_line import LONG_TERM

SERVER = ("org.neo4j.app", "neo4j-server")


@dataclass(frozen=True, slots=True)
class LockedJar:
    """One jar as it must be: Maven coordinates, size in bytes, SHA-256 in hexadecimal."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The name by which Maven repositories keep it."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"

    def is_held_by(self, path: Path) -> bool:
        """Whether the file has exactly the locked bytes; a missing file has not."""
        try:
            if path.stat().st_size != self.size:
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except FileNotFoundError:
            return False


@dataclass(frozen=True, slots=True)
class Lock:
    """All jars, in the order of the class path."""

    jars: tuple[LockedJar, ...]

    @property
    def version(self) -> str:
        """The version of Neo4j."""
        return next(jar.version for jar in self.jars if (jar.group, jar.artifact) == SERVER)


def read_lock(path: Path = LONG_TERM.lock_path) -> Lock:
    """Read a lock in jgo's format, to which each jar's `size` is added."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["dependencies"]
    return Lock(
        tuple(
            LockedJar(
                group=entry["groupId"],
                artifact=entry["artifactId"],
                version=entry["version"],
                classifier=entry.get("classifier", ""),
                size=entry["size"],
                sha256=entry["sha256"],
            )
            for entry in entries
        )
    )
