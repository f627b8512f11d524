"""The locked jars in a folder, fetched where they are missing."""

from pathlib import Path

from credit_graph.embedded.distribution.jars import JarFolder
from credit_graph.embedded.distribution.lock import LockedJar, read_lock
from credit_graph.embedded.distribution.release_line import LONG_TERM, ReleaseLine
from credit_graph.embedded.progress import Progress


def provided_jars(
    folder: Path, progress: Progress, line: ReleaseLine = LONG_TERM
) -> tuple[Path, ...]:
    """Return every jar's path in the order of the class path, each with its locked bytes.

    Raises `EmbeddedDownloadError` if one cannot be had.
    """
    return JarFolder(folder, read_lock(line.lock_path)).provide(_fetch, progress)


def _fetch(jar: LockedJar, target: Path) -> None:
    # Most starts fetch nothing, and jgo takes half a second to import.
    from credit_graph.embedded.distribution.maven import Maven  # noqa: PLC0415

    Maven().fetch(jar, target)
