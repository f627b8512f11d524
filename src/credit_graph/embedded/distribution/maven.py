"""Fetches single jars from Maven repositories through jgo."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext

from credit_graph.embedded.distribution.lock import LockedJar

_READ_TIMEOUT_S = 30


def configured_repositories() -> Mapping[str, str]:
    """Return repository names and addresses: Maven Central, and what jgo's own settings name.

    Those settings are where a mirror is stated; the locked sums make any mirror safe to use.
    """
    return {"central": MAVEN_CENTRAL_URL, **GlobalSettings.load().repositories}


class Maven:
    """A source of jars; it checks nothing, the lock does."""

    def __init__(self, repositories: Mapping[str, str] | None = None) -> None:
        self._repositories = dict(repositories or configured_repositories())

    def fetch(self, jar: LockedJar, target: Path) -> None:
        """Put the jar's bytes at `target`; raise `OSError` or `RuntimeError` if they cannot be had.

        jgo writes straight to a file's final name, so each jar gets a repository of its own
        beside the target, and the target appears only when jgo is done.
        """
        repository = Path(tempfile.mkdtemp(dir=target.parent))
        try:
            context = MavenContext(
                repo_cache=repository, remote_repos=self._repositories, timeout=_READ_TIMEOUT_S
            )
            component = context.project(jar.group, jar.artifact).at_version(jar.version)
            component.artifact(jar.classifier, "jar").resolve().replace(target)
        finally:
            shutil.rmtree(repository, ignore_errors=True)
