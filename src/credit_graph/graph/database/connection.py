"""The door to Neo4j: named statements in, records out, within stated deadlines.

    async with Graph.open(endpoint, load_statements(cypher_folder())) as graph:
        records = await graph.read("enterprises/by_keys", keys=keys, known_at=known_at)
        await graph.write("facts/stage_ratings", rows=rows, change=change)

A read is one round trip and goes to a reader. A write is one managed transaction. Both are tried
again within one policy (`failures.patience`), so a unit of work may run more than once.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from types import TracebackType
from typing import Protocol, Self, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncSession,
    Bookmarks,
    NotificationDisabledClassification,
    NotificationMinimumSeverity,
    Query,
    Record,
)
from neo4j.exceptions import DriverError, Neo4jError

from credit_graph.errors import (
    DatabaseBusyError,
    DatabaseUnreachableError,
    OutcomeUnknownError,
    StatementTimeoutError,
)
from credit_graph.graph.database.failures import (
    BookmarkUnreachedError,
    DriverFailure,
    patience,
    translated,
)
from credit_graph.graph.database.instants import in_utc
from credit_graph.graph.database.limits import DatabaseLimits
from credit_graph.graph.database.notices import Notices, warn_of_notices
from credit_graph.graph.database.request_statistics import note_bookmarks, note_round_trip
from credit_graph.graph.database.statement import Mode, Statement
from credit_graph.graph.database.statements import usable
from credit_graph.graph.database.transaction import Transaction, UnitOfWork
from credit_graph.message import Message
from credit_graph.sharing.fair_queue import FairQueue, Holder
from credit_graph.sharing.meter import bearers, note_records
from credit_graph.sharing.observation import Step, observed

T = TypeVar("T")

_FIRST_DELAY_S = 0.05
_LONGEST_DELAY_S = 1.0
_PING = "connection/ping"


class Endpoint(Protocol):
    """Where a database is and who we are to it."""

    @property
    def uri(self) -> str:
        """`bolt://`, `neo4j://` or `neo4j+s://` with host and port."""

    @property
    def username(self) -> str:
        """The database user."""

    @property
    def password(self) -> str:
        """That user's password."""

    @property
    def database(self) -> str:
        """The database's name."""


