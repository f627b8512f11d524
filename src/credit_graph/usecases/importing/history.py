"""Imports, full lists, retractions and undos on record, the unfinished ones too."""

from dataclasses import dataclass
from datetime import datetime

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.imports import journal
from credit_graph.graph.imports.journal import About, JournalEntry
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.importing.journal import counts_of
from credit_graph.usecases.importing.report import FileReport, ImportMode

_DECISIONS = 20


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a fact of a full list was not recorded as the list states it."""

    register: str
    uscc: str
    because: str


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """An import on record; `published_at` is None while nothing of it shows.

    `abandoned`: somebody began to take it away; `abandon_import` goes on with that. `undone_by` is
    the id of the undo.
    """

    id: str
    mode: ImportMode
    source: str
    started_at: datetime
    published_at: datetime | None
    abandoned: bool
    about: About
    undone_by: str | None
    files: tuple[FileReport, ...]


async def list_imports(graph: Graph, *, limit: int = 50) -> tuple[ImportEntry, ...]:
    """Return imports, the latest first. One that was checked only, or withheld, is not kept."""
    return tuple(_entry(each) for each in await journal.read_latest(graph, limit))


async def show_import(graph: Graph, import_id: str) -> ImportEntry | None:
    """Return one import, or None."""
    entry = await journal.read_one(graph, import_id)
    return None if entry is None else _entry(entry)


async def decisions_of(graph: Graph, import_id: str) -> tuple[Decision, ...]:
    """Return the first decisions of a full list that differ from what it states."""
    return tuple(Decision(*each) for each in await journal.decisions(graph, import_id, _DECISIONS))


def _entry(entry: JournalEntry) -> ImportEntry:
    return ImportEntry(
        id=entry.id,
        mode=ImportMode(entry.mode),
        source=entry.source,
        started_at=entry.started_at,
        published_at=entry.published_at,
        abandoned=entry.abandoned,
        about=entry.about,
        undone_by=entry.undone_by,
        files=tuple(
            FileReport(each.name, Kind(each.kind), counts_of(each)) for each in entry.files
        ),
    )
