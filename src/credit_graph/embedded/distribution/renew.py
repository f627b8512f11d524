"""Renews the lock of the embedded Neo4j.

    python -m credit_graph.embedded.distribution.renew [--line 2026] [VERSION]

Without a version it takes the newest patch of the line that is locked now. It resolves the
dependencies through jgo, fetches every jar once to measure it, and rewrites `jgo.lock.toml` in
jgo's own format with each jar's size added. Run the tests before committing the result: they
start the new version.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cmp_to_key
from importlib.metadata import version as installed_version
from pathlib import Path

from jgo.maven import Dependency, MavenContext, compare_versions

from credit_graph.embedded.distribution.lock import SERVER, Lock, LockedJar
from credit_graph.embedded.distribution.maven import configured_repositories
from credit_graph.embedded.distribution.release_line import LINES, LONG_TERM, ReleaseLine

_DATABASE = ("org.neo4j", "neo4j")
_CONNECTIONS = 6
_JAVA = 21

_HEAD = """\
# Written by `python -m credit_graph.embedded.distribution.renew`.

[metadata]
jgo_version = "{jgo}"

[environment]
name = "credit-graph"
min_java_version = {java}

[entrypoints]
default = "main"
main = "{main}"
"""

_ENTRY = """
[[dependencies]]
groupId = "{jar.group}"
artifactId = "{jar.artifact}"
version = "{jar.version}"
packaging = "jar"
{classifier}sha256 = "{jar.sha256}"
size = {jar.size}
"""


def newest_patch(line: str, versions: Iterable[str]) -> str:
    """Return the highest version of a line: of `5.26`, `5.26.30` rather than `5.26.9`."""
    patches = [version for version in versions if version.startswith(f"{line}.")]
    return max(patches, key=cmp_to_key(compare_versions))


def lock_text(lock: Lock, line: ReleaseLine = LONG_TERM) -> str:
    """Return the lock as a file, which jgo can read too."""
    entries = (
        _ENTRY.format(
            jar=jar,
            classifier=f'classifier = "{jar.classifier}"\n' if jar.classifier else "",
        )
        for jar in lock.jars
    )
    head = _HEAD.format(jgo=installed_version("jgo"), java=_JAVA, main=line.main_class)
    return head + "".join(entries)


def _resolve(context: MavenContext, version: str, line: ReleaseLine) -> Lock:
    roots = [
        context.create_dependency(f"{group}:{artifact}:{version}")
        for group, artifact in (SERVER, _DATABASE)
    ]
    inputs, transitive = context.resolver.resolve(roots)
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        served = [each for each in (*inputs, *transitive) if each.artifactId not in line.left_out]
        return Lock(tuple(pool.map(_measured, served)))


def _measured(dependency: Dependency) -> LockedJar:
    path: Path = dependency.artifact.resolve()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return LockedJar(
        group=dependency.groupId,
        artifact=dependency.artifactId,
        version=dependency.version,
        classifier=dependency.classifier or "",
        size=path.stat().st_size,
        sha256=digest,
    )


def main() -> None:
    """Write the lock."""
    parser = argparse.ArgumentParser(description="Renew the lock of the embedded Neo4j.")
    parser.add_argument("version", nargs="?", help="default: newest patch of the locked line")
    parser.add_argument("--line", choices=LINES, default=LONG_TERM.code)
    asked = parser.parse_args()
    line, wanted = LINES[asked.line], asked.version
    with tempfile.TemporaryDirectory() as cache:
        context = MavenContext(
            repo_cache=Path(cache), remote_repos=dict(configured_repositories()), timeout=30
        )
        if wanted is None:
            server = context.project(*SERVER)
            server.update()
            wanted = newest_patch(line.code, [each.version for each in server.versions()])
        lock = _resolve(context, wanted, line)
    line.lock_path.write_text(lock_text(lock, line), encoding="utf-8")
    sys.stdout.write(f"Locked Neo4j {lock.version}: {len(lock.jars)} jars in {line.lock_path}.\n")


if __name__ == "__main__":
    main()