class Graph:
    """A pool of connections to one database, and the statements that may be sent to it.

    Opening connects to nothing, so that a service can start before its database.
    `round_trips` counts all that were made; `receipt()` counts those of one request.
    `last_bookmarks` are those of the latest acknowledged write, for a read elsewhere to follow.
    """

    def __init__(
        self,
        driver: AsyncDriver,
        endpoint: Endpoint,
        statements: Mapping[str, Statement],
        limits: DatabaseLimits,
        *,
        notices: Notices,
        chance: Callable[[], float],
    ) -> None:
        self.statements = statements
        self.limits = limits
        self.round_trips = 0
        self.last_bookmarks: frozenset[str] = frozenset()
        self._driver = driver
        self._uri = endpoint.uri
        self._database = endpoint.database
        self._warns = notices is Notices.PYTHON_WARNINGS
        self._chance = chance
        # The wait for a place is fair, that for the pool's last connection would not be. One is
        # left to those who ask how the database is.
        self._places = FairQueue(max(limits.pool - 1, 1), limits.statements_each)
        self._queries = {
            name: _query(each, limits.statement_s) for name, each in statements.items()
        }

    @classmethod
    def open(
        cls,
        endpoint: Endpoint,
        statements: Mapping[str, Statement],
        *,
        limits: DatabaseLimits | None = None,
        notices: Notices = Notices.OFF,
        chance: Callable[[], float] = random.random,
    ) -> Self:
        """Return a graph that connects when it is first used; `chance` spreads out retries."""
        limits = limits or DatabaseLimits()
        driver = _driver(endpoint, limits, notices)
        return cls(driver, endpoint, statements, limits, notices=notices, chance=chance)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give back every connection."""
        await self._driver.close()

    @property
    def waiting(self) -> int:
        """How many statements wait for a connection."""
        return self._places.waiting

    async def ping(self, *, timeout_s: float = 2.0) -> None:
        """Make one round trip; raise `DatabaseUnreachableError` if no answer comes in time."""
        try:
            await self.read(_PING, timeout_s=timeout_s)
        except StatementTimeoutError:
            raise DatabaseUnreachableError(self._uri) from None

    async def server_agent(self) -> str:
        """Return what the server calls itself, such as `Neo4j/5.26.30`."""

        async def once() -> str:
            self._count()
            async with self._session(READ_ACCESS) as session:
                result = await session.run(self._queries[_PING])
                return (await result.consume()).server.agent

        return await self._persist(_PING, self.limits.statement_s, once)

    async def follow(self, bookmarks: Iterable[str], *, timeout_s: float = 2.0) -> None:
        """Wait until the database has the writes that bookmarks stand for.

        Raises `BookmarkUnreachedError` if that takes too long.
        """
        try:
            await self.read(_PING, bookmarks=bookmarks, timeout_s=timeout_s)
        except StatementTimeoutError:
            raise BookmarkUnreachedError(timeout_s) from None

    async def read(
        self,
        name: str,
        /,
        *,
        bookmarks: Iterable[str] = (),
        timeout_s: float | None = None,
        **params: object,
    ) -> list[Record]:
        """Run a read statement on a reader and return all its records.

        `bookmarks` make the reader wait for those writes. Raises the `DatabaseError`s.
        """
        statement = usable(self.statements, name, params, Mode.READ)
        query = self._queries[name] if timeout_s is None else _query(statement, timeout_s)
        once = partial(self._read_once, query, in_utc(params), bookmarks)
        return await self._persist(name, timeout_s or self.limits.statement_s, once)

    async def write(
        self, name: str, /, *, timeout_s: float | None = None, **params: object
    ) -> list[Record]:
        """Run one write statement in a transaction of its own and return all its records.

        Raises the `DatabaseError`s, `OutcomeUnknownError` among them.
        """
        usable(self.statements, name, params, Mode.WRITE)

        async def work(transaction: Transaction) -> list[Record]:
            return await transaction.run(name, **params)

        return await self.transact(work, label=name, timeout_s=timeout_s)

    async def transact(
        self,
        work: Callable[[Transaction], Awaitable[T]],
        *,
        label: str,
        timeout_s: float | None = None,
    ) -> T:
        """Do `work` in one transaction and return its result once that is committed.

        `work` may read, decide and write. It may be run again after a failure, so it must have
        no effect but through its transaction. `label` names it in errors.
        """
        seconds = timeout_s or self.limits.statement_s
        unit = UnitOfWork(work, self.statements, seconds, self._count, warns=self._warns)

        async def once() -> T:
            async with self._session(WRITE_ACCESS) as session:
                return await unit.attempt(session)

        try:
            result = await self._persist(label, seconds, once, Step.TRANSACTION)
        except StatementTimeoutError:
            if unit.committing:
                raise OutcomeUnknownError(label) from None
            raise
        self.last_bookmarks = unit.bookmarks
        note_bookmarks(unit.bookmarks)
        return result

    async def alter(self, *names: str) -> None:
        """Run schema statements in one transaction; each must be one that may be run twice.

        Indexes that are made in one transaction are filled in one pass over the store.
        """
        used = [usable(self.statements, name, (), Mode.SCHEMA) for name in names]

        async def once() -> None:
            async with (
                self._session(WRITE_ACCESS) as session,
                await session.begin_transaction(timeout=self.limits.alter_s) as transaction,
            ):
                for statement in used:
                    self._count()
                    result = await transaction.run(statement.text)
                    await result.consume()
                    if self._warns:
                        await warn_of_notices(result, statement.name)
                await transaction.commit()

        # Dozens of names would bury what an error says.
        label = names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}"
        await self._persist(label, self.limits.alter_s, once)

    async def _read_once(
        self, query: Query, params: Mapping[str, object], bookmarks: Iterable[str]
    ) -> list[Record]:
        async with self._session(READ_ACCESS, bookmarks) as session:
            self._count()
            result = await session.run(query, dict(params))
            records = [record async for record in result]
            if self._warns:
                await warn_of_notices(result, query.text)
        note_records(records)
        return records

    async def _persist(
        self,
        label: str,
        timeout_s: float,
        once: Callable[[], Awaitable[T]],
        step: Step = Step.STATEMENT,
    ) -> T:
        """Wait for a place, then attempt until it succeeds, is hopeless, or the time is up."""
        if label == _PING:
            return await self._persist_in_place(label, timeout_s, once)
        with observed(step, label):
            holder = self._places.take_now(bearers()) or await self._turn()
            try:
                return await self._persist_in_place(label, timeout_s, once)
            finally:
                self._places.give_back(holder)

    async def _turn(self) -> Holder:
        """Wait for a place."""
        try:
            async with asyncio.timeout(self.limits.place_s):
                return await self._places.take(bearers())
        except TimeoutError:
            why = Message("no turn came within {place_s:g} s", place_s=self.limits.place_s)
            raise DatabaseBusyError(why) from None

    async def _persist_in_place(
        self, label: str, timeout_s: float, once: Callable[[], Awaitable[T]]
    ) -> T:
        clock = asyncio.get_running_loop().time
        failed_first: float | None = None
        delay = _FIRST_DELAY_S
        try:
            async with asyncio.timeout(timeout_s + self.limits.grace_s):
                while True:
                    try:
                        return await once()
                    except (DriverError, Neo4jError) as error:
                        failed_first = failed_first or clock()
                        give_up_at = failed_first + patience(error, self.limits)
                        if clock() + delay > give_up_at:
                            raise self._told(error, label, timeout_s) from None
                    await asyncio.sleep(delay * (0.5 + self._chance()))
                    delay = min(delay * 2, _LONGEST_DELAY_S)
        except TimeoutError:
            raise StatementTimeoutError(label, timeout_s) from None

    def _told(self, error: DriverFailure, label: str, timeout_s: float) -> Exception:
        return translated(
            error, statement=label, timeout_s=timeout_s, uri=self._uri, limits=self.limits
        )

    def _session(self, access: str, bookmarks: Iterable[str] = ()) -> AsyncSession:
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            bookmarks=Bookmarks.from_raw_values(bookmarks) if bookmarks else None,
        )

    def _count(self) -> None:
        self.round_trips += 1
        note_round_trip()


def _query(statement: Statement, timeout_s: float) -> Query:
    return Query(statement.text, timeout=timeout_s)


def _driver(endpoint: Endpoint, limits: DatabaseLimits, notices: Notices) -> AsyncDriver:
    off = notices is Notices.OFF
    return AsyncGraphDatabase.driver(
        endpoint.uri,
        auth=(endpoint.username, endpoint.password),
        max_connection_pool_size=limits.pool,
        connection_acquisition_timeout=limits.acquire_s,
        connection_timeout=limits.connect_s,
        connection_write_timeout=limits.statement_s,
        # All records of a result at once: a second request for the rest would double a read.
        fetch_size=-1,
        # Two policies would multiply each other's attempts; ours is `Graph._persist`.
        disable_auto_commit_retries=True,
        telemetry_disabled=True,
        notifications_min_severity=(
            NotificationMinimumSeverity.OFF if off else NotificationMinimumSeverity.WARNING
        ),
        # A label without nodes is no mistake in a database that is still empty.
        notifications_disabled_classifications=(
            None if off else [NotificationDisabledClassification.UNRECOGNIZED]
        ),
    )
