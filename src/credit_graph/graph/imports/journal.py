"""The journal of imports: begun, resumed, held by one run, looked at, and their reports.

An import is a change set that also knows its files and how far each has been read.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.instants import to_instant
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import Row, day, rows, words


@dataclass(frozen=True, slots=True)
class About:
    """What sort of import it is. `action`: import, full list, undo or retraction.

    A full list has its register, region and day, an undo the id of what it undoes, a retraction
    the reference. `agency`: for which it was done; `reason`: why, in their
    words. What came by the service has the `subject` of its token and the digest of its `request`.
    """

    action: str = "import"
    register: str | None = None
    region: str | None = None
    list_day: date | None = None
    undoes: str | None = None
    reference: str | None = None
    agency: str | None = None
    reason: str | None = None
    subject: str | None = None
    request: str | None = None

    def properties(self) -> Mapping[str, object]:
        """Return what is stored of it."""
        stored = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in stored.items() if value is not None}


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of an import: its rows by what became of them, and whether it was read to its end."""

    name: str
    kind: str
    read: int
    added: int
    unchanged: int
    corrected: int
    rejected: int
    ended: bool


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An import as the journal has it; `published_at` is None while nothing of it shows.

    `ended_facts`: how many facts a full list has ended that it did not state.
    """

    id: str
    mode: str
    source: str
    started_at: datetime
    published_at: datetime | None
    abandoned: bool
    about: About
    undone_by: str | None
    ended_facts: int
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class UnfinishedEntry:
    """An import that was begun and neither published nor taken away."""

    id: str
    digest: str
    mode: str
    started_at: datetime
    abandoned: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is noted of an import when it begins; `files` are names and kinds, in order."""

    change: str
    digest: str
    mode: str
    about: About
    files: tuple[tuple[str, str], ...] = ()


async def lock(transaction: Transaction) -> None:
    """Let no other import begin, resume or be abandoned until the transaction ends."""
    await transaction.run("imports/lock")


async def begin(transaction: Transaction, beginning: Beginning) -> None:
    """Note that a change set is an import of which nothing has been read."""
    files = [
        {"place": place, "name": name, "kind": kind}
        for place, (name, kind) in enumerate(beginning.files)
    ]
    await transaction.run(
        "imports/begin",
        change=beginning.change,
        digest=beginning.digest,
        mode=beginning.mode,
        about=beginning.about.properties(),
        files=files,
    )


async def take_over(transaction: Transaction, change: str, run: str) -> tuple[FileEntry, ...]:
    """Let only `run` go on with the import; return the progress of its files, in order."""
    records = await transaction.run("imports/take_over", change=change, run=run)
    return tuple(_file(each, kind="") for each in records)


async def hold(transaction: Transaction, change: str, run: str) -> bool:
    """Keep other runs out until the transaction ends; False if the import is not this run's."""
    return bool(await transaction.run("imports/hold", change=change, run=run))


async def condemn(transaction: Transaction, change: str, now: datetime) -> bool:
    """See that an unpublished import cannot be published; False if there is none of that id."""
    if not await transaction.run("changes/condemn", id=change, now=now):
        return False
    await transaction.run("imports/drop_files", change=change)
    return True


async def keep_rejects(
    transaction: Transaction, change: str, place: int, lines: Sequence[str]
) -> None:
    """Keep lines of the report of rejects with a file."""
    await transaction.run("imports/keep_rejects", change=change, place=place, lines=lines)


async def advance(
    transaction: Transaction,
    change: str,
    place: int,
    begin: int,
    *,
    counts: Mapping[str, int],
    ended: bool,
) -> bool:
    """Note how much further a file was read than `begin`; False if it was not read so far."""
    noted = await transaction.run(
        "imports/progress", change=change, place=place, begin=begin, ended=ended, **counts
    )
    return bool(noted)


async def unfinished(transaction: Transaction) -> tuple[UnfinishedEntry, ...]:
    """Return the imports that wait to be resumed or taken away; seldom more than one."""
    return tuple(_unfinished(each) for each in await transaction.run("imports/unfinished"))


