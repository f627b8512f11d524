"""The supervisor with harmless commands in Java's place."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from credit_graph.embedded.engine import Console, Engine
from credit_graph.embedded.folder_lock import FolderLock

_SLEEP = ("/bin/sleep", "60")
_STUBBORN = ("/bin/sh", "-c", "trap '' TERM; echo deaf; while :; do /bin/sleep 0.1; done")
_PARENT = """
import os, sys, time
from pathlib import Path
from credit_graph.embedded.engine import Console, Engine
from credit_graph.embedded.folder_lock import FolderLock
home = Path(sys.argv[1])
lock = FolderLock(home / "engine.lock")
assert lock.acquire(0)
engine = Engine(("/bin/sleep", "60"), Console(home / "console.log"), lock)
lock.release()
if sys.argv[2] == "forks" and os.fork() == 0:
    os.close(1)
    time.sleep(8)
    os._exit(0)
print(engine.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[FolderLock]:
    with FolderLock(tmp_path / "engine.lock") as lock:
        assert lock.acquire(0)
        yield lock


@contextmanager
def _engine(
    command: tuple[str, ...], lock: FolderLock, folder: Path, grace_s: float = 5.0
) -> Iterator[Engine]:
    engine = Engine(command, Console(folder / "console.log"), lock, grace_s=grace_s)
    try:
        yield engine
    finally:
        engine.stop()


def _ends_within(seconds: float, home: Path) -> bool:
    """Whether supervisor and command let go of their lock, as they do when they end."""
    with FolderLock(home / "engine.lock") as lock:
        return lock.acquire(seconds)


def test_the_command_runs_and_stops_when_told(lock: FolderLock, tmp_path: Path) -> None:
    with _engine(_SLEEP, lock, tmp_path) as engine:
        lock.release()
        os.kill(engine.pid, 0)
        assert engine.exit_code is None

        engine.stop()

        assert engine.exit_code == 128 + signal.SIGTERM
        assert _ends_within(0, tmp_path)


def test_a_second_stop_does_nothing(lock: FolderLock, tmp_path: Path) -> None:
    with _engine(_SLEEP, lock, tmp_path) as engine:
        engine.stop()
        engine.stop()

        assert engine.exit_code == 128 + signal.SIGTERM


def test_a_command_deaf_to_the_gentle_signal_is_killed(lock: FolderLock, tmp_path: Path) -> None:
    with _engine(_STUBBORN, lock, tmp_path, grace_s=0.3) as engine:
        assert engine.wait_for_words("deaf", 5)

        engine.stop()

        assert engine.exit_code == 128 + signal.SIGKILL


def test_the_end_of_the_command_is_noticed_with_its_exit_code_and_words(
    lock: FolderLock, tmp_path: Path
) -> None:
    script = "echo first; printf '\\tat frame\\n'; echo last; exit 3"
    with _engine(("/bin/sh", "-c", script), lock, tmp_path) as engine:
        began = time.monotonic()

        assert not engine.wait_for_words("never said", 30)

        assert time.monotonic() - began < 5
        assert engine.exit_code == 3
        assert engine.console.last_words() == "first\nlast"


def test_a_command_that_cannot_be_started_says_why(lock: FolderLock, tmp_path: Path) -> None:
    with _engine(("/no/such/java",), lock, tmp_path) as engine:
        assert not engine.wait_for_words("never said", 30)
        assert "/no/such/java could not be started" in engine.console.last_words()


def test_words_of_an_earlier_start_do_not_count(lock: FolderLock, tmp_path: Path) -> None:
    (tmp_path / "console.log").write_text("ready\n")

    with _engine(_SLEEP, lock, tmp_path) as engine:
        assert not engine.wait_for_words("ready", 0.2)


def test_a_ctrl_c_in_the_terminal_does_not_reach_it(lock: FolderLock, tmp_path: Path) -> None:
    with _engine(_SLEEP, lock, tmp_path) as engine:
        assert os.getsid(engine.pid) != os.getsid(0)


def test_an_interrupt_sent_to_the_supervisor_itself_is_ignored(
    lock: FolderLock, tmp_path: Path
) -> None:
    with _engine(_SLEEP, lock, tmp_path) as engine:
        supervisor = os.getsid(engine.pid)  # it leads the session
        os.kill(supervisor, signal.SIGINT)
        time.sleep(0.3)

        assert engine.exit_code is None


def test_the_command_is_ended_even_if_its_supervisor_was_killed(
    lock: FolderLock, tmp_path: Path
) -> None:
    with _engine(_SLEEP, lock, tmp_path) as engine:
        lock.release()
        os.kill(os.getsid(engine.pid), signal.SIGKILL)
        assert not _ends_within(0.3, tmp_path)  # the command holds the lock, too

        engine.stop()

        assert _ends_within(2, tmp_path)


def test_variables_of_this_process_do_not_reach_java(
    lock: FolderLock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Xmx1m")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")

    with _engine(("/usr/bin/env",), lock, tmp_path) as engine:
        assert engine.wait_for_words("LC_ALL=C.UTF-8", 5)
        assert "JDK_JAVA_OPTIONS" not in engine.console.text
        assert "secret" not in engine.console.text


@pytest.mark.slow
@pytest.mark.parametrize("parent", ["alone", "forks"])
def test_a_killed_parent_takes_the_command_with_it(parent: str, tmp_path: Path) -> None:
    # A forked child keeps the pipe open, so the supervisor must look at its parent as well.
    process = subprocess.Popen(  # noqa: S603  # our own lines
        [sys.executable, "-c", _PARENT, str(tmp_path), parent], stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) > 0
        assert not _ends_within(0, tmp_path)

        process.kill()

        assert _ends_within(4, tmp_path)
