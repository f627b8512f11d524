"""Imports on record: begun, gone on with, looked at, taken away.

An import is a change set that also knows its files and how far each has been read. At most one is
unfinished at a time: what it has staged is what another would have to be checked against.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from credit_graph.errors import ImportRefusedError
from credit_graph.graph.change_sets import Change, ChangeKind, abandon_change_set, begin
from credit_graph.graph.connection import Graph
from credit_graph.graph.decoding import Row, rows
from credit_graph.graph.instants import to_instant
from credit_graph.graph.transaction import Transaction
from credit_graph.intake.sources import Source, digest
from credit_graph.usecases.import_report import Counts, ImportMode, ImportOptions

_DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an import is given: its sources, and a digest that is the same for the same bytes.

    `purpose` is empty for a plain import and tells other uses of the same files apart.
    """

    sources: tuple[Source, ...]
    digest: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How far a source has been read, and whether to its end."""

    counts: Counts
    ended: bool


@dataclass(frozen=True, slots=True)
class OpenImport:
    """An import that this run may go on with; `progress` in the order of its sources."""

    id: str
    at: datetime
    resumed: bool
    progress: tuple[SourceProgress, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that was begun and neither published nor taken away."""

    id: str
    digest: str
    mode: ImportMode
    started_at: datetime
    abandoned: bool
    names: tuple[str, ...]


def manifest_of(sources: tuple[Source, ...], purpose: str = "") -> Manifest:
    """Return the manifest of some sources; reads every file once.

    Paths do not count: the same files under other names are the same import.
    """
    total = hashlib.sha256(purpose.encode())
    for source in sources:
        total.update(f"\n{source.kind} {source.part or ''} {digest(source.path)}".encode())
    return Manifest(sources, total.hexdigest(), purpose)


async def open_import(
    graph: Graph, manifest: Manifest, options: ImportOptions, now: Callable[[], datetime]
) -> OpenImport:
    """Begin an import, or go on with the unfinished one of the same files and mode.

    Whatever run was busy with it is stopped. An unfinished check of other files is taken away.
    Raises `ImportRefusedError` if another import is unfinished.
    """
    for other in await unfinished_imports(graph):
        if other.abandoned or (
            other.mode is ImportMode.CHECK and not _same(other, manifest, options)
        ):
            await abandon_import(graph, other.id, now=now())
    at = now()

    async def work(transaction: Transaction) -> OpenImport:
        await transaction.run("imports/lock")
        standing = [_unfinished(each) for each in await transaction.run("imports/unfinished")]
        if not standing:
            change = _change(manifest, options, at)
            await _begin(transaction, manifest, options, change)
            return await _take_over(transaction, change.id, at, options.run, resumed=False)
        other = standing[0]
        if not _same(other, manifest, options):
            raise _busy(other)
        return await _take_over(transaction, other.id, other.started_at, options.run, resumed=True)

    return await graph.transact(work, label="imports/begin", timeout_s=_DEADLINE_S)


async def unfinished_imports(graph: Graph) -> tuple[Unfinished, ...]:
    """Return the imports that wait to be gone on with or taken away; seldom more than one."""
    return tuple(
        _unfinished(each) for each in await graph.read("imports/unfinished", timeout_s=_DEADLINE_S)
    )


async def abandon_import(graph: Graph, import_id: str, *, now: datetime) -> int:
    """Take away everything that an unpublished import staged; return how many facts that were.

    Raises `ImportRefusedError` if there is none of that id, or it was published.
    """

    async def work(transaction: Transaction) -> None:
        await transaction.run("imports/lock")
        if not await transaction.run("changes/condemn", id=import_id, now=now):
            raise ImportRefusedError(
                where=f"import {import_id}",
                why="there is no unpublished import of that id",
                fix="`credit-graph imports list` shows the ids.",
            )
        await transaction.run("imports/drop_files", change=import_id)

    await graph.transact(work, label="imports/drop_files", timeout_s=_DEADLINE_S)
    return await abandon_change_set(graph, import_id, now=now)


def _same(other: Unfinished, manifest: Manifest, options: ImportOptions) -> bool:
    return (other.digest, other.mode) == (manifest.digest, options.mode)


def _change(manifest: Manifest, options: ImportOptions, at: datetime) -> Change:
    name = hashlib.sha256(f"{manifest.digest} {at.isoformat()} {options.run}".encode()).hexdigest()
    return Change(f"import-{name[:16]}", ChangeKind.IMPORT, options.source, at)


async def _begin(
    transaction: Transaction, manifest: Manifest, options: ImportOptions, change: Change
) -> None:
    await begin(transaction, change)
    files = [
        {"place": place, "name": source.name, "kind": source.kind.value}
        for place, source in enumerate(manifest.sources)
    ]
    await transaction.run(
        "imports/begin",
        change=change.id,
        digest=manifest.digest,
        mode=options.mode.value,
        files=files,
    )


async def _take_over(
    transaction: Transaction, change: str, at: datetime, run: str, *, resumed: bool
) -> OpenImport:
    records = await transaction.run("imports/take_over", change=change, run=run)
    progress = tuple(SourceProgress(counts_of(each), bool(each["ended"])) for each in records)
    return OpenImport(change, at, resumed, progress)


def counts_of(row: Row) -> Counts:
    """Return the counts in a row."""
    names = ("read", "added", "unchanged", "corrected", "rejected")
    return Counts(*(cast("int", row[name]) for name in names))


def _unfinished(row: Row) -> Unfinished:
    return Unfinished(
        id=str(row["id"]),
        digest=str(row["digest"]),
        mode=ImportMode(str(row["mode"])),
        started_at=to_instant(cast("Any", row["started_at"])),
        abandoned=bool(row["abandoned"]),
        names=tuple(map(str, rows(row["names"]))),
    )


def _busy(other: Unfinished) -> ImportRefusedError:
    begun = f"{other.started_at:%Y-%m-%d %H:%M} UTC"
    return ImportRefusedError(
        where=", ".join(other.names) or other.id,
        why=f"import {other.id} of these files, begun {begun}, is unfinished",
        fix=f"Give its command again to go on, or `credit-graph imports abandon {other.id}`.",
    )
