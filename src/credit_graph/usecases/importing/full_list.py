"""The complete list of a register in a region on a day: the strategy that reconciles with it.

This is how a keeper keeps a list: new entries begin, missing ones end, and the register counts as
complete up to that day, so that "no entry" means no. A list that was interrupted begins again.
"""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from credit_graph.clock import Now, shanghai_day
from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.notifying.addressees import of_load
from credit_graph.domain.policy import News
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import ListColour, Vocabulary
from credit_graph.errors import BadArgumentError, ImportRefusedError, UnknownCodeError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.imports import journal, registers
from credit_graph.graph.imports.journal import About
from credit_graph.graph.imports.registers import RegisterPart
from credit_graph.intake.batches import BatchReader
from credit_graph.intake.kinds import Kind
from credit_graph.intake.rows.codes import Codes, codes_of
from credit_graph.intake.rows.kinds import CoverageRow
from credit_graph.intake.rows.reader import row_reader
from credit_graph.intake.sources import Source
from credit_graph.languages.wording import worded
from credit_graph.message import Message
from credit_graph.usecases.facts.fact_writer import FactWriter
from credit_graph.usecases.importing.full_list_staging import FullListStager, ListScope
from credit_graph.usecases.importing.importer import (
    ImportRun,
    WithdrawnError,
    refuse_overwriting,
    rights_of,
    run_import,
)
from credit_graph.usecases.importing.journal import Manifest, OpenImport, manifest_of
from credit_graph.usecases.importing.ledger import Checkpoint, Stage
from credit_graph.usecases.importing.preview import Preview, PreviewWriter
from credit_graph.usecases.importing.report import (
    Counts,
    FileReport,
    ImportOptions,
    ImportProgress,
    Outcome,
)

LARGEST_SHRINK: Final = 0.2
"""The share of standing entries that may end without `confirm_shrink`."""

SHRINK_PREVIEW: Final = Path("preview.csv")
"""Where those who would end are listed if the list is refused and no `preview` was asked for."""

