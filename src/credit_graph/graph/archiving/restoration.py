"""Puts the pages of an archive into an empty database, each once, however often it is killed.

What is done is counted on a node, in the transaction that puts a page. Until the end the database
has no rules in force, so that no service answers from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from credit_graph.errors import DatabaseBusyError, OutcomeUnknownError, RestoreUnfinishedError
from credit_graph.graph.archiving.extraction import ArchivedInstant
from credit_graph.graph.archiving.rows import ArchivedRow
from credit_graph.graph.archiving.sections import ArchiveSection
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction
from credit_graph.message import Message


@dataclass(frozen=True, slots=True)
class Occupation:
    """What a database holds: something of a graph, or of the archive of that name so many pages."""

    occupied: bool
    restoring: str | None
    done: int


async def occupation(graph: Graph) -> Occupation:
    """Look at a database that has the schema."""
    found = (await graph.read("archive/occupied"))[0]
    return Occupation(found["occupied"], found["restoring"], found["done"] or 0)


async def refuse_unfinished_restoration(graph: Graph) -> None:
    """Raise `RestoreUnfinishedError` if the database holds a part of an archive only."""
    if (await occupation(graph)).restoring is not None:
        raise RestoreUnfinishedError


class Restoration:
    """The restoration of one archive, named by its digest; `done` pages are there."""

    def __init__(self, graph: Graph, archive: str, done: int) -> None:
        self.done = done
        self._graph = graph
        self._archive = archive

    async def begin(self, at: datetime) -> None:
        """Mark the database; where that was done before, nothing happens."""
        await self._graph.write("archive/begin", archive=self._archive, at=at)

    async def put(self, section: ArchiveSection, rows: Sequence[ArchivedRow]) -> None:
        """Put the next page; raise `DatabaseBusyError` if another run has put it meanwhile."""
        wanted = self.done + 1

        async def work(transaction: Transaction) -> None:
            if not await transaction.run("archive/advance", archive=self._archive, done=wanted):
                raise DatabaseBusyError(why=Message("another restoration is under way"))
            given = [each.parameters() for each in rows]
            fixed = dict(section.fixed or {})
            await transaction.run(section.put, rows=given, **fixed)

        try:
            await self._graph.transact(
                work, label=section.put, timeout_s=self._graph.limits.stage_s
            )
        except OutcomeUnknownError:
            if (await occupation(self._graph)).done < wanted:
                raise
        self.done = wanted

    async def finish(self, instant: ArchivedInstant) -> None:
        """Set the clock and the heads of the logs."""
        await self._graph.write(
            "archive/finish",
            at=instant.at,
            entries=instant.entries,
            peaks=instant.peaks,
            notices=instant.notices,
            days=None if instant.days is None else dict(instant.days),
        )

    async def end(self) -> None:
        """Forget the restoration: from now on the database is like any other."""
        await self._graph.write("archive/end")
