"""`backup` and `restore` of an external database, or of any while it serves: row by row."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from rich.progress import Progress, TextColumn

import credit_graph
from credit_graph.audit.verification import AuditFault
from credit_graph.clock import utc_now
from credit_graph.commands.backup.manifest import check_schema
from credit_graph.commands.backup.page_archive import OpenedPages, PageManifest, PageWriter
from credit_graph.embedded.errors import RestoreRefusedError
from credit_graph.errors import SchemaMissingError
from credit_graph.graph.archiving.extraction import ArchivedInstant
from credit_graph.graph.archiving.rows import ArchivedRow
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import steps_of
from credit_graph.languages.wording import worded
from credit_graph.message import Message
from credit_graph.usecases.archiving.extract import LogicalExport
from credit_graph.usecases.archiving.restore import begin_restoration, finish_restoration

_OTHER = Message("Give another copy of the backup.")


async def back_up(graph: Graph, path: Path) -> PageManifest:
    """Write what was published at one instant into a file; others may go on publishing."""
    applied = await graph.read("migrations/applied")
    if not applied:
        raise SchemaMissingError(missing=Message("schema"))
    export = await LogicalExport.begin(graph)
    schema = {each["name"]: each["sha256"] for each in applied}
    manifest = manifest_of(export.instant, schema)
    with PageWriter(path, manifest) as writer, _progress() as bar:
        task = bar.add_task(worded("rows"), total=None)
        async for page in export.pages():
            writer.put(page.section, page.rows)
            bar.update(task, advance=len(page.rows), description=page.section.name)
        writer.close(export.rules)
    return manifest


async def put_back(graph: Graph, opened: OpenedPages) -> AuditFault | None:
    """Restore into an empty database; return what is wrong with the audit log, if anything is.

    Killed midway, the same call goes on. Raises `RestoreRefusedError` for an archive with a newer
    schema and `BadArgumentError` for a database that is not empty, before anything is written.
    """
    manifest, members = opened.manifest, opened.contents.members
    check_schema(manifest.schema, steps_of(graph.statements))
    restoration = await begin_restoration(graph, opened.digest, utc_now)
    rows = [count for _, _, count in members[1:]]
    with _progress() as bar:
        task = bar.add_task(
            worded("rows"), total=sum(rows), completed=sum(rows[: restoration.done])
        )
        for section, page in opened.pages(restoration.done):
            await restoration.put(section, page)
            bar.update(task, advance=len(page), description=section.name)
    rules, fault = await finish_restoration(graph, restoration, _instant(manifest))
    if rules != opened.contents.rules:
        raise RestoreRefusedError(Message("its seed files are not those that it states"), _OTHER)
    return fault


def manifest_of(instant: ArchivedInstant, schema: Mapping[str, str]) -> PageManifest:
    """Return the manifest of a backup as of an instant, of a database with this schema."""
    days = () if instant.days is None else (ArchivedRow(instant.days),)
    return PageManifest(
        made_at=utc_now().isoformat(timespec="seconds"),
        made_by=credit_graph.__version__,
        schema=schema,
        published_at=_text(instant),
        entries=instant.entries,
        peaks=instant.peaks.hex(),
        notices=instant.notices,
        days=b"".join(each.line() for each in days).decode(),
    )


def _text(instant: ArchivedInstant) -> str | None:
    return None if instant.at is None else instant.at.isoformat()


def _instant(manifest: PageManifest) -> ArchivedInstant:
    days = manifest.days.encode().splitlines()
    at = manifest.published_at
    return ArchivedInstant(
        at=None if at is None else datetime.fromisoformat(at),
        entries=manifest.entries,
        peaks=bytes.fromhex(manifest.peaks),
        notices=manifest.notices,
        days=next((ArchivedRow.read(each).values for each in days), None),
    )


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), TextColumn("{task.completed:,.0f}"))
    return Progress(*columns, disable=not sys.stderr.isatty(), transient=True)
