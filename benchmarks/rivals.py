"""The two servers as processes of their own, and the load that is put on them."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import orjson

from credit_graph.embedded import Endpoint

PEER = Path(__file__).parent / "peer"
_OURS = Path(sys.executable).with_name("credit-graph")
_STARTS_WITHIN_S = 90.0


@dataclass(frozen=True, slots=True)
class Rival:
    """A running server: its name, where it answers, its process."""

    name: str
    url: str
    pid: int

    def ask(self, text: str, variables: Mapping[str, object]) -> object:
        """Put one question and return the body of the answer."""
        body = orjson.dumps({"query": text, "variables": variables})
        request = Request(self.url, body, {"content-type": "application/json"})  # noqa: S310  # our own
        with urlopen(request, timeout=60) as answer:  # noqa: S310  # our own address
            return orjson.loads(answer.read())


@dataclass(frozen=True, slots=True)
class Sample:
    """What one stretch of load showed; latencies in ms, CPU in ms a request."""

    rate: float
    p50: float
    p99: float
    failed: int
    server_ms: float
    database_ms: float


def node_is_missing() -> bool:
    """Tell whether the peer and the load generator cannot be run here."""
    return shutil.which("node") is None or shutil.which("npm") is None


def install_peer() -> None:
    """Install what package-lock.json names, unless that was done."""
    if not (PEER / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=PEER, check=True)  # noqa: S607  # the person's npm


@contextmanager
def ours(database: Endpoint, home: Path) -> Iterator[Rival]:
    """Run our server."""
    port = _free_port()
    settings = {"CREDIT_GRAPH_PORT": str(port), "CREDIT_GRAPH_HOME": str(home)}
    environment = {**_environment(database), **settings, "CREDIT_GRAPH_DEMO": "0"}
    with _process([str(_OURS), "serve"], environment, home / "ours.log") as process:
        rival = Rival("ours", f"http://127.0.0.1:{port}/graphql", process.pid)
        _wait_for(rival)
        yield rival


@contextmanager
def peer(database: Endpoint, home: Path) -> Iterator[Rival]:
    """Run the peer."""
    port = _free_port()
    environment = {**_environment(database), "PEER_PORT": str(port), "NODE_ENV": "production"}
    with _process(["node", str(PEER / "server.js")], environment, home / "peer.log") as process:
        rival = Rival("peer", f"http://127.0.0.1:{port}/graphql", process.pid)
        _wait_for(rival)
        yield rival


def load(
    rival: Rival,
    database_pid: int,
    questions: tuple[str, Sequence[Mapping[str, object]]],
    connections: int,
    seconds: int,
) -> Sample:
    """Ask as fast as answers come, over so many connections, with rotating variables."""
    text, asked = questions
    bodies = [orjson.dumps({"query": text, "variables": each}).decode() for each in asked]
    order = {"urls": [rival.url], "connections": connections, "seconds": seconds, "bodies": bodies}
    server, database = cpu_s(rival.pid), cpu_s(database_pid)
    done = subprocess.run(  # noqa: S603  # our own script
        ["node", str(PEER / "load.js")],  # noqa: S607  # the person's node
        input=orjson.dumps(order),
        capture_output=True,
        check=True,
    )
    seen = json.loads(done.stdout)
    total = max(seen["total"], 1)
    return Sample(
        rate=seen["rate"],
        p50=seen["p50"],
        p99=seen["p99"],
        failed=seen["failed"],
        server_ms=(cpu_s(rival.pid) - server) * 1_000 / total,
        database_ms=(cpu_s(database_pid) - database) * 1_000 / total,
    )


def cpu_s(pid: int) -> float:
    """Return the CPU seconds a process has taken, from /proc; 0 where there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _environment(database: Endpoint) -> dict[str, str]:
    return {
        **os.environ,
        "NEO4J_URI": database.uri,
        "NEO4J_USERNAME": database.username,
        "NEO4J_PASSWORD": database.password,
        "NEO4J_DATABASE": database.database,
    }


@contextmanager
def _process(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)  # noqa: S603  # our own
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(rival: Rival) -> None:
    give_up_at = time.monotonic() + _STARTS_WITHIN_S
    while True:
        try:
            rival.ask("{ __typename }", {})
        except (URLError, ConnectionError):
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.2)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
