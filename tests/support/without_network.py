"""Runs inside a network namespace of its own: install a bundle, serve, ask, report as JSON.

python -m support.without_network BUNDLE PREFIX
"""

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

_SET_FLAGS, _UP_AND_RUNNING = 0x8914, 0x1 | 0x40
_ANSWERS_WITHIN_S = 300
_PORT = 8000


def loopback_up() -> None:
    """Switch the loopback interface on; a fresh namespace has it switched off."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP_AND_RUNNING))


def has_route() -> bool:
    """Tell whether any address of the outside has a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # documentation's own network; nothing is sent
        except OSError:
            return False
    return True


def ask(path: str, body: object = None) -> object:
    """Return an answer's JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(  # our own address
        f"http://127.0.0.1:{_PORT}{path}", data, {"content-type": "application/json"}
    )
    with urlopen(request, timeout=20) as answer:  # noqa: S310  # our own address
        return json.load(answer)


def main(bundle: Path, prefix: Path) -> None:
    """Do it all, and leave nothing running."""
    loopback_up()
    began = time.monotonic()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(prefix),
        "CREDIT_GRAPH_HOME": str(prefix / "state"),
    }
    install = [
        sys.executable,
        str(bundle / "install.py"),
        "--prefix",
        str(prefix / "it"),
        "--serve",
    ]
    with subprocess.Popen(install, env=environment, stdout=sys.stderr) as service:  # noqa: S603  # our own file
        try:
            while True:
                try:
                    ask("/ready")
                    break
                except (URLError, OSError):
                    if service.poll() is not None or time.monotonic() - began > _ANSWERS_WITHIN_S:
                        raise
                time.sleep(0.2)
            found = ask("/graphql", {"query": "{ policies { code } }"})
            seconds = time.monotonic() - began
        finally:
            service.terminate()
    codes = sorted(each["code"] for each in found["data"]["policies"])  # type: ignore[index]
    sys.stdout.write(json.dumps({"route": has_route(), "policies": codes, "seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
