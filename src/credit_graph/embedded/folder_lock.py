"""Locks that the kernel gives back when their last holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path
from typing import Self

_PAUSE_S = 0.05


class FolderLock:
    """An exclusive lock on a file, held until `release` or the end of every process holding it.

    `flock` belongs to the open file, so a child that inherits `descriptor` holds the lock too.
    The file's text tells others who holds it; it proves nothing, the lock does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def descriptor(self) -> int:
        """The open file, to be inherited; raises `ValueError` if the lock is not held."""
        if self._descriptor is None:
            raise ValueError(f"{self._path} is not held")
        return self._descriptor

    @property
    def text(self) -> str:
        """What the latest holder wrote, stripped; empty if nothing."""
        try:
            return self._path.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return ""

    def acquire(self, patience_s: float) -> bool:
        """Take the lock within that time and clear its text; return whether it was had."""
        give_up_at = time.monotonic() + patience_s
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            while not _taken(descriptor):
                if time.monotonic() >= give_up_at:
                    return False
                time.sleep(_PAUSE_S)
            os.ftruncate(descriptor, 0)
            self._descriptor, descriptor = descriptor, -1
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        return True

    def sign(self, text: str) -> None:
        """Replace the text."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode("ascii"), 0)

    def release(self) -> None:
        """Let go; heirs of the descriptor go on holding. Harmless if nothing is held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
