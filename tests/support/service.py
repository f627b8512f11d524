"""The service as a process of its own, as `credit-graph serve` starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import httpx

from credit_graph.graph.database.connection import Endpoint

OURS = Path(sys.executable).with_name("credit-graph")
_ANSWERS_WITHIN_S = 120.0
_ENDS_WITHIN_S = 20.0
_PORTS, _WORKERS = range(20_000, 32_000), 16


def free_port() -> int:
    """Return a port on loopback that is free, and that no other process of this run is given.

    It is none of those that the system gives to connections, so that it is still free a moment
    later.
    """
    own = range(_PORTS.start + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]), _PORTS.stop)
    for port in Random().sample(own[::_WORKERS], 50):  # noqa: S311  # no secret
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: where it answers, and its process."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"

    def ready(self) -> tuple[int, str]:
        """Return the status of `/ready` and its code, or the empty text."""
        answer = httpx.get(f"{self.url}/ready", timeout=5)
        return answer.status_code, answer.json().get("code", "")

    def wait_for(self, status: int, code: str = "", within_s: float = _ANSWERS_WITHIN_S) -> float:
        """Wait until `/ready` answers so; return the seconds it took, or raise TimeoutError."""
        began = time.monotonic()
        while time.monotonic() - began < within_s:
            try:
                if self.ready() == (status, code):
                    return time.monotonic() - began
            except httpx.TransportError:
                if self.process.poll() is not None:
                    break
            time.sleep(0.05)
        raise TimeoutError(
            f"not {status} {code} within {within_s} s: {self.log.read_text()[-2000:]}"
        )

    def ask(self, document: str) -> httpx.Response:
        """Put a question."""
        return httpx.post(f"{self.url}/graphql", json={"query": document}, timeout=30)

    def java(self) -> int:
        """Return the process id of its own database."""
        lock = self.log.with_name("neo4j") / "engine.lock"
        return int(lock.read_text(encoding="ascii"))

    def stop(self) -> None:
        """Ask it to end, as an operator's tools do."""
        self.process.send_signal(signal.SIGTERM)


@contextmanager
def serving(
    database: Endpoint | None,
    home: Path,
    *,
    command: Path = OURS,
    settings: Mapping[str, str] | None = None,
    flags: Sequence[str] = (),
) -> Iterator[Service]:
    """Run the service over a database until the block ends; `home` takes its log.

    Without a database it runs one of its own, in `home`. `flags` are those of the command.
    """
    port = free_port()
    named = {} if database is None else _named(database)
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {
        **inherited,
        "CREDIT_GRAPH_HOME": str(home),
        "CREDIT_GRAPH_PORT": str(port),
        "CREDIT_GRAPH_DEMO": "0",
        **named,
        **(settings or {}),
    }
    log = home / "service.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # our own command
            [command, "serve", *flags], cwd=home, env=environment, stdout=output, stderr=output
        )
        try:
            yield Service(port, process, log)
        finally:
            process.terminate()
            try:
                process.wait(_ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _named(database: Endpoint) -> dict[str, str]:
    return {
        "NEO4J_URI": database.uri,
        "NEO4J_USERNAME": database.username,
        "NEO4J_PASSWORD": database.password,
        "NEO4J_DATABASE": database.database,
    }
