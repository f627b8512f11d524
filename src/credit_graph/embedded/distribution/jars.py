"""The folder of jars: complete, and exactly the locked bytes, before Java sees any of them."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from credit_graph.embedded.distribution.lock import Lock, LockedJar
from credit_graph.embedded.errors import (
    EmbeddedDownloadError,
)
from credit_graph.embedded.folder_lock import FolderLock
from credit_graph.embedded.progress import Progress
from credit_graph.errors.causes import cause_of, system_cause
from credit_graph.message import Message

Fetch = Callable[[LockedJar, Path], None]
Pause = Callable[[float], None]

_CONNECTIONS = 6
_PAUSES_S = (1.0, 4.0)  # before the second and the third attempt at a jar
_OTHERS_DOWNLOAD_S = 1800.0
_INCOMING = ".incoming"


@dataclass(frozen=True, slots=True)
class JarInspection:
    """What a folder of jars lacks, and the names of files that are not the locked ones."""

    missing: tuple[LockedJar, ...]
    wrong: tuple[str, ...]


class JarFolder:
    """A folder that several databases, and several processes at once, may share.

    A jar appears under its own name only when its sum has been found right. What a full check
    has found is noted with each file's size and times of change, so that later starts need no
    more than a look at those.
    """

    def __init__(self, path: Path, lock: Lock) -> None:
        self._path = path
        self._jars = lock.jars
        self._version = lock.version
        self._proofs = path / "verified.txt"

    def provide(
        self, fetch: Fetch, progress: Progress, *, pause: Pause = time.sleep
    ) -> tuple[Path, ...]:
        """Return every jar's path in the order of the lock, fetching what is missing.

        Raises `EmbeddedDownloadError` if a jar cannot be fetched or is not the locked one; what
        was fetched before that is kept.
        """
        try:
            if self._is_sealed():
                self._compare_sealed()
            elif not self._are_proven():
                self._complete(fetch, progress, pause)
        except OSError as error:  # the folder's own: a full disk, no permission
            raise EmbeddedDownloadError(
                Message("the jars in {path}", path=str(self._path)), system_cause(error)
            ) from error
        return tuple(self._path / jar.file_name for jar in self._jars)

    def _is_sealed(self) -> bool:
        return self._path.is_dir() and not os.access(self._path, os.W_OK)

    def _compare_sealed(self) -> None:
        """Compare a folder that nothing can be written to: no proof can be noted there either."""
        found = self.inspected()
        lacking = (*found.wrong, *(jar.file_name for jar in found.missing))
        if lacking:
            raise EmbeddedDownloadError(
                lacking[0],
                Message(
                    "it is missing or not the locked one, and {path} cannot be written to",
                    path=str(self._path),
                ),
            )

    def inspected(self) -> JarInspection:
        """Compare what is there with the lock; changes nothing."""
        paths = [(jar, self._path / jar.file_name) for jar in self._jars]
        known = self._known_proofs()
        return JarInspection(
            missing=tuple(jar for jar, path in paths if not path.exists()),
            wrong=tuple(
                jar.file_name
                for jar, path in paths
                if path.exists() and _proof(jar, path) not in known and not jar.is_held_by(path)
            ),
        )

    def _complete(self, fetch: Fetch, progress: Progress, pause: Pause) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        with FolderLock(self._path / ".lock") as lock:
            if not lock.acquire(patience_s=0):
                progress.say(Message("Another process is fetching the jars; waiting for it."))
                if not lock.acquire(_OTHERS_DOWNLOAD_S):
                    raise EmbeddedDownloadError(
                        Message("the jars"), Message("another process keeps their folder")
                    )
            missing = self._missing()
            if missing:
                self._fetch_all(missing, _persistently(fetch, pause), progress)
            self._note_proofs()

    def _missing(self) -> list[LockedJar]:
        known = self._known_proofs()
        missing = []
        for jar in self._jars:
            path = self._path / jar.file_name
            if not path.exists():
                missing.append(jar)
            elif _proof(jar, path) not in known and not jar.is_held_by(path):
                path.replace(path.with_suffix(".refused"))
                raise EmbeddedDownloadError(
                    jar.file_name,
                    Message(
                        "the file in {path} is not the locked one; it was put aside as "
                        "{stem}.refused",
                        path=str(self._path),
                        stem=path.stem,
                    ),
                )
        return missing

    def _fetch_all(self, jars: Sequence[LockedJar], fetch: Fetch, progress: Progress) -> None:
        incoming = self._path / _INCOMING
        shutil.rmtree(incoming, ignore_errors=True)  # what a killed start left half fetched
        incoming.mkdir()
        text = Message(
            "Fetching Neo4j {version} ({count} files)", version=self._version, count=len(jars)
        )
        pool = ThreadPoolExecutor(_CONNECTIONS)
        try:
            with progress.measure(text, sum(jar.size for jar in jars)) as advance:
                transfers = [pool.submit(self._take_in, jar, incoming, fetch) for jar in jars]
                for transfer in as_completed(transfers):
                    advance(transfer.result().size)
        finally:
            # Also on Ctrl-C: end after the transfers under way, not after all of them.
            pool.shutdown(cancel_futures=True)

    def _take_in(self, jar: LockedJar, incoming: Path, fetch: Fetch) -> LockedJar:
        arrived = incoming / jar.file_name
        fetch(jar, arrived)
        if not jar.is_held_by(arrived):
            size = arrived.stat().st_size
            arrived.unlink()
            raise EmbeddedDownloadError(
                jar.file_name,
                Message(
                    "what arrived ({size} bytes) is not the locked file ({locked} bytes, "
                    "SHA-256 {sha256})",
                    size=size,
                    locked=jar.size,
                    sha256=jar.sha256,
                ),
            )
        arrived.replace(self._path / jar.file_name)
        return jar

    def _are_proven(self) -> bool:
        known = self._known_proofs()
        try:
            return all(_proof(jar, self._path / jar.file_name) in known for jar in self._jars)
        except FileNotFoundError:
            return False

    def _known_proofs(self) -> frozenset[str]:
        try:
            return frozenset(self._proofs.read_text(encoding="utf-8").splitlines())
        except (FileNotFoundError, UnicodeDecodeError):
            return frozenset()

    def _note_proofs(self) -> None:
        lines = [_proof(jar, self._path / jar.file_name) for jar in self._jars]
        fresh = self._proofs.with_suffix(".new")
        fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
        fresh.replace(self._proofs)


def _proof(jar: LockedJar, path: Path) -> str:
    """One line that no longer fits once the file's content was written to again.

    The time of the inode's last change is part of it because, unlike the content's, no program
    can set it back.
    """
    stat = path.stat()
    return f"{jar.sha256} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {jar.file_name}"


def _persistently(fetch: Fetch, pause: Pause) -> Fetch:
    """Try each jar three times; then raise `EmbeddedDownloadError` with the last reason."""

    def fetch_persistently(jar: LockedJar, target: Path) -> None:
        for seconds in _PAUSES_S:
            with suppress(OSError, RuntimeError):
                return fetch(jar, target)
            pause(seconds)
        try:
            fetch(jar, target)
        except (OSError, RuntimeError) as error:  # all that jgo and the network raise
            raise EmbeddedDownloadError(jar.file_name, cause_of(error, "Maven")) from error
        return None

    return fetch_persistently
