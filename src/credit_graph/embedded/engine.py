"""The running Java, seen from the process that wants it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from credit_graph.embedded.folder_lock import FolderLock
from credit_graph.embedded.vitals import vitals_of

_SUPERVISOR = Path(__file__).with_name("supervisor.py")
_GRACE_S = 8.0  # then SIGKILL; Neo4j recovers from that at its next start
_PAUSE_S = 0.05
# Neither Java nor the supervisor shall depend on variables that this process was started with.
_ENVIRONMENT = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


class Console:
    """What Java has printed since it was started last."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def text(self) -> str:
        """All of it."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""

    def last_words(self, count: int = 8) -> str:
        """Return the last lines, oldest first, without the frames of stack traces."""
        lines = [line for line in self.text.splitlines() if line and not line.startswith("\t")]
        return "\n".join(lines[-count:])


class Engine:
    """A command under a supervisor that ends it when this process ends in any way.

    The supervisor leads a session of its own: a Ctrl-C in the terminal reaches this process
    first, and the database outlives the work that is still being finished.
    """

    def __init__(
        self,
        command: Sequence[str],
        console: Console,
        lock: FolderLock,
        *,
        grace_s: float = _GRACE_S,
    ) -> None:
        self.console = console
        self._grace_s = grace_s
        self._stopped = False
        self._supervisor = subprocess.Popen(  # noqa: S603  # our own file and the locked jars
            [
                sys.executable,
                *("-I", "-S"),
                str(_SUPERVISOR),
                *(str(grace_s), str(lock.descriptor), str(console.path)),
                *command,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env=_ENVIRONMENT,
            pass_fds=(lock.descriptor,),
            start_new_session=True,
            umask=0o077,
        )
        self.pid = self._read_pid()

    @property
    def exit_code(self) -> int | None:
        """The command's exit code, 128 + n if signal n ended it; `None` while it runs."""
        return self._supervisor.poll()

    def wait_for_words(self, words: str, timeout_s: float) -> bool:
        """Wait until the console says so; return whether it did before the end or the timeout."""
        give_up_at = time.monotonic() + timeout_s
        while words not in self.console.text:
            if self.exit_code is not None or time.monotonic() >= give_up_at:
                return False
            time.sleep(_PAUSE_S)
        return True

    def stop(self, within_s: float | None = None) -> None:
        """End the command, gently first, and return when it is gone. Harmless if it is.

        It is killed if it was stopped by a signal, for then it cannot end, or if the time is up:
        the grace, unless another is given.
        """
        if self._stopped:
            return  # its process id may be somebody else's by now
        self._stopped = True
        for pipe in (self._supervisor.stdin, self._supervisor.stdout):
            if pipe is not None:
                pipe.close()
        vitals = vitals_of(self.pid) if self.exit_code is None else None
        try:
            if vitals is None or not vitals.is_stopped:
                self._supervisor.wait(self._grace_s + 1 if within_s is None else within_s)
        except subprocess.TimeoutExpired:
            pass
        if self._supervisor.poll() is None or self._supervisor.returncode < 0:
            # Time is up, or the supervisor was killed and could not end its charge.
            self._kill()
        try:
            self._supervisor.wait(self._grace_s)
        except subprocess.TimeoutExpired:
            self._supervisor.kill()
            self._supervisor.wait()

    def _kill(self) -> None:
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _read_pid(self) -> int:
        pipe = self._supervisor.stdout
        line = pipe.readline() if pipe else b""
        with suppress(ValueError):
            return int(line)
        return 0
