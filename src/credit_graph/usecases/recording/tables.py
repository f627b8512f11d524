"""Tables in a request: an import or a full list, previewed first, published once per key.

The work goes on when its caller gives up: asked again with the key it gives the same answer. What a
preview shows is what is published, or the preview is shown again.
"""

import asyncio
import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from credit_graph.clock import AdvancingClock
from credit_graph.domain.authority.keepers import Keepership
from credit_graph.domain.authority.principal import Principal
from credit_graph.errors import BadArgumentError, ImportRefusedError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.imports import journal
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.intake.tables.manner import Manner
from credit_graph.message import Message
from credit_graph.sharing.single_flight import SingleFlight
from credit_graph.usecases.importing.full_list import (
    LARGEST_SHRINK,
    SyncReport,
    SyncRequest,
    sync_list,
)
from credit_graph.usecases.importing.importer import import_files
from credit_graph.usecases.importing.preview import PreviewLine
from credit_graph.usecases.importing.report import (
    ImportMode,
    ImportOptions,
    ImportReport,
    Outcome,
    SilentProgress,
)
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.recording.refusal import KeyReused, NotKeeper
from credit_graph.usecases.recording.rights import WritingRights

LARGEST_TABLE: Final = 5_000_000
"""Bytes."""

MOST_REJECTS: Final = 100
"""Rejected rows that are shown; of all the number is given."""

_ANY_SHRINK: Final = 1.0


@dataclass(frozen=True, slots=True)
class WholeList:
    """The table is the complete list of a register in a region on a day."""

    register: str
    region: str
    as_of: date
    may_shrink: bool


@dataclass(frozen=True, slots=True)
class TableRequest:
    """A table to take. `confirm` is the token of its preview; without it nothing is published."""

    action: str
    key: str
    kind: Kind
    content: bytes
    is_workbook: bool
    manner: Manner
    whole: WholeList | None = None
    reason: str | None = None
    confirm: str | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of all that is asked but the confirmation."""
        said = repr((self.action, self.kind, self.is_workbook, self.manner.key, self.whole))
        total = hashlib.sha256(f"{said}\n{self.reason}\n".encode())
        total.update(self.content)
        return total.hexdigest()

    def change_id(self, subject: str) -> str:
        """Return the id of the import that the subject's key stands for."""
        name = hashlib.sha256(f"{subject}\x1f{self.key}".encode()).hexdigest()
        return f"import-{name[:32]}"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be taken, as the report of rejects has it."""

    line: int
    column: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What a table would do; `token` confirms exactly this.

    `has_changed`: something else was confirmed.
    """

    token: str
    counts: Mapping[Fate, int]
    lines: Sequence[PreviewLine]
    rejected: int
    rejects: Sequence[RejectedRow]
    has_changed: bool


@dataclass(frozen=True, slots=True)
class TableRecorded:
    """A table that was taken: rows by what became of them, and the facts that a full list ended."""

    id: str
    added: int
    corrected: int
    unchanged: int
    ended: int
    rejected: int
    published_at: datetime
    replayed: bool


@dataclass(frozen=True, slots=True)
class TableWithheld:
    """A full list of which a row was rejected: it is not known to be complete."""

    rejected: int
    rejects: Sequence[RejectedRow]


TableAnswer = TablePreview | TableRecorded | TableWithheld | NotKeeper | KeyReused
_Report = ImportReport | SyncReport


