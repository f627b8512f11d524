"""Import: read, check, stage under one change set, publish in one write.

Readers see all of an import or nothing. Killed at any moment, the same call goes on where the last
batch was committed, and the outcome is the same as without the kill.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter

from credit_graph.clock import shanghai_day
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import ImportRefusedError
from credit_graph.graph.change_sets import publish_change_set
from credit_graph.graph.connection import Graph
from credit_graph.intake.batches import Batch, BatchReader
from credit_graph.intake.codes import Codes, codes_of
from credit_graph.intake.row_reader import row_reader
from credit_graph.intake.sources import Source, find_sources
from credit_graph.usecases.import_journal import (
    Manifest,
    OpenImport,
    SourceProgress,
    abandon_import,
    manifest_of,
    open_import,
)
from credit_graph.usecases.import_ledger import Ledger, Stage
from credit_graph.usecases.import_report import (
    Counts,
    FileReport,
    ImportMode,
    ImportOptions,
    ImportProgress,
    ImportReport,
    Outcome,
)
from credit_graph.usecases.read_ahead import ReadAhead
from credit_graph.usecases.reject_report import write_rejects
from credit_graph.usecases.staging import Prepared, Stager
from credit_graph.usecases.staging_line import StagingLine


async def import_files(
    graph: Graph,
    rulebook: Rulebook,
    paths: Sequence[Path],
    *,
    options: ImportOptions,
    now: Callable[[], datetime],
    progress: ImportProgress,
) -> ImportReport:
    """Import what the paths hold and return what became of it.

    Raises `ImportRefusedError` before anything is staged if a file cannot be taken as a whole,
    another import is unfinished, or the report of rejects would overwrite a source.
    """
    sources = await asyncio.to_thread(find_sources, paths)
    refuse_overwriting(sources, options.rejects)
    manifest = await asyncio.to_thread(manifest_of, sources)
    run = ImportRun(graph, codes_of(rulebook), options=options, now=now, progress=progress)
    return await run.run(manifest)


def refuse_overwriting(sources: Sequence[Source], rejects: Path) -> None:
    """Raise `ImportRefusedError` if a source is where the report of rejects would be written."""
    if rejects.resolve() in {source.path.resolve() for source in sources}:
        raise ImportRefusedError(
            where=str(rejects),
            why="the report of what is still rejected would overwrite it",
            fix="Give that report another name with --rejects.",
        )


class ImportRun:
    """One run of an import: from where the last one stopped to the end."""

    def __init__(
        self,
        graph: Graph,
        codes: Codes,
        *,
        options: ImportOptions,
        now: Callable[[], datetime],
        progress: ImportProgress,
    ) -> None:
        self._graph = graph
        self._codes = codes
        self._options = options
        self._now = now
        self._progress = progress

    async def run(self, manifest: Manifest) -> ImportReport:
        """Do all that is left to do."""
        begun = perf_counter()
        opened = await open_import(self._graph, manifest, self._options, self._now)
        before = sum((each.counts.read for each in opened.progress), 0)
        files = await self._stage_all(manifest, opened)
        total = sum((each.counts for each in files), Counts())
        rejects = await self._report_rejects(opened.id) if total.rejected else None
        outcome = self._outcome(total)
        published_at = await self._close(opened.id, outcome)
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
        )

    async def _stage_all(self, manifest: Manifest, opened: OpenImport) -> tuple[FileReport, ...]:
        stage = Stage(opened.id, self._options.run, opened.at)
        reports = []
        for place, (source, earlier) in enumerate(
            zip(manifest.sources, opened.progress, strict=True)
        ):
            counts = earlier.counts
            if not earlier.ended:
                stager = Stager(self._graph, Ledger(stage, place), source.kind)
                counts = await self._stage_source(source, stager, earlier, opened.at)
            reports.append(FileReport(source.name, source.kind, counts))
        return tuple(reports)

    async def _stage_source(
        self, source: Source, stager: Stager, earlier: SourceProgress, at: datetime
    ) -> Counts:
        self._progress.began(source.name, source.path.stat().st_size)
        counts = earlier.counts
        # A resumed import judges days as the first run did.
        reader = row_reader(source.kind, self._codes, today=shanghai_day(at))
        size = self._options.batch_rows

        def done(batch: Batch, added: Counts) -> None:
            nonlocal counts
            counts += added
            self._progress.advanced(source.name, counts, batch.read_bytes)

        with BatchReader(source, reader, skip=counts.read, size=size) as batches:

            def prepared() -> Prepared | None:
                batch = batches.next()
                return None if batch is None else stager.prepare(batch)

            async with ReadAhead(prepared) as ahead:
                await StagingLine(stager, done).run(ahead.next)
        await stager.end(counts.read)
        return counts

    def _outcome(self, total: Counts) -> Outcome:
        if self._options.mode is ImportMode.CHECK:
            return Outcome.CHECKED
        if self._options.mode is ImportMode.STRICT and total.rejected:
            return Outcome.WITHHELD
        return Outcome.PUBLISHED

    async def _report_rejects(self, change: str) -> Path:
        self._progress.closing("writing the report of rejects")
        await write_rejects(self._graph, change, self._options.rejects)
        return self._options.rejects

    async def _close(self, change: str, outcome: Outcome) -> datetime | None:
        # The report is on disk by now, so a kill from here on loses nothing.
        if outcome is not Outcome.PUBLISHED:
            self._progress.closing("taking the staged rows away")
            await abandon_import(self._graph, change, now=self._now())
            return None
        self._progress.closing("publishing")
        published_at = await publish_change_set(self._graph, change, now=self._now())
        await self._graph.write("imports/drop_rejects", change=change, timeout_s=60.0)
        return published_at
