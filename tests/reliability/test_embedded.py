"""The embedded Neo4j, for real: starts, stops, crashes, locks, passwords, jars."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ClientError

from credit_graph.embedded import EmbeddedEndpoint, EmbeddedNeo4j, running_endpoint
from credit_graph.embedded.distribution.lock import read_lock
from credit_graph.embedded.errors import (
    EmbeddedDownloadError,
    EmbeddedLockedError,
    EmbeddedStartError,
)
from credit_graph.embedded.folder_lock import FolderLock
from credit_graph.embedded.server import free_port
from support.database import first_password, shared_jars

pytestmark = [pytest.mark.alone, pytest.mark.slow]

_PARENT = """
import sys, time
from pathlib import Path
from support.database import first_password, shared_jars
from credit_graph.embedded import EmbeddedNeo4j
server = EmbeddedNeo4j(Path(sys.argv[1]), prepare=first_password(), jars=shared_jars())
with server:
    print(server.pid, flush=True)
    time.sleep(100)
"""


@dataclass(frozen=True, slots=True)
class Life:
    """What was seen of one database that was stopped once and killed once."""

    home: Path
    endpoints: tuple[EmbeddedEndpoint, ...]
    notes: tuple[str, ...]
    last_pid: int


@pytest.fixture(scope="module")
def taken_port() -> Iterator[int]:
    """A port that was free, until somebody took it."""
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        yield somebody.getsockname()[1]


@pytest.fixture(scope="module")
def running(taken_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedNeo4j]:
    """A server whose first choice was that port."""
    ports = iter([taken_port, free_port()])
    home = tmp_path_factory.mktemp("running") / "平顶山 home"
    with EmbeddedNeo4j(
        home, prepare=first_password(), jars=shared_jars(), port=lambda: next(ports)
    ) as server:
        yield server


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    home = tmp_path_factory.mktemp("life")
    server = _server(home)
    with server:
        first = server.endpoint
        _note(first, "before the stop")
    with server:
        second = server.endpoint
        _note(second, "before the kill")
        os.kill(server.pid, signal.SIGKILL)
    with server:
        third, pid = server.endpoint, server.pid
        notes = _notes(third)
    return Life(home, (first, second, third), notes, pid)


def _server(home: Path) -> EmbeddedNeo4j:
    return EmbeddedNeo4j(home, prepare=first_password(), jars=shared_jars())


@contextmanager
def _driver(endpoint: EmbeddedEndpoint) -> Iterator[Driver]:
    account = (endpoint.username, endpoint.password)
    with GraphDatabase.driver(endpoint.uri, auth=account) as driver:
        yield driver


def _note(endpoint: EmbeddedEndpoint, text: str) -> None:
    with _driver(endpoint) as driver:
        driver.execute_query("CREATE (:Note {text: $text})", {"text": text})


def _notes(endpoint: EmbeddedEndpoint) -> tuple[str, ...]:
    with _driver(endpoint) as driver:
        records = driver.execute_query("MATCH (n:Note) RETURN n.text AS text ORDER BY text").records
        return tuple(record["text"] for record in records)


@contextmanager
def _another_process(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start a server in a process of its own; give that process and the pid of its Java."""
    tests = Path(__file__).parents[1]
    with subprocess.Popen(  # noqa: S603  # our own lines
        [sys.executable, "-c", _PARENT, str(home)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(tests)},
    ) as process:
        assert process.stdout is not None
        yield process, int(process.stdout.readline())


def _is_gone(pid: int, within_s: float) -> bool:
    give_up_at = time.monotonic() + within_s
    while True:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if time.monotonic() >= give_up_at:
            return False
        time.sleep(0.02)


