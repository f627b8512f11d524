"""What an import is asked to do, how it tells of its progress, and what it answers."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from credit_graph.graph.imports.journal import About
from credit_graph.intake.kinds import Kind
from credit_graph.intake.tables.manner import ISO, Manner
from credit_graph.usecases.importing.preview import Preview


class ImportMode(StrEnum):
    """What becomes of the good rows.

    `PUBLISH` shows them. `STRICT` shows them only if no row was rejected. `CHECK` never does: it
    stages them to find every problem, and takes them away again.
    """

    PUBLISH = "publish"
    STRICT = "strict"
    CHECK = "check"


class Outcome(StrEnum):
    """How an import ended."""

    PUBLISHED = "published"
    WITHHELD = "withheld"  # rows were rejected, and it is strict or a full list
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. `rejects`: where the report goes if a row is rejected.

    `manner` is how the files are read. `preview`: where every row is listed with what becomes of
    it; None for nowhere. `source` is who imports, for the record, `reason` why; `on_behalf` the
    agency whose facts these are: what another one keeps is rejected. A table that came by the
    service has the `subject` of its token, the digest of its `request`, and its `change_id`.
    `run` tells this run from another of the same command. `batch_rows`: rows per transaction;
    `columns_from`: of how many bytes a file is checked by columns, which takes some tenths of a
    second to load.
    """

    mode: ImportMode = ImportMode.PUBLISH
    rejects: Path = Path("rejects.csv")
    preview: Path | None = None
    manner: Manner = ISO
    source: str = "import"
    on_behalf: str | None = None
    reason: str | None = None
    subject: str | None = None
    request: str | None = None
    change_id: str | None = None
    batch_rows: int = 10_000
    columns_from: int = 1 << 19
    run: str = field(default_factory=lambda: uuid4().hex)

    def stated(self, about: About) -> About:
        """Return what sort of import it is with who and why."""
        return replace(
            about,
            agency=self.on_behalf,
            reason=self.reason,
            subject=self.subject,
            request=self.request,
        )

    @property
    def previews(self) -> bool:
        """Tell whether what becomes of each row is wanted."""
        return self.mode is ImportMode.CHECK or self.preview is not None


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by what became of them; `read` is their sum."""

    read: int = 0
    added: int = 0
    unchanged: int = 0
    corrected: int = 0
    rejected: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.read + other.read,
            self.added + other.added,
            self.unchanged + other.unchanged,
            self.corrected + other.corrected,
            self.rejected + other.rejected,
        )


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file's rows.

    `notes` are sentences about what was passed over or read in a way to be known; of a file that
    an earlier run has read to its end there are none.
    """

    name: str
    kind: Kind
    counts: Counts
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import.

    `seconds` and `rate` (rows per second) are of this run only; `resumed`: an earlier run of the
    same command had begun. `rejects` is the report's path, None if no row was rejected. `preview`
    is None unless it was asked for; `marked` is the workbook of rejects, None without one.
    """

    id: str
    outcome: Outcome
    files: tuple[FileReport, ...]
    seconds: float
    rate: float
    resumed: bool
    rejects: Path | None
    published_at: datetime | None
    preview: Preview | None = None
    marked: Path | None = None

    @property
    def total(self) -> Counts:
        """The counts of all files together."""
        return sum((each.counts for each in self.files), Counts())


class ImportProgress(Protocol):
    """Hears how far an import has come; called from the event loop, often."""

    def began(self, name: str, size: int) -> None:
        """Begin a source; its file has so many bytes."""

    def advanced(self, name: str, counts: Counts, read_bytes: int) -> None:
        """Tell the source's counts so far, and how far into its file the reading has come."""

    def closing(self, what: str) -> None:
        """Tell what is done after the last row, in a few words of the language asked for."""


class SilentProgress:
    """Says nothing."""

    def began(self, name: str, size: int) -> None:
        """Say nothing."""

    def advanced(self, name: str, counts: Counts, read_bytes: int) -> None:
        """Say nothing."""

    def closing(self, what: str) -> None:
        """Say nothing."""
