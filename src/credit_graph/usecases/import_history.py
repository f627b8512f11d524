"""Imports that were made or wait to be gone on with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from credit_graph.graph.connection import Graph
from credit_graph.graph.decoding import Row, rows
from credit_graph.graph.instants import to_instant
from credit_graph.intake.kinds import Kind
from credit_graph.usecases.import_journal import counts_of
from credit_graph.usecases.import_report import FileReport, ImportMode

_DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """An import on record; `published_at` is None while nothing of it shows.

    `abandoned`: somebody began to take it away; `abandon_import` goes on with that.
    """

    id: str
    mode: ImportMode
    source: str
    started_at: datetime
    published_at: datetime | None
    abandoned: bool
    files: tuple[FileReport, ...]


async def list_imports(graph: Graph, *, limit: int = 50) -> tuple[ImportEntry, ...]:
    """Return imports, the latest first. One that was checked only, or withheld, is not kept."""
    records = await graph.read("imports/list", limit=limit, timeout_s=_DEADLINE_S)
    return tuple(_entry(record) for record in records)


async def show_import(graph: Graph, import_id: str) -> ImportEntry | None:
    """Return one import, or None."""
    records = await graph.read("imports/show", id=import_id, timeout_s=_DEADLINE_S)
    return _entry(records[0]) if records else None


def _entry(row: Row) -> ImportEntry:
    published_at = row["published_at"]
    return ImportEntry(
        id=str(row["id"]),
        mode=ImportMode(str(row["mode"])),
        source=str(row["source"]),
        started_at=to_instant(cast("Any", row["started_at"])),
        published_at=None if published_at is None else to_instant(cast("Any", published_at)),
        abandoned=bool(row["abandoned"]),
        files=tuple(
            FileReport(str(each["name"]), Kind(str(each["kind"])), counts_of(each))
            for each in rows(row["files"])
        ),
    )
