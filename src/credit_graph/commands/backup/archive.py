"""The file of a backup: a tar of a manifest and a dump."""

import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from credit_graph.commands.backup.manifest import BackupManifest, read_manifest
from credit_graph.embedded.errors import RestoreRefusedError
from credit_graph.embedded.offline.dump import DUMP
from credit_graph.errors.causes import system_cause
from credit_graph.message import Message

_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1_000_000
_OTHER = Message("Give another copy of the backup.")


def write_backup(manifest: BackupManifest, dump: Path, path: Path) -> None:
    """Write a backup; it has its name once it is complete and on disk."""
    described = dump.with_name(_MANIFEST)
    described.write_bytes(manifest.encoded())
    unfinished = path.with_name(f".{path.name}.partial")
    try:
        with unfinished.open("wb") as file:
            with tarfile.open(fileobj=file, mode="w") as archive:
                for each in (described, dump):
                    archive.add(each, each.name, filter=_anonymous)
            file.flush()
        unfinished.chmod(0o600)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def opened_backup(path: Path) -> Iterator[tuple[BackupManifest, tarfile.TarFile]]:
    """Give a backup's manifest and its tar; raise `RestoreRefusedError` if it is none."""
    try:
        with tarfile.open(path, "r:") as archive:
            member = archive.next()
            if member is None or member.name != _MANIFEST or member.size > _LARGEST_MANIFEST:
                raise RestoreRefusedError(
                    Message("{path} is no backup", path=str(path)),
                    Message("Give a file of `backup`."),
                )
            file = archive.extractfile(member)
            yield read_manifest(b"" if file is None else file.read()), archive
    except (tarfile.TarError, EOFError):
        raise RestoreRefusedError(
            Message("{path} is no backup, or not all of it", path=str(path)), _OTHER
        ) from None
    except OSError as error:
        raise RestoreRefusedError(
            Message("{path} cannot be read ({cause})", path=str(path), cause=system_cause(error)),
            _OTHER,
        ) from None


def unpack_dump(archive: tarfile.TarFile, manifest: BackupManifest, folder: Path) -> None:
    """Write the dump into a folder; raise `RestoreRefusedError` if it is not as it was made."""
    member = archive.next()
    file = None if member is None or member.name != DUMP else archive.extractfile(member)
    if file is None:
        raise RestoreRefusedError(Message("it holds no dump"), _OTHER)
    digest = hashlib.sha256()
    with (folder / DUMP).open("wb") as target:
        while block := file.read(1 << 20):
            digest.update(block)
            target.write(block)
    if digest.hexdigest() != manifest.sha256:
        raise RestoreRefusedError(Message("its dump is damaged: the SHA-256 differs"), _OTHER)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
