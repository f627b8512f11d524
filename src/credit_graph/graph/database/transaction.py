"""One managed transaction: what a unit of work sees, and how it is begun and committed."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

from neo4j import AsyncSession, AsyncTransaction, Record
from neo4j.exceptions import DriverError, Neo4jError

from credit_graph.graph.database.instants import in_utc
from credit_graph.graph.database.notices import warn_of_notices
from credit_graph.graph.database.statement import Mode, Statement
from credit_graph.graph.database.statements import usable
from credit_graph.sharing.observation import Step, observed

T = TypeVar("T")


class Transaction:
    """What a unit of work may do: run read and write statements that see each other."""

    def __init__(
        self,
        driven: AsyncTransaction,
        statements: Mapping[str, Statement],
        count: Callable[[], None],
        *,
        warns: bool,
    ) -> None:
        self._warns = warns
        self._driven = driven
        self._statements = statements
        self._count = count

    async def run(self, name: str, /, **params: object) -> list[Record]:
        """Run a statement and return all its records."""
        statement = usable(self._statements, name, params, Mode.READ, Mode.WRITE)
        self._count()
        with observed(Step.INNER_STATEMENT, name):
            result = await self._driven.run(statement.text, dict(in_utc(params)))
            records = [record async for record in result]
        if self._warns:
            await warn_of_notices(result, name)
        return records

    async def read(
        self, name: str, /, *, timeout_s: float | None = None, **params: object
    ) -> list[Record]:
        """Run a read statement; the deadline is that of the whole transaction."""
        del timeout_s
        return await self.run(name, **params)


class UnitOfWork(Generic[T]):
    """One piece of work that is attempted until it is committed, or given up.

    While `committing` is true a commit has been sent and its answer has not come. `bookmarks`
    are those of the attempt that was committed.
    """

    def __init__(
        self,
        work: Callable[[Transaction], Awaitable[T]],
        statements: Mapping[str, Statement],
        timeout_s: float,
        count: Callable[[], None],
        *,
        warns: bool,
    ) -> None:
        self._warns = warns
        self.committing = False
        self.bookmarks: frozenset[str] = frozenset()
        self._work = work
        self._statements = statements
        self._timeout_s = timeout_s
        self._count = count

    async def attempt(self, session: AsyncSession) -> T:
        """Begin, work and commit once; whatever fails before the commit is rolled back."""
        self._count()
        async with await session.begin_transaction(timeout=self._timeout_s) as driven:
            transaction = Transaction(driven, self._statements, self._count, warns=self._warns)
            result = await self._work(transaction)
            await self._commit(driven)
        self.bookmarks = (await session.last_bookmarks()).raw_values
        return result

    async def _commit(self, driven: AsyncTransaction) -> None:
        self._count()
        self.committing = True
        try:
            await driven.commit()
        except (DriverError, Neo4jError):
            # The error itself says whether the outcome is known.
            self.committing = False
            raise
        self.committing = False
