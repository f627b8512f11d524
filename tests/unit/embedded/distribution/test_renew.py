from pathlib import Path

import pytest

from credit_graph.embedded.distribution.lock import SERVER, Lock, LockedJar, read_lock
from credit_graph.embedded.distribution.renew import lock_text, newest_patch


def test_a_written_lock_reads_back_the_same(tmp_path: Path) -> None:
    lock = Lock(
        (
            LockedJar(*SERVER, "5.26.1", "", 10, "ab" * 32),
            LockedJar("io.netty", "epoll", "4.1", "linux-x86_64", 20, "cd" * 32),
        )
    )
    path = tmp_path / "jgo.lock.toml"
    path.write_text(lock_text(lock), encoding="utf-8")

    assert read_lock(path) == lock


@pytest.mark.parametrize(
    "versions", [("5.26.9", "5.26.30", "5.25.1"), ("5.26.30", "5.26.9", "2025.10.1")]
)
def test_the_newest_patch_is_the_highest_number_of_its_line(versions: tuple[str, ...]) -> None:
    assert newest_patch("5.26", versions) == "5.26.30"
