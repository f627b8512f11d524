"""Imports that begin, resume and are taken away; at most one is unfinished at a time.

What an unfinished import has staged is what another would have to be checked against, so another
one waits. The same holds for an undo and a retraction.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from credit_graph.clock import Now
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.errors import ImportRefusedError
from credit_graph.graph.change_sets import BegunChange, abandon_change_set, begin
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import journal
from credit_graph.graph.imports.journal import About, Beginning, FileEntry, UnfinishedEntry
from credit_graph.intake.sources import Source, digest
from credit_graph.message import Message
from credit_graph.usecases.importing.ledger import Stage
from credit_graph.usecases.importing.report import Counts, ImportMode, ImportOptions


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an import is given: its sources, and a digest that is the same for the same bytes.

    `about` is what sort of import it is. `resumes`: one that was interrupted goes on; otherwise
    it is taken away and begun again.
    """

    sources: tuple[Source, ...]
    digest: str
    about: About = field(default_factory=About)
    resumes: bool = True


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How far a source has been read, and whether to its end."""

    counts: Counts
    ended: bool


@dataclass(frozen=True, slots=True)
class OpenImport:
    """An import that this run may go on with; `progress` in the order of its sources.

    `at` and `recorded_at` as in `Stage`.
    """

    id: str
    at: datetime
    recorded_at: datetime
    resumed: bool
    progress: tuple[SourceProgress, ...]

    def stage(self, run: str) -> Stage:
        """Return what a run stages its rows under."""
        return Stage(self.id, run, self.at, self.recorded_at)

    def publishable_at(self, now: datetime) -> datetime:
        """Return `now`, or what its facts bear if that is later, whatever the clock did since."""
        return max(now, self.recorded_at)


def manifest_of(
    sources: tuple[Source, ...], about: About | None = None, *, resumes: bool = True
) -> Manifest:
    """Return the manifest of some sources; reads every file once.

    Paths do not count: the same files under other names are the same import. How they are read
    does: the same bytes may say something else then.
    """
    about = about or About()
    named = ";".join(f"{name} {value}" for name, value in about.properties().items())
    total = hashlib.sha256(named.encode())
    for source in sources:
        how = f"{source.kind} {source.part or ''} {source.manner.key}"
        total.update(f"\n{how} {digest(source.path)}".encode())
    return Manifest(sources, total.hexdigest(), about, resumes)


async def open_import(
    graph: Graph, manifest: Manifest, options: ImportOptions, now: Now
) -> OpenImport:
    """Begin an import, or resume the unfinished one of the same files and mode.

    Whatever run was busy with it is stopped. An unfinished check of other files is taken away.
    Raises `ImportRefusedError` if another import is unfinished.
    """
    for other in await journal.read_unfinished(graph):
        same = _same(other, manifest, options)
        of_no_use = other.mode == ImportMode.CHECK if not same else not manifest.resumes
        if other.abandoned or of_no_use:
            await abandon_import(graph, other.id, now=now())
    at = now()

    async def work(transaction: Transaction) -> OpenImport:
        await journal.lock(transaction)
        standing = await journal.unfinished(transaction)
        if not standing:
            change = _change(manifest, options, at)
            await begin(transaction, change)
            await journal.begin(transaction, _beginning(change.id, manifest, options))
            return await _take_over(transaction, change.id, at, options.run, resumed=False)
        other = standing[0]
        if not _same(other, manifest, options):
            raise _busy(other)
        return await _take_over(transaction, other.id, other.started_at, options.run, resumed=True)

    opened = await graph.transact(work, label="imports/begin", timeout_s=graph.limits.journal_s)
    # Readers leave the change set out by now: facts bear a later instant than any of theirs.
    return replace(opened, recorded_at=max(now(), opened.at))


async def abandon_import(graph: Graph, import_id: str, *, now: datetime) -> int:
    """Take away everything that an unpublished import staged; return how many facts that were.

    Raises `ImportRefusedError` if there is none of that id, or it was published.
    """

    async def work(transaction: Transaction) -> None:
        await journal.lock(transaction)
        if not await journal.condemn(transaction, import_id, now):
            raise ImportRefusedError(
                where=Message("import {id}", id=import_id),
                why=Message("there is no unpublished import of that id"),
                fix=Message(
                    "`credit-graph imports list` shows the ids; `imports undo ID` takes back "
                    "one that was published."
                ),
            )

    await graph.transact(work, label="imports/drop_files", timeout_s=graph.limits.journal_s)
    return await abandon_change_set(graph, import_id, now=now)


def counts_of(file: FileEntry) -> Counts:
    """Return the counts of a file on record."""
    return Counts(file.read, file.added, file.unchanged, file.corrected, file.rejected)


def _same(other: UnfinishedEntry, manifest: Manifest, options: ImportOptions) -> bool:
    return (other.digest, other.mode) == (manifest.digest, options.mode)


def import_id(manifest: Manifest, options: ImportOptions, at: datetime) -> str:
    """Return the id of the change set of an import that begins at the instant."""
    if options.change_id:
        return options.change_id
    name = hashlib.sha256(f"{manifest.digest} {at.isoformat()} {options.run}".encode()).hexdigest()
    return f"{_prefix(manifest)}-{name[:16]}"


def _prefix(manifest: Manifest) -> str:
    return {"undo": "undo", "retraction": "retract"}.get(manifest.about.action, "import")


def _change(manifest: Manifest, options: ImportOptions, at: datetime) -> BegunChange:
    importing = _prefix(manifest) == "import"
    kind = ChangeSetKind.IMPORT if importing else ChangeSetKind.MUTATION
    return BegunChange(import_id(manifest, options, at), kind, options.source, at)


def _beginning(change: str, manifest: Manifest, options: ImportOptions) -> Beginning:
    files = tuple((each.name, each.kind.value) for each in manifest.sources)
    return Beginning(change, manifest.digest, options.mode.value, manifest.about, files)


async def _take_over(
    transaction: Transaction, change: str, at: datetime, run: str, *, resumed: bool
) -> OpenImport:
    files = await journal.take_over(transaction, change, run)
    progress = tuple(SourceProgress(counts_of(each), each.ended) for each in files)
    return OpenImport(change, at, at, resumed, progress)


def _busy(other: UnfinishedEntry) -> ImportRefusedError:
    begun = f"{other.started_at:%Y-%m-%d %H:%M} UTC"
    return ImportRefusedError(
        where=", ".join(other.names) or other.id,
        why=Message("import {id}, begun {begun}, is unfinished", id=other.id, begun=begun),
        fix=Message(
            "Give its command again to resume it, or `credit-graph imports abandon {id}`.",
            id=other.id,
        ),
    )
