"""The two servers as processes of their own, and the load that is put on them."""

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import orjson

from credit_graph.embedded import EmbeddedEndpoint

PEER = Path(__file__).parent / "peer"
_OURS = Path(sys.executable).with_name("credit-graph")
_STARTS_WITHIN_S = 90.0


@dataclass(frozen=True, slots=True)
class Rival:
    """A running server: its name, and where each of its processes answers, with its log."""

    name: str
    urls: Sequence[str]
    pids: Sequence[int]
    logs: Sequence[Path]

    def ask(self, text: str, variables: Mapping[str, object]) -> object:
        """Put one question and return the body of the answer."""
        body = orjson.dumps({"query": text, "variables": variables})
        request = Request(self.urls[0], body, {"content-type": "application/json"})  # noqa: S310  # our own
        with urlopen(request, timeout=60) as answer:  # noqa: S310  # our own address
            return orjson.loads(answer.read())


@dataclass(frozen=True, slots=True)
class Sample:
    """What one stretch of load showed; latencies in ms, CPU in ms a request.

    `generator_ms`: what the load generator itself took, on the same processors. `statements` a
    request, which only we tell.
    """

    rate: float
    p50: float
    p99: float
    failed: int
    server_ms: float
    database_ms: float
    generator_ms: float
    statements: float | None = None


def node_is_missing() -> bool:
    """Tell whether the peer and the load generator cannot be run here."""
    return shutil.which("node") is None or shutil.which("npm") is None


def install_peer() -> None:
    """Install what package-lock.json names, unless that was done."""
    if not (PEER / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=PEER, check=True)  # noqa: S607  # the person's npm


@contextmanager
def ours(
    database: EmbeddedEndpoint,
    home: Path,
    processes: int = 1,
    *,
    name: str = "ours",
    program: Path = _OURS,
) -> Iterator[Rival]:
    """Run our server, in so many processes that share nothing but the database.

    `program` is the command of another build, which `name` then tells apart.
    """
    settings = {"CREDIT_GRAPH_HOME": str(home), "CREDIT_GRAPH_DEMO": "0"}
    environment = {**_environment(database), **settings}
    command = [str(program), "serve"]
    with _rival(
        name,
        command,
        environment,
        port_setting="CREDIT_GRAPH_PORT",
        home=home,
        processes=processes,
    ) as rival:
        yield rival


@contextmanager
def peer(database: EmbeddedEndpoint, home: Path, processes: int = 1) -> Iterator[Rival]:
    """Run the peer, in so many processes."""
    environment = {**_environment(database), "NODE_ENV": "production"}
    command = ["node", str(PEER / "server.js")]
    with _rival(
        "peer", command, environment, port_setting="PEER_PORT", home=home, processes=processes
    ) as rival:
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
    order = {"urls": rival.urls, "connections": connections, "seconds": seconds, "bodies": bodies}
    server, database = sum(map(cpu_s, rival.pids)), cpu_s(database_pid)
    read = [log.stat().st_size for log in rival.logs]
    generator = _children_cpu_s()
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
        server_ms=(sum(map(cpu_s, rival.pids)) - server) * 1_000 / total,
        database_ms=(cpu_s(database_pid) - database) * 1_000 / total,
        generator_ms=(_children_cpu_s() - generator) * 1_000 / total,
        statements=_statements(rival.logs, read),
    )


def _children_cpu_s() -> float:
    """Return the CPU seconds of the processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _statements(logs: Sequence[Path], begin: Sequence[int]) -> float | None:
    """Return how many statements a request took, by the lines of the logs after these places."""
    told = []
    for log, place in zip(logs, begin, strict=True):
        with log.open("rb") as lines:
            lines.seek(place)
            told += [orjson.loads(line) for line in lines if line.startswith(b"{")]
    counts = [each["statements"] for each in told if "statements" in each]
    return sum(counts) / len(counts) if counts else None


@contextmanager
def _rival(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    port_setting: str,
    home: Path,
    processes: int,
) -> Iterator[Rival]:
    with ExitStack() as opened:
        urls, pids, logs = [], [], []
        for number in range(processes):
            port = _free_port()
            settings = {**environment, port_setting: str(port)}
            logs.append(home / f"{name}-{number}.log")
            pids.append(opened.enter_context(_process(command, settings, logs[-1])).pid)
            urls.append(f"http://127.0.0.1:{port}/graphql")
            _wait_for(Rival(name, urls[-1:], pids[-1:], logs[-1:]))
        yield Rival(name, urls, pids, logs)


def cpu_s(pid: int) -> float:
    """Return the CPU seconds a process has taken, from /proc; 0 where there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _environment(database: EmbeddedEndpoint) -> dict[str, str]:
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
