"""The folder of one embedded database: what is in it, and who may look."""

import os
import secrets
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from credit_graph.embedded.configuration import Memory, java_options, neo4j_conf
from credit_graph.embedded.distribution.lock import read_lock
from credit_graph.embedded.distribution.release_line import LONG_TERM, ReleaseLine, is_newer
from credit_graph.embedded.errors import EmbeddedEngineError, EmbeddedLockedError
from credit_graph.embedded.folder_lock import FolderLock
from credit_graph.message import Message

MakePassword = Callable[[], str]

_OWNER_LOCK = "owner.lock"
_PREDECESSOR_S = 10.0  # longer than a supervisor's grace
_AFTER_KILL_S = 5.0
_DYING_S = 1.0  # a killed process holds its locks until the kernel has cleared it away


def random_password() -> str:
    """Return 32 characters that nobody can guess."""
    return secrets.token_urlsafe(24)


class DatabaseFolder:
    """`home/neo4j`: `data`, `conf`, `logs`, `tmp`, `password`, `address`, `engine`.

    Its owner's only. `engine` is the version of Neo4j that last opened the store.
    """

    def __init__(self, home: Path, line: ReleaseLine = LONG_TERM) -> None:
        self.line = line
        self.path = home / "neo4j"
        self.console = self.path / "logs" / "console.log"
        self.password_file = self.path / "password"
        self.address_file = self.path / "address"
        self._home = home

    def prepare(self) -> None:
        """Create what is missing, empty `tmp`, and shut everybody else out."""
        self._home.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.path / "tmp", ignore_errors=True)
        for folder in (self.path, *(self.path / name for name in ("conf", "logs", "tmp"))):
            folder.mkdir(mode=0o700, exist_ok=True)
        self.path.chmod(0o700)

    def password(self, make: MakePassword) -> str:
        """Return the password, after writing a new one where there is none.

        It is on disk before any database is told of it: a start that is cut off in between
        leaves a password that the next start can try.
        """
        with suppress(FileNotFoundError):
            self.password_file.chmod(0o600)
            return self.password_file.read_text(encoding="ascii").strip()
        password = make()
        fresh = self.password_file.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{password}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.password_file)
        return password

    def configure(self, port: int, memory: Memory, jars: tuple[Path, ...]) -> None:
        """Write the files that Neo4j and Java read at their start."""
        conf = self.path / "conf"
        texts = {
            "neo4j.conf": neo4j_conf(port, memory, self.line),
            "java.options": java_options(jars, self.path, memory),
        }
        for name, text in texts.items():
            (conf / name).touch(mode=0o600)
            (conf / name).write_text(text, encoding="utf-8")

    def admit_engine(self) -> None:
        """Note which Neo4j opens the store; raise `EmbeddedEngineError` for one that cannot.

        A store that a later line has opened, even without a write, is none for an earlier one,
        whose own advice would be to give up its logs.
        """
        version = read_lock(self.line.lock_path).version
        mark = self.path / "engine"
        before = mark.read_text(encoding="ascii").strip() if mark.exists() else version
        if is_newer(before, version):
            raise EmbeddedEngineError(str(self.path), before, version)
        mark.touch(mode=0o600)
        mark.write_text(f"{version}\n", encoding="ascii")

    def publish_address(self, uri: str) -> None:
        """Tell other commands of this user where the database listens."""
        self.address_file.touch(mode=0o600)
        self.address_file.write_text(uri, encoding="ascii")

    def withdraw_address(self) -> None:
        """Stop telling."""
        self.address_file.unlink(missing_ok=True)

    def engine_lock(self, patience_s: float = _PREDECESSOR_S) -> FolderLock:
        """Return the lock that the supervisor and Java hold, taken once no earlier Java is left.

        The caller owns the folder, so a Java that still holds it has lost its owner. It is given
        that time to shut down and then ended. Raises `EmbeddedLockedError` if it stays.
        """
        lock = FolderLock(self.path / "engine.lock")
        if lock.acquire(patience_s):
            return lock
        if lock.text.isdigit():
            # The lock is held, so the process that signed it, or its supervisor, still lives.
            with suppress(ProcessLookupError):
                os.kill(int(lock.text), signal.SIGKILL)
            if lock.acquire(_AFTER_KILL_S):
                return lock
        raise EmbeddedLockedError(
            str(self._home), Message("a Java left behind (process {process})", process=lock.text)
        )


def own(home: Path) -> FolderLock:
    """Return the lock that makes this process the only user of the home.

    Raises `EmbeddedLockedError` naming the process that is.
    """
    lock = FolderLock(home / _OWNER_LOCK)
    home.mkdir(parents=True, exist_ok=True)
    if not lock.acquire(_DYING_S):
        raise EmbeddedLockedError(str(home), _process(lock.text))
    lock.sign(str(os.getpid()))
    return lock


def _process(number: str) -> Message:
    """Return who holds a lock; one that was taken a moment ago names nobody yet."""
    return Message("process {process}", process=number) if number else Message("another process")


def is_owned(home: Path) -> bool:
    """Tell whether a process uses the home at this moment; creates nothing."""
    path = home / _OWNER_LOCK
    if not path.exists():
        return False
    with FolderLock(path) as lock:
        return not lock.acquire(patience_s=0)