async def read_unfinished(graph: Graph) -> tuple[UnfinishedEntry, ...]:
    """Return the same outside a transaction."""
    records = await graph.read("imports/unfinished", timeout_s=graph.limits.journal_s)
    return tuple(_unfinished(each) for each in records)


async def read_latest(graph: Graph, limit: int) -> tuple[JournalEntry, ...]:
    """Return imports, the latest first."""
    records = await graph.read("imports/list", limit=limit, timeout_s=graph.limits.journal_s)
    return tuple(_entry(each) for each in records)


async def read_one(graph: Graph, import_id: str) -> JournalEntry | None:
    """Return one import, or None."""
    records = await graph.read("imports/show", id=import_id, timeout_s=graph.limits.journal_s)
    return _entry(records[0]) if records else None


async def note_ended(transaction: Transaction, change: str, count: int) -> None:
    """Note how many facts a full list ends."""
    await transaction.run("imports/note_ended", change=change, count=count)


async def reject_pages(graph: Graph, change: str) -> AsyncIterator[Sequence[str]]:
    """Give the kept lines of the report of rejects, page by page, in the order of the rows."""
    place, number = -1, -1
    while records := await graph.read(
        "imports/reject_page",
        change=change,
        place=place,
        number=number,
        timeout_s=graph.limits.journal_s,
    ):
        place, number = records[0]["place"], records[0]["number"]
        yield cast("list[str]", records[0]["lines"])


async def drop_rejects(graph: Graph, change: str) -> None:
    """Forget the kept lines of the report of rejects."""
    await graph.write("imports/drop_rejects", change=change, timeout_s=graph.limits.stage_s)


async def decisions(graph: Graph, change: str, limit: int) -> tuple[tuple[str, str, str], ...]:
    """Return register, enterprise and reason of facts that differ from what the files state."""
    records = await graph.read(
        "imports/decisions", change=change, limit=limit, timeout_s=graph.limits.journal_s
    )
    return tuple((each["register"], each["uscc"], each["because"]) for each in records)


def _entry(row: Row) -> JournalEntry:
    about = cast("Mapping[str, object]", row["about"])
    published_at = row["published_at"]
    return JournalEntry(
        id=str(row["id"]),
        mode=str(row["mode"]),
        source=str(row["source"]),
        started_at=to_instant(cast("Any", row["started_at"])),
        published_at=None if published_at is None else to_instant(cast("Any", published_at)),
        abandoned=bool(row["abandoned"]),
        about=About(
            action=str(row["action"]),
            register=words(about["register"]),
            region=words(about["region"]),
            list_day=day(about["list_day"]),
            undoes=words(about["undoes"]),
            reference=words(about["reference"]),
            agency=words(about["agency"]),
            reason=words(about["reason"]),
            subject=words(about["subject"]),
            request=words(about["request"]),
        ),
        undone_by=words(row["undone_by"]),
        ended_facts=cast("int", row["ended_facts"]),
        files=tuple(_file(each, str(each["kind"]), ended=True) for each in rows(row["files"])),
    )


def _file(row: Row, kind: str, *, ended: bool | None = None) -> FileEntry:
    return FileEntry(
        name=str(row["name"]),
        kind=kind,
        read=cast("int", row["read"]),
        added=cast("int", row["added"]),
        unchanged=cast("int", row["unchanged"]),
        corrected=cast("int", row["corrected"]),
        rejected=cast("int", row["rejected"]),
        ended=bool(row["ended"]) if ended is None else ended,
    )


def _unfinished(row: Row) -> UnfinishedEntry:
    return UnfinishedEntry(
        id=str(row["id"]),
        digest=str(row["digest"]),
        mode=str(row["mode"]),
        started_at=to_instant(cast("Any", row["started_at"])),
        abandoned=bool(row["abandoned"]),
        names=tuple(map(str, rows(row["names"]))),
    )
