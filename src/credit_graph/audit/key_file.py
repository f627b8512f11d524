"""The file with the signing key of the log."""

from pathlib import Path

from credit_graph.audit.checkpoint import CheckpointError, SignerKey
from credit_graph.errors import SigningKeyError
from credit_graph.message import Message


class KeyFile:
    """Reads the key when it is needed, and again when the file has become another one."""

    __slots__ = ("_path", "_read")

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._read: tuple[tuple[int, int], SignerKey] | None = None

    def key(self) -> SignerKey:
        """Return the key; raise `SigningKeyError` if there is none, or it cannot be read."""
        if self._path is None:
            raise SigningKeyError(Message("no file is named for it"))
        try:
            status = self._path.stat()
            mark = (status.st_mtime_ns, status.st_ino)
            if self._read is None or self._read[0] != mark:
                self._read = (mark, SignerKey.read(self._path.read_text("utf-8")))
        except FileNotFoundError:
            raise SigningKeyError(Message("its file is not there")) from None
        except (OSError, UnicodeDecodeError, CheckpointError):
            raise SigningKeyError(Message("its file cannot be read")) from None
        return self._read[1]
