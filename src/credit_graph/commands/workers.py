"""Server processes of one command: started, looked after and ended by the process that owns them.

The parent holds the port and the embedded database. Each worker is a process of its own that is
given the listening socket and, as one line on its standard input, where the database is. That pipe
stays open: its end tells a worker that the parent is gone.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from socket import socket
from typing import TextIO

from credit_graph.languages.language import Language
from credit_graph.message import Message, Words

_LONGEST_PAUSE_S = 10.0
_LIVES_S = 30.0  # who has lived so long is started again at once
_KILLED_S = 5.0


@dataclass(frozen=True, slots=True)
class WorkerOrder:
    """What a worker is told: the descriptor of its socket, the database, whether it is the first.

    The first one loads the demo region where that is wanted, so that only one does.
    """

    descriptor: int
    first: bool
    uri: str
    username: str
    password: str = field(repr=False)
    database: str

    def text(self) -> str:
        """Return it as one line."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def read(cls, stream: TextIO) -> "WorkerOrder":
        """Read the line that `text` has written."""
        return cls(**json.loads(stream.readline()))


@dataclass(slots=True)
class _Worker:
    """A place among the workers, with the process that fills it, if one does."""

    first: bool
    process: "subprocess.Popen[str] | None" = None
    started_at: float = 0.0
    pause_s: float = 0.0
    due_at: float = 0.0


class Workers:
    """So many processes of one command; one that ends unasked is started again."""

    def __init__(
        self,
        count: int,
        command: Sequence[str],
        order: Callable[[bool], WorkerOrder],
        announce: Callable[[Words], None],
    ) -> None:
        self._workers = [_Worker(first=number == 0) for number in range(count)]
        self._command = command
        self._order = order
        self._announce = announce

    def look_after(self) -> None:
        """Start those that do not run, unless one has ended so soon that it must wait."""
        now = time.monotonic()
        for worker in self._workers:
            process = worker.process
            if process is not None and process.poll() is not None:
                self._ended(worker, process.returncode, now)
            if worker.process is None and now >= worker.due_at:
                self._start(worker)
                worker.started_at = now

    def stop(self, within_s: float) -> None:
        """End all of them in order; kill those that have not ended in time."""
        processes = [each.process for each in self._workers if each.process is not None]
        for process in processes:
            process.terminate()
        give_up_at = time.monotonic() + within_s
        for process in processes:
            try:
                process.wait(max(give_up_at - time.monotonic(), 0.0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(_KILLED_S)
            if process.stdin is not None:
                process.stdin.close()

    def kill(self) -> None:
        """End all of them at once."""
        for worker in self._workers:
            if worker.process is not None:
                worker.process.kill()

    @property
    def pids(self) -> Sequence[int]:
        """The process ids of those that run."""
        return [each.process.pid for each in self._workers if each.process is not None]

    def _ended(self, worker: _Worker, code: int, now: float) -> None:
        short = now - worker.started_at < _LIVES_S
        worker.pause_s = min(max(1.0, worker.pause_s * 2), _LONGEST_PAUSE_S) if short else 0.0
        worker.due_at = now + worker.pause_s
        if worker.process is not None and worker.process.stdin is not None:
            worker.process.stdin.close()
        worker.process = None
        self._announce(
            Message("A server process ended with code {code}; it is started again.", code=code)
        )

    def _start(self, worker: _Worker) -> None:
        order = self._order(worker.first)
        worker.process = subprocess.Popen(  # noqa: S603  # our own command
            self._command,
            stdin=subprocess.PIPE,
            pass_fds=(order.descriptor,),
            # A Ctrl-C in the terminal is for the parent, which ends them in order.
            start_new_session=True,
            text=True,
        )
        assert worker.process.stdin is not None  # noqa: S101  # a pipe was asked for
        worker.process.stdin.write(order.text())
        worker.process.stdin.flush()


def worker_command(language: Language) -> Sequence[str]:
    """Return the command of a worker: this interpreter, this package, this language."""
    return [sys.executable, "-m", "credit_graph", "--language", language, "serve", "--worker"]


def received_socket(order: WorkerOrder) -> socket:
    """Return the listening socket that a worker was given."""
    return socket(fileno=order.descriptor)


def end_with_parent(stream: TextIO) -> None:
    """End this process in order when the parent is gone, which the end of the stream tells."""
    descriptor = stream.fileno()

    def wait() -> None:
        # Not by the stream itself, whose lock an ending interpreter would wait for.
        while os.read(descriptor, 64):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()
