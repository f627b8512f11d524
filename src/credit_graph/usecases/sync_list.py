"""The complete list of a register in a region on a day: who is not on it any more has ended.

This is how a keeper keeps a list: new entries begin, missing ones end, and the register counts as
complete up to that day, so that "no entry" means no.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from credit_graph.clock import shanghai_day
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import Scheme, Vocabulary
from credit_graph.errors import BadArgumentError, ImportRefusedError, UnknownCodeError
from credit_graph.graph.change_sets import publish_change_set
from credit_graph.graph.connection import Graph
from credit_graph.graph.decoding import day as to_day
from credit_graph.graph.transaction import Transaction
from credit_graph.intake.batches import BatchReader
from credit_graph.intake.codes import codes_of
from credit_graph.intake.full_list import Listed, ended
from credit_graph.intake.kinds import Kind
from credit_graph.intake.packing import properties
from credit_graph.intake.row_reader import row_reader
from credit_graph.intake.rows import CoverageRow, ListRow, RatingRow
from credit_graph.intake.sources import Source
from credit_graph.usecases.fact_writer import FactWriter, restored_row
from credit_graph.usecases.full_list_staging import FullListStager, SyncCounts
from credit_graph.usecases.import_files import refuse_overwriting
from credit_graph.usecases.import_journal import (
    OpenImport,
    abandon_import,
    manifest_of,
    open_import,
    unfinished_imports,
)
from credit_graph.usecases.import_ledger import Ledger, Stage
from credit_graph.usecases.import_report import ImportOptions, ImportProgress
from credit_graph.usecases.reject_report import write_rejects
from credit_graph.usecases.staging import BATCH_DEADLINE_S

LARGEST_SHRINK: Final = 0.2
"""The share of standing entries that may end without `confirm_shrink`."""

_FEW: Final = 5  # so many may end whatever their share
_ENDING_AT_ONCE: Final = 2_000


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
    """The difference that a list made.

    `published_at` is None if it was withheld because rows were rejected for another reason than
    an unknown enterprise: then the list is not known to be complete.
    """

    id: str
    added: int
    ended: int
    unchanged: int
    changed: int
    rejected: int
    rejects: Path | None
    published_at: datetime | None


async def sync_list(
    graph: Graph,
    rulebook: Rulebook,
    request: SyncRequest,
    *,
    options: ImportOptions,
    now: Callable[[], datetime],
    progress: ImportProgress,
) -> SyncReport:
    """Make the register in the region what the list says, and return the difference.

    Raises `UnknownCodeError` for an unknown register or region, `BadArgumentError` for a day in
    the future or before the last sync, `ImportRefusedError` if more would end than may.
    """
    sync = _Sync(graph, rulebook, request, options=options, now=now, progress=progress)
    await sync.check()
    return await sync.run()


class _Sync:
    def __init__(
        self,
        graph: Graph,
        rulebook: Rulebook,
        request: SyncRequest,
        *,
        options: ImportOptions,
        now: Callable[[], datetime],
        progress: ImportProgress,
    ) -> None:
        self._graph = graph
        self._codes = codes_of(rulebook)
        self._request = request
        self._options = options
        self._now = now
        self._progress = progress
        words = rulebook.vocabulary
        self._regions = _below(words, request.region)
        self._around = (*words.lineage(request.region), *self._regions)
        scheme = words.schemes.get(request.register)
        self._kind = Kind.RATINGS if scheme else Kind.LISTS
        self._levels = _levels(scheme)

    async def check(self) -> None:
        """Refuse what cannot be synced before anything is staged."""
        request, words = self._request, self._codes.vocabulary
        if request.register not in {**words.schemes, **words.lists}:
            raise UnknownCodeError("register", request.register)
        if request.region not in words.regions:
            raise UnknownCodeError("region", request.region)
        if request.as_of > shanghai_day(self._now()):
            raise BadArgumentError("as_of", f"{request.as_of} is in the future", "Give a past day.")
        records = await self._graph.read(
            "imports/last_sync", register=request.register, regions=list(self._around)
        )
        last = to_day(records[0]["as_of"])
        if last is not None and request.as_of < last:
            why = f"{request.as_of} is before the last sync, {last}"
            raise BadArgumentError("as_of", why, "Give the list of that day or a later one.")

    async def run(self) -> SyncReport:
        """Stage the list, end what is missing, publish."""
        opened = await self._open()
        stage = Stage(opened.id, self._options.run, opened.at)
        counts = await self._stage(stage)
        rejects = None
        if counts.rejected:
            await write_rejects(self._graph, opened.id, self._options.rejects)
            rejects = self._options.rejects
        published_at = None
        if counts.rejected > counts.unknown:
            await abandon_import(self._graph, opened.id, now=self._now())
        else:
            await self._refuse_shrink(opened.id)
            counts += SyncCounts(ended=await self._end_missing(stage))
            published_at = await self._publish(stage)
        return SyncReport(
            id=opened.id,
            added=counts.added,
            ended=counts.ended,
            unchanged=counts.unchanged,
            changed=counts.changed,
            rejected=counts.rejected,
            rejects=rejects,
            published_at=published_at,
        )

    async def _open(self) -> OpenImport:
        request = self._request
        source = Source(request.path.as_posix(), request.path, self._kind)
        refuse_overwriting([source], self._options.rejects)
        purpose = f"sync {request.register} {request.region} {request.as_of}"
        manifest = await asyncio.to_thread(manifest_of, (source,), purpose)
        # A list is short: one that was interrupted is not gone on with but begun again.
        for each in await unfinished_imports(self._graph):
            if each.digest == manifest.digest:
                await abandon_import(self._graph, each.id, now=self._now())
        self._source = source
        return await open_import(self._graph, manifest, self._options, self._now)

    async def _stage(self, stage: Stage) -> SyncCounts:
        request = self._request
        stager = FullListStager(
            self._graph,
            Ledger(stage, 0),
            self._kind,
            register=request.register,
            region=request.region,
            regions=frozenset(self._regions),
            day=request.as_of,
        )
        today, counts = shanghai_day(stage.at), SyncCounts()
        reader = row_reader(self._kind, self._codes, today=today, default_from=request.as_of)
        self._progress.began(self._source.name, request.path.stat().st_size)
        with BatchReader(
            self._source, reader, skip=0, size=self._options.batch_rows, may_lack=("valid_from",)
        ) as batches:
            while (batch := await asyncio.to_thread(batches.next)) is not None:
                counts += await stager.stage(batch)
                self._progress.advanced(self._source.name, counts.as_import(), batch.read_bytes)
        return counts

    async def _refuse_shrink(self, change: str) -> None:
        records = await self._graph.read(
            f"imports/in_force_{self._kind}",
            change=change,
            register=self._request.register,
            regions=list(self._regions),
            day=self._request.as_of,
            timeout_s=BATCH_DEADLINE_S,
            **self._levels,
        )
        standing, missing = records[0]["standing"], records[0]["missing"]
        if missing > max(_FEW, self._request.shrink * standing):
            await abandon_import(self._graph, change, now=self._now())
            raise ImportRefusedError(
                where=self._source.name,
                why=f"{missing} of {standing} entries would end: is the list complete?",
                fix="If it is, give the command again with --confirm-shrink.",
            )

    async def _end_missing(self, stage: Stage) -> int:
        """End what the list does not state, a part at a time; return how many entries."""
        writer, total = FactWriter(self._kind, stage), 0

        async def work(transaction: Transaction) -> int:
            await Ledger(stage, 0).hold(transaction)
            records = await transaction.run(
                f"imports/missing_{self._kind}",
                change=stage.change,
                register=self._request.register,
                regions=list(self._regions),
                day=self._request.as_of,
                columns=list(properties(self._kind)),
                batch=_ENDING_AT_ONCE,
                **self._levels,
            )
            facts = [
                (_listed(restored_row(self._kind, each["cells"])), each["fact_id"])
                for each in records
            ]
            shortened = [ended(row, self._request.as_of) for row, _ in facts]
            await writer.withdraw(transaction, facts)
            await writer.record(transaction, [row for row in shortened if row is not None])
            return len(facts)

        while done := await self._graph.transact(
            work, label="imports/missing", timeout_s=BATCH_DEADLINE_S
        ):
            total += done
        return total

    async def _publish(self, stage: Stage) -> datetime:
        request = self._request
        writer = FactWriter(Kind.COVERAGE, stage)
        row = CoverageRow(request.register, request.region, request.as_of, None)

        async def work(transaction: Transaction) -> None:
            await Ledger(stage, 0).hold(transaction)
            if not await writer.look(transaction, writer.pack([(0, row)])):
                await writer.record(transaction, [row])

        self._progress.closing("publishing")
        await self._graph.transact(work, label="imports/record_coverage")
        published_at = await publish_change_set(self._graph, stage.change, now=self._now())
        await self._graph.write("imports/drop_rejects", change=stage.change)
        return published_at


def _below(words: Vocabulary, region: str) -> tuple[str, ...]:
    return tuple(code for code in words.regions if words.within(code, region))


def _levels(scheme: Scheme | None) -> dict[str, Sequence[str]]:
    return {} if scheme is None else {"levels": [level.code for level in scheme.levels]}


def _listed(row: object) -> Listed:
    if not isinstance(row, RatingRow | ListRow):
        raise TypeError(type(row))
    return row
