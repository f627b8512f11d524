"""The file of a logical backup: a tar of a manifest, compressed pages of rows, and their digests.

Pages are written as they come, so that memory stays bounded whatever the size of the graph. The
last member lists every other with its SHA-256: a file without it, or with one that differs, is
refused before anything is restored.
"""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Self, cast

import orjson

from credit_graph.embedded.errors import RestoreRefusedError
from credit_graph.errors.causes import system_cause
from credit_graph.graph.archiving.rows import ArchivedRow
from credit_graph.graph.archiving.sections import BY_NAME, ArchiveSection
from credit_graph.message import Message

FORMAT: Final = 2
MANIFEST: Final = "manifest.json"
_CONTENTS: Final = "contents.json"
_LARGEST: Final = 1 << 30
_OTHER: Final = Message("Give another copy of the backup.")
_LEVEL: Final = 5  # of compression: half the time of the usual one, a tenth larger


@dataclass(frozen=True, slots=True)
class PageManifest:
    """A logical backup in figures, as `BackupManifest`; the digests stand at its end.

    `entries`, `peaks` (in hexadecimal), `notices` and `days` are how far both logs, and the days
    that are worked out, had come at `published_at`.
    """

    made_at: str
    made_by: str
    schema: Mapping[str, str]
    published_at: str | None
    entries: int
    peaks: str
    notices: int
    days: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class MemberList:
    """What stands at the end: each member's name, digest and rows; the version of the rules."""

    rules: str | None
    members: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class OpenedPages:
    """A backup that is whole: every member has the digest that its end states.

    `digest` names it: it is that of the end, which holds all others.
    """

    path: Path
    manifest: PageManifest
    contents: MemberList
    digest: str

    def pages(self, after: int) -> Iterator[tuple[ArchiveSection, tuple[ArchivedRow, ...]]]:
        """Give the pages that follow the first so many, in order."""
        with tarfile.open(self.path, "r:") as archive:
            for place, member in enumerate(_members(archive)):
                if place <= after or member.name in (MANIFEST, _CONTENTS):
                    continue
                section = BY_NAME[member.name.partition("-")[2].partition(".")[0]]
                lines = gzip.decompress(_content(archive, member)).splitlines()
                yield section, tuple(map(ArchivedRow.read, lines))


@dataclass(slots=True)
class PageWriter:
    """Writes a backup; a context manager. It has its name once `close` made it complete."""

    path: Path
    manifest: PageManifest
    members: list[tuple[str, str, int]] = field(default_factory=list)
    _archive: tarfile.TarFile | None = None

    @property
    def unfinished(self) -> Path:
        """Where it is written until it is complete."""
        return self.path.with_name(f".{self.path.name}.partial")

    def __enter__(self) -> Self:
        self.unfinished.unlink(missing_ok=True)  # of a run that was killed
        self.unfinished.touch(0o600, exist_ok=False)
        self._archive = tarfile.open(self.unfinished, "w")  # closed at the end
        self._add(MANIFEST, orjson.dumps(asdict(self.manifest), option=orjson.OPT_INDENT_2), 1)
        return self

    def __exit__(self, *_: object) -> None:
        if self._archive is not None:
            self._archive.close()
        self.unfinished.unlink(missing_ok=True)

    def put(self, section: ArchiveSection, rows: tuple[ArchivedRow, ...]) -> None:
        """Write a page of rows."""
        lines = b"".join(each.line() for each in rows)
        content = gzip.compress(lines, _LEVEL, mtime=0)
        self._add(f"{len(self.members):08d}-{section.name}.jsonl.gz", content, len(rows))

    def close(self, rules: str | None) -> None:
        """Write the end and give the file its name."""
        contents = asdict(MemberList(rules, tuple(self.members)))
        self._add(_CONTENTS, orjson.dumps(contents), 1)
        assert self._archive is not None  # noqa: S101  # it was entered
        self._archive.close()
        self._archive = None
        self.unfinished.replace(self.path)

    def _add(self, name: str, content: bytes, rows: int) -> None:
        assert self._archive is not None  # noqa: S101  # it was entered
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        self._archive.addfile(member, io.BytesIO(content))
        _forget(self._archive)
        self.members.append((name, hashlib.sha256(content).hexdigest(), rows))


def is_page_archive(path: Path) -> bool:
    """Tell whether a file is a logical backup; one that cannot be read is none."""
    try:
        with tarfile.open(path, "r:") as archive:
            member = archive.next()
            found = orjson.loads(_content(archive, member)) if member else {}
            return isinstance(found, dict) and found.get("format") == FORMAT
    except (tarfile.TarError, EOFError, OSError, orjson.JSONDecodeError, RestoreRefusedError):
        return False


def opened_pages(path: Path) -> OpenedPages:
    """Read all of a backup and compare its digests; raise `RestoreRefusedError` if they differ."""
    found: list[tuple[str, str]] = []
    manifest = contents = b""
    with _readable(path), tarfile.open(path, "r:") as archive:
        for member in _members(archive):
            content = _content(archive, member)
            found.append((member.name, hashlib.sha256(content).hexdigest()))
            manifest = content if member.name == MANIFEST else manifest
            contents = content if member.name == _CONTENTS else contents
    if not found or found[-1][0] != _CONTENTS:
        raise RestoreRefusedError(Message("{path} ends too early", path=str(path)), _OTHER)
    stated = _stated(contents)
    for (name, digest), (expected, its, _) in zip(found, stated.members, strict=False):
        if (name, digest) != (expected, its):
            raise RestoreRefusedError(
                Message("its member {name} is damaged: the SHA-256 differs", name=name), _OTHER
            )
    if len(found) != len(stated.members) + 1:
        raise RestoreRefusedError(
            Message("{path} has not as many members as it states", path=str(path)), _OTHER
        )
    return OpenedPages(path, _manifest(manifest), stated, found[-1][1])


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (member := archive.next()) is not None:
        _forget(archive)
        yield member


def _forget(archive: tarfile.TarFile) -> None:
    """Have a tar forget the members that it has passed: their number has no bound."""
    archive.members = []  # type: ignore[attr-defined]  # documented by its source only


def _manifest(content: bytes) -> PageManifest:
    try:
        return PageManifest(**orjson.loads(content))
    except (orjson.JSONDecodeError, TypeError):
        raise RestoreRefusedError(Message("its manifest cannot be read"), _OTHER) from None


def _stated(content: bytes) -> MemberList:
    try:
        found = cast("Mapping[str, Any]", orjson.loads(content))
        members = tuple((str(name), str(its), int(rows)) for name, its, rows in found["members"])
        return MemberList(found["rules"], members)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        raise RestoreRefusedError(Message("its list of members cannot be read"), _OTHER) from None


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member) if member.size <= _LARGEST else None
    if file is None:
        raise RestoreRefusedError(
            Message("its member {name} is none of ours", name=member.name), _OTHER
        )
    content = file.read()
    if len(content) != member.size:
        raise RestoreRefusedError(
            Message("its member {name} is cut short", name=member.name), _OTHER
        )
    return content


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError):
        raise RestoreRefusedError(
            Message("{path} is no backup, or not all of it", path=str(path)), _OTHER
        ) from None
    except OSError as error:
        raise RestoreRefusedError(
            Message("{path} cannot be read ({cause})", path=str(path), cause=system_cause(error)),
            _OTHER,
        ) from None