def _listening(pid: int) -> list[tuple[str, int]]:
    """Return address (as the kernel prints it) and port of each listening socket of a process."""
    process = Path("/proc") / str(pid)
    own = set()
    for descriptor in (process / "fd").iterdir():
        with suppress(FileNotFoundError):
            own.add(str(descriptor.readlink()))
    found = []
    for table in ("tcp", "tcp6"):
        for line in (process / "net" / table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                address, _, port = fields[1].partition(":")
                found.append((address, int(port, 16)))
    return found


def test_it_is_neo4j_of_the_locked_version(running: EmbeddedNeo4j) -> None:
    with _driver(running.endpoint) as driver:
        assert driver.get_server_info().agent == f"Neo4j/{read_lock().version}"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_listens_to_nothing_but_one_port_on_the_loopback_interface(
    running: EmbeddedNeo4j,
) -> None:
    ((address, port),) = _listening(running.pid)

    assert address in {"0100007F", "0000000000000000FFFF00000100007F"}  # 127.0.0.1, also as IPv6
    assert running.endpoint.uri == f"bolt://127.0.0.1:{port}"


def test_a_port_taken_at_the_last_moment_is_exchanged(
    running: EmbeddedNeo4j, taken_port: int
) -> None:
    assert not running.endpoint.uri.endswith(f":{taken_port}")
    assert _notes(running.endpoint) == ()


def test_the_password_every_fresh_neo4j_has_is_refused(running: EmbeddedNeo4j) -> None:
    with GraphDatabase.driver(running.endpoint.uri, auth=("neo4j", "neo4j")) as driver:
        assert driver.verify_authentication() is False


def test_the_password_shows_in_no_repr_and_no_log(running: EmbeddedNeo4j) -> None:
    password = running.endpoint.password
    logs = running.log_path.parent.glob("*.log")

    assert password not in repr(running.endpoint)
    assert [log.name for log in logs if password in log.read_text("utf-8")] == []


def test_no_file_of_the_database_is_open_to_others(running: EmbeddedNeo4j) -> None:
    folder = running.log_path.parents[1]
    paths = [folder, *folder.rglob("*")]

    assert len(paths) > 50
    assert [path for path in paths if path.stat().st_mode & 0o077] == []


def test_statements_read_neither_files_nor_addresses(running: EmbeddedNeo4j) -> None:
    with _driver(running.endpoint) as driver:
        for source in ("file:///etc/hosts", f"http://127.0.0.1:{free_port()}/x"):
            with pytest.raises(ClientError, match=r"Cannot load .* configuration property"):
                driver.execute_query("LOAD CSV FROM $source AS row RETURN row", {"source": source})


def test_a_home_in_use_is_refused_with_the_process_that_uses_it(running: EmbeddedNeo4j) -> None:
    home = running.log_path.parents[2]

    with pytest.raises(EmbeddedLockedError, match=f"process {os.getpid()}"), _server(home):
        pass


def test_data_outlive_a_stop_and_a_killed_java(life: Life) -> None:
    assert life.notes == ("before the kill", "before the stop")


def test_the_password_stays_the_same_over_starts(life: Life) -> None:
    assert len({endpoint.password for endpoint in life.endpoints}) == 1


def test_a_stop_leaves_no_java(life: Life) -> None:
    assert _is_gone(life.last_pid, within_s=0)


def test_a_lost_password_names_the_folder_to_remove(life: Life) -> None:
    (life.home / "neo4j" / "password").write_text("not-the-one")

    with pytest.raises(EmbeddedStartError) as caught, _server(life.home):
        pass

    assert f"remove {life.home / 'neo4j'} to begin with an empty database" in str(caught.value)


def test_a_killed_parent_leaves_no_java_and_no_lock_behind(tmp_path: Path) -> None:
    with _another_process(tmp_path) as (parent, java):
        parent.send_signal(signal.SIGKILL)  # not waited for: it stays behind as a zombie

        assert _is_gone(java, within_s=10)
        with FolderLock(tmp_path / "owner.lock") as lock:
            assert lock.acquire(0)


def test_a_java_that_dies_is_noticed_at_once_with_its_last_words(tmp_path: Path) -> None:
    began = time.monotonic()
    server = EmbeddedNeo4j(tmp_path, prepare=first_password(), jars=shared_jars(), heap_mb=1)

    with pytest.raises(EmbeddedStartError, match="Too small maximum heap"), server:
        pass

    assert time.monotonic() - began < 10


def test_a_start_that_takes_too_long_is_given_up_and_leaves_nothing(tmp_path: Path) -> None:
    server = EmbeddedNeo4j(
        tmp_path, prepare=first_password(), jars=shared_jars(), start_timeout_s=0.5
    )

    with pytest.raises(EmbeddedStartError, match=r"not ready after 0\.5 s"), server:
        pass

    with FolderLock(tmp_path / "neo4j" / "engine.lock") as lock:
        assert lock.acquire(0)


def test_a_tampered_jar_never_reaches_java(tmp_path: Path) -> None:
    jars = tmp_path / "jars"
    jars.mkdir()
    names = [jar.file_name for jar in read_lock().jars]
    for name in names[1:]:
        (jars / name).symlink_to(shared_jars() / name)
    (jars / names[0]).write_bytes((shared_jars() / names[0]).read_bytes() + b"\0")

    with (
        pytest.raises(EmbeddedDownloadError, match="is not the locked one"),
        EmbeddedNeo4j(tmp_path, prepare=first_password(), jars=jars),
    ):
        pass

    assert not (tmp_path / "neo4j").exists()


def test_another_command_finds_the_database_that_is_running(running: EmbeddedNeo4j) -> None:
    home = running.log_path.parents[2]
    assert running_endpoint(home) == running.endpoint


def test_nothing_is_found_where_nothing_runs(tmp_path: Path) -> None:
    assert running_endpoint(tmp_path) is None
