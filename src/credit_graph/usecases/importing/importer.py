"""The importer: open, stage, report, then publish in one write or take away.

Readers see all of an import or nothing. Killed at any moment, the same call resumes where the last
batch was committed, or begins again, and the outcome is the same as without the kill. How rows are
staged is the strategy's: `Appending` here, `FullList` for a list that is complete on a day.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Protocol

from credit_graph.clock import Now, shanghai_day
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.notifying.addressees import of_load
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import ImportRefusedError, UnknownCodeError
from credit_graph.errors.causes import system_cause
from credit_graph.graph.change_sets import publish_change_set
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.imports import journal
from credit_graph.graph.imports.journal import About
from credit_graph.intake.batches import RecordBatch
from credit_graph.intake.reconciling.gaps import Gap, gap_note
from credit_graph.intake.rows.codes import Codes, codes_of
from credit_graph.intake.rows.reader import row_reader
from credit_graph.intake.sources import Source, find_sources
from credit_graph.intake.tables.marked import write_marked
from credit_graph.languages.wording import worded
from credit_graph.message import Message
from credit_graph.usecases.importing.appending import Staged, Stager
from credit_graph.usecases.importing.journal import (
    Manifest,
    OpenImport,
    SourceProgress,
    abandon_import,
    manifest_of,
    open_import,
)
from credit_graph.usecases.importing.ledger import Checkpoint
from credit_graph.usecases.importing.lines.prepared_batches import prepared_batches
from credit_graph.usecases.importing.preview import Preview, PreviewWriter
from credit_graph.usecases.importing.reject_report import write_rejects
from credit_graph.usecases.importing.report import (
    Counts,
    FileReport,
    ImportMode,
    ImportOptions,
    ImportProgress,
    ImportReport,
    Outcome,
)
from credit_graph.usecases.importing.staging_line import ReadAhead, StagingLine
from credit_graph.usecases.recording.rights import WritingRights


@dataclass(frozen=True, slots=True)
class ImportRun:
    """What a strategy works with: the database, how to import, the clock, who hears of it.

    `notified` are the agencies that get one summary of it.
    """

    graph: Graph
    options: ImportOptions
    now: Now
    progress: ImportProgress
    notified: tuple[str, ...] = ()


class Strategy(Protocol):
    """How the rows of an import are staged."""

    @property
    def manifest(self) -> Manifest:
        """What is imported."""

    async def stage(
        self, run: ImportRun, opened: OpenImport, preview: PreviewWriter
    ) -> tuple[FileReport, ...]:
        """Stage all that is left to stage; raise `ImportRefusedError` to have it taken away."""

    def withholds(self, total: Counts) -> bool:
        """Tell whether rows were rejected without which nothing may be published."""


async def import_files(
    graph: Graph,
    rulebook: Rulebook,
    paths: Sequence[Path],
    *,
    options: ImportOptions,
    now: Now,
    progress: ImportProgress,
) -> ImportReport:
    """Import what the paths hold and return what became of it.

    Raises `ImportRefusedError` before anything is staged if a file cannot be taken as a whole,
    another import is unfinished, or the report of rejects would overwrite a source.
    """
    sources = await asyncio.to_thread(find_sources, paths, options.manner)
    refuse_overwriting(sources, options)
    # A preview has every row, so that what an interrupted run has decided is decided again.
    about = options.stated(About())
    manifest = await asyncio.to_thread(manifest_of, sources, about, resumes=not options.previews)
    strategy = Appending(manifest, codes_of(rulebook), rights_of(rulebook, options))
    notified = of_load(DutyBook(rulebook), shanghai_day(now()))
    return await run_import(ImportRun(graph, options, now, progress, notified), strategy)


async def run_import(run: ImportRun, strategy: Strategy) -> ImportReport:
    """Do all that is left to do of an import and return what became of it."""
    begun = perf_counter()
    opened = await open_import(run.graph, strategy.manifest, run.options, run.now)
    before = sum((each.counts.read for each in opened.progress), 0)
    with PreviewWriter(run.options.preview) as writer:
        try:
            files = await strategy.stage(run, opened, writer)
        except WithdrawnError as refusal:
            await abandon_import(run.graph, opened.id, now=run.now())
            raise refusal.error from None
        total = sum((each.counts for each in files), Counts())
        rejects = await _report_rejects(run, opened.id) if total.rejected else None
        marked = await asyncio.to_thread(marked_report, strategy.manifest, rejects)
        preview: Preview | None = writer.finished() if run.options.previews else None
    outcome = _outcome(run.options.mode, strategy, total)
    published_at = await _close(run, opened, outcome)
    seconds = perf_counter() - begun
    return ImportReport(
        id=opened.id,
        outcome=outcome,
        files=files,
        seconds=seconds,
        rate=(total.read - before) / seconds,
        resumed=opened.resumed,
        rejects=rejects,
        published_at=published_at,
        preview=preview,
        marked=marked,
    )


def refuse_overwriting(sources: Sequence[Source], options: ImportOptions) -> None:
    """Raise `ImportRefusedError` if a source is where a report would be written."""
    given = {source.path.resolve() for source in sources}
    for path, option, what in (
        (options.rejects, "--rejects", Message("the report of what is still rejected")),
        (
            marked_path(options.rejects),
            "--rejects",
            Message("the workbook of what is still rejected"),
        ),
        (options.preview, "--preview", Message("the preview")),
    ):
        if path is not None and path.resolve() in given:
            raise ImportRefusedError(
                where=str(path),
                why=Message("{what} would overwrite it", what=what),
                fix=Message("Give that report another name with {option}.", option=option),
            )


def rights_of(rulebook: Rulebook, options: ImportOptions) -> WritingRights:
    """Return what may be written; raise `UnknownCodeError` for an agency that the rules lack."""
    agency = options.on_behalf
    if agency is not None and agency not in rulebook.agencies:
        raise UnknownCodeError("agency", agency, suggestions(agency, rulebook.agencies))
    return WritingRights.on_behalf(rulebook, agency)


class WithdrawnError(Exception):
    """What is staged must be taken away before `error` is raised."""

    def __init__(self, error: ImportRefusedError) -> None:
        super().__init__(str(error))
        self.error = error


def _outcome(mode: ImportMode, strategy: Strategy, total: Counts) -> Outcome:
    if mode is ImportMode.CHECK:
        return Outcome.CHECKED
    if strategy.withholds(total) or (mode is ImportMode.STRICT and total.rejected):
        return Outcome.WITHHELD
    return Outcome.PUBLISHED


async def _report_rejects(run: ImportRun, change: str) -> Path:
    run.progress.closing(worded("writing the report of rejects"))
    await write_rejects(run.graph, change, run.options.rejects)
    return run.options.rejects


def marked_path(rejects: Path) -> Path:
    """Return where the rejects of workbooks are marked."""
    return rejects.with_suffix(".xlsx")


def marked_report(manifest: Manifest, rejects: Path | None) -> Path | None:
    """Mark the rejects of workbooks in one; return None if none came from a workbook.

    Raises `ImportRefusedError` if it cannot be written.
    """
    if rejects is None or not any(source.is_workbook for source in manifest.sources):
        return None
    path = marked_path(rejects)
    try:
        written = write_marked(rejects, path)
    except OSError as error:
        raise ImportRefusedError(
            where=str(path),
            why=Message(
                "the workbook of rejects cannot be written there ({cause})",
                cause=system_cause(error),
            ),
            fix=Message(
                "Give the command again with another --rejects; it resumes where it stopped."
            ),
        ) from None
    return path if written else None


async def _close(run: ImportRun, opened: OpenImport, outcome: Outcome) -> datetime | None:
    # The reports are on disk by now, so a kill from here on loses nothing.
    if outcome is not Outcome.PUBLISHED:
        run.progress.closing(worded("taking the staged rows away"))
        await abandon_import(run.graph, opened.id, now=run.now())
        return None
    run.progress.closing(worded("publishing"))
    now = opened.publishable_at(run.now())
    published_at = await publish_change_set(run.graph, opened.id, now=now, notified=run.notified)
    await journal.drop_rejects(run.graph, opened.id)
    return published_at


class Appending:
    """The strategy for files of which each row stands for itself; resumes after a kill."""

    def __init__(self, manifest: Manifest, codes: Codes, rights: WritingRights) -> None:
        self.manifest = manifest
        self._codes = codes
        self._rights = rights

    def withholds(self, total: Counts) -> bool:
        """Return False: a bad row never stops the good ones."""
        del total
        return False

    async def stage(
        self, run: ImportRun, opened: OpenImport, preview: PreviewWriter
    ) -> tuple[FileReport, ...]:
        """Stage the sources that have not been read to their end, one after the other."""
        stage = opened.stage(run.options.run)
        reports = []
        for place, (source, earlier) in enumerate(
            zip(self.manifest.sources, opened.progress, strict=True)
        ):
            report = FileReport(source.name, source.kind, earlier.counts)
            if not earlier.ended:
                ledger = Checkpoint(stage, place)
                stager = Stager(
                    run.graph, ledger, source.kind, self._rights, previews=run.options.previews
                )
                report = await self._stage_source(run, source, stager, earlier, preview)
            reports.append(report)
        return tuple(reports)

    async def _stage_source(
        self,
        run: ImportRun,
        source: Source,
        stager: Stager,
        earlier: SourceProgress,
        preview: PreviewWriter,
    ) -> FileReport:
        run.progress.began(source.name, source.path.stat().st_size)
        counts = earlier.counts
        gaps: list[Gap] = []
        # A resumed import judges days as the first run did.
        today = shanghai_day(stager.stage_at)
        reader = row_reader(source.kind, self._codes, today=today, dates=source.manner.dates)

        def done(batch: RecordBatch, staged: Staged) -> None:
            nonlocal counts
            counts += staged.counts
            preview.add(staged.lines)
            gaps.extend(staged.gaps)
            run.progress.advanced(source.name, counts, batch.read_bytes)

        with prepared_batches(
            source, reader, stager, skip=counts.read, options=run.options
        ) as batches:
            async with ReadAhead(batches.next) as ahead:
                await StagingLine(stager, done).run(ahead.next)
            notes = (*batches.notes, gap_note(gaps)) if gaps else batches.notes
        await stager.end(counts.read)
        return FileReport(source.name, source.kind, counts, notes)
