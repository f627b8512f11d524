"""The texts of seeds: YAML files and the official documents they rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from credit_graph.errors.causes import system_cause
from credit_graph.message import Message
from credit_graph.seeds.files.findings import FindingLine, Findings
from credit_graph.seeds.files.problem import SeedProblem

LARGEST_BYTES = 1_000_000
DOCUMENTS: Final = "documents/"
PACKAGED: Final = "packaged"
"""The origin of what the package brings; that of a site's file is the name of its folder."""


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file's path below the seeds' folder (`policies/pds-2021-7.yaml`) and its exact text.

    `origin` says which folder it came from: `PACKAGED`, or the name of a site's folder.
    """

    path: str
    text: str
    origin: str = PACKAGED

    @property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes, in hex."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class SeedSet:
    """All seeds of one version: policies and vocabulary (`files`) and `documents`."""

    files: tuple[SeedFile, ...]
    documents: tuple[SeedFile, ...]

    @classmethod
    def of(cls, files: Iterable[SeedFile]) -> "SeedSet":
        """Return the files as a set, sorted by path; what lies in `documents/` is a document."""
        found = sorted(files, key=lambda each: each.path)
        return cls(
            files=tuple(each for each in found if not each.path.startswith(DOCUMENTS)),
            documents=tuple(each for each in found if each.path.startswith(DOCUMENTS)),
        )

    @property
    def version(self) -> str:
        """First 16 hex digits of the SHA-256 over every path and sum, sorted."""
        sums = sorted((each.path, each.sha256) for each in (*self.files, *self.documents))
        return sha256("\n".join(f"{path} {digest}" for path, digest in sums).encode()).hexdigest()[
            :16
        ]


def read_seeds(folder: Path, sites: Sequence[Path] = ()) -> SeedSet:
    """Read `policies/`, `vocabulary/` and `documents/` below a folder, each sorted by path.

    The folders in `sites` lie beside it: a file of another path adds to it, one of the same path
    takes its place, and a copy of ours counts as ours. Raise `SeedsRejectedError` that names each
    file that cannot be read, is above 1 MB or is not UTF-8, and each path that two sites hold. A
    byte order mark is kept: it belongs to the file's sum.
    """
    ledger = Findings()
    merged = {each.path: each for each in _read_folder(folder, PACKAGED, ledger)}
    for site in sites:
        _lay_beside(merged, site, ledger)
    ledger.raise_if_any()
    return SeedSet.of(merged.values())


def _lay_beside(merged: dict[str, SeedFile], site: Path, ledger: Findings) -> None:
    if any(each.origin == site.name for each in merged.values()):
        why = Message("{site} has the name of another folder of seeds", site=str(site))
        ledger.refuse(FindingLine("policies"), SeedProblem.UNREADABLE, why=why)
        return
    for each in _read_folder(site, site.name, ledger):
        known = merged.get(each.path)
        if known is not None and known.text == each.text:
            continue
        if known is not None and known.origin != PACKAGED:
            facts = {"first": known.origin, "second": each.origin}
            ledger.refuse(FindingLine(each.path), SeedProblem.TWO_SITES, **facts)
            continue
        merged[each.path] = each


def _read_folder(folder: Path, origin: str, ledger: Findings) -> list[SeedFile]:
    files = [*_found(folder, "policies"), *_found(folder, "vocabulary")]
    if not files:
        ledger.refuse(
            FindingLine("policies"),
            SeedProblem.UNREADABLE,
            why=Message("{folder} holds no seeds", folder=str(folder)),
        )
    paths = [*files, *_found(folder, "documents")]
    return [SeedFile(path, _read(folder, path, ledger), origin) for path in paths]


def _found(folder: Path, part: str) -> list[str]:
    """List every file that could be meant as a seed; the reading refuses unknown names."""
    below = (path for path in (folder / part).rglob("*") if path.is_file())
    relative = (path.relative_to(folder) for path in below)
    return sorted(
        path.as_posix()
        for path in relative
        if path.suffix != ".md" and not any(step.startswith(".") for step in path.parts)
    )


def _read(folder: Path, path: str, ledger: Findings) -> str:
    """Return the file's text, or an empty one where a finding was noted."""
    try:
        with (folder / path).open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        ledger.refuse(FindingLine(path), SeedProblem.UNREADABLE, why=system_cause(error))
        return ""
    if len(content) > LARGEST_BYTES:
        ledger.refuse(FindingLine(path), SeedProblem.TOO_LARGE, limit=LARGEST_BYTES)
        return ""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        ledger.refuse(FindingLine(path, line), SeedProblem.NOT_UTF8, offset=error.start)
        return ""
