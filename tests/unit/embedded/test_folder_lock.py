import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from credit_graph.embedded.folder_lock import FolderLock

_HOLDER = """
import sys, time
from pathlib import Path
from credit_graph.embedded.folder_lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
assert lock.acquire(0)
lock.sign("here")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.lock"


def test_a_held_lock_is_refused_and_says_who_holds_it(path: Path) -> None:
    with FolderLock(path) as first, FolderLock(path) as second:
        assert first.acquire(0)
        first.sign("123")

        assert not second.acquire(0)
        assert second.text == "123"


def test_a_released_lock_can_be_had_again(path: Path) -> None:
    with FolderLock(path) as first:
        assert first.acquire(0)
    with FolderLock(path) as second:
        assert second.acquire(0)


def test_a_new_holder_does_not_inherit_the_text(path: Path) -> None:
    with FolderLock(path) as first:
        assert first.acquire(0)
        first.sign("1234567")
    with FolderLock(path) as second:
        assert second.acquire(0)
        assert second.text == ""


def test_the_lock_of_a_killed_process_is_free_at_once(path: Path) -> None:
    holder = subprocess.Popen(  # noqa: S603  # our own lines
        [sys.executable, "-c", _HOLDER, str(path)], stdout=subprocess.PIPE
    )
    with holder, FolderLock(path) as lock:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert not lock.acquire(0)

        holder.send_signal(signal.SIGKILL)  # and not waited for: it stays behind as a zombie

        assert lock.acquire(patience_s=5)


def test_a_child_that_inherits_the_descriptor_goes_on_holding(path: Path) -> None:
    with FolderLock(path) as first:
        assert first.acquire(0)
        heir = subprocess.Popen(  # waits for its standard input to end
            [sys.executable, "-c", "input()"],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(first.descriptor,),
        )
    with heir, FolderLock(path) as second:
        assert not second.acquire(0)

        heir.communicate(b"\n")

        assert second.acquire(0)


def test_the_file_is_for_its_owner_only(path: Path) -> None:
    with FolderLock(path) as lock:
        assert lock.acquire(0)
        assert os.stat(path).st_mode & 0o777 == 0o600  # noqa: PTH116  # as stat shows it


def test_a_lock_that_is_not_held_has_no_descriptor(path: Path) -> None:
    with pytest.raises(ValueError, match="is not held"):
        _ = FolderLock(path).descriptor
