"""Writes files and imports them, the way a test wants to say it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from credit_graph.domain.rulebook import Rulebook
from credit_graph.graph.database.connection import Graph
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.usecases.importing.full_list import SyncReport, SyncRequest, sync_list
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.report import (
    Counts,
    ImportMode,
    ImportOptions,
    ImportProgress,
    ImportReport,
    SilentProgress,
)
from credit_graph.usecases.importing.retraction import retract_reference
from credit_graph.usecases.importing.undo import Amendment, undo_import
from support.canonical_hash import canonical_lines
from support.codes import small_codes

A, B, C, D = (
    "91410400XN00000125",
    "91410400XN00000200",
    "91410400XN0000039W",
    "91410400XN0000047P",
)


def small_rulebook() -> Rulebook:
    """A rulebook without policies: its measures and obligations are only codes."""
    codes = small_codes()
    return Rulebook(
        version="0" * 16,
        vocabulary=codes.vocabulary,
        agencies={},
        policies={},
        # Only the codes are read, and whether there is a deadline.
        measures={code: SimpleNamespace(deadline=None) for code in codes.measures},  # type: ignore[misc]
        programmes={},
        obligations=dict.fromkeys(codes.due),  # type: ignore[arg-type]
    )


# Kinds of tables to which columns were added at the end.
_GROWN = frozenset({"enterprises", "ratings", "lists", "statements", "commitments", "violations"})


def ticking(start: datetime = datetime(2026, 11, 23, 1, tzinfo=UTC)) -> Callable[[], datetime]:
    """Return a clock that goes on by a second whenever it is read."""
    seconds = iter(range(1_000_000))
    return lambda: start + timedelta(seconds=next(seconds))


@dataclass
class Desk:
    """Imports into one graph from one folder, with a clock of its own."""

    graph: Graph
    folder: Path
    rulebook: Rulebook = field(default_factory=small_rulebook)
    now: Callable[[], datetime] = field(default_factory=ticking)

    def write(self, **files: str) -> list[Path]:
        """Write files by kind, each under its documented header; return their paths."""
        self.folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for name, text in files.items():
            # Columns at the end that no line fills are left out.
            most = max((line.count(",") + 1 for line in text.splitlines()), default=0)
            columns = TABLES[Kind(name)].columns
            cut = most and name in _GROWN
            header = ",".join(columns[:most] if cut else columns)
            rows = "".join(f"{line.strip()}\n" for line in text.strip().splitlines())
            path = self.folder / f"{name}.csv"
            path.write_text(f"{header}\n{rows}", "utf-8")
            paths.append(path)
        return paths

    async def load(
        self, *paths: Path, mode: ImportMode = ImportMode.PUBLISH, **files: str
    ) -> ImportReport:
        """Import files given by kind, or by path."""
        options = ImportOptions(mode=mode, rejects=self.rejects, batch_rows=1_000)
        return await self.run([*paths, *self.write(**files)], options)

    async def run(
        self,
        paths: list[Path],
        options: ImportOptions,
        progress: ImportProgress | None = None,
    ) -> ImportReport:
        """Import with options of one's own."""
        return await import_files(
            self.graph,
            self.rulebook,
            paths,
            options=options,
            now=self.now,
            progress=progress or SilentProgress(),
        )

    async def sync(
        self,
        *rows: str,
        header: str = "uscc,scheme,level,valid_from,valid_to,awarded_by,reference",
        register: str = "customs",
        region: str = "410400",
        day: date,
        shrink: float = 0.2,
        mode: ImportMode = ImportMode.PUBLISH,
        preview: Path | None = None,
    ) -> SyncReport:
        """Reconcile a register with a complete list of these rows."""
        path = self.folder / "list.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([header, *rows, ""]), "utf-8")
        return await sync_list(
            self.graph,
            self.rulebook,
            SyncRequest(path, register, region, day, shrink),
            options=ImportOptions(mode=mode, rejects=self.rejects, preview=preview, batch_rows=2),
            now=self.now,
            progress=SilentProgress(),
        )

    async def undo(self, import_id: str, mode: ImportMode = ImportMode.PUBLISH) -> Amendment:
        """Undo an import."""
        options = ImportOptions(mode=mode)
        words = self.rulebook.vocabulary
        return await undo_import(self.graph, words, import_id, options=options, now=self.now)

    async def retract(self, reference: str, mode: ImportMode = ImportMode.PUBLISH) -> Amendment:
        """Withdraw what bears a reference."""
        options = ImportOptions(mode=mode)
        return await retract_reference(self.graph, reference, options=options, now=self.now)

    async def said(self, label: str, known_at: datetime | None = None) -> list[str]:
        """Last four places of the code, value and days of each fact of a label that stands."""
        at = {} if known_at is None else {"known_at": known_at}
        shown = ("level=", "reference=", "valid_from=", "valid_to=")
        return [
            " ".join([line.split()[2][-4:], *(w for w in line.split() if w.startswith(shown))])
            for line in await canonical_lines(self.graph, **at)
            if line.startswith(label)
        ]

    @property
    def rejects(self) -> Path:
        """Where the report of rejects goes."""
        return self.folder / "out" / "rejects.csv"

    def rejected(self) -> list[str]:
        """Line, column and code of each reject."""
        lines = self.rejects.read_text("utf-8").splitlines()[1:]
        return [" ".join(line.split(",")[1:4]) for line in lines]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """Added, unchanged, corrected, rejected."""
    total: Counts = report.total
    return (total.added, total.unchanged, total.corrected, total.rejected)


def enterprises(*usccs: str) -> str:
    """Lines of enterprises.csv for those codes."""
    return "\n".join(f"{uscc},虚构企业{uscc[-4:]},410400,,trader,2010-01-01," for uscc in usccs)
