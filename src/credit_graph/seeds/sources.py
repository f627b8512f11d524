"""The texts of seeds: YAML files and the official documents they rest on."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from credit_graph.seeds.ledger import Ledger, Line
from credit_graph.seeds.problem import Problem

LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file's path below the seeds' folder (`policies/pds-2021-7.yaml`) and its exact text."""

    path: str
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes, in hex."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class SeedSet:
    """All seeds of one version: policies and vocabulary (`files`) and `documents`."""

    files: tuple[SeedFile, ...]
    documents: tuple[SeedFile, ...]

    @property
    def version(self) -> str:
        """First 16 hex digits of the SHA-256 over every path and sum, sorted."""
        sums = sorted((each.path, each.sha256) for each in (*self.files, *self.documents))
        return sha256("\n".join(f"{path} {digest}" for path, digest in sums).encode()).hexdigest()[
            :16
        ]


def read_seeds(folder: Path) -> SeedSet:
    """Read `policies/`, `vocabulary/` and `documents/` below a folder, each sorted by path.

    Raise `SeedsRejectedError` that names each file that cannot be read, is above 1 MB or is
    not UTF-8. A byte order mark is kept: it belongs to the file's sum.
    """
    ledger = Ledger()
    files = [*_found(folder, "policies"), *_found(folder, "vocabulary")]
    read = tuple(_read(folder, path, ledger) for path in sorted(files))
    documents = tuple(_read(folder, path, ledger) for path in _found(folder, "documents"))
    if not files:
        ledger.refuse(Line("policies"), Problem.UNREADABLE, why=f"{folder} holds no seeds")
    ledger.raise_if_any()
    return SeedSet(files=read, documents=documents)


def _found(folder: Path, part: str) -> list[str]:
    """List every file that could be meant as a seed; the reading refuses unknown names."""
    below = (path for path in (folder / part).rglob("*") if path.is_file())
    relative = (path.relative_to(folder) for path in below)
    return sorted(
        path.as_posix()
        for path in relative
        if path.suffix != ".md" and not any(step.startswith(".") for step in path.parts)
    )


def _read(folder: Path, path: str, ledger: Ledger) -> SeedFile:
    """Return the file, or an empty one where a finding was noted."""
    try:
        with (folder / path).open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        ledger.refuse(Line(path), Problem.UNREADABLE, why=error.strerror)
        return SeedFile(path, "")
    if len(content) > LARGEST_BYTES:
        ledger.refuse(Line(path), Problem.TOO_LARGE, limit=LARGEST_BYTES)
        return SeedFile(path, "")
    try:
        return SeedFile(path, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        ledger.refuse(Line(path, line), Problem.NOT_UTF8, offset=error.start)
        return SeedFile(path, "")