class TableRecorder:
    """Takes tables; one for all requests of the process."""

    def __init__(self, graph: Graph, shelf: RulesShelf, clock: AdvancingClock) -> None:
        self._graph = graph
        self._shelf = shelf
        self._clock = clock
        self._running: dict[tuple[str, str | None], SingleFlight[TableAnswer]] = {}

    async def record(self, request: TableRequest, principal: Principal) -> TableAnswer:
        """Preview a table, or publish it if its preview is confirmed.

        Raises `InsufficientScopeError`, `BadArgumentError` for more than 5 MB, and
        `ImportRefusedError` for a table that cannot be taken as a whole.
        """
        rights = WritingRights.of(self._shelf.current.rulebook, principal)
        rights.check_scope(request.kind, request.action)
        if len(request.content) > LARGEST_TABLE:
            why = Message("the table has {count:,} bytes", count=len(request.content))
            fix = Message(
                "At most {largest_table:,} are taken here; `credit-graph import` takes any.",
                largest_table=LARGEST_TABLE,
            )
            raise BadArgumentError("input", why, fix)
        if rights.agency == "":
            return NotKeeper(Keepership((), Message("an agency or an operator")))
        change = request.change_id(principal.subject)
        place = (change, request.digest + str(request.confirm))
        running = self._running.get(place)
        if running is None:

            async def work() -> TableAnswer:
                try:
                    return await self._take(request, rights, principal, change)
                finally:
                    del self._running[place]

            running = self._running[place] = SingleFlight(work)
        return await running()

    async def _take(
        self, request: TableRequest, rights: WritingRights, principal: Principal, change: str
    ) -> TableAnswer:
        known = await journal.read_one(self._graph, change)
        if known is not None and known.published_at is not None:
            if known.about.request != request.digest:
                return KeyReused(known.about.action)
            return _recorded(known, replayed=True)
        # The service ended while it was being published: that was confirmed, and goes on.
        begun = known is not None and not known.abandoned
        resumes = begun and request.confirm is not None
        with TemporaryDirectory(prefix="credit-graph-") as folder:
            options = ImportOptions(
                mode=ImportMode.CHECK,
                rejects=Path(folder) / "rejects.csv",
                preview=Path(folder) / "preview.csv",
                manner=request.manner,
                source=principal.subject,
                on_behalf=rights.agency,
                reason=request.reason,
                request=request.digest,
                subject=principal.subject,
            )
            try:
                return await self._take_from(
                    Path(folder), request, options, change, resumes=resumes
                )
            except ImportRefusedError as error:
                raise _without_folder(error, folder) from None

    async def _take_from(
        self,
        folder: Path,
        request: TableRequest,
        options: ImportOptions,
        change: str,
        *,
        resumes: bool,
    ) -> TableAnswer:
        path = folder / f"{request.kind}{'.xlsx' if request.is_workbook else '.csv'}"
        await asyncio.to_thread(path.write_bytes, request.content)
        if resumes:
            return await self._publish(path, request, options, change)
        checked = await self._run(path, request, options)
        rejects = await asyncio.to_thread(_rejects, checked.rejects)
        token = await asyncio.to_thread(_token, request, folder / "preview.csv", rejects)
        if request.confirm != token:
            return _preview(checked, token, rejects, request.confirm)
        return await self._publish(path, request, options, change)

    async def _publish(
        self, path: Path, request: TableRequest, options: ImportOptions, change: str
    ) -> TableAnswer:
        made = replace(options, mode=ImportMode.PUBLISH, preview=None, change_id=change)
        report = await self._run(path, request, made)
        if report.outcome is not Outcome.PUBLISHED or report.published_at is None:
            rejects = await asyncio.to_thread(_rejects, report.rejects)
            return TableWithheld(len(rejects), rejects[:MOST_REJECTS])
        self._clock.advance(report.published_at)
        entry = await journal.read_one(self._graph, change)
        assert entry is not None  # noqa: S101  # it has just been published
        return _recorded(entry, replayed=False)

    async def _run(self, path: Path, request: TableRequest, options: ImportOptions) -> _Report:
        rulebook, whole = self._shelf.current.rulebook, request.whole
        if whole is None:
            return await import_files(
                self._graph,
                rulebook,
                [path],
                options=options,
                now=self._clock,
                progress=SilentProgress(),
            )
        shrink = _ANY_SHRINK if whole.may_shrink else LARGEST_SHRINK
        asked = SyncRequest(path, whole.register, whole.region, whole.as_of, shrink)
        return await sync_list(
            self._graph,
            rulebook,
            asked,
            options=options,
            now=self._clock,
            progress=SilentProgress(),
        )


def _token(request: TableRequest, preview: Path, rejects: Sequence[RejectedRow]) -> str:
    """Return what stands for the table and everything that it would do."""
    total = hashlib.sha256(f"{request.digest} {rejects!r}".encode())
    total.update(preview.read_bytes() if preview.exists() else b"")
    return total.hexdigest()[:32]


def _preview(
    report: _Report, token: str, rejects: Sequence[RejectedRow], confirmed: str | None
) -> TablePreview:
    found = report.preview
    rejected = report.rejected if isinstance(report, SyncReport) else report.total.rejected
    return TablePreview(
        token=token,
        counts={} if found is None else found.counts,
        lines=() if found is None else [each for shown in found.shown.values() for each in shown],
        rejected=rejected,
        rejects=rejects[:MOST_REJECTS],
        has_changed=confirmed is not None,
    )


def _rejects(path: Path | None) -> Sequence[RejectedRow]:
    if path is None or not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as text:
        return [
            RejectedRow(int(each["line"]), each["column"], each["code"], each["message"])
            for each in csv.DictReader(text)
        ]


def _recorded(entry: journal.JournalEntry, *, replayed: bool) -> TableRecorded:
    assert entry.published_at is not None  # noqa: S101  # asked for published ones alone
    return TableRecorded(
        id=entry.id,
        added=sum(each.added for each in entry.files),
        corrected=sum(each.corrected for each in entry.files),
        unchanged=sum(each.unchanged for each in entry.files),
        ended=entry.ended_facts,
        rejected=sum(each.rejected for each in entry.files),
        published_at=entry.published_at,
        replayed=replayed,
    )


def _without_folder(error: ImportRefusedError, folder: str) -> ImportRefusedError:
    """Return the error without the name of a folder that is ours."""
    where = error.where
    return ImportRefusedError(
        where.replace(f"{folder}/", "") if isinstance(where, str) else where,
        _without(f"{folder}/", error.why),
        _without(f"{folder}/", error.fix),
    )


def _without(folder: str, words: Message) -> Message:
    values = {
        name: value.replace(folder, "") if isinstance(value, str) else value
        for name, value in words.values.items()
    }
    return Message(words.template, **values)
