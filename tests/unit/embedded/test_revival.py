"""When a database that does not answer is started again; on real processes, by a clock of ours."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from credit_graph.embedded.engine import Console, Engine
from credit_graph.embedded.folder_lock import FolderLock
from credit_graph.embedded.revival import Revival
from credit_graph.embedded.vitals import vitals_of
from credit_graph.errors import (
    DatabaseBusyError,
    DatabaseError,
    DatabaseFullError,
    DatabaseUnreachableError,
)
from credit_graph.message import Message

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

SILENT = DatabaseUnreachableError("bolt://here")
IDLE = ("/bin/sh", "-c", "echo Started.; exec sleep 100")
BUSY = ("/bin/sh", "-c", "echo Started.; while :; do :; done")
STARTING = ("/bin/sh", "-c", "exec sleep 100")


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Stage:
    """A revival of a command, with the engines that it has started."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.engines: list[Engine] = []
        self._folder = folder
        self._lock = FolderLock(folder / "engine.lock")
        assert self._lock.acquire(0)

    def revival(self, command: tuple[str, ...]) -> Revival:
        def start() -> Engine:
            engine = Engine(command, Console(self._folder / "console"), self._lock, grace_s=1)
            self.engines.append(engine)
            return engine

        revival = Revival(
            start(), self._folder, start, "Started.", start_timeout_s=60, clock=self.clock
        )
        if command is not STARTING:
            assert revival.engine.wait_for_words("Started.", 20)
        self.clock.now += 1
        return revival

    def close(self) -> None:
        for engine in self.engines:
            engine.stop(0)
        self._lock.release()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.close()


def gone(engine: Engine) -> bool:
    for _ in range(500):
        if engine.exit_code is not None:
            return True
        time.sleep(0.01)
    return False


def test_one_that_ended_is_started_again_at_once(stage: Stage) -> None:
    revival = stage.revival(IDLE)
    os.kill(revival.engine.pid, signal.SIGKILL)
    assert gone(revival.engine)
    assert revival.revive(SILENT) == Message("its Java ended with code {code}", code=137)
    assert len(stage.engines) == 2
    assert vitals_of(revival.engine.pid) is not None


def test_starts_that_do_not_last_are_spread_out(stage: Stage) -> None:
    revival = stage.revival(IDLE)
    revived = []
    for _ in range(8):
        os.kill(revival.engine.pid, signal.SIGKILL)
        assert gone(revival.engine)
        waited = 0
        while revival.revive(SILENT) is None:
            stage.clock.now += 1
            waited += 1
        revived.append(waited)
    assert revived == [0, 1, 2, 4, 8, 16, 30, 30]
    revival.alive()
    os.kill(revival.engine.pid, signal.SIGKILL)
    assert gone(revival.engine)
    assert revival.revive(SILENT) is not None


def test_one_that_was_stopped_by_a_signal_is_started_again_at_once(stage: Stage) -> None:
    revival = stage.revival(IDLE)
    first = revival.engine
    os.kill(first.pid, signal.SIGSTOP)
    while not (vitals := vitals_of(first.pid)) or not vitals.is_stopped:
        time.sleep(0.01)
    assert revival.revive(SILENT) == Message("its Java was stopped by a signal")
    assert first.exit_code is not None


@pytest.mark.parametrize(("command", "patience_s"), [(IDLE, 3), (BUSY, 30)], ids=["idle", "busy"])
def test_one_that_is_silent_has_longer_if_it_is_busy(
    stage: Stage, command: tuple[str, ...], patience_s: int
) -> None:
    revival = stage.revival(command)
    waited = 0
    while revival.revive(SILENT) is None:
        assert waited < 60
        stage.clock.now += 1
        waited += 1
        time.sleep(0.05)  # for the busy one to be seen at work
    assert waited == patience_s


def test_an_answer_in_between_ends_the_silence(stage: Stage) -> None:
    revival = stage.revival(IDLE)
    for _ in range(10):
        assert revival.revive(SILENT) is None
        stage.clock.now += 2
        revival.alive()


def test_one_that_is_starting_has_the_time_of_a_start(stage: Stage) -> None:
    revival = stage.revival(STARTING)
    stage.clock.now += 58
    assert revival.revive(SILENT) is None
    stage.clock.now += 2
    assert revival.revive(SILENT) == Message("it took too long to start")


def test_an_answer_that_is_an_error_is_an_answer(stage: Stage) -> None:
    revival = stage.revival(IDLE)
    for _ in range(5):
        assert revival.revive(DatabaseBusyError(Message("many ask"))) is None
        stage.clock.now += 60
    assert len(stage.engines) == 1


@pytest.mark.parametrize(("free", "started"), [(10_000_000, False), (100_000_000, True)])
def test_one_that_stopped_itself_waits_for_room_on_the_disk(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, free: int, *, started: bool
) -> None:
    room: Callable[[object], object] = lambda _: type("Usage", (), {"free": free})()  # noqa: E731
    monkeypatch.setattr("credit_graph.embedded.revival.shutil.disk_usage", room)
    error: DatabaseError = DatabaseFullError()
    revival = stage.revival(IDLE)
    assert (revival.revive(error) is not None) is started
