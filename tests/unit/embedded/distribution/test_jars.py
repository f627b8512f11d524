"""The folder of jars with a lock of three small files and a source that can go wrong."""

import hashlib
import os
import threading
from collections import Counter
from collections.abc import Callable
from errno import ECONNREFUSED
from pathlib import Path

import pytest

from credit_graph.embedded.distribution.jars import JarFolder
from credit_graph.embedded.distribution.lock import SERVER, Lock, LockedJar
from credit_graph.embedded.errors import (
    EmbeddedDownloadError,
)
from credit_graph.embedded.folder_lock import FolderLock
from credit_graph.embedded.progress import PlainLines, Silence
from credit_graph.message import Words

CONTENT = {"neo4j-server-1.jar": b"server", "kernel-1.jar": b"kernel", "bolt-1.jar": b"bolt"}


def _jar(group: str, artifact: str) -> LockedJar:
    content = CONTENT[f"{artifact}-1.jar"]
    return LockedJar(group, artifact, "1", "", len(content), hashlib.sha256(content).hexdigest())


LOCK = Lock((_jar(*SERVER), _jar("org", "kernel"), _jar("org", "bolt")))


class Source:
    """A repository that counts what is asked of it; `spoil` changes what it gives."""

    def __init__(self, spoil: Callable[[str, bytes], bytes] = lambda _name, right: right) -> None:
        self.asked: Counter[str] = Counter()
        self._spoil = spoil

    def fetch(self, jar: LockedJar, target: Path) -> None:
        self.asked[jar.file_name] += 1
        target.write_bytes(self._spoil(jar.file_name, CONTENT[jar.file_name]))


def _provide(folder: Path, source: Source) -> tuple[Path, ...]:
    return JarFolder(folder, LOCK).provide(source.fetch, Silence(), pause=lambda _seconds: None)


