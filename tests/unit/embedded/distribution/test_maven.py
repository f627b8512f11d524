"""jgo against a repository on the loopback interface."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from credit_graph.embedded.distribution.lock import LockedJar
from credit_graph.embedded.distribution.maven import Maven, configured_repositories

_PATH = "/org/netty/epoll/4.1/epoll-4.1-linux-x86_64.jar"
_JAR = LockedJar("org.netty", "epoll", "4.1", "linux-x86_64", 0, "")


class _Repository(BaseHTTPRequestHandler):
    """Serves one jar; the one of version `cut` breaks off in the middle."""

    files: ClassVar = {_PATH: b"right bytes", _PATH.replace("4.1", "cut"): b"right"}

    def do_GET(self) -> None:  # the library's name
        content = self.files.get(self.path)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(b"right bytes" if content else b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def maven() -> Iterator[Maven]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Repository) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Maven({"here": f"http://127.0.0.1:{server.server_port}"})
        server.shutdown()
        thread.join()


def test_a_jar_is_fetched_by_its_coordinates(maven: Maven, tmp_path: Path) -> None:
    maven.fetch(_JAR, tmp_path / "a.jar")

    assert (tmp_path / "a.jar").read_bytes() == b"right bytes"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jar"]


@pytest.mark.parametrize("version", ["cut", "none"])
def test_a_jar_that_breaks_off_or_is_missing_leaves_nothing_behind(
    maven: Maven, tmp_path: Path, version: str
) -> None:
    jar = LockedJar(_JAR.group, _JAR.artifact, version, _JAR.classifier, 0, "")

    with pytest.raises((OSError, RuntimeError)):
        maven.fetch(jar, tmp_path / "a.jar")

    assert not list(tmp_path.iterdir())


def test_a_mirror_is_stated_where_jgo_looks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "jgo.conf"
    settings.write_text("[repositories]\ncentral = https://mirror.example/maven\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))

    assert dict(configured_repositories()) == {"central": "https://mirror.example/maven"}