_FEW: Final = 5  # so many may end whatever their share


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """The file at `path` is the complete list of `register` in `region` on the day `as_of`.

    `shrink`: the share of standing entries that may end; 1.0 confirms any.
    """

    path: Path
    register: str
    region: str
    as_of: date
    shrink: float = LARGEST_SHRINK


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The difference that a list made, or would make.

    `published_at` is None if it was checked only, or withheld because rows were rejected for
    another reason than an unknown enterprise: then the list is not known to be complete.
    """

    id: str
    outcome: Outcome
    added: int
    ended: int
    unchanged: int
    changed: int
    rejected: int
    rejects: Path | None
    published_at: datetime | None
    preview: Preview | None
    notes: tuple[str, ...] = ()
    marked: Path | None = None


async def sync_list(
    graph: Graph,
    rulebook: Rulebook,
    request: SyncRequest,
    *,
    options: ImportOptions,
    now: Now,
    progress: ImportProgress,
) -> SyncReport:
    """Make the register in the region what the list says, and return the difference.

    Raises `UnknownCodeError` for an unknown register or region, `BadArgumentError` for a day in
    the future or before the last complete list, `ImportRefusedError` if more would end than may.
    """
    await _check(graph, rulebook.vocabulary, request, shanghai_day(now()))
    _check_keeper(rulebook, request, options)
    strategy = await _strategy(rulebook, request, options)
    notified = _notified(rulebook, request)
    report = await run_import(ImportRun(graph, options, now, progress, notified), strategy)
    return SyncReport(
        id=report.id,
        outcome=report.outcome,
        added=report.total.added,
        ended=strategy.ended,
        unchanged=report.total.unchanged,
        changed=report.total.corrected,
        rejected=report.total.rejected,
        rejects=report.rejects,
        published_at=report.published_at,
        preview=report.preview,
        notes=report.files[0].notes,
        marked=report.marked,
    )


def _notified(rulebook: Rulebook, request: SyncRequest) -> tuple[str, ...]:
    """Return who gets a summary: whoever documents have such news passed on to."""
    listed = rulebook.vocabulary.lists.get(request.register)
    if listed is not None and listed.colour is not ListColour.BLACK:
        return ()
    news = News.RATING if listed is None else News.BLACK_LIST
    return of_load(DutyBook(rulebook), request.as_of, news=news, region=request.region)


async def _check(graph: Graph, words: Vocabulary, request: SyncRequest, today: date) -> None:
    """Refuse what cannot be reconciled before anything is staged."""
    if request.register not in {**words.schemes, **words.lists}:
        raise UnknownCodeError("register", request.register)
    if request.region not in words.regions:
        raise UnknownCodeError("region", request.region)
    if request.as_of > today:
        raise BadArgumentError(
            "as_of",
            Message("{as_of} is in the future", as_of=request.as_of),
            Message("Give a past day."),
        )
    last = await registers.last_list_day(graph, request.register, _around(words, request.region))
    if last is not None and request.as_of < last:
        why = Message("{as_of} is before the last sync, {last}", as_of=request.as_of, last=last)
        raise BadArgumentError("as_of", why, Message("Give the list of that day or a later one."))


def _check_keeper(rulebook: Rulebook, request: SyncRequest, options: ImportOptions) -> None:
    """Refuse a list that would end entries which another agency keeps, in any part of it."""
    rights = rights_of(rulebook, options)
    for region in _below(rulebook.vocabulary, request.region):
        row = CoverageRow(request.register, region, request.as_of, None)
        keepers = rights.keeper_unless_theirs(Kind.COVERAGE, row, {})
        if keepers is not None:
            who = ", ".join(keepers.agencies) or keepers.words
            raise ImportRefusedError(
                where=request.path.as_posix(),
                why=Message(
                    "{register} in {region} is kept by {who}, not by {on_behalf}",
                    register=request.register,
                    region=region,
                    who=who,
                    on_behalf=str(options.on_behalf),
                ),
                fix=Message(
                    "Give the list of the agency's own region, or have the keeper give it."
                ),
            )


async def _strategy(rulebook: Rulebook, request: SyncRequest, options: ImportOptions) -> "FullList":
    scheme = rulebook.vocabulary.schemes.get(request.register)
    kind = Kind.RATINGS if scheme else Kind.LISTS
    source = Source(request.path.as_posix(), request.path, kind, manner=options.manner)
    refuse_overwriting([source], options)
    about = options.stated(
        About(
            action="full list",
            register=request.register,
            region=request.region,
            list_day=request.as_of,
        )
    )
    manifest = await asyncio.to_thread(manifest_of, (source,), about, resumes=False)
    levels = () if scheme is None else tuple(level.code for level in scheme.levels)
    part = RegisterPart(
        kind=kind.value,
        register=request.register,
        regions=_below(rulebook.vocabulary, request.region),
        levels=levels,
        day=request.as_of,
    )
    return FullList(manifest, request, part, codes_of(rulebook))


class FullList:
    """Stages a list, ends what it does not state, and notes that the register is complete."""

    def __init__(
        self, manifest: Manifest, request: SyncRequest, part: RegisterPart, codes: Codes
    ) -> None:
        self.manifest = manifest
        self.ended = 0
        self._request = request
        self._part = part
        self._codes = codes
        self._unknown = 0

    def withholds(self, total: Counts) -> bool:
        """Tell whether a row was rejected that may stand for an entry of the list.

        Nobody may lose a rating by a slip of the pen.
        """
        return total.rejected > self._unknown

    async def stage(
        self, run: ImportRun, opened: OpenImport, preview: PreviewWriter
    ) -> tuple[FileReport, ...]:
        """Stage the whole list; raise `WithdrawnError` if more would end than may."""
        stage = opened.stage(run.options.run)
        words, request = self._codes.vocabulary, self._request
        earlier = await registers.same_day_lists(
            run.graph, request.register, _around(words, request.region), request.as_of
        )
        scope = ListScope(self._part, request.region, earlier)
        previews = run.options.previews
        stager = FullListStager(run.graph, Checkpoint(stage, 0), words, scope, previews=previews)
        counts, notes = await self._stage_rows(run, stager, stage, preview)
        if not self.withholds(counts):
            await self._end_missing(run, stager, stage, preview)
            await self._cover(run, stage)
        source = self.manifest.sources[0]
        return (FileReport(source.name, source.kind, counts, notes),)

    async def _stage_rows(
        self, run: ImportRun, stager: FullListStager, stage: Stage, preview: PreviewWriter
    ) -> tuple[Counts, tuple[str, ...]]:
        source, day = self.manifest.sources[0], self._request.as_of
        counts = Counts()
        reader = row_reader(
            source.kind,
            self._codes,
            today=shanghai_day(stage.at),
            default_from=day,
            dates=source.manner.dates,
        )
        run.progress.began(source.name, source.path.stat().st_size)
        with BatchReader(
            source, reader, skip=0, size=run.options.batch_rows, may_lack=("valid_from",)
        ) as batches:
            while (batch := await asyncio.to_thread(batches.next)) is not None:
                staged = await stager.stage(batch)
                counts += staged.counts
                self._unknown += staged.unknown
                preview.add(staged.lines)
                run.progress.advanced(source.name, counts, batch.read_bytes)
            notes = batches.notes
        await stager.end(counts.read)
        return counts, notes

    async def _end_missing(
        self, run: ImportRun, stager: FullListStager, stage: Stage, preview: PreviewWriter
    ) -> None:
        run.progress.closing(worded("looking for entries that are not on the list"))
        while lines := await stager.end_missing():
            preview.add(lines)
            self.ended += len(lines)
        standing = await registers.count_in_force(run.graph, self._part, stage.change)
        if self.ended > max(_FEW, self._request.shrink * standing):
            path = run.options.preview or SHRINK_PREVIEW
            preview.save(path)
            raise WithdrawnError(self._shrinks(standing, preview, path))

    def _shrinks(self, standing: int, preview: PreviewWriter, path: Path) -> ImportRefusedError:
        names = "; ".join(f"{each.uscc} {each.name}" for each in preview.ending())
        more = self.ended - len(preview.ending())
        rest = Message(" and {more} more", more=more) if more else ""
        return ImportRefusedError(
            where=self.manifest.sources[0].name,
            why=Message(
                "{ended} of {standing} entries would end: is the list complete?\n"
                "Would end: {names}{rest}",
                ended=self.ended,
                standing=standing,
                names=names,
                rest=rest,
            ),
            fix=Message(
                "{path} lists them all. If the list is complete, give the command again with "
                "--confirm-shrink.",
                path=str(path),
            ),
        )

    async def _cover(self, run: ImportRun, stage: Stage) -> None:
        request = self._request
        writer = FactWriter(Kind.COVERAGE, stage)
        row = CoverageRow(request.register, request.region, request.as_of, None)

        async def work(transaction: Transaction) -> None:
            await stage.hold(transaction)
            await journal.note_ended(transaction, stage.change, self.ended)
            if not await writer.look(transaction, writer.pack([(0, row)])):
                await writer.record(transaction, [row])

        await run.graph.transact(work, label="imports/record_coverage")


def _below(words: Vocabulary, region: str) -> tuple[str, ...]:
    return tuple(sorted(words.below(region)))


def _around(words: Vocabulary, region: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*words.lineage(region), *_below(words, region))))