def _jars_in(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.jar")}


def test_every_jar_is_fetched_once_and_given_in_the_order_of_the_lock(tmp_path: Path) -> None:
    source = Source()

    paths = _provide(tmp_path / "new" / "jars", source)

    assert [path.name for path in paths] == [jar.file_name for jar in LOCK.jars]
    assert {path.name: path.read_bytes() for path in paths} == CONTENT
    assert source.asked == Counter(CONTENT.keys())


def test_a_second_start_fetches_nothing(tmp_path: Path) -> None:
    _provide(tmp_path, Source())
    source = Source()

    assert len(_provide(tmp_path, source)) == 3
    assert not source.asked


def test_a_second_start_does_not_read_the_jars_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _provide(tmp_path, Source())

    def refuse(*_: object) -> bool:
        raise AssertionError("a jar was read")

    monkeypatch.setattr(LockedJar, "is_held_by", refuse)

    assert len(_provide(tmp_path, Source())) == 3


@pytest.mark.parametrize(
    "arrives", [b"kern", b"kernel and more", b"KERNEL", b""], ids=["cut", "long", "other", "none"]
)
def test_what_is_not_the_locked_file_is_refused_and_never_gets_the_name_of_a_jar(
    tmp_path: Path, arrives: bytes
) -> None:
    source = Source(lambda name, right: arrives if name == "kernel-1.jar" else right)

    with pytest.raises(EmbeddedDownloadError) as caught:
        _provide(tmp_path, source)

    assert caught.value.what == "kernel-1.jar"
    assert "kernel-1.jar" not in _jars_in(tmp_path)


def test_a_download_that_failed_is_resumed_where_it_stopped(tmp_path: Path) -> None:
    others_done = threading.Event()

    def spoil(name: str, right: bytes) -> bytes:
        if name == "bolt-1.jar":
            others_done.wait(5)
            return b"cut"
        return right

    class Watch(PlainLines):
        def say(self, text: Words) -> None:
            if "70 %" in str(text):  # server and kernel: 12 of 16 bytes
                others_done.set()

    with pytest.raises(EmbeddedDownloadError), (tmp_path / "log").open("w") as log:
        JarFolder(tmp_path, LOCK).provide(Source(spoil).fetch, Watch(log), pause=lambda _: None)
    source = Source()
    _provide(tmp_path, source)

    assert source.asked == Counter(["bolt-1.jar"])


def test_an_unreachable_source_is_tried_three_times_and_then_named(tmp_path: Path) -> None:
    pauses: list[float] = []
    jars = Lock(LOCK.jars[:1])

    def unreachable(_jar: LockedJar, _target: Path) -> None:
        raise ConnectionRefusedError(ECONNREFUSED, "Connection refused")

    with pytest.raises(EmbeddedDownloadError) as caught:
        JarFolder(tmp_path, jars).provide(unreachable, Silence(), pause=pauses.append)

    assert str(caught.value) == "neo4j-server-1.jar could not be had: nobody listens there."
    assert pauses == [1.0, 4.0]


def test_a_source_that_recovers_is_enough(tmp_path: Path) -> None:
    source = Source()

    def flaky(jar: LockedJar, target: Path) -> None:
        source.fetch(jar, target)
        if source.asked[jar.file_name] < 3:
            raise ConnectionError("reset")

    paths = JarFolder(tmp_path, LOCK).provide(flaky, Silence(), pause=lambda _: None)

    assert len(paths) == 3


def test_a_tampered_jar_is_refused_even_with_its_size_and_time_kept(tmp_path: Path) -> None:
    _provide(tmp_path, Source())
    jar = tmp_path / "kernel-1.jar"
    before = jar.stat()
    jar.write_bytes(b"KERNEL")
    os.utime(jar, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(EmbeddedDownloadError, match="is not the locked one"):
        _provide(tmp_path, Source())

    assert (tmp_path / "kernel-1.refused").read_bytes() == b"KERNEL"


def test_the_start_after_a_refusal_fetches_the_jar_anew(tmp_path: Path) -> None:
    _provide(tmp_path, Source())
    (tmp_path / "kernel-1.jar").write_bytes(b"KERNEL")
    with pytest.raises(EmbeddedDownloadError):
        _provide(tmp_path, Source())
    source = Source()

    _provide(tmp_path, source)

    assert source.asked == Counter(["kernel-1.jar"])
    assert (tmp_path / "kernel-1.jar").read_bytes() == b"kernel"


def test_jars_moved_to_another_folder_are_checked_and_not_fetched(tmp_path: Path) -> None:
    _provide(tmp_path / "a", Source())
    (tmp_path / "a").rename(tmp_path / "b")
    (tmp_path / "b" / "verified.txt").write_bytes(b"\xff damaged")
    source = Source()

    assert len(_provide(tmp_path / "b", source)) == 3
    assert not source.asked


def test_what_a_killed_start_left_half_fetched_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".incoming" / "kernel-1.jar"
    left.parent.mkdir()
    left.write_bytes(b"kern")

    _provide(tmp_path, Source())

    assert not left.exists()


def test_a_start_waits_for_another_that_is_fetching_and_takes_what_that_brings(
    tmp_path: Path,
) -> None:
    source, told = Source(), list[str]()
    other = FolderLock(tmp_path / ".lock")
    assert other.acquire(0)

    def finish() -> None:
        for jar in LOCK.jars:
            Source().fetch(jar, tmp_path / jar.file_name)
        other.release()

    class Listener(Silence):
        def say(self, text: Words) -> None:
            told.append(str(text))
            threading.Timer(0.2, finish).start()

    JarFolder(tmp_path, LOCK).provide(source.fetch, Listener())

    assert told == ["Another process is fetching the jars; waiting for it."]
    assert not source.asked


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(EmbeddedDownloadError, match="file/jars"):
        _provide(tmp_path / "file" / "jars", Source())


def _sealed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the folder look as a file system that is mounted read-only does, even to root."""
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: path != folder and bool(allowed(path, mode))
    )


def test_a_complete_folder_that_cannot_be_written_to_is_compared_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in CONTENT.items():
        (tmp_path / name).write_bytes(content)
    _sealed(tmp_path, monkeypatch)
    source = Source()
    assert len(_provide(tmp_path, source)) == 3
    assert not source.asked
    assert {each.name for each in tmp_path.iterdir()} == set(CONTENT)


@pytest.mark.parametrize("spoiled", [b"kernal", None])
def test_a_folder_that_cannot_be_written_to_and_is_not_right_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoiled: bytes | None
) -> None:
    for name, content in {**CONTENT, "kernel-1.jar": spoiled}.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
    _sealed(tmp_path, monkeypatch)
    with pytest.raises(EmbeddedDownloadError, match="cannot be written to") as caught:
        _provide(tmp_path, Source())
    assert caught.value.what == "kernel-1.jar"
